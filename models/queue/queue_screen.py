from odoo import fields, models

from .queue_ticket import AT_COUNTER, WAITING

#: How many numbers a call screen shows at once.
SHOWN = 8
#: Type of the messages on Odoo's bus by which screens and counters are told that something has changed.
MESSAGE = "ptsp_queue"


class QueueScreen(models.Model):
    """What a call screen shows, and by which channel it is told to look again."""

    _inherit = "ptsp.queue.device"

    def _channel(self):
        """Return the name of the channel of this device: nobody can guess it, and it ends with its secret."""
        self.ensure_one()
        return f"ptsp_queue_{self._hash_of('channel', f'{self.id} {self.sudo().secret_hash}')}"

    def _screen_state(self):
        """Return what the screen shows now: the numbers at counters, the last called first, and how many wait.

        It is whole in itself, so a screen that was cut off needs no more than the next one.

        :return: dict that JSON can hold; ``call`` grows with each call, and tells what is to be spoken
        """
        self.ensure_one()
        company, lines_sudo = self.company_id, self._lines_sudo()
        day = company._ptsp_queue_day()
        tickets_sudo = self.env["ptsp.queue.ticket"].sudo()
        ours = [("company_id", "=", company.id), ("day", "=", day), ("line_id", "in", lines_sudo.ids)]
        shown_sudo = tickets_sudo.search_fetch(
            [*ours, ("state", "in", AT_COUNTER)],
            ["name", "state", "counter_id", "last_call"],
            order="last_call desc",
            limit=SHOWN,
        )
        counts = dict(
            tickets_sudo._read_group([*ours, ("state", "in", WAITING)], groupby=["line_id"], aggregates=["__count"])
        )
        local = company._ptsp_calendar()._ptsp_local_time(fields.Datetime.now())
        return {
            "agency": company.name,
            "closed": company._ptsp_queue_closed(),
            "time": local.strftime("%H.%M"),
            "numbers": [
                {
                    "call": ticket.last_call,
                    "called": ticket.state == "called",
                    "counter": ticket.counter_id.number,
                    "desk": ticket.counter_id.name,
                    "name": ticket.name,
                }
                for ticket in shown_sudo
            ],
            "lines": [
                {"letter": line.letter, "name": line.name, "waiting": counts.get(line, 0)} for line in lines_sudo
            ],
        }


class CompanyQueueChanged(models.Model):
    """Whoever watches the queue is told when it has changed."""

    _inherit = "res.company"

    def _ptsp_queue_changed(self):
        """Tell call screens and officers at their counters to look again, once the transaction has ended."""
        self.ensure_one()
        bus_sudo = self.env["bus.bus"].sudo()
        screens_sudo = (
            self.env["ptsp.queue.device"]
            .sudo()
            .search_fetch(
                [("company_id", "=", self.id), ("kind", "=", "screen"), ("state", "=", "connected")], ["secret_hash"]
            )
        )
        for screen in screens_sudo:
            bus_sudo._sendone(screen._channel(), MESSAGE, {})
        counters_sudo = self.env["ptsp.counter"].sudo().search([("company_id", "=", self.id), ("state", "=", "open")])
        for partner in counters_sudo.user_id.partner_id:
            bus_sudo._sendone(partner, MESSAGE, {})
