from odoo import models


class ApplicationClarification(models.Model):
    """The agency head asks the applicant to clarify (step 14)."""

    _inherit = "ptsp.application"

    def _clarification_asked(self):
        """Return what the agency head asked the applicant to clarify, if that is why the file came back."""
        self.ensure_one()
        last = self.sudo().control_ids.filtered("action").sorted("sequence")[-1:]
        return last.note if last.action == "request_clarification" else ""
