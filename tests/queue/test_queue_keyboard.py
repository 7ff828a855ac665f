"""Kiosk and the page of a number by keyboard alone, for who cannot touch or point."""

from odoo.tests import tagged

from ..pages import PagesCase
from .common_devices import DeviceCase
from .test_queue_pages import ENTER


@tagged("post_install", "-at_install", "slow")
class TestQueueKeyboard(DeviceCase, PagesCase):
    """All that is touched is reached by Tab, in its order, and pressed by a key."""

    def press_enter(self, browser):
        """Press Enter where the keyboard is, and wait for the page to which it leads."""
        self.run_in(browser, "window.ptspSeen = true; 0")
        self.press_key(browser, "Enter")
        self.wait_for_page(browser)

    def test_keyboard(self):
        """A device is let in, a number taken, a code entered by the keypad, and the own place looked at."""
        self.cs.bookable = True
        code = self.code(self.kiosk)
        with self.browser() as browser:
            self.go(browser, "/ptsp/queue?lang=en")
            self.assertEqual(self.walk(browser, "connect"), ["code", "Connect"])
            self.go(browser, "/ptsp/queue?lang=en", ENTER % code)
            for more in ("&priority=ask", "&priority=elderly", ""):
                self.go(browser, f"/ptsp/queue/kiosk?lang=en{more}")
                seen = self.walk(browser, f"kiosk{more}")
            [line] = [name for name in seen if self.cs.name in name]
            self.walk(browser, "kiosk", until=line)
            self.press_enter(browser)
            self.assertIn("B001", self.text_of(browser))
            self.walk(browser, "slip", until="Done")
            self.go(browser, "/ptsp/queue/kiosk?lang=en&priority=code")
            seen = self.walk(browser, "keypad")
            keys = ["code", *"1234567890", "Clear", "Take the Number"]
            self.assertEqual([name for name in seen if name in keys], keys)
            for key, value in (("7", "7"), ("0", "70"), ("Clear", ""), ("8", "8")):
                self.walk(browser, "keypad", until=key)
                self.press_key(browser, " ")
                self.assertEqual(self.run_in(browser, "document.getElementById('code').value"), value)
            self.walk(browser, "keypad", until="Take the Number")
            self.press_enter(browser)
            self.assertIn("There is no booked time with this code", self.text_of(browser))
            ticket = self.env["ptsp.queue.ticket"].search([("device_id", "=", self.kiosk.id)])
            self.go(browser, f"/ptsp/queue/t/{ticket.sudo().secret}?lang=en")
            self.assertIn("Look again", self.walk(browser, "place"))
