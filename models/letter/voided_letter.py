from odoo import fields, models


class VoidedLetter(models.Model):
    """A number that was found wrong before the letter was released, with the letter that bore it (step 15).

    It is never given again. The register shows it, and whoever looks the letter up is told that it is void.
    """

    _name = "ptsp.voided.letter"
    _description = "Voided Letter"
    _inherit = ["ptsp.append.only.mixin"]
    _order = "voided_at desc, id desc"
    _rec_name = "letter_number"

    application_id = fields.Many2one("ptsp.application", required=True, ondelete="restrict", index=True, readonly=True)
    company_id = fields.Many2one(related="application_id.company_id")
    entry_id = fields.Many2one(
        "ptsp.register.entry", "Register Entry", readonly=True, ondelete="restrict", index="btree_not_null"
    )
    letter_number = fields.Char(required=True, readonly=True)
    letter_date = fields.Date(readonly=True)
    attachment_id = fields.Many2one(
        "ir.attachment", "Letter", readonly=True, ondelete="restrict", index="btree_not_null"
    )
    letter_sha256 = fields.Char("Letter SHA-256", readonly=True)
    letter_token = fields.Char(
        "Verification Code",
        readonly=True,
        groups="ptsp_exhibition.group_reader",
        help="Stands in the QR code of copies that may be about.",
    )
    paper_serial = fields.Char(
        "Serial Number of the Paper",
        readonly=True,
        groups="ptsp_exhibition.group_reader",
        help="Of the special paper that was spoiled with it.",
    )
    voided_at = fields.Datetime("Voided", required=True, readonly=True)
    voided_by_id = fields.Many2one("res.users", "Voided by", required=True, readonly=True, ondelete="restrict")
    reason = fields.Text(required=True, readonly=True, max_chars=2000, max_lines=50)

    _letter_token_unique = models.UniqueIndex(
        "(letter_token) WHERE letter_token IS NOT NULL", "This verification code was given already."
    )

    def _public_facts(self):
        """Return what the public may know about the letter, as of one that is in force.

        :return: dict, see ``ptsp.application._public_facts``
        """
        self.ensure_one()
        return {
            **self.application_id._public_facts(),
            "letter_date": self.letter_date,
            "letter_number": self.letter_number,
            "letter_sha256": self.letter_sha256,
            "letter_token": self.letter_token,
            "revocation_reason": self.reason,
            "revoked_on": self.application_id.service_id._local_day(self.voided_at),
        }
