from urllib.parse import quote

from odoo import api, fields, models


class ApplicationComplaints(models.Model):
    """What was said of an application, for those who may read complaints."""

    _inherit = "ptsp.application"

    complaint_count = fields.Integer(
        "Number of Complaints",
        compute="_compute_complaint_count",
        groups="ptsp_exhibition.group_complaints,ptsp_exhibition.group_auditor",
    )

    @api.depends_context("uid")
    def _compute_complaint_count(self):
        # As the user: who is complained of counts none of his own.
        counts = dict(
            self.env["ptsp.complaint"]
            .sudo(False)
            ._read_group([("application_id", "in", self.ids)], ["application_id"], ["__count"])
        )
        for application in self:
            application.complaint_count = counts.get(application._origin, 0)

    def _complaint_address(self):
        """Return the address of the page by which its applicant writes about it; empty where there is none."""
        self.ensure_one()
        # The applicant may not read companies.
        uses = self.sudo().company_id.ptsp_uses_complaints  # nosemgrep: sudo-after-a-check
        number = self.registration_number
        return f"/ptsp/complaint?number={quote(number, safe='')}" if uses and number else ""

    def action_view_complaints(self):
        """Show what was said of an application.

        :return: the action
        """
        self.ensure_one()
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id("ptsp_exhibition.complaint_action")
        return {**action, "domain": [("application_id", "=", self.id)], "context": {}}
