import re

from odoo import api, models

from .queue_ticket import WAITING

_SECRET = re.compile(r"[A-Za-z0-9_-]{16,64}")
#: Numbers from which on the day's own pace is told, and not that of the settings.
_ENOUGH = 5


class QueueTicketPlace(models.Model):
    """Whoever holds the slip sees how many are before, and about how long it takes, on the phone."""

    _inherit = "ptsp.queue.ticket"

    def _place_path(self):
        """Return the path of the page of this number."""
        self.ensure_one()
        return f"/ptsp/queue/t/{self.sudo().secret}"

    def _place_qr(self):
        """Return the QR code of that page, as the address of a picture."""
        return self.env["ptsp.application"]._official_qr(self.get_base_url() + self._place_path())

    @api.model
    def _look_up_place(self, secret, address):
        """Tell where the holder of a slip stands. Unknown ones are counted by network address.

        :param str secret: what stands in the QR code
        :param str address: the visitor's network address
        :return: dict with ``status`` ``found``, ``unknown`` or ``limited``, and for the first what is shown
        """
        ticket_sudo = self.sudo()
        if _SECRET.fullmatch(secret):
            ticket_sudo = self.sudo().search([("secret", "=", secret)], limit=1)
        if not ticket_sudo or not ticket_sudo.company_id.ptsp_uses_queue:
            # Who holds a slip is answered whatever others try from the same network: nobody guesses 128 bits.
            return {"status": "unknown" if self.env["ptsp.queue.visit"]._note_try(address) else "limited"}
        return {"status": "found", **ticket_sudo._place_facts()}

    def _place_facts(self):
        """Return what the page of a number tells: nothing personal, for nothing personal is known.

        :return: dict; ``stand`` is ``waiting``, ``called``, ``serving``, ``absent`` or ``over``
        """
        self.ensure_one()
        company = self.company_id
        today = self.day == company._ptsp_queue_day()
        stand = "waiting" if self.state in WAITING else self.state
        if not today or stand in ("served", "expired"):
            stand = "over"
        facts = {
            "agency": company.name,
            "day": self.day,
            "line": self.line_id.name,
            "name": self.name,
            "priority": dict(self._fields["priority"]._description_selection(self.env)).get(self.priority),
            "stand": stand,
            "time": company._ptsp_queue_day_and_hour(self.taken_at)[1],
        }
        if stand == "waiting":
            facts |= self._wait_facts()
        elif stand in ("called", "serving"):
            facts |= {"counter": self.counter_id.number, "desk": self.counter_id.name}
        return facts

    def _wait_facts(self):
        """Return how many are called before this number, and in about how many minutes it is called.

        :return: dict; ``minutes`` is None where no counter of the line is open
        """
        company, line = self.company_id, self.line_id
        before = self._in_order(company, line).ids.index(self.id)
        counters = line.counter_ids.filtered(lambda counter: counter.state == "open")
        if not counters:
            return {"before": before, "minutes": None}
        # Counters of several lines serve the others, too: what they all have before them counts.
        pace = self._pace()
        minutes = (before + 1) * pace / len(counters)
        return {"before": before, "minutes": max(5, int(-(-minutes // 5) * 5)) if before else 5}

    def _pace(self):
        """Return how many minutes a visitor of this line is served, by this day where enough were served already."""
        self.env.cr.execute(
            """SELECT COUNT(*), AVG(EXTRACT(EPOCH FROM ended_at - serving_at) / 60)
                 FROM ptsp_queue_ticket
                WHERE company_id = %s AND day = %s AND line_id = %s AND state = 'served' AND ended_at >= serving_at""",
            [self.company_id.id, self.day, self.line_id.id],
        )
        count, average = self.env.cr.fetchone()
        return max(1, float(average)) if count >= _ENOUGH else self.line_id.minutes
