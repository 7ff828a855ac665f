from odoo import api, fields, models
from odoo.exceptions import AccessError

#: Who keeps the archive, who attaches scans, who approves, and who beside them takes the whole file.
KEEPERS = ("registry",)
SCANNERS = ("registry", "pickup")
HEADS = ("division_head", "agency_head")


def refuse_role(env, roles):
    """Refuse somebody who has none of the roles for an act of the archive.

    :param Environment env: of the user
    :param roles: names of the roles of those who may
    :raises AccessError: always, naming the roles
    """
    raise AccessError(
        env._(
            "In the archive this is done by: %(roles)s. Ask a colleague of that role.",
            roles=", ".join(env["res.groups"]._ptsp_role_label(role) for role in roles),
        )
    )


class ArchiveRecordDesk(models.Model):
    """Who may do what with a file of the archive; and that nobody else does something to it at the same moment."""

    _inherit = "ptsp.archive.record"

    may_keep = fields.Boolean(compute="_compute_may", help="The user keeps the archive.")
    may_scan = fields.Boolean(compute="_compute_may", help="The user attaches scans.")
    may_hold = fields.Boolean(compute="_compute_may", help="The user may hold the file.")
    may_lift = fields.Boolean(compute="_compute_may", help="The user may lift a hold.")
    may_take = fields.Boolean(compute="_compute_may", help="The user takes the whole file along.")

    @api.depends_context("uid")
    @api.depends("company_id.ptsp_uses_archive")
    def _compute_may(self):
        for record in self:
            in_use = record.sudo().company_id.ptsp_uses_archive
            record.may_keep = in_use and record._holds_role(*KEEPERS)
            record.may_scan = in_use and record._holds_role(*SCANNERS)
            record.may_hold = in_use and record._holds_role(*KEEPERS, *HEADS)
            record.may_lift = in_use and record._holds_role(*HEADS)
            record.may_take = in_use and record._may_take_whole_file()

    def _holds_role(self, *roles):
        """Tell whether the user holds one of some roles, as an acting officer too, at the agency of each of the files.

        :param roles: names of roles
        """
        user = self.env.user
        return all(user._ptsp_roles(company).intersection(roles) for company in self.sudo().company_id)

    def _check_keeper(self, *roles):
        """Refuse whoever may not do something with these files.

        :param roles: names of the roles of those who may
        :raises AccessError: naming the roles, or the file is not for the user's eyes
        :raises UserError: the agency does without the archive
        """
        self.check_access("read")
        if not self._holds_role(*roles):
            refuse_role(self.env, roles)
        self.sudo().company_id._ptsp_refuse_without_archive()

    def _may_take_whole_file(self):
        """Tell whether the user takes the whole file along: auditor, manager, registry."""
        self.ensure_one()
        user = self.env.user
        return user.has_group("ptsp_exhibition.group_auditor") or (
            user.has_group("ptsp_exhibition.group_manager") or self._holds_role(*KEEPERS)
        )

    def action_view_application(self):
        """Show the application of the file.

        :return: the action
        """
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "res_model": "ptsp.application",
            "res_id": self.application_id.id,
            "view_mode": "form",
            "views": [(False, "form")],
        }
