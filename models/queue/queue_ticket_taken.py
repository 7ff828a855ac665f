import secrets

from psycopg2.errors import UniqueViolation

from odoo import api, fields, models
from odoo.exceptions import ConcurrencyError, UserError
from odoo.tools import SQL

from .queue_ticket import PRIORITIES

#: More numbers a line never gives on a day: a kiosk that runs wild is stopped.
MOST_A_DAY = 999
#: What the database says of a number that somebody has.
_TAKEN = ("ptsp_queue_ticket_number_unique", "ptsp_queue_ticket_name_unique")


class QueueTicketTaken(models.Model):
    """Numbers are taken one by one, without gaps, however many kiosks give them at the same moment."""

    _inherit = "ptsp.queue.ticket"

    @api.model
    def _take_number(self, service, priority=False, device=None, key=None, **values):
        """Take the next number of a line.

        :param service: a ``ptsp.queue.service``
        :param str priority: a value of the field ``priority``, or nothing
        :param device: the ``ptsp.queue.device`` at which it is taken, possibly none
        :param str key: of the page of the kiosk: sent a second time, it is answered with the same number
        :param values: other fields of the number
        :return: the ``ptsp.queue.ticket``, as superuser
        :raises UserError: the agency gives none now, with the reason
        """
        service_sudo, company = service.sudo(), service.sudo().company_id
        again_sudo = self._taken_before(device, key)
        if again_sudo:
            return again_sudo
        if not company._ptsp_queue_is_used() or not service_sudo.active:
            raise UserError(self.env._("No numbers are given for this. Ask at the information desk."))
        if closed := company._ptsp_queue_closed():
            raise UserError(closed)
        row = {
            "company_id": company.id,
            "service_id": service.id,
            "line_id": service.id,
            "day": company._ptsp_queue_day(),
            "priority": priority if priority in dict(PRIORITIES) else None,
            "state": "waiting",
            "device_id": device.id if device else None,
            "request_key": key or None,
            "secret": secrets.token_urlsafe(16),
            "taken_at": fields.Datetime.now(),
            "call_count": 0,
            "last_call": 0,
            "create_uid": self.env.uid,
            "create_date": fields.Datetime.now(),
            "write_uid": self.env.uid,
            "write_date": fields.Datetime.now(),
            **values,
        }
        ticket_id = self._insert(row, service_sudo)
        company._ptsp_queue_changed()
        return self.sudo().browse(ticket_id)

    @api.model
    def _taken_before(self, device, key):
        """Return the number that a page of a kiosk has taken already, as superuser, possibly none."""
        if not device or not key:
            return self.sudo().browse()
        return self.sudo().search([("device_id", "=", device.id), ("request_key", "=", key)], limit=1)

    @api.model
    def _insert(self, row, service):
        """Insert a number under the first one that nobody has.

        The unique index is the queue: whoever wants a number that is being taken waits, and takes the next one, or the
        same if it was not taken after all.

        :param dict row: columns of the number
        :param service: the ``ptsp.queue.service``, as superuser
        :return: id of the record
        :raises UserError: the line has given all its numbers
        """
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                "SELECT MAX(number) FROM ptsp_queue_ticket WHERE company_id = %s AND service_id = %s AND day = %s",
                row["company_id"],
                service.id,
                row["day"],
            )
        )
        first = (self.env.cr.fetchone()[0] or 0) + 1
        for number in range(first, MOST_A_DAY + 1):
            row.update(number=number, name=f"{service.letter}{number:03d}")
            try:
                with self.env.cr.savepoint():
                    # Straight to the database: that a number is taken already is no error to be logged.
                    self.env.cr.execute(
                        SQL(
                            "INSERT INTO ptsp_queue_ticket (%s) VALUES %s RETURNING id",
                            SQL(", ").join(map(SQL.identifier, row)),
                            tuple(row.values()),
                        ),
                        log_exceptions=False,
                    )
                    return self.env.cr.fetchone()[0]
            except UniqueViolation as error:
                if error.diag.constraint_name == "ptsp_queue_ticket_request_unique":
                    # The page was sent twice at the same moment. Begun anew, this finds the number that was given.
                    raise ConcurrencyError from error
                if error.diag.constraint_name not in _TAKEN:
                    raise
        raise UserError(
            self.env._(
                "%(service)s has given all numbers of this day. Ask at the information desk.", service=service.name
            )
        )
