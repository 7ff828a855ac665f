from odoo import api, models
from odoo.exceptions import AccessError

from .kinds import MESSAGE
from .notice import EMAIL


class FollowedNotification(models.Model):
    """Odoo notes here what becomes of each e-mail: the outbox follows it."""

    _inherit = "mail.notification"

    @api.model_create_multi
    def create(self, vals_list):
        notifications = super().create(vals_list)
        notifications._ptsp_check_by_odoo()
        if any(vals.get("notification_type") == "email" for vals in vals_list):
            notifications._ptsp_enter_messages()
        return notifications

    def write(self, vals):
        result = super().write(vals)
        if "notification_status" in vals:
            messages_sudo = self._ptsp_about_applications().mail_message_id
            if messages_sudo:
                notices = self.env["ptsp.notice"]._as_procedure().search([("message_id", "in", messages_sudo.ids)])
                notices._follow_emails()
        return result

    def _ptsp_check_by_odoo(self):
        """Refuse notifications about applications that a client enters: who is notified of a message reads it.

        :raises AccessError: it was not Odoo itself, as it sent a message
        """
        # Odoo enters its own as superuser, where it sends a message that was allowed.
        if self.env.su:  # nosemgrep: superuser-mode-is-no-permission
            return
        if "ptsp.application" in self.sudo().mail_message_id.mapped("model"):
            raise AccessError(
                self.env._("Who is told of a message is decided as it is written. Write a message instead.")
            )

    def _ptsp_about_applications(self):
        """Return, as superuser, those of e-mails about applications to somebody outside."""
        return self.sudo().filtered(
            lambda sent: (
                sent.notification_type == "email"
                and sent.mail_message_id.model == "ptsp.application"
                and sent.res_partner_id.partner_share
            )
        )

    def _ptsp_enter_messages(self):
        """Enter e-mails by which officers write to applicants into the outbox: Odoo sends them by itself."""
        letters_sudo = self._ptsp_about_applications().filtered(
            lambda sent: sent.mail_message_id.message_type == "comment"
        )
        notices = self.env["ptsp.notice"]._as_procedure()
        for message_sudo, sent_sudo in letters_sudo.grouped("mail_message_id").items():
            notices |= notices.create(
                {
                    "application_id": message_sudo.res_id,
                    "kind": MESSAGE,
                    "channel": EMAIL,
                    "recipient_id": sent_sudo.res_partner_id[:1].id,
                    "address": ", ".join(filter(None, sent_sudo.res_partner_id.mapped("email"))),
                    "message_id": message_sudo.id,
                    "attempts": 1,
                }
            )
        notices._follow_emails()
