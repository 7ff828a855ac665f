"""A waiting room with three lines and two counters, which is open whatever the hour."""

from odoo.fields import Command

from ..common import PtspCase


class QueueCase(PtspCase):
    """Information, Customer Service and pick-up; a counter for the first two, and one for all."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company = cls.service.company_id
        cls.company.write({"ptsp_uses_queue": True, "ptsp_queue_keeps_hours": False, "ptsp_queue_in_a_row": 2})
        # Those of the demo data would have the same letters and numbers.
        cls.env["ptsp.counter"].search([]).action_archive()
        cls.env["ptsp.queue.service"].search([]).action_archive()
        cls.lines = cls.env["ptsp.queue.service"].create(
            [
                {"name": "Informasi", "letter": "A", "role": "information"},
                {"name": "Layanan Pelanggan", "letter": "B", "role": "customer_service"},
                {"name": "Pengambilan", "letter": "C", "role": "pickup"},
            ]
        )
        cls.info, cls.cs, cls.pickup = cls.lines
        cls.first, cls.second = cls.env["ptsp.counter"].create(
            [
                {"name": "Depan", "number": 1, "service_ids": [Command.set((cls.info | cls.cs).ids)]},
                {"name": "Tengah", "number": 2, "service_ids": [Command.set(cls.lines.ids)]},
            ]
        )

    @classmethod
    def take(cls, line=None, count=1, priority=False):
        """Take numbers of a line, by default of Customer Service."""
        Ticket = cls.env["ptsp.queue.ticket"]
        taken = [Ticket._take_number(line or cls.cs, priority=priority) for _index in range(count)]
        return Ticket.sudo().union(*taken)

    @classmethod
    def sit(cls, counter, role):
        """Open a counter, and return it as the officer of a role sees it."""
        counter = counter.with_user(cls.users[role])
        counter.action_open()
        return counter

    @staticmethod
    def serve(counter):
        """Call the next number and serve its holder to the end; return the number as printed."""
        counter.action_call_next()
        name = counter.ticket_id.name
        counter.action_serve()
        counter.action_done()
        return name
