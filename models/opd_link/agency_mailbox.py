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
        help="The mail box of the OPD. Where it changes, links that were sent to the former one open nothing any more.",
    )

    @api.constrains("answers_by_link", "email")
    def _check_mailbox(self):
        for agency in self:
            if agency.answers_by_link and not agency._mailbox():
                raise ValidationError(
                    self.env._(
                        "Enter the e-mail address of %(agency)s, such as dishub@example.go.id: links are sent there.",
                        agency=agency.name,
                    )
                )

    def _mailbox(self):
        """Return the address to which links are sent, as it is compared; empty where the OPD answers otherwise."""
        self.ensure_one()
        return (email_normalize(self.email or "") or "") if self.answers_by_link else ""
