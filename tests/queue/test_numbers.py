"""Numbers of the waiting room: gapless, anew each day, whatever the clock does."""

from datetime import date, datetime

from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ...models.queue import queue_ticket_taken
from .common_queue import QueueCase


@tagged("post_install", "-at_install")
class TestNumbers(QueueCase):
    """What a number is, and which one comes next."""

    def names(self, *args, **kwargs):
        return self.take(*args, **kwargs).mapped("name")

    def test_letter_and_number(self):
        """Each line counts for itself, with its letter."""
        self.assertEqual(self.names(self.info, 2), ["A001", "A002"])
        self.assertEqual(self.names(self.cs, 2), ["B001", "B002"])
        self.assertEqual(self.names(self.info), ["A003"])

    def test_each_agency_counts_for_itself(self):
        """Another agency has an A001 of its own on the same day."""
        other = self.env["res.company"].create({"name": "Dinas Kedua", "ptsp_queue_keeps_hours": False})
        line = self.env["ptsp.queue.service"].create(
            {"name": "Informasi", "letter": "A", "role": "information", "company_id": other.id}
        )
        self.assertEqual(self.names(self.info) + self.names(line), ["A001", "A001"])

    def test_midnight(self):
        """At midnight by the agency's clock numbers begin anew, and what waited is not called any more."""
        # Samarinda is eight hours ahead.
        with freeze_time("2031-03-04 15:59:00"):
            late = self.take(count=2)
            self.assertEqual(late[0].day, date(2031, 3, 4))
        with freeze_time("2031-03-04 16:01:00"):
            self.assertEqual(late[0]._place_facts()["stand"], "over")
            early = self.take()
            self.assertEqual((early.name, early.day), ("B001", date(2031, 3, 5)))
            counter = self.sit(self.first, "customer_service")
            counter.action_call_next()
            self.assertEqual(counter.ticket_id, early.sudo(False))
            self.assertEqual(late.mapped("state"), ["expired"] * 2)

    def test_left_at_the_counter_overnight(self):
        """Who was at a counter at midnight is there no more, the counter is free, and its officer opens it again."""
        with freeze_time("2031-03-04 15:59:00"):
            ticket = self.take()
            counter = self.sit(self.first, "customer_service")
            counter.action_call_next()
        with freeze_time("2031-03-04 17:00:00"):
            self.env["ptsp.queue.ticket"]._cron_expire()
            self.assertEqual((ticket.state, counter.ticket_id.id, counter.state), ("expired", False, "closed"))
            self.assertFalse(counter.user_id)
            self.sit(self.first, "customer_service")

    def test_called_before_the_counter_is_opened_again(self):
        """Who calls at a counter that stood open overnight, before the job has closed it, opens it first."""
        with freeze_time("2031-03-04 15:59:00"):
            self.take()
            counter = self.sit(self.first, "customer_service")
            counter.action_call_next()
        with freeze_time("2031-03-04 17:00:00"):
            ticket = self.take()
            with self.assertRaisesRegex(AccessError, "Open it, or a free one"):
                counter.action_call_next()
            counter.action_open()
            counter.action_call_next()
            self.assertEqual((counter.state, counter.ticket_id), ("open", ticket.sudo(False)))

    def test_clock_set_back(self):
        """A clock that is set back, over midnight too, gives no number twice and leaves the order as it was."""
        with freeze_time("2031-03-04 16:10:00"):
            first = self.take()
        for earlier in ("2031-03-04 16:02:00", "2031-03-04 15:30:00"):
            with freeze_time(earlier):
                self.take()
        with freeze_time("2031-03-04 16:20:00"):
            self.take()
            tickets = self.env["ptsp.queue.ticket"].search([("line_id", "=", self.cs.id)], order="id")
            self.assertEqual(tickets.mapped("name"), ["B001", "B002", "B003", "B004"])
            self.assertEqual(len(set(tickets.mapped("day"))), 1)
            counter = self.sit(self.first, "customer_service")
            self.assertEqual([self.serve(counter) for _index in range(4)], tickets.mapped("name"))
            self.assertEqual(first.state, "served")

    def test_clock_a_day_ahead(self):
        """Whoever waits or is served while the clock is ahead, by hours, a day or years, is called once it is right."""
        ahead = {"a day": "2031-03-05 03:05:00", "by its zone": "2031-03-04 17:00:00", "years": "2035-03-04 03:00:00"}
        for name, wrong in ahead.items():
            for told in (False, True):
                with self.subTest(ahead=name, told=told), self.env.cr.savepoint() as before:
                    self.wrong_for_a_moment(wrong, told)
                    before.rollback()
                    self.env.invalidate_all()

    def wrong_for_a_moment(self, wrong, told):
        """Let four wait and one of them be served, set the clock wrong and right again, and serve them all.

        :param str wrong: what the clock says for a moment
        :param bool told: whether somebody takes a number then, and the counter calls it
        """
        with freeze_time("2031-03-04 03:00:00"):
            here = self.take(count=4)
            counter = self.sit(self.first, "customer_service")
            counter.action_call_next()
            counter.action_serve()
        with freeze_time(wrong):
            if told:
                self.take()
                counter.action_open()
                counter.action_call_next()
                counter.action_done()
            else:
                self.env["ptsp.queue.ticket"]._cron_expire()
            self.assertEqual(here.mapped("state"), ["expired"] * 4)
        with freeze_time("2031-03-04 03:10:00"):
            counter.action_open()
            self.assertEqual(counter.waiting_ids.mapped("name"), here.mapped("name"))
            self.assertEqual([self.serve(counter) for _index in range(4)], here.mapped("name"))
            self.assertEqual(self.take().name, "B005")
            self.env["ptsp.queue.ticket"]._cron_expire()
            self.assertEqual(here.mapped("state"), ["served"] * 4)

    def test_clock_far_ahead(self):
        """Numbers of a clock that was years ahead for a moment are in nobody's way."""
        with freeze_time("2035-01-01 03:00:00"):
            self.take()
        with freeze_time("2031-03-04 03:00:00"):
            self.assertEqual(self.take().name, "B001")

    def test_priority(self):
        """Four reasons are known for the priority line; anything else is none."""
        self.assertEqual(self.take(priority="elderly").priority, "elderly")
        self.assertFalse(self.take(priority="boss").priority)

    def test_most_a_day(self):
        """A kiosk that runs wild comes to an end."""
        self.patch(queue_ticket_taken, "MOST_A_DAY", 2)
        self.take(count=2)
        with self.assertRaisesRegex(UserError, "all numbers of this day"):
            self.take()

    def test_not_entered_changed_copied_deleted(self):
        """Nobody writes a number by hand, not even the administrator."""
        ticket = self.take().with_user(self.env.ref("base.user_admin"))
        for refused in (
            lambda: ticket.sudo().create({"name": "A001", "service_id": self.info.id}),
            lambda: ticket.sudo().write({"state": "served"}),
            lambda: ticket.sudo().write({"priority": "elderly"}),
            lambda: ticket.sudo().copy(),
            lambda: ticket.sudo().unlink(),
        ):
            with self.assertRaises(UserError), self.env.cr.savepoint():
                refused()

    def test_holiday(self):
        """On a holiday and outside service hours none is given, and it is said when there will be."""
        self.company.ptsp_queue_keeps_hours = True
        calendar = self.service.calendar_id
        self.env["resource.calendar.leaves"]._ptsp_enter(calendar, self.company, [(date(2031, 3, 4), "Libur")])
        # A Tuesday, and the Wednesday after it, at 10.00.
        with freeze_time("2031-03-04 02:00:00"), self.assertRaisesRegex(UserError, "on Wednesday, 5 March 2031 from"):
            self.take()
        with freeze_time("2031-03-05 02:00:00"):
            self.assertTrue(self.take())
        opens = self.company_opens(date(2031, 3, 5))
        with freeze_time(fields.Datetime.subtract(opens, minutes=40)), self.assertRaisesRegex(UserError, "again today"):
            self.take()
        with freeze_time(fields.Datetime.subtract(opens, minutes=20)):
            self.assertTrue(self.take())
        self.company.ptsp_queue_keeps_hours = False
        with freeze_time("2031-03-04 02:00:00"):
            self.assertTrue(self.take())

    def company_opens(self, day):
        """Return when service hours begin on a day, naive UTC."""
        hours = self.service.calendar_id._ptsp_working_month(self.company.id, day.year, day.month)
        midnight = datetime(day.year, day.month, day.day)
        return min(since for since, _until in hours if since >= fields.Datetime.subtract(midnight, hours=8))

    def test_part_switched_off(self):
        """An agency that does not use the queue gives no numbers, and what was given stays."""
        ticket = self.take()
        self.company.ptsp_uses_queue = False
        with self.assertRaisesRegex(UserError, "No numbers are given"):
            self.take()
        self.assertTrue(ticket.exists())

    @mute_logger("odoo.sql_db")
    def test_lines(self):
        """A line has one capital for a letter, which no other line has; with numbers it is archived, not deleted."""
        for letter in ("a", "1", ""):
            with self.assertRaises(ValidationError), self.env.cr.savepoint():
                self.info.letter = letter
        with self.assertRaisesRegex(Exception, "letter_unique"), self.env.cr.savepoint():
            self.info.letter = "B"
            self.env.flush_all()
        self.take(self.info)
        with self.assertRaisesRegex(ValidationError, "Archive it"):
            self.info.unlink()

    def test_letter_that_goes_to_another_line(self):
        """A letter that another line takes over on the same day gives no number twice."""
        self.take(self.info, 2)
        self.info.active = False
        self.cs.letter = "A"
        self.assertEqual(self.take().name, "A003")
