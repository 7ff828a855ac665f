from odoo import models


class FollowedMail(models.Model):
    """An e-mail whose message shows whether it was delivered."""

    _inherit = "mail.mail"

    def _ptsp_follow(self):
        """Note on the message to whom each e-mail goes: Odoo writes there what becomes of it."""
        self.env["mail.notification"].create(
            [
                {**values, "res_partner_id": recipient.id}
                for mail, values in zip(self, self._get_notification_values(), strict=True)
                for recipient in mail.recipient_ids
            ]
        )
