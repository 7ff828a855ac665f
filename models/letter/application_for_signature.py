from odoo import models

#: For whom the sheets of a letter are.
COPIES = ("Pemohon", "Arsip", "Verifikasi")
#: Stands in the context under ``ptsp_letter`` where a letter is read on a screen. No client can send it.
READING = object()


class ApplicationForSignature(models.Model):
    """Three copies are printed for initials and signature while number and date are open (steps 11 to 14)."""

    _inherit = "ptsp.application"

    def _is_for_signature(self):
        """Tell whether the letter waits for its signature or, signed, for its number.

        What is printed meanwhile is marked so: copies for initials and signature. Before, it is a draft.
        """
        self.ensure_one()
        if self.letter_number:
            return False
        rows = self._procedure().transitions_from(self.state)
        return any({"sign", "number_letter"}.intersection(row.effects) for row in rows)

    def _letter_copies(self):
        """Return for whom the sheets of the letter are, as it is set now.

        A draft has one sheet, which is for nobody. On paper there are three copies, for signature and as numbered; who
        reads a letter on a screen before it has its number sees one.

        :return: tuple of texts
        """
        self.ensure_one()
        if self.letter_number:
            return COPIES
        if not self._is_for_signature():
            return ("",)
        return COPIES[:1] if self.env.context.get("ptsp_letter") is READING else COPIES
