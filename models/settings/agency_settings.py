from odoo import api, fields, models
from odoo.exceptions import AccessError

from .res_company import LETTERHEAD_LINE


class AgencySettings(models.TransientModel):
    """What a manager sets for the own agency, under Configuration, Agency.

    Managers write no companies: this page writes the fields that it names, after it has looked who asks, and no others.
    A room adds a field of its own here and names it in :meth:`_settings`.
    """

    _name = "ptsp.agency.settings"
    _description = "Agency Settings"

    company_id = fields.Many2one("res.company", "Agency", required=True, readonly=True)
    address = fields.Char("Name and Address", related="company_id.partner_id.contact_address")

    ptsp_separation_of_duties = fields.Boolean("Separation of Duties")
    ptsp_attachment_limit = fields.Integer("Largest Attachment (MB)")
    ptsp_coverage_days = fields.Integer("Look Ahead for Absences")
    ptsp_government = fields.Char("Government", max_chars=LETTERHEAD_LINE)
    ptsp_emblem = fields.Binary("Regional Emblem", attachment=False)
    logo = fields.Binary("Logo of the Agency", attachment=False)
    ptsp_paper = fields.Selection(
        selection=lambda self: self.env["res.company"]._fields["ptsp_paper"]._description_selection(self.env),
        string="Paper Size",
        required=True,
    )

    @api.model
    def _settings(self):
        """Return the names of the fields that a manager sets, here and in ``res.company`` alike."""
        return [
            "ptsp_separation_of_duties",
            "ptsp_attachment_limit",
            "ptsp_coverage_days",
            "ptsp_government",
            "ptsp_emblem",
            "logo",
            "ptsp_paper",
            *self.env["res.company"]._ptsp_parts(),
        ]

    @api.model
    def default_get(self, fields):
        """Begin with what holds at the agency in which the user works.

        :raises AccessError: the user is no manager of it
        """
        company = self.env.company
        self._check_manages(company)
        settings = {"company_id": company.id, **self._settings_of(company.sudo())}
        return {**super().default_get(fields), **{name: settings[name] for name in settings.keys() & set(fields)}}

    @api.model_create_multi
    def create(self, vals_list):
        # The page is that of the agency in which the user works, whatever a client sends.
        return super().create([{**vals, "company_id": self.env.company.id} for vals in vals_list])

    def write(self, vals):
        return super().write({name: value for name, value in vals.items() if name != "company_id"})

    @api.depends("company_id")
    def _compute_display_name(self):
        for page in self:
            page.display_name = page.company_id.name

    def action_save(self):
        """Let the agency work with what the page says.

        :return: the action that shows the client anew, with its new logo
        :raises AccessError: the user is no manager of this agency
        """
        self.ensure_one()
        self._check_manages(self.company_id)
        company_sudo = self.company_id.sudo()
        before = self._settings_of(company_sudo)
        # What was not changed here is left alone, so that nothing is noted that did not happen.
        changed = {name: value for name, value in self._values().items() if value != before[name]}
        if changed:
            self._set(company_sudo, changed)
        return {"type": "ir.actions.client", "tag": "reload"}

    def execute(self):
        """Save: the name by which Odoo's page of settings calls its button."""
        return self.action_save()

    def cancel(self):
        """Show what holds, in place of what was entered: the other button of Odoo's page of settings.

        :return: the action
        """
        return self.env["ir.actions.act_window"]._for_xml_id("ptsp_exhibition.agency_settings_action")

    def _check_manages(self, company):
        """Refuse who does not manage an agency.

        :param company: a ``res.company``
        :raises AccessError: with the reason
        """
        if not self.env.user._ptsp_manages(company):
            raise AccessError(
                self.env._("%(agency)s is configured by its managers. Ask one of them.", agency=company.sudo().name)
            )

    @api.model
    def _settings_of(self, company_sudo):
        """Return what holds at an agency.

        :param company_sudo: the ``res.company``, as superuser
        :return: dict from names of fields of this page to their values
        """
        company_sudo = company_sudo.with_context(bin_size=False)
        return {name: company_sudo[name] for name in self._settings()}

    def _values(self):
        """Return what the page says, in the shape of :meth:`_settings_of`."""
        page = self.with_context(bin_size=False)
        return {name: page[name] for name in self._settings()}

    def _set(self, company_sudo, values):
        """Write what was changed.

        :param company_sudo: the ``res.company``, as superuser
        :param dict values: what differs, in the shape of :meth:`_settings_of`
        """
        company_sudo.write(values)
