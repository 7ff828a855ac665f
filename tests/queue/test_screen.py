"""The call screen: what it shows, when it is told to look again, and what all that weighs."""

import re
from string import ascii_uppercase

from odoo.tests import tagged

from .common_devices import DeviceCase

AUDIO = "/ptsp_exhibition/static/audio/"
#: What is spoken beside the letters of the lines.
WORDS = ("number", "counter", "belas", "puluh", *"0123456789", "10", "11")
#: Bytes of a page with all that it loads, and the lines whose letters a call screen speaks within them.
WEIGHT, LINES = 100 * 1000, 12


@tagged("post_install", "-at_install")
class TestScreen(DeviceCase):
    """What the call screen is told."""

    def test_state(self):
        """The numbers at counters, the last called first, and how many wait in each line."""
        self.connect(self.screen)
        self.take(count=3)
        self.take(self.pickup)
        first, second = self.sit(self.first, "customer_service"), self.sit(self.second, "pickup")
        first.action_call_next()
        second.action_call_next()
        first.action_serve()
        state = self.state()
        self.assertEqual(
            [(each["name"], each["counter"], each["desk"], each["called"]) for each in state["numbers"]],
            [("B002", 2, "Tengah", True), ("B001", 1, "Depan", False)],
        )
        self.assertEqual([line["waiting"] for line in state["lines"]], [0, 1, 1])
        last = state["numbers"][0]["call"]
        second.action_call_again()
        self.assertGreater(self.state()["numbers"][0]["call"], last)
        second.action_absent()
        self.assertEqual([each["name"] for each in self.state()["numbers"]], ["B001"])

    def test_told(self):
        """Each call is told to the screens of the agency, and to nobody else's, once it is certain."""
        self.connect(self.screen)
        counter = self.sit(self.first, "customer_service")
        self.take()
        bus = self.env["bus.bus"].sudo()
        self.env.cr.precommit.run()
        bus.search([]).unlink()
        counter.action_call_next()
        self.env.cr.precommit.run()
        channels = bus.search([]).mapped("channel")
        self.assertTrue(any(self.screen._channel() in channel for channel in channels))
        self.assertFalse(any("B001" in message for message in bus.search([]).mapped("message")))
        self.screen.action_revoke()
        bus.search([]).unlink()
        counter.action_serve()
        self.env.cr.precommit.run()
        self.assertFalse([channel for channel in bus.search([]).mapped("channel") if "ptsp_queue_" in channel])

    def weigh(self, page, more=()):
        """Return the bytes of a page with all that it loads, which is this server's own.

        :param page: the answer with its text
        :param more: addresses of what its script loads
        """
        self.assertEqual(page.status_code, 200)
        self.assertIn("default-src 'none'", page.headers["Content-Security-Policy"])
        loaded = re.findall(r'(?:src|href)="([^"#?]+)"', page.text)
        self.assertFalse([name for name in loaded if not name.startswith(("/", "data:"))])
        files = {name for name in loaded if name.startswith("/ptsp_exhibition/static/")} | set(more)
        return len(page.content) + sum(len(self.url_open(name).content) for name in files)

    def sounds(self, words):
        """Return the addresses of what a call screen speaks, the heaviest first."""
        weights = {name: len(self.url_open(name).content) for name in (f"{AUDIO}{word}.mp3" for word in words)}
        return sorted(weights, key=weights.get, reverse=True)

    def test_small(self):
        """Kiosk, slip with its QR code and call screen, with all that they load, stay below 100 kB."""
        self.connect(self.kiosk)
        self.assertLess(self.weigh(self.page("/kiosk?lang=en")), WEIGHT)
        slip = self.press(self.cs)
        self.assertIn("data:image/png;base64", slip.text)
        self.assertLess(self.weigh(slip), WEIGHT)
        self.connect(self.screen)
        more = [*self.sounds(WORDS), *self.sounds(ascii_uppercase)[:LINES]]
        self.assertLess(self.weigh(self.page("/screen"), more) + len(self.page("/state").content), WEIGHT)
