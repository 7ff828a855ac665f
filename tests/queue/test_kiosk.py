"""The kiosk: whatever is touched or sent, it gives one number of one of its lines, or says why not."""

from odoo.tests import tagged

from ...models.queue import queue_device
from .common_devices import DeviceCase


@tagged("post_install", "-at_install")
class TestKiosk(DeviceCase):
    """One touch, one number."""

    def setUp(self):
        super().setUp()
        self.connect(self.kiosk)

    def numbers(self):
        self.env.invalidate_all()
        return self.env["ptsp.queue.ticket"].search([("device_id", "=", self.kiosk.id)], order="id").mapped("name")

    def test_touch(self):
        """A touch gives the next number of that line, with the code of its place, and it is printed."""
        answer = self.press(self.cs)
        self.assertEqual(self.numbers(), ["B001"])
        for text in ("B001", "Layanan Pelanggan", "You are next.", 'src="data:image/png;base64', 'data-prints="1"'):
            self.assertIn(text, answer.text)
        self.kiosk.prints = False
        self.assertNotIn("data-prints", self.press(self.cs).text)

    def test_loaded_again(self):
        """Loading the page anew, or sending it twice, gives no second number."""
        answer = self.press(self.cs, key="einmal")
        self.url_open(answer.url)
        self.assertIn("B001", self.press(self.cs, key="einmal").text)
        self.assertEqual(self.numbers(), ["B001"])
        for key in ("\x00", "x" * 5000, "'; DROP", ""):
            self.assertEqual(self.press(self.pickup, key=key).status_code, 200)
        self.env["ptsp.queue.ticket"]._as_procedure().search([("service_id", "=", self.pickup.id)]).device_id = False
        self.press(self.info, key="zweimal")
        self.assertEqual(self.numbers(), ["B001", "A001"])

    def test_priority(self):
        """Who takes the priority line says why; what is no reason is none."""
        page = self.page("/kiosk?lang=en&priority=ask").text
        self.assertIn("priority=elderly", page)
        self.assertIn('name="priority" value="elderly"', self.page("/kiosk?lang=en&priority=elderly").text)
        self.assertIn("Priority line", self.press(self.cs, priority="elderly").text)
        self.press(self.cs, priority="<script>")
        tickets = self.env["ptsp.queue.ticket"].search([("device_id", "=", self.kiosk.id)], order="id")
        self.assertEqual(tickets.mapped("priority"), ["elderly", False])

    def test_lines(self):
        """The kiosk offers its lines, and gives numbers for no others, whatever is sent."""
        other = self.env["res.company"].create({"name": "Dinas Kedua", "ptsp_queue_keeps_hours": False})
        foreign = self.env["ptsp.queue.service"].create(
            {"name": "Lain", "letter": "Z", "role": "information", "company_id": other.id}
        )
        self.kiosk.service_ids = self.cs
        for line in (self.info, foreign, "", "0", "x", "-1", "9" * 50, 10**9):
            answer = self.press(line)
            self.assertIn("No numbers are given for this", answer.text)
        self.assertEqual(self.numbers(), [])
        self.assertFalse(self.env["ptsp.queue.ticket"].search([("service_id", "=", foreign.id)]))

    def test_indonesian_first(self):
        """The kiosk speaks Indonesian until somebody chooses English."""
        self.assertIn('lang="id"', self.page("/kiosk", headers={"Accept-Language": "en"}).text[:200])
        self.assertIn("What do you come for?", self.page("/kiosk?lang=en").text)

    def test_closed(self):
        """Outside service hours the kiosk says so plainly, and shows no buttons."""
        self.company.ptsp_queue_keeps_hours = True
        self.delete_hours(self.company._ptsp_calendar())
        page = self.page("/kiosk?lang=en").text
        self.assertIn("No numbers are given now", page)
        self.assertIn("No numbers are given now. Ask at the information desk when we are open.", page)
        self.assertIn("Tanyakan di meja informasi pada jam pelayanan", self.page("/kiosk?lang=id").text)
        self.assertNotIn('name="line"', page)
        self.press(self.cs, key="x")
        self.assertEqual(self.numbers(), [])

    def test_runs_wild(self):
        """A kiosk that is touched without end gives no more than so many numbers in a minute."""
        self.patch(queue_device, "NUMBERS_PER_MINUTE", 3)
        for _index in range(5):
            answer = self.press(self.cs)
        self.assertIn("Wait a minute", answer.text)
        self.assertEqual(len(self.numbers()), 3)

    def test_somebody_elses_slip(self):
        """A kiosk shows what was taken there, and nobody else's number."""
        ticket = self.take()
        self.assertNotIn(ticket.name, self.page(f"/kiosk?lang=en&number={ticket.secret}").text)
        for number in ("%00", "x" * 3000, "%F0%9F%98%80"):
            self.assertEqual(self.page(f"/kiosk?lang=en&number={number}").status_code, 200)

    def test_from_another_site(self):
        """A form of another site takes no number."""
        self.page("/kiosk", data={"line": self.cs.id, "key": "x"}, headers={"Origin": "https://evil.example.com"})
        self.assertEqual(self.numbers(), [])
