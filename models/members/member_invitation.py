from binascii import Error as NoBase64
from datetime import timedelta
from urllib.parse import urlencode

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tools import email_normalize, escape_psql, hash_sign, verify_hash_signed

from .applicant_member import EDIT, READ

#: What the signed links are for; a link of anything else opens nothing here.
_SCOPE = "ptsp-applicant-member"
#: How long a link is good for.
HOURS = 72
#: How many people an applicant lets see the own applications at a time, and invites in a day.
PEOPLE, INVITATIONS_PER_DAY = 20, 20
PAGE = "/my/applications/people/accept"


class MemberInvitation(models.Model):
    """The invitation of somebody whom an applicant lets see the own applications.

    Whoever reads the mail of the address gets in, and nobody else; and only with an account of that very address.
    Who invites is told the same, and at once, whether there is such an account; the e-mail waits in the queue.
    """

    _inherit = "ptsp.applicant.member"

    @api.model
    def _invite(self, email, role):
        """Let somebody see the applications of the user's company, once the invitation was accepted.

        :param str email: address of the one who is invited
        :param str role: ``edit`` or ``read``
        :return: the line, as superuser
        :raises AccessError: the user does not manage these people
        :raises UserError: it is no address, the person is on the list, or there are too many
        """
        principal_sudo = self._managed_principal()
        address = email_normalize(self._ptsp_text("email", email) or "")
        if not address:
            raise UserError(self.env._("Enter the e-mail address of the person, such as siti@example.com."))
        # Of two that invite at the same moment, the second one counts the line of the first.
        principal_sudo._ptsp_hold()
        lines_sudo, colleagues_sudo = self._people()
        if address in [*lines_sudo.mapped("email"), *(user.partner_id._ptsp_address() for user in colleagues_sudo)]:
            raise UserError(
                self.env._("%(email)s is on your list already. Change there what the person may do.", email=address)
            )
        now = fields.Datetime.now()
        lately = self.sudo().search_count(
            [("principal_id", "=", principal_sudo.id), ("create_date", ">", now - timedelta(days=1))]
        )
        if len(lines_sudo) >= PEOPLE or lately >= INVITATIONS_PER_DAY:
            raise UserError(
                self.env._(
                    "At most %(count)s people can be on your list, or be invited in a day. Take somebody off the list "
                    "first, or invite tomorrow.",
                    count=PEOPLE,
                )
            )
        line_sudo = self._as_procedure().create(
            {
                "principal_id": principal_sudo.id,
                "email": address,
                "role": role if role in (EDIT, READ) else READ,
                "invited_at": now,
            }
        )
        line_sudo._send_invitation()
        return line_sudo

    def _send_invitation(self):
        """Queue the e-mail with the link."""
        self.ensure_one()
        line_sudo = self.sudo()
        template_sudo = line_sudo.env.ref("ptsp_exhibition.mail_template_member_invited")
        template_sudo.with_context(
            link=line_sudo._invitation_link(), inviting=self.env.user.sudo().name, hours=HOURS
        ).send_mail(
            line_sudo.id,
            email_values={
                "email_to": line_sudo.email,
                "author_id": line_sudo.env.company.partner_id.id,
                "message_type": "user_notification",
                "auto_delete": True,
            },
        )
        line_sudo.env.ref("mail.ir_cron_mail_scheduler_action")._trigger()

    def _invitation_link(self):
        """Return the link by which the invitation is accepted: for who has no account by way of opening one."""
        page = f"{PAGE}?{urlencode({'token': self._token()})}"
        users_sudo = self.env["res.users"].sudo().with_context(active_test=False)
        has_account = users_sudo.search_count([("login", "=ilike", escape_psql(self.email))], limit=1)
        if has_account or users_sudo._get_signup_invitation_scope() == "b2c":
            return f"{self.get_base_url()}{page}"
        # Where accounts are opened by invitation only, this is one: of a contact that has nothing.
        contact_sudo = self.env["res.partner"].sudo().create({"name": self.email, "email": self.email})
        contact_sudo.signup_prepare()
        return contact_sudo._get_signup_url_for_action(url=page)[contact_sudo.id]

    def _token(self):
        """Return the signed text of the link."""
        return hash_sign(self.sudo().env, _SCOPE, self._said(), expiration_hours=HOURS)

    def _said(self):
        """Return what a link is good for: one line, one address, the invitation of one moment."""
        return [self.id, self.email, fields.Datetime.to_string(self.invited_at)]

    @api.model
    def _of_token(self, token):
        """Return the line that the user accepts by a link.

        :param str token: the signed text of the link
        :return: the line, as superuser
        :raises UserError: the link is no longer valid, or the account is of another address
        """
        try:
            said = verify_hash_signed(self.sudo().env, _SCOPE, token or "")
        except (NoBase64, ValueError, IndexError):
            said = None
        line_sudo = self.sudo().browse(said[0] if said else ()).exists()
        if not line_sudo or line_sudo._said() != said or line_sudo.ended_at or line_sudo.user_id:
            raise UserError(
                self.env._("This link was used already or is not valid any more. Ask for another invitation.")
            )
        user = self.env.user
        # By the login alone: what stands on the own contact anybody enters there without proving it.
        if not user._is_portal() or line_sudo.email != email_normalize(user.sudo().login or ""):
            raise UserError(
                self.env._(
                    "You were invited by the address %(email)s. Sign in with the account of that address.",
                    email=line_sudo.email,
                )
            )
        return line_sudo

    @api.model
    def _accept(self, token):
        """Accept an invitation: from now on the user sees the applications.

        :param str token: the signed text of the link
        :return: the line, as superuser
        :raises UserError: see :meth:`_of_token`
        """
        line_sudo = self._of_token(token)
        # A link that is pressed twice, or a line that is ended at this very moment.
        line_sudo.lock_for_update()
        line_sudo = self._of_token(token)
        line_sudo._as_procedure().write({"user_id": self.env.uid, "accepted_at": fields.Datetime.now()})
        agencies_sudo = self.env["ptsp.application"]._agencies_of(line_sudo.principal_id)
        companies = {"company_ids": [Command.link(company.id) for company in agencies_sudo]}
        self.env.user.sudo().write(companies)
        line_sudo._opened_otherwise()
        # Odoo remembers whose records a user reads.
        self.env.registry.clear_cache()
        return line_sudo
