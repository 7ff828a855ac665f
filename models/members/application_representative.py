from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from .applicant_member import EDIT

#: By what a representative follows an application.
_POWER = frozenset(("is_represented", "representative_id", "power_of_attorney_until"))


class ApplicationRepresentative(models.Model):
    """Who represents an applicant follows the application while the power of attorney lasts, and not a day longer."""

    _inherit = "ptsp.application"

    power_of_attorney_until = fields.Date(
        "Power of Attorney Until",
        copy=False,
        editable_in="file",
        help="The last day on which the power of attorney to file holds. Until then the representative follows the "
        "application online, answers and collects; without a day he does not.",
    )
    may_invite_representative = fields.Boolean(
        compute="_compute_may_invite_representative",
        groups="ptsp_exhibition.group_reader",
        help="I may invite the representative: the power of attorney lasts, there is an e-mail address, and nobody has "
        "used the account yet.",
    )

    def _power_lasts(self):
        """Tell whether the power of attorney of the representative holds today, by the agency's clock."""
        self.ensure_one()
        application_sudo = self.sudo()
        until = application_sudo.power_of_attorney_until
        return bool(
            application_sudo.is_represented
            and application_sudo.representative_id
            and until
            and until >= application_sudo.service_id._today()
        )

    @api.depends("representative_id.email", "is_represented", "power_of_attorney_until")
    @api.depends_context("uid")
    def _compute_may_invite_representative(self):
        for application in self:
            accounts_sudo = application.representative_id._origin._ptsp_accounts()
            application.may_invite_representative = (
                bool(application.representative_id.email)
                and application._power_lasts()
                and all(user._ptsp_never_used() for user in accounts_sudo)
                and application._invites()
            )

    def action_invite_representative(self):
        """Invite the representative to an account; once more, as long as nobody has used it.

        :return: the action that tells so
        :raises AccessError: the user is at no desk that invites, or may not read the application
        :raises UserError: the power of attorney does not last, or the representative gets no invitation
        """
        self.ensure_one()
        self._check_invites()
        if not self._power_lasts():
            raise UserError(
                self.env._(
                    "Enter until when the power of attorney for %(name)s holds, before you invite the representative.",
                    name=self.name,
                )
            )
        return self._invite_contact(self.representative_id)

    def _decides_on_power(self):
        """Tell whether the user says who represents the applicant, and until when: the applicant's own people do."""
        self.ensure_one()
        principals = self.env.user._ptsp_principals()
        return self.env.user._is_portal() and principals.get(self.sudo().commercial_partner_id.id) == EDIT

    def _end_power(self):
        """End the power of attorney at once, as its applicant.

        :raises AccessError: the user is not of the applicant's own people who may edit
        """
        self.ensure_one()
        self.check_access("read")
        principal_sudo = self.env["ptsp.applicant.member"]._managed_principal()
        if self.sudo().commercial_partner_id != principal_sudo:
            raise AccessError(self.env._("Only the applicant of %(name)s ends the power of attorney.", name=self.name))
        self._hold_records()
        yesterday = fields.Date.subtract(self.service_id.sudo()._today(), days=1)
        ended = {"power_of_attorney_until": yesterday}
        self._as_procedure().write(ended)
        self.sudo().message_unsubscribe(self.sudo().representative_id.ids)
        self.sudo()._message_log(
            body=self.env._("The applicant has ended the power of attorney of the representative.")
        )


class RequestOfPower(models.Model):
    """What is asked about the power of attorney is entered by who gives it, not by who has it."""

    _inherit = "ptsp.request"

    def _enter_detail(self, value):
        user = self.env.user
        if self.field_name in _POWER and user._is_portal() and not self.application_id._decides_on_power():
            raise AccessError(
                self.env._(
                    "Until when a power of attorney holds is entered by the applicant. Attach a new one instead."
                )
            )
        return super()._enter_detail(value)
