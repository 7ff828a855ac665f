import re

from odoo import models

_LINK = re.compile(r"https?://[^\s\"'<>]*/ptsp/satisfaction/[lqt]\d+-[0-9a-f]{32}")


class HandedOverNotice(models.Model):
    """The link to the questionnaire is in the e-mail to the applicant, and not in the chatter, which officers read."""

    _inherit = "ptsp.notice"

    def _channel_email(self):
        result = super()._channel_email()
        for notice in self:
            message = notice.message_id
            body = message.body or ""
            # The page of the application leads its applicant to the questionnaire, and nobody else.
            page = f"{notice.application_id.get_base_url()}/my/applications/{notice.application_id.id}"
            for link in set(_LINK.findall(body)):
                body = body.replace(link, page)
            if body != (message.body or ""):
                message._ptsp_replace_body(body)
        return result


class MessageWithoutLink(models.Model):
    """What was just written is shown in the chatter with other words than in its e-mail."""

    _inherit = "mail.message"

    def _ptsp_replace_body(self, body):
        """Let a notice that was just written show other words in the chatter than in its e-mail.

        :param body: HTML
        """
        self.flush_recordset(["body"])
        # What an applicant was told is changed by nobody otherwise.
        self.env.cr.execute("UPDATE mail_message SET body = %s WHERE id = %s", [body, self.id])
        self.invalidate_recordset(["body"])
