from odoo import api, fields, models


class ApplicationPublic(models.Model):
    """What anybody may know about a letter who has its code: what stands on the paper anyway (SOP section R)."""

    _inherit = "ptsp.application"

    # Kept with the letter, so that a visit to its page reads no signatory and no user.
    signatory_name = fields.Char(
        compute="_compute_signatory_name",
        store=True,
        procedure=True,
        groups="ptsp_exhibition.group_reader",
        help="Who signed the letter, as the signature block names him or her.",
    )
    signatory_title = fields.Char(
        compute="_compute_signatory_title",
        store=True,
        procedure=True,
        groups="ptsp_exhibition.group_reader",
        help="The office of whoever signed the letter, as it stands in the signature block.",
    )

    @api.depends("signatory_office_id.name", "signatory_id.name")
    def _compute_signatory_name(self):
        for application in self:
            application.signatory_name = application.signatory_office_id.name or application.signatory_id.name

    @api.depends("signatory_office_id.title", "signatory_office_id.capacity")
    def _compute_signatory_title(self):
        for application in self:
            office = application.signatory_office_id
            application.signatory_title = office and office._official_title()

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
            "signatory_name",
            "signatory_title",
        ]

    def _public_facts(self):
        """Return what the public may know about the letter.

        :return: dict; dates are the agency's, ``facts`` the public ones in the language of the context
        """
        self.ensure_one()
        return {
            "agency": self.company_id.name,
            "decision": self.decision,
            "facts": [fact for fact in self._facts(public=True) if fact.value],
            "letter_date": self.letter_date,
            "letter_number": self.letter_number,
            "letter_sha256": self.letter_sha256,
            "letter_token": self.letter_token,
            "revocation_reason": self.revocation_reason,
            "revoked_on": self.revoked_at and self.service_id._local_day(self.revoked_at),
            "signatory": self.signatory_name,
            "signatory_title": self.signatory_title,
        }
