from odoo import models
from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tools import SQL, email_normalize, escape_psql

from odoo.addons.auth_signup.models.res_partner import SignupError
from odoo.addons.base.models.ir_mail_server import MailDeliveryException

from ..documents.application_document import OFFICIAL_LANG


class ApplicantAccount(models.Model):
    """The account by which an applicant follows the own files, and the invitation to it.

    Whoever reads the mail of the contact's address gets in, and nobody else:

    * the link is Odoo's own: of one use, of some days, and void with the first login; it stands in no message that
      officers read, or they could choose the applicant's password;
    * an account that somebody has used is never invited again, for the link would set its password anew. Neither is
      whoever works here, nor a contact of an agency or of an OPD;
    * the address is nobody else's, in whatever case it is written: else the login would be another one's;
    * an address that was mistyped is corrected as long as nobody has used the account. That ends the account, and with
      it the link that went to a stranger;
    * an officer who turns the address to himself leaves a trace, on the contact and on the application.
    """

    _inherit = "res.partner"

    # Applicants are looked for by their address where somebody confirms it.
    _ptsp_email_normalized = models.Index("(email_normalized) WHERE email_normalized IS NOT NULL")

    def write(self, vals):
        invited_sudo = self._ptsp_invited_elsewhere(vals["email"]) if "email" in vals else None
        result = super().write(vals)
        if invited_sudo:
            invited_sudo.unlink()
        return result

    def _ptsp_invited_elsewhere(self, email):
        """Return the accounts, invited and never used, of those of the contacts whose address is about to change.

        :param email: the new address, or nothing
        :return: ``res.users`` as superuser; none where an administrator changes it, who looks after accounts himself
        """
        changed = self.browse() if self.env.user._is_admin() else self - self.env.user.partner_id
        address = email_normalize(email or "") or ""
        changed = changed.filtered(lambda contact: contact._ptsp_address() != address)
        return changed._ptsp_accounts().filtered(lambda user: user._ptsp_never_used())

    def _ptsp_accounts(self):
        """Return all accounts of the contacts, archived ones too, as superuser."""
        return self.env["res.users"].sudo().with_context(active_test=False).search([("partner_id", "in", self.ids)])

    def _ptsp_address(self):
        """Return the one address of a contact in the form in which addresses are compared, or an empty text."""
        return email_normalize(self.sudo().email or "") or ""

    def _ptsp_why_not_invited(self):
        """Tell why a contact gets no invitation.

        :return: a sentence that says what to do instead; nothing where it gets one
        """
        self.ensure_one()
        words = {"name": self.sudo().display_name, "email": self.sudo().email}
        if any(self._ptsp_official()):
            return self.env._(
                "%(name)s belongs to an agency, an OPD or an officer and gets no account of an applicant. Enter the "
                "applicant as a contact of his own.",
                **words,
            )
        users_sudo = self._ptsp_accounts()
        if len(users_sudo) > 1 or not all([self.sudo().active, *users_sudo.mapped("active")]):
            return self.env._(
                "The account of %(name)s is deactivated, or not the only one. Ask an administrator to look at it.",
                **words,
            )
        if users_sudo and not users_sudo._ptsp_never_used():
            return self.env._(
                "%(name)s uses an account already, with the login %(login)s. Who has forgotten the password sets a new "
                "one on the login page.",
                login=users_sudo.login,
                **words,
            )
        if not words["email"]:
            return self.env._("Enter the e-mail address of %(name)s on the contact first.", **words)
        if not self._ptsp_address():
            return self.env._("%(email)s is no e-mail address. Correct it on the contact of %(name)s first.", **words)
        return self._ptsp_why_address_is_taken()

    def _ptsp_why_address_is_taken(self):
        """Tell whose account has the address of a contact already.

        :return: a sentence that says what to do instead; nothing where nobody's has
        """
        address = self._ptsp_address()
        others_sudo = (
            self.env["res.users"]
            .sudo()
            .with_context(active_test=False)
            .search(
                [
                    ("partner_id", "!=", self.id),
                    "|",
                    ("login", "=ilike", escape_psql(address)),
                    ("partner_id.email_normalized", "=", address),
                ]
            )
        )
        if not others_sudo:
            return None
        if any(user._ptsp_proves_by_email() for user in others_sudo):
            return self.env._(
                "Somebody has opened an account with %(email)s already. Let the applicant sign in with it and confirm "
                "the address under Your Applications.",
                email=address,
            )
        return self.env._(
            "%(email)s belongs to the account of somebody else. Ask the applicant for another address, or an "
            "administrator.",
            email=address,
        )

    def _ptsp_hold(self):
        """Hold contacts until the transaction ends, so that nobody else gives them an account meanwhile.

        :raises UserError: somebody else holds one of them at this very moment
        """
        for contact in self.sudo() - self.sudo().try_lock_for_update(allow_referencing=True):
            raise UserError(
                self.env._(
                    "Somebody else is working on %(name)s at this very moment. Reload the page and look again.",
                    name=contact.display_name,
                )
            )
        # Changed, so that the database breaks off, and Odoo makes anew, what began before and comes to this later.
        self.env.cr.execute(SQL("UPDATE res_partner SET write_date = write_date WHERE id IN %s", tuple(self.ids)))

    def _ptsp_invite(self, companies):
        """Give a contact an account, where it has none, and send the invitation to it.

        :param companies: the ``res.company`` whose applications the account may show; the first one sends
        :raises UserError: it gets none, or the e-mail could not be sent
        """
        self.ensure_one()
        # Two officers at once make one account.
        self._ptsp_hold()
        if problem := self._ptsp_why_not_invited():
            raise UserError(problem)
        user_sudo = self._ptsp_accounts() or self._ptsp_new_account(companies)
        user_sudo.write({"company_ids": [Command.link(company.id) for company in companies]})
        try:
            user_sudo._ptsp_send_invitation()
        except MailDeliveryException as error:
            raise UserError(
                self.env._(
                    "The invitation to %(email)s could not be sent. Ask an administrator to look at the outgoing "
                    "e-mail, and invite again.",
                    email=self.sudo().email,
                )
            ) from error

    def _ptsp_new_account(self, companies):
        """Return a new account of a contact, of the kind that applicants have, as superuser.

        :param companies: ``res.company``
        :raises UserError: the address was taken meanwhile, or the template of such accounts makes others
        """
        values = {
            "login": self._ptsp_address(),
            "partner_id": self.id,
            "company_id": companies[:1].id,
            "company_ids": [Command.set(companies.ids)],
        }
        if not self.sudo().lang and self.env["res.lang"]._get_data(code=OFFICIAL_LANG):
            values["lang"] = OFFICIAL_LANG
        # Nothing that a client sends along decides about an account.
        users_sudo = self.env["res.users"].sudo().with_context({})  # pylint: disable=unknown-option-value,context-overridden
        try:
            user_sudo = users_sudo._create_user_from_template(values)
        except (SignupError, ValueError) as error:
            raise UserError(
                self.env._(
                    "No account could be made for %(name)s. Ask an administrator to look at the template of portal "
                    "users.",
                    name=self.sudo().display_name,
                )
            ) from error
        if not user_sudo._is_portal():
            raise UserError(
                self.env._("The template of portal users makes accounts of another kind. Ask an administrator.")
            )
        return user_sudo
