from odoo import SUPERUSER_ID, api, models
from odoo.tools import email_normalize

from .queue_booking import EARLY, LATE


class QueueBookingMail(models.Model):
    """Who has booked a time gets it with its code by e-mail, too: it is at hand at the kiosk without logging in."""

    _inherit = "ptsp.queue.booking"

    @api.model
    def _book(self, service, starts_at, application=None):
        booking_sudo = super()._book(service, starts_at, application)
        booking_sudo._mail_code()
        return booking_sudo

    def _mail_code(self):
        """Queue the e-mail with time and code to whoever has booked, where an address is known.

        It is of no record and is deleted once it was sent: officers do not read the code.
        """
        self.ensure_one()
        # In nobody's name: whoever has made a message reads it later.
        booking_sudo = self.sudo().with_user(SUPERUSER_ID)
        template_sudo = booking_sudo.env.ref("ptsp_exhibition.mail_template_queue_booked", raise_if_not_found=False)
        address = email_normalize(booking_sudo.user_id.email or "")
        if not template_sudo or not address:
            return
        template_sudo.send_mail(
            booking_sudo.id,
            email_values={
                "email_to": address,
                "recipient_ids": [],
                "author_id": booking_sudo.company_id.partner_id.id,
                "message_type": "user_notification",
                "auto_delete": True,
                "model": False,
                "res_id": False,
            },
        )
        booking_sudo.env.ref("mail.ir_cron_mail_scheduler_action")._trigger()

    def _code_in_words(self):
        """Return the code as people read and type it: in two groups."""
        self.ensure_one()
        code = self.sudo().code
        return f"{code[: len(code) // 2]} {code[len(code) // 2 :]}"

    def _minutes_around(self):
        """Return how many minutes before and after the time its code gives a number, as a pair."""
        return EARLY, LATE

    def _times_url(self):
        """Return the address of the page with the QR code, on which the time is given back."""
        return f"{self.get_base_url()}/my/applications/times"
