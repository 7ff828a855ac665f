from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import email_normalize


class AgencyMailbox(models.Model):
    """An OPD that has a mail box, and no accounts: it answers by a link that is sent there."""

    _inherit = "ptsp.agency"

    answers_by_link = fields.Boolean(
        help="Each opinion that is asked of the OPD is sent to its e-mail address as a link. Whoever opens it enters a "
        "code that is sent to the same address, reads the papers, and gives the opinion without an account.",
    )
    email = fields.Char(
        "E-mail for Opinions",
        groups="ptsp_exhibition.group_reader",
        help="The mail box of the OPD. An OPD without a user is warned there of opinions that are due. Where it "
        "changes, links that were sent to the former one open nothing any more.",
    )

    @api.constrains("answers_by_link", "email")
    def _check_mailbox(self):
        for agency in self:
            if (agency.answers_by_link or agency.email) and not agency._email_for_warnings():
                raise ValidationError(
                    self.env._(
                        "Enter the e-mail address of %(agency)s, such as dishub@example.go.id: links are sent there.",
                        agency=agency.name,
                    )
                )

    def _mailbox(self):
        """Return the address to which links are sent, as it is compared; empty where the OPD answers otherwise."""
        self.ensure_one()
        return self._email_for_warnings() if self.answers_by_link else ""

    def _email_for_warnings(self):
        """Return the address to which the OPD is written, whether it answers by link or on paper; possibly none."""
        self.ensure_one()
        return email_normalize(self.email or "") or ""
