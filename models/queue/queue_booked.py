import re
from datetime import timedelta

from odoo import fields, models
from odoo.exceptions import UserError

from .queue_booking import DIGITS, EARLY, LATE


class UnknownCode(UserError):
    """There is no such code: whoever tries is counted."""


class QueueTicketBooked(models.Model):
    """A number of somebody who has booked a time."""

    _inherit = "ptsp.queue.ticket"

    booking_id = fields.Many2one(
        "ptsp.queue.booking", "Booked Time", readonly=True, ondelete="set null", index="btree_not_null", procedure=True
    )
    booked_for = fields.Datetime(readonly=True, procedure=True, help="The time that was booked.")

    def _order_fields(self):
        return [*super()._order_fields(), "booked_for"]

    def _booked_place(self):
        """Once the time has come, who has booked it stands before those who have not."""
        if self.booked_for and self.booked_for <= fields.Datetime.now():
            return self.booked_for.timestamp()
        return super()._booked_place()


class QueueDeviceBooked(models.Model):
    """At the kiosk the code of a booked time gives a number."""

    _inherit = "ptsp.queue.device"

    def _visitor_name(self):
        """Return by what the wrong codes of this kiosk are counted: by itself, whatever network it is in."""
        return f"kiosk {self.id}"

    def _note_wrong_code(self):
        """Count a wrong code."""
        self.env["ptsp.queue.visit"]._note_try(self._visitor_name())

    def _give_booked(self, code, key):
        """Give the number of a booked time.

        :param str code: as it was typed or scanned
        :param str key: of the page, so that it gives one number only
        :return: the ``ptsp.queue.ticket``, as superuser
        :raises UserError: there is no such time now, with the reason
        """
        self.ensure_one()
        Visit, Ticket = self.env["ptsp.queue.visit"], self.env["ptsp.queue.ticket"]
        again_sudo = Ticket._taken_before(self, key)
        if again_sudo:
            return again_sudo
        if not Visit._may_try(self._visitor_name()):
            raise UserError(self.env._("Too many codes were entered here. Wait a minute."))
        # Eight digits are soon guessed by a machine: after some wrong ones none is looked at for a minute.
        code, booking_sudo = re.sub(r"\D", "", code or ""), self.env["ptsp.queue.booking"].sudo()
        if len(code) == DIGITS:
            booking_sudo = booking_sudo.search([("code", "=", code), ("company_id", "=", self.company_id.id)], limit=1)
        if not booking_sudo or booking_sudo.state == "cancelled":
            raise UnknownCode(self.env._("There is no booked time with this code. Take a number below."))
        if booking_sudo.state == "used" or not booking_sudo.try_lock_for_update():
            raise UserError(self.env._("This code was used already."))
        now, moment = fields.Datetime.now(), booking_sudo._moment_in_words()
        if now < booking_sudo.starts_at - timedelta(minutes=EARLY):
            raise UserError(
                self.env._("You have booked %(moment)s. Enter the code at most half an hour before.", moment=moment)
            )
        if now > booking_sudo.starts_at + timedelta(minutes=LATE):
            raise UserError(self.env._("Your time was %(moment)s. Take a number below.", moment=moment))
        booking_sudo._as_procedure().state = "used"
        return Ticket._take_number(
            booking_sudo.service_id,
            device=self,
            key=key,
            booking_id=booking_sudo.id,
            booked_for=booking_sudo.starts_at,
            application_id=booking_sudo.application_id.id or None,
        )
