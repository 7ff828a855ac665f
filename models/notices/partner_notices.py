from odoo import fields, models
from odoo.exceptions import AccessError, UserError

from ..members.applicant_member import EDIT

ALL, NEEDED = "all", "needed"


class PartnerNotices(models.Model):
    """What an applicant wants to be told. What is to be done is told in any case."""

    _inherit = "res.partner"

    ptsp_notices = fields.Selection(
        [(ALL, "Each step of the application"), (NEEDED, "Only what I have to do or must know")],
        "Notices about Applications",
        default=ALL,
        help="Of a company it holds for all of its people.",
    )

    def _ptsp_wants_all(self):
        """Tell whether an applicant wants to be told of each step."""
        return self._ptsp_notices_wanted() != NEEDED

    def _ptsp_notices_wanted(self):
        """Return what an applicant wants to be told: a key of ``ptsp_notices``."""
        self.ensure_one()
        return self.sudo().commercial_partner_id.ptsp_notices or ALL

    def _ptsp_choose_notices(self, choice):
        """Keep of what the user, who is an applicant, wants to be told; of a company for all of its people.

        :param str choice: a key of ``ptsp_notices``
        :raises AccessError: the user is no applicant or may only read, or it is somebody else's contact
        :raises UserError: there is no such choice
        """
        self.ensure_one()
        if not self.env.user._is_portal() or self != self.env.user.partner_id:
            raise AccessError(self.env._("Only applicants choose of what they are told."))
        company_sudo = self.sudo().commercial_partner_id
        if self.env.user._ptsp_principals().get(company_sudo.id) != EDIT:
            raise AccessError(
                self.env._("Of what %(name)s is told, somebody chooses who may edit.", name=company_sudo.name)
            )
        if choice not in dict(self._fields["ptsp_notices"].selection):
            raise UserError(self.env._("Choose one of the two."))
        company_sudo.ptsp_notices = choice
