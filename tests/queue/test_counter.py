"""What officers do at counters: who may, in which order numbers are called, and what becomes of each."""

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import new_test_user, tagged

from ..common import OVERSIGHT_ROLES, STAFF_ROLES
from .common_queue import QueueCase


@tagged("post_install", "-at_install")
class TestCounter(QueueCase):
    """One officer, one counter, one number at a time."""

    def test_way_of_a_number(self):
        """Taken, called, called again, served: each moment is kept, and who did it where."""
        ticket = self.take()
        counter = self.sit(self.first, "customer_service")
        counter.action_call_next()
        self.assertEqual((counter.ticket_id.name, ticket.state, ticket.call_count), ("B001", "called", 1))
        counter.action_call_again()
        counter.action_serve()
        self.assertEqual(ticket.state, "serving")
        counter.action_done()
        self.assertEqual((ticket.state, ticket.call_count), ("served", 2))
        self.assertEqual((ticket.counter_id, ticket.user_id), (self.first, self.users["customer_service"]))
        self.assertTrue(ticket.taken_at <= ticket.called_at <= ticket.serving_at <= ticket.ended_at)
        self.assertFalse(counter.ticket_id)
        self.assertEqual(ticket.call_ids.mapped("attempt"), [2, 1])

    def test_absent(self):
        """Who does not come is absent, may come back, and then is next."""
        first, second = self.take(count=2)
        counter = self.sit(self.first, "customer_service")
        counter.action_call_next()
        counter.action_absent()
        self.assertEqual((first.state, counter.ticket_id.id), ("absent", False))
        self.take()
        first.with_user(self.users["customer_service"]).action_wait_again()
        self.assertEqual([self.serve(counter) for _index in range(2)], [first.name, second.name])

    def test_wait_again_refused(self):
        """Only who was absent today waits again, by somebody who serves that line."""
        ticket = self.take()
        with self.assertRaisesRegex(UserError, "not among those"):
            ticket.with_user(self.users["customer_service"]).action_wait_again()
        with self.assertRaisesRegex(AccessError, "Ask a colleague"):
            ticket.with_user(self.users["pickup"]).action_wait_again()

    def test_transfer(self):
        """Who is sent to another line keeps the number and is the next there."""
        self.take(self.pickup, 2)
        ticket = self.take()
        counter = self.sit(self.first, "customer_service")
        counter.action_call_next()
        counter.action_serve()
        counter.action_transfer(self.pickup.id)
        self.assertEqual((ticket.state, ticket.line_id, ticket.service_id), ("transferred", self.pickup, self.cs))
        other = self.sit(self.second, "pickup")
        self.assertEqual([self.serve(other) for _index in range(3)], ["B001", "C001", "C002"])

    def test_transfer_refused(self):
        """Nobody is sent to the own line, to one without a counter, to an archived or another agency's one."""
        counter = self.sit(self.first, "customer_service")
        other = self.env["res.company"].create({"name": "Dinas Kedua"})
        values = {"letter": "Z", "role": "information"}
        foreign = self.env["ptsp.queue.service"].create({"name": "Lain", "company_id": other.id, **values})
        alone = self.env["ptsp.queue.service"].create({"name": "Sepi", **values})
        with self.assertRaisesRegex(UserError, "Call the next one"):
            counter.action_transfer(self.pickup.id)
        self.take()
        counter.action_call_next()
        for line_id in (self.cs.id, alone.id, 0, False, True, "1", 10**8, 10**30):
            with self.assertRaises(UserError):
                counter.action_transfer(line_id)
        with self.assertRaises(AccessError):
            counter.action_transfer(foreign.id)

    def test_one_at_a_time(self):
        """While somebody is at the counter nobody else is called, and it is not left."""
        self.take(count=2)
        counter = self.sit(self.first, "customer_service")
        counter.action_call_next()
        for method in ("action_call_next", "action_close"):
            with self.assertRaisesRegex(UserError, "B001 is still at"):
                getattr(counter, method)()
        counter.action_serve()
        for method in ("action_call_again", "action_absent", "action_serve"):
            with self.assertRaisesRegex(UserError, "served already"):
                getattr(counter, method)()

    def test_nobody_waits(self):
        """Where nobody waits, it is said so."""
        self.take(self.pickup)
        counter = self.sit(self.first, "customer_service")
        with self.assertRaisesRegex(UserError, "Nobody waits"):
            counter.action_call_next()
        with self.assertRaisesRegex(UserError, "Call the next one"):
            counter.action_done()

    def test_who_opens(self):
        """A counter is opened by who holds the role of one of its lines, or by those who are named, and nobody else."""
        for role in (*STAFF_ROLES, *OVERSIGHT_ROLES):
            counter = self.first.with_user(self.users[role])
            if role in ("information", "customer_service"):
                counter.action_open()
                counter.action_close()
                continue
            with self.subTest(role=role), self.assertRaises(AccessError):
                counter.action_open()
        self.first.officer_ids = self.users["information"]
        with self.assertRaisesRegex(AccessError, "for other officers"):
            self.sit(self.first, "customer_service")
        self.sit(self.first, "information")

    def test_whose_counter(self):
        """What is done at a counter is done by who sits there."""
        self.take()
        self.sit(self.first, "customer_service")
        colleague = new_test_user(self.env, "test_cs_2", "base.group_user,ptsp_exhibition.group_customer_service")
        counter = self.first.with_user(colleague)
        for call in (
            lambda: counter.action_call_next(),
            lambda: counter.action_close(),
            lambda: counter.action_transfer(self.pickup.id),
            lambda: counter.action_link_application(1),
        ):
            with self.assertRaises(AccessError):
                call()
        with self.assertRaisesRegex(UserError, "sits at counter 1 Depan"):
            counter.action_open()

    def test_one_counter_each(self):
        """Who sits at one counter does not open another one."""
        self.sit(self.first, "customer_service")
        with self.assertRaisesRegex(UserError, "Close that one first"):
            self.sit(self.second, "customer_service")

    def test_manager_closes(self):
        """A manager closes a counter that was left open, and does nothing else there."""
        self.sit(self.first, "customer_service")
        counter = self.first.with_user(self.users["manager"])
        with self.assertRaises(AccessError):
            counter.action_call_next()
        counter.action_close()
        self.assertEqual(counter.state, "closed")

    def test_manager_closes_with_a_number(self):
        """Who was called to a counter that its officer has left is the next elsewhere; who was served is done."""
        called, other = self.take(count=2)
        counter = self.sit(self.first, "customer_service")
        counter.action_call_next()
        self.first.with_user(self.users["manager"]).action_close()
        self.assertEqual((called.state, counter.ticket_id.id), ("transferred", False))
        counter.action_open()
        counter.action_call_next()
        self.assertEqual(counter.ticket_id.name, called.name)
        counter.action_serve()
        self.first.with_user(self.users["manager"]).action_close()
        self.assertEqual((called.state, other.state), ("served", "waiting"))

    def test_set_up(self):
        """A manager sets counters up, closed ones only; what happens at them nobody enters."""
        counter = self.first.with_user(self.users["manager"])
        counter.write({"name": "Baru", "number": 7, "officer_ids": [Command.link(self.users["information"].id)]})
        for values in ({"state": "open"}, {"user_id": self.users["manager"].id}, {"ticket_id": self.take().id}):
            with self.assertRaises(UserError):
                counter.write(values)
        self.sit(self.first, "information")
        with self.assertRaisesRegex(UserError, "Let its officer close it"):
            counter.number = 8
        stranger = new_test_user(
            self.env,
            "test_away",
            company_id=(other := self.env["res.company"].create({"name": "Lain"})).id,
            company_ids=[Command.set(other.ids)],
        )
        with self.assertRaisesRegex(ValidationError, "does not work for"):
            self.second.officer_ids = stranger

    def test_deleted(self):
        """A counter that has called is archived, not deleted."""
        self.take()
        counter = self.sit(self.first, "customer_service")
        self.serve(counter)
        counter.action_close()
        with self.assertRaisesRegex(UserError, "Archive it"):
            self.first.unlink()
        self.second.unlink()


@tagged("post_install", "-at_install")
class TestOrder(QueueCase):
    """Who comes next is the same for every counter."""

    def test_by_time_across_lines(self):
        """A counter of several lines calls by the order in which numbers were taken."""
        for line in (self.cs, self.info, self.cs, self.pickup, self.info):
            self.take(line)
        first, second = self.sit(self.first, "customer_service"), self.sit(self.second, "pickup")
        called = [self.serve(counter) for counter in (first, second, first, second, first)]
        self.assertEqual(called, ["B001", "A001", "B002", "C001", "A002"])

    def test_priority_first_but_not_only(self):
        """The priority line goes first; after two in a row one of the others is called, at whichever counter."""
        self.take(count=3)
        self.take(count=5, priority="pregnant")
        first, second = self.sit(self.first, "customer_service"), self.sit(self.second, "information")
        called = [self.serve((first, second)[index % 2]) for index in range(8)]
        self.assertEqual(called, ["B004", "B005", "B001", "B006", "B007", "B002", "B008", "B003"])

    def test_priority_alone(self):
        """Where only the priority line waits, it is called on."""
        self.take(count=4, priority="infant")
        counter = self.sit(self.first, "customer_service")
        self.assertEqual([self.serve(counter) for _index in range(4)], ["B001", "B002", "B003", "B004"])

    def test_shown_as_called(self):
        """The screen of a counter lists who waits in the order of the calls."""
        self.take(count=2)
        self.take(priority="disabled")
        counter = self.sit(self.first, "customer_service")
        self.assertEqual(counter.waiting_ids.mapped("name"), ["B003", "B001", "B002"])
        self.assertEqual(counter.waiting_count, 3)
        self.assertEqual(self.serve(counter), "B003")

    def test_queries(self):
        """A call takes no more queries with two hundred waiting than with one."""
        self.take(count=3)
        counter = self.sit(self.first, "customer_service")
        # The first one learns what is remembered beyond a transaction.
        self.queries_of_a_call(counter)
        counter.action_done()
        few = self.queries_of_a_call(counter)
        counter.action_done()
        self.take(count=200)
        self.assertLessEqual(self.queries_of_a_call(counter), few)
        self.assertLessEqual(few, 60)

    def queries_of_a_call(self, counter):
        """Call the next number, with nothing remembered, and return how many queries that took."""
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.cr.sql_log_count
        counter.action_call_next()
        self.env.flush_all()
        return self.cr.sql_log_count - before
