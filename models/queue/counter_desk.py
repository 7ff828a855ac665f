from psycopg2.errors import UniqueViolation

from odoo import fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import SQL

from ...tools.sent_id import sent_id
from .queue_ticket import AT_COUNTER, WAITING


class CounterDesk(models.Model):
    """What an officer does at a counter: open it, call the next number, serve, send on, close (SOP steps 4, 6, 16)."""

    _inherit = "ptsp.counter"

    def action_open(self):
        """Sit down at this counter.

        :return: True
        :raises AccessError: it is for others
        :raises UserError: somebody else sits here, or the user sits at another one
        """
        self._lock_counter()
        if reason := self._why_not_mine():
            raise AccessError(reason)
        self.env["ptsp.queue.ticket"]._expire(self.company_id)
        if self.state == "open" and self.user_id != self.env.user:
            raise UserError(
                self.env._(
                    "%(user)s sits at counter %(counter)s. Open another one.",
                    user=self.sudo().user_id.name,
                    counter=self.display_name,
                )
            )
        other_sudo = self.sudo().search([("user_id", "=", self.env.uid), ("id", "!=", self.id)], limit=1)
        if other_sudo:
            raise UserError(
                self.env._("You sit at counter %(counter)s. Close that one first.", counter=other_sudo.display_name)
            )
        self._as_procedure().write({"state": "open", "user_id": self.env.uid})
        return True

    def action_close(self):
        """Leave this counter. A manager also closes one that its officer has left open.

        :return: True
        :raises AccessError: somebody else sits here
        :raises UserError: a number was called and is not served yet
        """
        self._lock_counter()
        if not self.env.user._ptsp_manages(self.company_id):
            self._check_mine()
        self.env["ptsp.queue.ticket"]._expire(self.company_id)
        if self.sudo().ticket_id and self.user_id != self.env.user:
            self._free()
        if self.sudo().ticket_id:
            raise UserError(
                self.env._(
                    "%(number)s is still at counter %(counter)s. End that first.",
                    number=self.sudo().ticket_id.name,
                    counter=self.display_name,
                )
            )
        self._as_procedure().write({"state": "closed", "user_id": False})
        self.company_id._ptsp_queue_changed()
        return True

    def action_call_next(self):
        """Call the next number of the lines of this counter.

        :return: True
        :raises AccessError: the user does not sit here
        :raises UserError: somebody is at the counter still, or nobody waits
        """
        self._lock_counter()
        # A counter that was left with somebody at it overnight is closed, and opened anew.
        self.env["ptsp.queue.ticket"]._expire(self.company_id)
        self._check_mine()
        current_sudo = self.sudo().ticket_id
        if current_sudo:
            raise UserError(
                self.env._("%(number)s is still at your counter. End that first.", number=current_sudo.name)
            )
        for ticket_sudo in self._waiting_sudo():
            if self._call(ticket_sudo):
                return True
        raise UserError(self.env._("Nobody waits for this counter."))

    def action_call_again(self):
        """Call the number of this counter once more: it is spoken again.

        :return: True
        :raises AccessError: the user does not sit here
        :raises UserError: no number was called, or it is served already
        """
        self._lock_counter()
        ticket_sudo = self._current("called")
        if not self._call(ticket_sudo):
            raise UserError(self.env._("%(number)s was called again just now.", number=ticket_sudo.name))
        return True

    def action_serve(self):
        """Begin to serve who has come.

        :return: True
        :raises AccessError: the user does not sit here
        :raises UserError: no number was called
        """
        self._lock_counter()
        self._current("called")._as_procedure().write({"state": "serving", "serving_at": fields.Datetime.now()})
        return self._tell()

    def action_done(self):
        """End: the visitor was served.

        :return: True
        :raises AccessError: the user does not sit here
        :raises UserError: nobody is at the counter
        """
        self._lock_counter()
        ticket_sudo, now = self._current(*AT_COUNTER), fields.Datetime.now()
        ticket_sudo._as_procedure().write(
            {"state": "served", "serving_at": ticket_sudo.serving_at or ticket_sudo.called_at, "ended_at": now}
        )
        self._as_procedure().ticket_id = False
        return self._tell()

    def action_absent(self):
        """Note that nobody came who was called.

        :return: True
        :raises AccessError: the user does not sit here
        :raises UserError: no number was called
        """
        self._lock_counter()
        self._current("called")._as_procedure().write({"state": "absent", "ended_at": fields.Datetime.now()})
        self._as_procedure().ticket_id = False
        return self._tell()

    def action_transfer(self, service_id):
        """Send whom this counter serves, or has called, to the head of another line, with the same number.

        :param int service_id: id of the ``ptsp.queue.service``
        :return: True
        :raises AccessError: the user does not sit here, or the line is another agency's
        :raises UserError: nobody is at the counter, or no counter serves that line
        """
        self._lock_counter()
        ticket_sudo = self._current(*AT_COUNTER)
        line = self.env["ptsp.queue.service"].browse(sent_id(service_id)).exists()
        line.check_access("read")
        if not line or line.company_id != self.company_id or not line.active or line == ticket_sudo.line_id:
            raise UserError(self.env._("Choose another line of your agency."))
        if not line.sudo().counter_ids:
            raise UserError(self.env._("No counter serves %(service)s. Choose another line.", service=line.name))
        ticket_sudo._as_procedure().write({"state": "transferred", "line_id": line.id, "counter_id": False})
        self._as_procedure().ticket_id = False
        return self._tell()

    def _free(self):
        """Free a counter whose officer has gone: who was called comes next in the line, who was served is done."""
        ticket_sudo = self.sudo().ticket_id._as_procedure()
        if ticket_sudo.state == "called":
            ticket_sudo.write({"state": "transferred", "counter_id": False})
        else:
            ticket_sudo.write({"state": "served", "ended_at": fields.Datetime.now()})
        self._as_procedure().ticket_id = False

    # What the actions share

    def _lock_counter(self):
        """Let nobody else act at this counter until it is done: who presses twice calls one number only.

        :raises UserError: somebody does at this moment
        """
        self.ensure_one()
        self.check_access("read")
        if not self.sudo().try_lock_for_update(allow_referencing=True):
            raise UserError(
                self.env._("Counter %(counter)s is at work. Wait a moment and look again.", counter=self.display_name)
            )
        self.invalidate_recordset(["state", "user_id", "ticket_id"])

    def _current(self, *states):
        """Return the number that is at this counter, as superuser.

        :param states: in which it may stand
        :raises AccessError: the user does not sit here
        :raises UserError: there is none, or it stands otherwise
        """
        self._check_mine()
        ticket_sudo = self.sudo().ticket_id
        if ticket_sudo.state not in states or ticket_sudo.day != self.company_id._ptsp_queue_day():
            if ticket_sudo.state == "serving":
                raise UserError(self.env._("%(number)s is being served already.", number=ticket_sudo.name))
            raise UserError(self.env._("No number was called at this counter. Call the next one."))
        return ticket_sudo

    def _call(self, ticket_sudo):
        """Call a number, if no other counter has at this moment.

        :param ticket_sudo: the ``ptsp.queue.ticket``, as superuser
        :return: whether this counter has called it
        """
        now, uid = fields.Datetime.now(), self.env.uid
        attempt = ticket_sudo.call_count + 1
        try:
            with self.env.cr.savepoint():
                # Straight to the database: that another counter was quicker is no error to be logged.
                self.env.cr.execute(
                    SQL(
                        """INSERT INTO ptsp_queue_call
                            (ticket_id, company_id, counter_id, user_id, attempt, called_at,
                             create_uid, create_date, write_uid, write_date)
                           VALUES %s RETURNING id""",
                        (ticket_sudo.id, self.company_id.id, self.id, uid, attempt, now, uid, now, uid, now),
                    ),
                    log_exceptions=False,
                )
                call_id = self.env.cr.fetchone()[0]
        except UniqueViolation:
            return False
        values = {"call_count": attempt, "last_call": call_id}
        if ticket_sudo.state in WAITING:
            values |= {
                "state": "called",
                "counter_id": self.id,
                "user_id": uid,
                "called_at": ticket_sudo.called_at or now,
            }
        ticket_sudo._as_procedure().write(values)
        ticket_sudo.invalidate_recordset(["call_ids"])
        self._as_procedure().ticket_id = ticket_sudo.id
        self.company_id._ptsp_queue_changed()
        return True

    def _tell(self):
        """Tell the call screens and the other counters that something has changed, and return True."""
        self.company_id._ptsp_queue_changed()
        return True
