import hashlib

from odoo import fields, models
from odoo.exceptions import UserError


class ApplicationNumbering(models.Model):
    """The registry numbers, dates and stamps the letter (step 15)."""

    _inherit = "ptsp.application"

    letter_number = fields.Char(readonly=True, copy=False, procedure=True, index="trigram")
    letter_date = fields.Date(readonly=True, copy=False, procedure=True)
    letter_attachment_id = fields.Many2one(
        "ir.attachment",
        "Letter",
        readonly=True,
        copy=False,
        procedure=True,
        ondelete="restrict",
        index="btree_not_null",
        help="The final letter, as it was numbered. It is never rendered again.",
    )
    letter_sha256 = fields.Char(
        "Letter SHA-256", readonly=True, copy=False, procedure=True, help="Fingerprint of the final letter."
    )
    letter_is_electronic = fields.Boolean(
        "Signed Electronically",
        readonly=True,
        copy=False,
        procedure=True,
        help="The file itself is signed with the certificate of the agency, so it is the letter and no copy of it.",
    )

    _letter_number_unique = models.UniqueIndex(
        "(company_id, letter_number) WHERE letter_number IS NOT NULL", "This letter number was given already."
    )

    def _guard_letter_issuable(self):
        """The letterhead has both logos, and the agency can sign as it has chosen to."""
        try:
            self.company_id._ptsp_check_letterhead()
            self.company_id._ptsp_check_signing()
        except UserError as error:
            return str(error)
        return None

    def _effect_number_letter(self, now):
        """Give number and date, and store the final letter with its fingerprint."""
        numbers = self.env["ptsp.register.entry"]._take_numbers("letter", list(self), now)
        for application, number in zip(self, numbers, strict=True):
            application.write({"letter_number": number, "letter_date": application.service_id._local_day(now)})
        self._give_letter_tokens()
        for application in self:
            application._store_letter()

    def _store_letter(self):
        """Set the final letter once, sign it where the agency signs electronically, and keep it."""
        self.ensure_one()
        letter = self._letter_content()
        content, _extension = self.env["ir.actions.report"]._ptsp_render_pdf("ptsp_exhibition.report_letter", self.ids)
        signed = self.company_id._ptsp_sign_pdf(
            content,
            signer=letter["signatory_name"],
            reason=f"{self._letter_title()} {self.letter_number}",
            place=letter["letterhead"]["city"],
        )
        attachment = self.env["ir.attachment"].create(
            {
                "name": f"{self.letter_number.replace('/', '-')}.pdf",
                "raw": signed,
                "mimetype": "application/pdf",
                "res_model": self._name,
                "res_id": self.id,
            }
        )
        self.write(
            {
                "letter_attachment_id": attachment.id,
                "letter_sha256": hashlib.sha256(signed).hexdigest(),
                "letter_is_electronic": signed != content,
            }
        )
