"""The page of a number, on the phone of whoever holds its slip."""

from odoo.tests import tagged
from odoo.tools import mute_logger

from ...models.queue.queue_visit import TRIES_PER_MINUTE
from .common_devices import DeviceCase


@tagged("post_install", "-at_install")
class TestPlace(DeviceCase):
    """The page of a number."""

    def look(self, ticket):
        return self.page(f"/t/{ticket if isinstance(ticket, str) else ticket.secret}?lang=en")

    def test_way(self):
        """From the third in the line to the counter and out: each stand is told."""
        tickets = self.take(count=3)
        last = tickets[-1]
        self.assertIn("2 before you", self.look(last).text)
        self.assertIn("No counter of this line is open", self.look(last).text)
        counter = self.sit(self.first, "customer_service")
        self.assertIn("In about 30 minutes", self.look(last).text)
        self.serve(counter)
        self.serve(counter)
        self.assertIn("you are next", self.look(last).text)
        counter.action_call_next()
        self.assertIn("please come to counter 1", self.look(last).text)
        counter.action_serve()
        self.assertIn("being served at counter 1", self.look(last).text)
        counter.action_done()
        self.assertIn("this number is over", self.look(last).text)
        absent = self.take()
        counter.action_call_next()
        counter.action_absent()
        self.assertIn("not there", self.look(absent).text)

    @mute_logger("odoo.http")
    def test_guessed(self):
        """What is no slip says so; after some tries one has to wait, and holders of slips find theirs elsewhere."""
        ticket = self.take()
        for secret in ("x", ticket.secret[:-1], "%00", "x" * 3000):
            self.assertEqual(self.look(secret).status_code, 404)
        for _index in range(TRIES_PER_MINUTE):
            answer = self.look("A" * 22)
        self.assertEqual(answer.status_code, 429)
        self.assertEqual(self.look(ticket).status_code, 200)
