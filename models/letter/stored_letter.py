from odoo import api, models


class LetterReport(models.Model):
    """A letter that was numbered is printed as it was stored then; only drafts are set anew."""

    _inherit = "ir.actions.report"

    @api.model
    def _ptsp_stored_in(self):
        return super()._ptsp_stored_in() | {"ptsp_exhibition.report_letter": "letter_attachment_id"}
