from odoo import SUPERUSER_ID, models


class AccountInvitation(models.Model):
    """An account to which somebody was invited."""

    _inherit = "res.users"

    def _ptsp_never_used(self):
        """Tell whether this is an applicant's account to which nobody has ever logged in."""
        self.ensure_one()
        return self.active and self.share and self._is_portal() and not self.login_date

    def _ptsp_send_invitation(self):
        """Send Odoo's own invitation, in the language of the contact.

        :raises MailDeliveryException: the mail server does not take it
        """
        self.ensure_one()
        context = {"lang": self.lang, "active_test": True}
        # With the link anybody chooses the password. So the system writes it: officers read what they have written.
        user = self.with_user(SUPERUSER_ID).with_context(context)  # pylint: disable=unknown-option-value,context-overridden
        user.partner_id.signup_prepare()
        agency = user.company_id.name
        welcome = user.env._("There you see where your applications stand, and what is asked of you.")
        user.env.ref("auth_signup.portal_set_password_email").with_context(
            dbname=self.env.cr.dbname, welcome_message=welcome
        ).send_mail(
            user.id,
            force_send=True,
            raise_exception=True,
            email_values={
                "subject": user.env._("Your account at %(agency)s", agency=agency),
                "email_to": user.email,
                "recipient_ids": [],
                # Nor is it for whoever reads users and what is written about them.
                "author_id": user.company_id.partner_id.id,
                "message_type": "user_notification",
                "auto_delete": True,
            },
        )
