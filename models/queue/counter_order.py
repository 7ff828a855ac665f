from odoo import fields, models

from .queue_ticket import WAITING


class CounterOrder(models.Model):
    """Who comes next: the same order for every counter, so that nobody waits longer for having been sent to one.

    First whom another line has sent, at its head; then the priority line, but after some numbers of it in a row one of
    the others; then who has booked a time that has come; then by the order in which numbers were taken.
    """

    _inherit = "ptsp.counter"

    waiting_ids = fields.Many2many(
        "ptsp.queue.ticket", compute="_compute_waiting_ids", help="In the order of the calls."
    )
    waiting_count = fields.Integer("Number of Waiting", compute="_compute_waiting_ids")

    def _compute_waiting_ids(self):
        for counter in self:
            waiting_sudo = counter._waiting_sudo()
            counter.waiting_ids = waiting_sudo.sudo(False)
            counter.waiting_count = len(waiting_sudo)

    def _waiting_sudo(self):
        """Return who waits for this counter, in the order of the calls: ``ptsp.queue.ticket``, as superuser."""
        self.ensure_one()
        lines_sudo = self.sudo().service_ids
        return self.env["ptsp.queue.ticket"]._in_order(self.company_id, lines_sudo)


class QueueTicketOrder(models.Model):
    """The order of a line."""

    _inherit = "ptsp.queue.ticket"

    def _in_order(self, company, lines):
        """Return who waits in some lines, in the order of the calls, as superuser.

        :param company: the ``res.company``
        :param lines: ``ptsp.queue.service``
        """
        day = company._ptsp_queue_day()
        waiting_sudo = self.sudo().search_fetch(
            [
                ("company_id", "=", company.id),
                ("day", "=", day),
                ("line_id", "in", lines.ids),
                ("state", "in", WAITING),
            ],
            self._order_fields(),
            order="id",
        )
        others_first = waiting_sudo._had_priority_enough(company, lines, day)
        return waiting_sudo.sorted(lambda ticket: ticket._place_in_line(others_first))

    def _order_fields(self):
        """Return the names of the fields by which the order goes."""
        return ["line_id", "priority", "state", "last_call", "name"]

    def _had_priority_enough(self, company, lines, day):
        """Tell whether so many numbers of the priority line were called in a row that it is another one's turn.

        :param company: the ``res.company``
        :param lines: the ``ptsp.queue.service`` that are called from
        :param date day: of the queue
        """
        most = company.sudo().ptsp_queue_in_a_row
        last_sudo = self.sudo().search_fetch(
            [
                ("company_id", "=", company.id),
                ("day", "=", day),
                ("line_id", "in", lines.ids),
                ("last_call", ">", 0),
                ("state", "not in", WAITING),
            ],
            ["priority"],
            order="last_call desc",
            limit=most,
        )
        return len(last_sudo) == most and all(last_sudo.mapped("priority"))

    def _place_in_line(self, others_first):
        """Return by what a number stands in its line: the lowest is called first.

        :param bool others_first: it is the turn of somebody outside the priority line
        :return: tuple that sorts
        """
        self.ensure_one()
        if self.state == "transferred":
            return 0, 0, self.last_call, self.id
        return 1, int(bool(self.priority) == others_first), self._booked_place(), self.id

    def _booked_place(self):
        """Return by what somebody stands before others who were there earlier: nothing, where no time was booked."""
        return float("inf")
