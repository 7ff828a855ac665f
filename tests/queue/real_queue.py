"""A waiting room on a real server: one counter, a kiosk and a call screen, each before a browser of its own."""

import time

from ..mouse import HANDS
from ..procedure.test_concurrency import PASSWORD
from ..real_browser import RealBrowserCase

#: Enters the code of a device.
ENTER = 'document.getElementById("code").value = "%s"; document.querySelector("main form button").click();'
#: What the call screen shows.
SHOWN = "[...document.querySelectorAll('#now .number, #now .counter')].map((each) => each.textContent).join(', ')"
#: What the call screen has said last.
SAID = "document.body.dataset.spoken || ''"
#: What cannot be had now.
CUT = "document.getElementById('cut').hidden"
#: Keeps what the call screen plays: for each piece when it begins, how long it is, and how loud.
LISTEN = """
    window.ptspPlayed = [];
    const start = AudioBufferSourceNode.prototype.start;
    AudioBufferSourceNode.prototype.start = function (at) {
        const loudest = this.buffer.getChannelData(0).reduce((most, each) => Math.max(most, Math.abs(each)), 0);
        window.ptspPlayed.push([at, this.buffer.duration, loudest]);
        return start.call(this, at);
    };
"""
#: Whether the officer's screen is there.
READY = "!!document.querySelector('.o_action_manager .o_form_view')"
#: What an officer does at it.
WALK = f"""
    (async () => {{
        {HANDS}
        const press = (name) => click(`.o_form_view button[name="${{name}}"]`);
        %s
        return true;
    }})()
"""


class RealQueueCase(RealBrowserCase):
    """An officer at a counter, and devices that are connected."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.sandbox.shell("""
env["res.company"].search([]).write({"ptsp_uses_queue": True, "ptsp_queue_keeps_hours": False})
env["ptsp.counter"].search([]).action_archive()
env["ptsp.queue.service"].search([]).action_archive()
line = env["ptsp.queue.service"].create({"name": "Layanan Pelanggan", "letter": "B", "role": "customer_service"})
env["ptsp.counter"].create({"name": "Depan", "number": 21, "service_ids": [(6, 0, line.ids)]})
env["ptsp.queue.device"].create([{"name": "Pintu"}, {"name": "Layar", "kind": "screen"}])
env.cr.commit()
""")
        cls.admin = cls.sandbox.officer("admin", PASSWORD)
        [(cls.counter_id,)] = cls.sandbox.query("SELECT id FROM ptsp_counter WHERE active")
        cls.desk("res.partner", "write", [cls.partner_id], {"phone": "+62 811-555-1234"})
        cls.device_ids = dict(cls.sandbox.query("SELECT kind, max(id) FROM ptsp_queue_device GROUP BY kind"))

    def connect(self, browser, kind):
        """Enter a new code on a device."""
        code = self.admin.call("ptsp.queue.device", "action_new_code", [self.device_ids[kind]])["params"]["title"]
        self.go(browser, "/ptsp/queue?lang=en", ENTER % code)

    def touch(self, kiosk):
        """Take a number at the kiosk, and return it and its secret."""
        self.go(kiosk, "/ptsp/queue/kiosk?lang=en", "document.querySelector('button[name=line]').click();")
        return self.run_in(
            kiosk,
            "[document.querySelector('.slip .number').textContent, new URLSearchParams(location.search).get('number')]",
        )

    def walk(self, browser, steps):
        """Do something at an officer's screen, once it is there: the first time its files are made."""
        self.until(browser, READY, True)
        self.assertTrue(self.run_in(browser, WALK % steps))

    def take_many(self, count):
        """Take numbers without a kiosk, and return them in the order in which they are called."""
        self.sandbox.shell(f"""
line = env["ptsp.queue.service"].search([])
for _index in range({count}):
    env["ptsp.queue.ticket"]._take_number(line)
env.cr.commit()
""")
        return [
            name
            for (name,) in self.sandbox.query("SELECT name FROM ptsp_queue_ticket WHERE state = 'waiting' ORDER BY id")
        ]

    def call(self, method):
        """Press a button of the counter, at another window of the same officer."""
        return self.officers["desk"].call("ptsp.counter", method, [self.counter_id])

    def until(self, browser, code, value, seconds=60):
        """Wait until JavaScript comes to a value on a page, and return the seconds that it took.

        :raises AssertionError: it does not come to it
        """
        begun, found = time.monotonic(), None
        while time.monotonic() < begun + seconds:
            found = self.run_in(browser, code)
            if found == value:
                return time.monotonic() - begun
            time.sleep(0.02)
        return self.assertEqual(found, value)
