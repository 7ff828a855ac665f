import hashlib
import json

from odoo import fields, models

from ...tools.letter_html import LetterHtml


class SignedLetter(models.Model):
    """All that a letter says, as it was when the agency head signed it (step 14).

    Whatever changes afterwards at the applicant, the agency, the service or the signatory: preview, final letter and
    public page show this. Number and date are added when the registry numbers it, and so is whether it was signed
    electronically or stamped. It is kept even when the signature is withdrawn, with the moment of that.
    """

    _name = "ptsp.signed.letter"
    _description = "Letter as It Was Signed"
    _inherit = ["ptsp.append.only.mixin"]
    _order = "application_id, id"
    _rec_name = "signed_at"

    application_id = fields.Many2one("ptsp.application", required=True, ondelete="cascade", index=True, readonly=True)
    company_id = fields.Many2one(related="application_id.company_id")
    signed_at = fields.Datetime("Signed", required=True, readonly=True)
    struck_at = fields.Datetime(
        "Withdrawn", readonly=True, help="When the letter went back and the signature with it. Empty while it counts."
    )
    body = LetterHtml("Text", readonly=True)
    content = fields.Text(
        required=True,
        readonly=True,
        max_chars=1_000_000,
        help="Everything else that the letter says, as JSON: addressee, facts, signatory.",
    )
    letterhead_id = fields.Many2one("ptsp.letterhead", required=True, readonly=True, ondelete="restrict")
    sha256 = fields.Char(
        "SHA-256",
        required=True,
        readonly=True,
        help="Fingerprint of text, content and letterhead. The line of the signature in the control sheet names it.",
    )

    _application_unique = models.UniqueIndex(
        "(application_id) WHERE struck_at IS NULL", "This letter has been signed already."
    )

    def _is_as_signed(self):
        """Tell whether text, content and letterhead are still those that were signed."""
        self.ensure_one()
        letterhead = self.letterhead_id
        sound = letterhead.sha256 == letterhead._fingerprint(letterhead._as_printed())
        return sound and self.sha256 == self._fingerprint_of(self.content, self.body, letterhead.sha256)

    def _fingerprint_of(self, content, body, letterhead_sha256):
        """Return the SHA-256 over a letter.

        :param str content: JSON
        :param str body: the text, as it is stored
        :param str letterhead_sha256: fingerprint of the letterhead
        """
        return hashlib.sha256(json.dumps([content, str(body or ""), letterhead_sha256]).encode()).hexdigest()
