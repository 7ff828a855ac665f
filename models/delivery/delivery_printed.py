from odoo import models


class DeliveryPrinted(models.Model):
    """What stands on the printed sheet (*form monitoring*)."""

    _inherit = "ptsp.delivery"

    def _document_rows(self):
        """Return the reviews of the sheet in the order of their cover letters."""
        self.ensure_one()
        return self.review_ids.sorted(lambda review: (review.cover_letter_number or "", review.id))

    def _document_reason(self, attempt):
        """Write why a way was made in vain, as it stands on paper.

        :param attempt: a ``ptsp.delivery.attempt``
        """
        said = {
            "closed": "Kantor tutup",
            "nobody": "Tidak ada petugas yang berwenang menerima",
            "refused": "Ditolak",
            "other": "",
        }[attempt.reason]
        return ". ".join(filter(None, (said, attempt.note)))
