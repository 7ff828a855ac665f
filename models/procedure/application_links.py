from odoo import api, fields, models
from odoo.fields import Domain


class ApplicationLinks(models.Model):
    """What lies beside an application, one click away: its control sheet, and what else its applicant has filed."""

    _inherit = "ptsp.application"

    other_application_count = fields.Integer(
        "Other Applications", compute="_compute_other_application_count", groups="ptsp_exhibition.group_reader"
    )

    @api.depends("commercial_partner_id")
    def _compute_other_application_count(self):
        counts = dict(
            self._read_group(
                [("commercial_partner_id", "in", self.commercial_partner_id.ids)],
                ["commercial_partner_id"],
                ["__count"],
            )
        )
        for application in self:
            filed = counts.get(application.commercial_partner_id, 0)
            application.other_application_count = filed - bool(application._origin)

    def action_view_other_applications(self):
        """Show what else the applicant has filed.

        :return: the action
        """
        self.ensure_one()
        self.check_access("read")
        return self._linked(
            self.env._("Applications of %(applicant)s", applicant=self.commercial_partner_id.name),
            "ptsp.application",
            Domain("commercial_partner_id", "=", self.commercial_partner_id.id) & Domain("id", "!=", self.id),
            "list,form",
        )

    def action_view_control_sheet(self):
        """Show the control sheet.

        :return: the action
        """
        self.ensure_one()
        self.check_access("read")
        name = self.env._("Process Control Sheet of %(application)s", application=self.name)
        return self._linked(name, "ptsp.control.line", Domain("application_id", "=", self.id), "list")

    def _linked(self, name, model, domain, modes):
        """Return the action that shows records of an application.

        :param str name: what the action is called
        :param str model: of the records
        :param Domain domain: which records
        :param str modes: the views in their order
        """
        return {
            "type": "ir.actions.act_window",
            "name": name,
            "res_model": model,
            "domain": list(domain),
            "view_mode": modes,
            "views": [(False, mode) for mode in modes.split(",")],
            "context": {"create": False},
        }
