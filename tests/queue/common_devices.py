"""A kiosk and a call screen before which a test stands."""

import json
import re

from odoo.tests import HttpCase

from .common_queue import QueueCase


class DeviceCase(QueueCase, HttpCase):
    """A kiosk and a call screen that a manager has entered."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        Device = cls.env["ptsp.queue.device"].with_user(cls.users["manager"])
        cls.kiosk = Device.create({"name": "Pintu masuk", "kind": "kiosk"})
        cls.screen = Device.create({"name": "Ruang tunggu", "kind": "screen"})

    def code(self, device):
        """Return a new code of a device, as the manager is shown it."""
        code = device.action_new_code()["params"]["title"]
        self.env.flush_all()
        return code

    def enter(self, code, **headers):
        """Enter a code on a device."""
        return self.url_open(
            "/ptsp/queue", data={"code": code, "lang": "en"}, headers=headers or None, allow_redirects=False
        )

    def connect(self, device):
        """Let this browser be a device."""
        self.opener.cookies.clear()
        answer = self.enter(self.code(device))
        self.assertEqual(answer.status_code, 303)
        device.invalidate_recordset()
        return answer

    def page(self, path="", **kwargs):
        self.env.flush_all()
        return self.url_open(f"/ptsp/queue{path}", **kwargs)

    def press(self, line, priority="", key=None, **more):
        """Touch the button of a line at the kiosk."""
        if key is None:
            key = re.search(r'name="key" value="([^"]+)"', self.page("/kiosk?lang=en").text).group(1)
        data = {"line": line.id if hasattr(line, "id") else line, "priority": priority, "key": key, "lang": "en"}
        return self.page("/kiosk", data={**data, **more})

    def state(self):
        return json.loads(self.page("/state").text)
