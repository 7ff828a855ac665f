"""Examples for odoo.yml beside: what each rule finds, and what it lets pass. Nothing imports this file."""
# ruff: noqa

from markupsafe import Markup

from odoo import fields, http, models
from odoo.tools import SQL


class Examples(models.Model):
    _inherit = "ptsp.application"

    # ruleid: field-keeps-its-limit
    story = fields.Text(max_chars=None)
    # ok: field-keeps-its-limit
    remark = fields.Text(max_chars=2_000)

    def _names(self):
        # ruleid: sudo-is-named
        letters = self.env["ptsp.application"].sudo().search([])
        # ok: sudo-is-named
        letters_sudo = self.env["ptsp.application"].sudo().search([])
        return letters + letters_sudo

    def action_unasked(self):
        # ruleid: sudo-after-a-check
        return self.sudo().name

    def action_asked(self):
        self.check_access("read")
        # ok: sudo-after-a-check
        return self.sudo().name

    def _from_inside(self):
        # ok: sudo-after-a-check
        return self.sudo().name

    def _sql(self, name):
        # ruleid: sql-is-not-put-together
        self.env.cr.execute(f"SELECT id FROM ptsp_application WHERE name = '{name}'")
        # ruleid: sql-is-not-put-together
        self.env.cr.execute("SELECT id FROM ptsp_application WHERE name = '%s'" % name)
        # ruleid: sql-is-not-put-together
        self.env.execute_query(SQL("SELECT id FROM " + name))
        # ok: sql-is-not-put-together
        self.env.execute_query(SQL("SELECT id FROM ptsp_application WHERE name = %s", name))

    def _markup(self, name):
        # ruleid: markup-is-written-out
        bold = Markup(f"<b>{name}</b>")
        # ruleid: markup-is-written-out
        whole = Markup(name)
        # ok: markup-is-written-out
        return Markup("<b>%s</b>") % name + bold + whole

    def _permission(self):
        # ruleid: superuser-mode-is-no-permission
        if self.env.su:
            return True
        # ok: superuser-mode-is-no-permission
        return self.env.user.has_group("ptsp_exhibition.group_manager")


class Pages(http.Controller):
    # ruleid: route-says-who-may-come
    @http.route("/ptsp/open", type="http")
    def open(self):
        return ""

    # ok: route-says-who-may-come
    @http.route("/ptsp/closed", type="http", auth="user")
    def closed(self):
        return ""

    # ok: route-says-who-may-come
    @http.route()
    def extended(self):
        return super().extended()
