from odoo import models


class NoticeEmail(models.Model):
    """E-mail, the first channel: the words of the template, by Odoo's queue, which says what became of them."""

    _inherit = "ptsp.notice"

    def _channel_email(self):
        """Queue the e-mails of notices of one kind. They stand in the chatter, which shows whether they arrived."""
        template = self._template(self[:1].kind)
        if not template:
            # Who has deleted it wants nobody to be told.
            self._note("skipped", failure_type="cancelled")
            return
        # As a notification the text stays in the chatter when the mail itself is deleted after sending.
        mails = template.send_mail_batch(
            self.application_id.ids, force_send=False, email_values={"is_notification": True}
        )
        # Odoo notes there whether each of them was sent.
        mails._ptsp_follow()
        by_application = {mail.res_id: mail for mail in mails}
        for notice in self:
            mail = by_application[notice.application_id.id]
            notice.write(
                {
                    "message_id": mail.mail_message_id.id,
                    "address": ", ".join(filter(None, mail.recipient_ids.mapped("email"))) or mail.email_to,
                }
            )

    def _follow_emails(self):
        """Keep what Odoo has noted of the e-mails of notices. In procedure mode."""
        for notice in self:
            notifications = notice.message_id.notification_ids.filtered(
                lambda sent: sent.notification_type == "email" and sent.res_partner_id.partner_share
            )
            state, failure = _what_became_of(notifications)
            if (state, failure) != (notice.state, notice.failure_type or False):
                notice._note(state, failure_type=failure)


def _what_became_of(notifications):
    """Return the state of a notice and the kind of failure.

    :param notifications: ``mail.notification`` of its e-mail, one for each recipient
    """
    failed = notifications.filtered(lambda sent: sent.notification_status in ("exception", "bounce"))
    if failed:
        return "failed", failed[-1].failure_type or "mail_bounce"
    states = set(notifications.mapped("notification_status"))
    if states == {"canceled"}:
        return "skipped", "cancelled"
    return ("sent" if states and states <= {"sent", "canceled"} else "waiting"), False
