"""From the kiosk over the call screen, the counter and the receipt to the status, each before a browser of its own."""

import re
import time
from datetime import date
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

from odoo.tests import tagged

from ..common import exhibition_vals
from ..common_documents import text_of_pdf
from .real_queue import CUT, LISTEN, SAID, SHOWN, RealQueueCase

#: What the visitor declares, as the officer types it.
DECLARED = "".join(
    f'await type("[name={name}] :is(input, textarea)", "{value:%d/%m/%Y}");'
    if isinstance(value, date)
    else f'await type("[name={name}] :is(input, textarea)", "{value}");'
    for name, value in exhibition_vals().items()
)
#: Begins the application of the visitor who is served, for an applicant who is known already.
BEGIN = f"""
    await press("action_open_application");
    await choose("[name=partner_id] input", "PT Borneo");
    {DECLARED}
    await press("action_submit");
    await gone("button[name=action_submit]");
"""
#: Files and registers it, as the desks one after the other do.
REGISTER = """
    await press("action_mark_checklist_ok");
    await click(".modal button[name=action_confirm_and_pass_on]");
    await gone("button[name=action_accept]");
    await press("action_mark_checklist_ok");
    await press("action_register");
    await gone("button[name=action_register]");
"""
#: Prints the receipt.
PRINT = """
    await click(".o_cp_action_menus button[data-hotkey=u]");
    await click(".o-dropdown--menu .o-dropdown-caret", "Cetak");
    await click(".o-dropdown--menu-submenu .o_menu_item", "Tanda Terima");
"""
#: Asks for the status, with what stands on the receipt.
ASK = """
    document.getElementById("number").value = "%s";
    document.getElementById("digits").value = "1234";
    document.querySelector("main form button").click();
"""
TITLE = "document.querySelector('h1').textContent"


@tagged("post_install", "-at_install", "slow")
class TestQueueInTheBrowser(RealQueueCase):
    """A visitor, a waiting room, an officer."""

    def told(self, browser):
        """Return the list to which all that comes by the bus is added."""
        messages = []
        browser._handlers["Network.webSocketFrameReceived"] = lambda **frame: messages.append(
            frame["response"]["payloadData"]
        )
        return messages

    def number_from_the_kiosk(self):
        """Take a number at a browser that is the kiosk."""
        with self.real_browser() as kiosk:
            self.connect(kiosk, "kiosk")
            return self.touch(kiosk)

    def setUp(self):
        super().setUp()
        self.call("action_open")
        self.addCleanup(self.close_counter)

    def close_counter(self):
        """End whom the counter serves still, where a test has failed, and close it."""
        [(state, ticket_id)] = self.sandbox.query("SELECT state, ticket_id FROM ptsp_counter WHERE active")
        if ticket_id:
            self.call("action_done")
        if state == "open":
            self.call("action_close")

    def test_way_of_a_visitor(self):
        """A number is taken, called, shown, spoken and served; the application begun there has a receipt, and a status.

        Nobody else's server is asked for anything on the way.
        """
        with (
            self.real_browser(before=LISTEN) as screen,
            self.real_browser(self.officers["desk"]) as desk,
            self.real_browser() as phone,
        ):
            self.resize(phone, 360, 740, phone=True)
            messages = self.told(screen)
            self.connect(screen, "screen")
            self.until(screen, "document.querySelectorAll('#lines li').length", 1)
            name, secret = self.number_from_the_kiosk()
            self.until(screen, "document.querySelector('#lines li').textContent.match(/: (\\d+)/)[1]", "1")
            self.assertTrue(any("ptsp_queue" in message for message in messages), "nothing came by the bus")
            place = f"/ptsp/queue/t/{secret}?lang=en"
            self.go(phone, place)
            self.assertEqual(self.run_in(phone, TITLE), f"{name}: you are next")
            # At the counter, which the officer has just left
            self.call("action_close")
            self.go(desk, f"/odoo/ptsp-counters/{self.counter_id}")
            self.walk(desk, 'await press("action_open"); await press("action_call_next");')
            self.until(screen, SHOWN, f"{name}, Loket 21")
            self.go(phone, place)
            self.assertEqual(self.run_in(phone, TITLE), f"{name}: please come to counter 21")
            self.assert_spoken(screen, f"number {' '.join(name)} counter 2 puluh 1")
            self.walk(desk, f'await press("action_serve"); {BEGIN}')
            self.go(desk, f"/odoo/ptsp-counters/{self.counter_id}")
            self.walk(desk, f'await press("action_open_application"); await see(".o_ptsp_application"); {REGISTER}')
            # Receipt and status
            receipt = text_of_pdf(self.downloaded(desk, PRINT))
            number = re.search(r"Nomor Registrasi\W+(\S+)", receipt).group(1)
            self.assertIn(f"{self.base_url()}/ptsp/status dengan nomor registrasi", receipt)
            self.go(phone, "/ptsp/status?lang=en", ASK % number)
            status = self.run_in(phone, "document.body.innerText")
            self.assertIn(number, status)
            self.assertIn("In progress", status)
            # The visitor goes.
            self.go(desk, f"/odoo/ptsp-counters/{self.counter_id}")
            self.walk(desk, 'await press("action_done"); await see("button[name=action_call_next]");')
            self.until(screen, SHOWN, "")
            self.go(phone, place)
            self.assertEqual(self.run_in(phone, TITLE), f"{name}: this number is over")
        self.assertFalse(self.strange)

    def assert_spoken(self, screen, words):
        """Number and counter are said, by files of this server, one word after the other and each to be heard."""
        self.assertEqual(self.run_in(screen, SAID), words)
        self.until(screen, "ptspPlayed.length", len(words.split()))
        played = self.run_in(screen, "ptspPlayed")
        for (begin, length, loudest), (after, _length, _loudest) in pairwise(played):
            self.assertGreater(length, 0.1)
            self.assertGreater(loudest, 0.1)
            self.assertGreaterEqual(after, begin + length)
            self.assertLess(after, begin + length + 0.2)

    def downloaded(self, browser, steps):
        """Do what downloads a file, and return its content.

        :param str steps: of the officer
        """
        with TemporaryDirectory() as folder:
            behavior = {"behavior": "allow", "downloadPath": folder}
            browser._websocket_request("Page.setDownloadBehavior", params=behavior)
            self.walk(browser, steps)
            deadline = time.monotonic() + 60
            while not (files := [path for path in Path(folder).iterdir() if path.suffix == ".pdf"]):
                self.assertLess(time.monotonic(), deadline, "nothing was downloaded")
                time.sleep(0.1)
            return files[0].read_bytes()

    def test_server_killed(self):
        """A server that dies takes nothing along: the screen says so, and then shows and speaks what is called."""
        with self.real_browser(before=LISTEN) as screen, self.real_browser() as kiosk:
            messages = self.told(screen)
            self.connect(screen, "screen")
            self.connect(kiosk, "kiosk")
            first, second = self.touch(kiosk)[0], self.touch(kiosk)[0]
            self.call("action_call_next")
            self.until(screen, SHOWN, f"{first}, Loket 21")
            self.go(kiosk, "/ptsp/queue/kiosk?lang=en")
            self.sandbox.kill()
            self.until(screen, CUT, False)
            self.assertEqual(self.run_in(screen, SHOWN), f"{first}, Loket 21")
            # The kiosk does not end at the browser's page for errors.
            self.run_in(kiosk, "document.querySelector('button[name=line]').click(); 0")
            self.until(kiosk, CUT, False)
            self.sandbox.start()
            self.until(screen, CUT, True)
            self.assertEqual(self.run_in(screen, SHOWN), f"{first}, Loket 21")
            self.send_form(kiosk, "document.querySelector('button[name=line]').click();")
            third = self.run_in(kiosk, "document.querySelector('.slip .number').textContent")
            self.assertEqual(int(third[1:]), int(second[1:]) + 1)
            messages.clear()
            self.call("action_done")
            self.call("action_call_next")
            self.until(screen, SHOWN, f"{second}, Loket 21")
            self.until(screen, SAID, f"number {' '.join(second)} counter 2 puluh 1")
            self.assertTrue(any("ptsp_queue" in message for message in messages), "nothing came by the bus")
            self.call("action_done")
            self.call("action_call_next")
            self.call("action_done")

    def test_connection_lost(self):
        """What is called while the cable is out is shown and spoken once it is in again, and the bus tells on."""
        with self.real_browser(before=LISTEN) as screen:
            messages = self.told(screen)
            self.connect(screen, "screen")
            self.until(screen, "document.querySelectorAll('#lines li').length", 1)
            (first, _secret), (second, _secret) = self.number_from_the_kiosk(), self.number_from_the_kiosk()
            self.disconnect(screen)
            self.until(screen, CUT, False)
            self.call("action_call_next")
            self.assertEqual(self.run_in(screen, SHOWN), "")
            self.disconnect(screen, cut=False)
            self.until(screen, SHOWN, f"{first}, Loket 21")
            self.until(screen, CUT, True)
            self.until(screen, SAID, f"number {' '.join(first)} counter 2 puluh 1")
            self.call("action_done")
            self.until(screen, SHOWN, "")
            messages.clear()
            self.call("action_call_next")
            self.until(screen, SHOWN, f"{second}, Loket 21")
            self.assertTrue(any("ptsp_queue" in message for message in messages), "nothing came by the bus")
            self.call("action_done")
