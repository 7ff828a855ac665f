from odoo import api, models


class ApplicationPublic(models.Model):
    """What anybody may know about a letter who has its code: what stands on the paper anyway (SOP section R)."""

    _inherit = "ptsp.application"

    @api.model
    def _public_fields(self):
        """Return the names of the fields from which :meth:`_public_facts` follows, to be read at once."""
        return [
            "about",
            "company_id",
            "decision",
            "details",
            "letter_date",
            "letter_number",
            "letter_sha256",
            "letter_token",
            "revocation_reason",
            "revoked_at",
            "service_id",
            "signed_letter_id",
        ]

    def _public_facts(self):
        """Return what the public may know about the letter: what was signed, with its number and what became of it.

        :return: dict; dates are the agency's, ``facts`` the public ones in the language of the context
        """
        self.ensure_one()
        letter = self._letter_words()
        return {
            "agency": letter["agency"],
            "decision": letter["decision"],
            "facts": self._letter_facts(letter),
            "letter_date": self.letter_date,
            "letter_number": self.letter_number,
            "letter_sha256": self.letter_sha256,
            "letter_token": self.letter_token,
            "revocation_reason": self.revocation_reason,
            "revoked_on": self.revoked_at and self.service_id._local_day(self.revoked_at),
            "signatory": letter["signatory_name"],
            "signatory_title": letter["signatory_title"],
            # Letters that were signed before it was kept say nothing of it here.
            "validity": letter.get("validity", ""),
        }
