from odoo import fields, models
from odoo.exceptions import UserError

from .review_by_link import _CONTEXT_KEY, _ByLink


class ApplicationByLink(models.Model):
    """Files leave for an OPD with a mail box by mail, and go on when the last opinion comes by link (steps 9, 11)."""

    _inherit = "ptsp.application"

    def _effect_start_reviews(self, now):
        by_mail = self._open_reviews().filtered(lambda review: review.agency_id._mailbox())
        by_mail._note_receipt_by_mail(now)
        result = super()._effect_start_reviews(now)
        self.env["ptsp.opd.link"]._send_for(by_mail)
        return result

    def _opinions_complete(self):
        if not isinstance(self.env.context.get(_CONTEXT_KEY), _ByLink):
            return super()._opinions_complete()
        # Whoever answers by a link holds no role; what the table asks of the file holds all the same.
        for application in self._as_procedure():
            row = application._procedure().opinion_rows[0]
            if reasons := application._reasons_against(row, application._note_for_sheet(None)):
                raise UserError("\n".join(dict.fromkeys(reasons)))
            application._move(row, None, fields.Datetime.now())
        return None
