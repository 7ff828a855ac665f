from odoo import models


class ApplicationByLink(models.Model):
    """Files leave for an OPD with a mail box by mail (step 9)."""

    _inherit = "ptsp.application"

    def _effect_start_reviews(self, now):
        by_mail = self._open_reviews().filtered(lambda review: review.agency_id._mailbox())
        by_mail._note_receipt_by_mail(now)
        result = super()._effect_start_reviews(now)
        self.env["ptsp.opd.link"]._send_for(by_mail)
        return result
