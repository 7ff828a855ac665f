from odoo import models


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
