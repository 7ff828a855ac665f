from typing import NamedTuple

from odoo import api, fields, models
from odoo.exceptions import AccessError

from ...tools.client_action import notification
from .application_filing import FRONT_OFFICE

#: Before whom the applicant stands, and who therefore invites him (steps 3, 4, 6 and 16).
INVITING = (*FRONT_OFFICE, "registration", "pickup")


class WayToFollow(NamedTuple):
    """How an applicant follows the own file: the login of the account, or the address for one; empty where unknown."""

    login: str = ""
    #: Nobody has used the account yet.
    invited: bool = False
    email: str = ""
    #: Whether visitors may open an account by themselves.
    opens_itself: bool = False


class ApplicationInvitation(models.Model):
    """Whoever filed at the counter follows the file online once a desk has sent the invitation to an account."""

    _inherit = "ptsp.application"

    applicant_account = fields.Selection(
        [("invited", "Invited"), ("used", "In Use"), ("closed", "Deactivated")],
        "Account",
        compute="_compute_applicant_account",
        groups="ptsp_exhibition.group_reader",
        help="What became of the account by which the applicant follows the own applications.",
    )
    may_invite = fields.Boolean(
        compute="_compute_may_invite",
        groups="ptsp_exhibition.group_reader",
        help="I may invite the applicant: there is an e-mail address, and nobody has used the account yet.",
    )

    @api.depends("partner_id")
    def _compute_applicant_account(self):
        users_sudo = self.partner_id._ptsp_accounts().grouped("partner_id")
        for application in self:
            accounts_sudo = users_sudo.get(application.partner_id._origin)
            if not accounts_sudo:
                application.applicant_account = False
            elif not any(accounts_sudo.mapped("active")):
                application.applicant_account = "closed"
            elif all(user._ptsp_never_used() for user in accounts_sudo):
                application.applicant_account = "invited"
            else:
                application.applicant_account = "used"

    @api.depends("applicant_account", "partner_id.email", "company_id")
    @api.depends_context("uid")
    def _compute_may_invite(self):
        for application in self:
            application.may_invite = (
                application.applicant_account in (False, "invited")
                and bool(application.partner_id.email)
                and application._invites()
            )

    def _invites(self):
        """Tell whether the user sits at a desk that invites applicants of this application's agency."""
        return bool(self.env.user._ptsp_roles(self.company_id).intersection(INVITING))

    def action_invite_applicant(self):
        """Invite the applicant to an account; once more, as long as nobody has used it.

        :return: the action that tells so
        :raises AccessError: the user is at no desk that invites, or may not read the application
        :raises UserError: the applicant gets no invitation; the sentence says why, and what to do
        """
        self.ensure_one()
        self._check_invites()
        return self._invite_contact(self.partner_id)

    def _check_invites(self):
        """Refuse whoever does not invite applicants of this application.

        :raises AccessError: the user is at no desk that invites, or may not read the application
        """
        self.check_access("read")
        if not self._invites():
            raise AccessError(
                self.env._(
                    "Applicants are invited by: %(roles)s. Ask a colleague of that role.",
                    roles=", ".join(self.env["res.groups"]._ptsp_role_label(role) for role in INVITING),
                )
            )

    def _invite_contact(self, contact):
        """Invite the applicant, or the representative, to an account; after the check.

        :param contact: the ``res.partner``
        :return: the action that tells so
        :raises UserError: the contact gets no invitation; the sentence says why, and what to do
        """
        again = contact._ptsp_accounts()
        contact._ptsp_invite(self.company_id | self._agencies_of(contact))
        words = {"name": contact.display_name, "email": contact.email}
        note = (
            self.env._("%(name)s was sent the invitation to an account once more, to %(email)s.", **words)
            if again
            else self.env._("%(name)s was invited to an account, by e-mail to %(email)s.", **words)
        )
        self.sudo()._message_log(body=note)
        self.invalidate_recordset(["applicant_account", "may_invite"])
        reload = {"type": "ir.actions.client", "tag": "soft_reload"}
        return notification(self.env._("The invitation is on its way to %(email)s.", **words), next_action=reload)

    @api.model
    def _agencies_of(self, contact):
        """Return the agencies at which an applicant, or the applicant's company, has applications, as superuser.

        :param contact: a ``res.partner``
        """
        # An account shows the files of its own agencies only, and an applicant those of each.
        applications_sudo = self.sudo()
        groups = applications_sudo._read_group(
            [("commercial_partner_id", "=", contact.sudo().commercial_partner_id.id)], ["company_id"]
        )
        return applications_sudo.company_id.union(*(company for (company,) in groups))

    def _way_to_follow(self):
        """Return how the applicant follows this file online, as it is today, for the receipt (step 6).

        :return: ``WayToFollow``
        """
        self.ensure_one()
        accounts_sudo = self.partner_id._ptsp_accounts().filtered("active")
        handed_in, now = self._applicant().email, self.partner_id.sudo().email
        return WayToFollow(
            login=accounts_sudo[:1].login or "",
            invited=bool(accounts_sudo) and accounts_sudo[0]._ptsp_never_used(),
            # An invitation goes to the address that the contact has now, and papers name the one that was handed in.
            email=handed_in if handed_in == (now or "") else "",
            opens_itself=self.env["res.users"]._get_signup_invitation_scope() == "b2c",
        )
