from odoo import api, models


class ApplicationLetterPage(models.Model):
    """Where the letter is read: its page of the form, and the paper itself."""

    _inherit = "ptsp.application"

    @api.model
    def _pages_by_part(self):
        # Heads, who may call a meeting, judge the letter; the registry numbers, checks and keeps it.
        parts = ("letter", "meeting", "numbering", "final_checklist", "signed_copy")
        return super()._pages_by_part() | dict.fromkeys(parts, "letter")

    def action_view_letter(self):
        """Show the letter as PDF: the draft as it would be printed now, or the letter as it was issued.

        :return: the action
        """
        self.ensure_one()
        self.check_access("read")
        url = f"/report/pdf/ptsp_exhibition.report_letter/{self.id}"
        return {"type": "ir.actions.act_url", "url": url, "target": "new"}
