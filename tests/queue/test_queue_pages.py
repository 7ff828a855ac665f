"""Kiosk, call screen and the page of a number, looked at by the judges of pages."""

from functools import partial

from odoo.tests import tagged
from odoo.tests.common import HOST

from ..pages import PagesCase, html_errors
from .common_devices import DeviceCase

#: Enters the code of a device.
ENTER = 'document.getElementById("code").value = "%s"; document.querySelector("main form button").click();'
#: Waits until something stands on the page.
UNTIL = """
    (async (selector) => {
        for (let tries = 0; tries < 600 && !document.querySelector(selector); tries++) {
            await new Promise((resolve) => setTimeout(resolve, 50));
        }
        return !!document.querySelector(selector);
    })("%s")
"""
TYPE = 'document.getElementById("code").value = "%s";'
TOUCH = 'document.querySelector("%s").click();'

#: Widths of screens on a wall, in pixels.
SCREENS = (1280, 1920)


@tagged("post_install", "-at_install", "slow")
class TestQueuePages(DeviceCase, PagesCase):
    """What visitors see, on a phone and at a desk."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.lines.write({"description": "Silakan"})

    def setUp(self):
        super().setUp()
        self.found, self.texts = [], {}

    def judge_here(self, browser, name, path=None, script=None, **more):
        """Open a page, go on by a form, and judge what stands there then.

        :param str path: address; else the page that is open
        :param str script: JavaScript that sends a form
        :param more: language and widths
        """
        self.env.flush_all()
        if path:
            self.go(browser, f"/ptsp/queue{path}")
        if script:
            self.send_form(browser, script)
        sentences, self.texts[name] = self.look(browser, name, whole=True, **more)
        self.found += sentences

    def assert_nothing_found(self):
        self.found += html_errors(self.texts)
        self.assertFalse(self.found, f"{len(self.found)} found:\n" + "\n".join(self.found))

    def use_up_tries(self):
        """Let the address of this browser have tried too often."""
        while self.env["ptsp.queue.visit"]._note_try(HOST):
            pass

    def test_kiosk(self):
        """Neither axe-core nor the Nu HTML checker finds anything where a device is connected, and at the kiosk."""
        self.cs.bookable = True
        used, code = self.code(self.screen), self.code(self.kiosk)
        self.enter(used)
        with self.browser() as browser:
            look = partial(self.judge_here, browser)
            look("code", "?lang=en")
            look("code, Indonesian", "?lang=id", lang="id_ID")
            look("wrong code", "?lang=en", ENTER % "x")
            self.go(browser, "/ptsp/queue?lang=en", ENTER % code)
            look("kiosk", "/kiosk?lang=en")
            look("kiosk, Indonesian", "/kiosk?lang=id", lang="id_ID")
            look("priority", "/kiosk?lang=en&priority=ask")
            look("with priority", "/kiosk?lang=en&priority=elderly")
            look("booked", "/kiosk?lang=en&priority=code")
            self.assertFalse(self.run_in(browser, "document.getElementById('keypad').hidden"))
            look("booked, Indonesian", "/kiosk?lang=id&priority=code", lang="id_ID")
            look("problem", "/kiosk?lang=en&priority=code", TYPE % "00000000" + TOUCH % "form.code [type=submit]")
            self.assertIn("There is no booked time with this code", self.texts["problem"])
            self.run_in(browser, "sessionStorage.clear(); 0")
            look("slip", "/kiosk?lang=en", TOUCH % "button[name=line]")
            self.assertIn('id="slip"', self.texts["slip"])
            self.company.ptsp_queue_keeps_hours = True
            self.delete_hours(self.company._ptsp_calendar())
            look("closed", "/kiosk?lang=en")
            self.kiosk.action_revoke()
            look("used code", "?lang=en", ENTER % used)
            self.assertIn("was used already", self.texts["used code"])
            self.use_up_tries()
            look("too many codes", "?lang=en", ENTER % "x")
            self.assertIn("Too many codes", self.texts["too many codes"])
        self.assert_nothing_found()

    def test_place(self):
        """Neither finds anything on the page of a number, wherever it stands in the line."""
        ticket = self.take(count=2)[-1]
        absent = self.take()
        counter = self.sit(self.first, "customer_service")
        with self.browser() as browser:
            look = partial(self.judge_here, browser)
            path = f"/t/{ticket.secret}?lang="
            self.serve(counter)
            for stand, act in {
                "waiting": lambda: None,
                "called": counter.action_call_next,
                "serving": counter.action_serve,
                "over": counter.action_done,
            }.items():
                act()
                self.assertEqual(ticket._place_facts()["stand"], stand)
                look(f"place, {stand}", f"{path}en")
                look(f"place, {stand}, Indonesian", f"{path}id", lang="id_ID")
            counter.action_call_next()
            counter.action_absent()
            look("place, absent", f"/t/{absent.secret}?lang=en")
            self.assertIn("you were called and not there", self.texts["place, absent"])
            look("no such place", "/t/x?lang=en")
            self.use_up_tries()
            look("place, limited", "/t/x?lang=en")
            self.assertIn("Please wait a minute", self.texts["place, limited"])
        self.assert_nothing_found()

    def test_screen(self):
        """Neither finds anything on the call screen, as wide as those on walls: with numbers, cut off, revoked."""
        self.take(count=3)
        for counter, role in ((self.first, "customer_service"), (self.second, "information")):
            self.sit(counter, role).action_call_next()
        code = self.code(self.screen)
        with self.browser() as browser:
            look = partial(self.judge_here, browser, lang="id_ID", widths=SCREENS)
            self.go(browser, "/ptsp/queue?lang=en", ENTER % code)
            self.until(browser, "#now .number")
            self.until(browser, "#numbers .number")
            look("screen")
            self.disconnect(browser)
            self.until(browser, "#cut:not([hidden])")
            self.until(browser, "#now .number")
            look("screen, cut")
            self.disconnect(browser, cut=False)
            self.until(browser, "#cut[hidden]")
            self.screen.action_revoke()
            self.env.flush_all()
            self.until(browser, "#gone:not([hidden])")
            look("screen, revoked")
        self.assert_nothing_found()

    def until(self, browser, selector):
        """Wait until something stands on the page."""
        self.assertTrue(self.run_in(browser, UNTIL % selector), selector)
