from odoo import api, models


class LetterReport(models.Model):
    """A letter that was numbered is printed as it was stored then; only drafts are set anew."""

    _inherit = "ir.actions.report"

    @api.model
    def _ptsp_stored_documents(self, report, res_ids):
        stored = super()._ptsp_stored_documents(report, res_ids)
        if report.report_name != "ptsp_exhibition.report_letter":
            return stored
        applications = self.env["ptsp.application"].browse(res_ids)
        applications.check_access("read")
        numbered_sudo = applications.sudo().filtered("letter_attachment_id")
        return stored | {application.id: application.letter_attachment_id.raw for application in numbered_sudo}
