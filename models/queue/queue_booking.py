import secrets
from datetime import timedelta

from psycopg2.errors import UniqueViolation

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import SQL

#: Digits of the code that is typed at the kiosk.
DIGITS = 8
#: Times that one account may have booked and not used yet.
MOST_OPEN = 2
#: Minutes before and after a booked time in which its code gives a number.
EARLY, LATE = 30, 60


class QueueBooking(models.Model):
    """A time that an applicant has booked. At the kiosk its code gives a number, which is called once it has come."""

    _name = "ptsp.queue.booking"
    _description = "Booked Time"
    _inherit = ["ptsp.protected.mixin"]
    _order = "starts_at desc, id desc"
    _rec_name = "starts_at"

    service_id = fields.Many2one(
        "ptsp.queue.service", "Queue Line", required=True, readonly=True, ondelete="restrict", procedure=True
    )
    company_id = fields.Many2one("res.company", "Agency", required=True, readonly=True, index=True, procedure=True)
    user_id = fields.Many2one(
        "res.users", "Booked by", required=True, readonly=True, ondelete="cascade", index=True, procedure=True
    )
    application_id = fields.Many2one(
        "ptsp.application", readonly=True, ondelete="set null", index="btree_not_null", procedure=True
    )
    starts_at = fields.Datetime("Time", required=True, readonly=True, procedure=True)
    place = fields.Integer(required=True, readonly=True, aggregator=None, procedure=True)
    own = fields.Integer(
        "Of the Account",
        required=True,
        readonly=True,
        aggregator=None,
        procedure=True,
        help="One of those it may have.",
    )
    code = fields.Char(
        required=True,
        readonly=True,
        procedure=True,
        groups="base.group_system",
        help="Whoever knows it comes at this time: only the applicant is shown it.",
    )
    state = fields.Selection(
        [("booked", "Booked"), ("used", "Has Come"), ("cancelled", "Cancelled"), ("missed", "Did Not Come")],
        default="booked",
        required=True,
        readonly=True,
        procedure=True,
    )

    _place_unique = models.UniqueIndex(
        "(service_id, starts_at, place) WHERE state <> 'cancelled'", "This time was booked just now."
    )
    _own_unique = models.UniqueIndex("(user_id, own) WHERE state = 'booked'", "You have booked another time just now.")
    _code_unique = models.UniqueIndex("(code)", "This code was given already.")

    @api.model
    def _book(self, service, starts_at, application=None):
        """Book a time for the user.

        :param service: a ``ptsp.queue.service``
        :param datetime starts_at: naive UTC
        :param application: the ``ptsp.application`` on account of which the user comes, which he reads; possibly none
        :return: the booking, as superuser
        :raises UserError: the time is not free, or the user has booked too often
        """
        service_sudo, user = service.sudo(), self.env.user
        if service_sudo.company_id not in user.company_ids or (application and not application.has_access("read")):
            raise AccessError(self.env._("Choose a time of your own agency."))
        if starts_at not in service_sudo._slots():
            raise UserError(self.env._("This time is not free any more. Choose another one."))
        now = fields.Datetime.now()
        own_sudo = self._as_procedure().search([("user_id", "=", user.id), ("state", "=", "booked")])
        over_sudo = own_sudo.filtered(lambda booking: booking.starts_at < now - timedelta(minutes=LATE))
        over_sudo.write({"state": "missed"})
        # Before another one takes their place.
        self.env.flush_all()
        row = {
            "service_id": service.id,
            "company_id": service_sudo.company_id.id,
            "user_id": user.id,
            "application_id": application.id if application else None,
            "starts_at": starts_at,
            "state": "booked",
            "create_uid": user.id,
            "create_date": now,
            "write_uid": user.id,
            "write_date": now,
        }
        places = list(range(1, service_sudo.slot_places + 1))
        owns = [own for own in range(1, MOST_OPEN + 1) if own not in (own_sudo - over_sudo).mapped("own")]
        while places and owns:
            row.update(place=places[0], own=owns[0], code=f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}")
            try:
                with self.env.cr.savepoint():
                    # Straight to the database: that somebody was quicker is no error to be logged.
                    self.env.cr.execute(
                        SQL(
                            "INSERT INTO ptsp_queue_booking (%s) VALUES %s RETURNING id",
                            SQL(", ").join(map(SQL.identifier, row)),
                            tuple(row.values()),
                        ),
                        log_exceptions=False,
                    )
                    return self.sudo().browse(self.env.cr.fetchone()[0])
            except UniqueViolation as error:
                taken = {"ptsp_queue_booking_place_unique": places, "ptsp_queue_booking_own_unique": owns}
                del taken.get(error.diag.constraint_name, [None])[0]
        if not owns:
            raise UserError(
                self.env._("You have booked %(limit)s times already. Cancel one of them first.", limit=MOST_OPEN)
            )
        raise UserError(self.env._("This time is not free any more. Choose another one."))

    @api.model
    def _own_sudo(self):
        """Return the times that the user has booked and that are still to come, as superuser."""
        since = fields.Datetime.now() - timedelta(minutes=LATE)
        return self.sudo().search(
            [("user_id", "=", self.env.uid), ("state", "=", "booked"), ("starts_at", ">", since)], order="starts_at"
        )

    def _cancel(self):
        """Give a time back that the user has booked.

        :raises UserError: it is somebody else's, was used, or has passed
        """
        self.ensure_one()
        booking_sudo = self.sudo()
        if booking_sudo.user_id != self.env.user or booking_sudo.state != "booked":
            raise UserError(self.env._("This time is not yours, or is used already."))
        booking_sudo._as_procedure().state = "cancelled"

    def _moment_in_words(self):
        """Return the booked time by the agency's clock, in the language of the context."""
        self.ensure_one()
        return self.company_id._ptsp_queue_moment(self.starts_at)

    def _qr(self):
        """Return the QR code that the kiosk reads, as the address of a picture."""
        return self.env["ptsp.application"]._official_qr(self.sudo().code)
