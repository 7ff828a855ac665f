from odoo import models


class AttachmentOfAssessment(models.Model):
    """Evidence of self-assessments is looked at as papers are, and stays once they are closed."""

    _inherit = "ir.attachment"

    def _ptsp_settled(self):
        held = [("attachment_ids", "in", self.ids), ("assessment_id.state", "=", "closed")]
        lines_sudo = self.env["ptsp.self.assessment.line"].sudo().search(held)
        return super()._ptsp_settled() | lines_sudo.attachment_ids
