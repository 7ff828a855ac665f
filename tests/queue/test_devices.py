"""Kiosks and call screens: let in by a code, once, and thrown out at any time."""

from datetime import timedelta

from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ...controllers.queue import COOKIE, COOKIE_PATH
from ...models.queue.queue_visit import TRIES_PER_MINUTE
from .common_devices import DeviceCase


@tagged("post_install", "-at_install")
class TestDevices(DeviceCase):
    """Codes, and what a device keeps."""

    def test_let_in(self):
        """A code lets a device in; it keeps a secret that scripts, other sites and other pages do not see."""
        answer = self.connect(self.kiosk)
        cookie = answer.headers["Set-Cookie"]
        for part in ("HttpOnly", "SameSite=Strict", "Path=/ptsp/queue"):
            self.assertIn(part, cookie)
        self.assertEqual(self.kiosk.state, "connected")
        self.assertIn("What do you come for?", self.page("?lang=en").text + self.page("/kiosk?lang=en").text)
        kept = self.kiosk.sudo().read(["code_hash", "secret_hash"])[0]
        secret = self.opener.cookies[COOKIE]
        self.assertFalse({secret, kept["secret_hash"]} & {kept["code_hash"], secret[::-1]})
        self.assertNotIn(secret, kept.values())

    @mute_logger("odoo.http")
    def test_used_again(self):
        """A code that was used lets nobody else in, and is told from a wrong one."""
        code = self.code(self.kiosk)
        self.assertEqual(self.enter(code).status_code, 303)
        self.opener.cookies.clear()
        answer = self.enter(code)
        self.assertEqual(answer.status_code, 403)
        self.assertIn("was used already", answer.text)
        self.assertNotIn("Set-Cookie", answer.headers)

    @mute_logger("odoo.http")
    def test_wrong(self):
        """Nothing, another text, and a code that there is not are wrong alike; after some tries one has to wait."""
        for code in ("", "x", "AAAA-AAAA-AAAA", "A" * 5000, "' OR 1=1 --", "\u200b"):
            answer = self.enter(code)
            self.assertEqual(answer.status_code, 403)
            self.assertIn("not the code of a device", answer.text)
        for _index in range(TRIES_PER_MINUTE):
            answer = self.enter("AAAA-AAAA-AAAA")
        self.assertEqual(answer.status_code, 429)
        # Who has the right one is let in, whatever others in the same building try.
        self.assertEqual(self.enter(self.code(self.kiosk)).status_code, 303)

    def test_typed_otherwise(self):
        """Small letters, spaces and no hyphens do as well."""
        code = self.code(self.kiosk).lower().replace("-", " ")
        self.assertEqual(self.enter(f" {code} ").status_code, 303)

    @mute_logger("odoo.http")
    def test_expired(self):
        """A code that nobody entered within a day is worth nothing."""
        code = self.code(self.kiosk)
        with freeze_time(fields.Datetime.now() + timedelta(hours=25)):
            self.assertEqual(self.env["ptsp.queue.device"]._connect(code, "192.0.2.1"), ("expired", ""))

    def test_from_another_site(self):
        """A form of another site connects no device."""
        answer = self.enter(self.code(self.kiosk), Origin="https://evil.example.com")
        self.assertEqual(answer.status_code, 400)
        self.assertEqual(self.kiosk.state, "new")

    @mute_logger("odoo.http")
    def test_revoked(self):
        """A device that was revoked shows and does nothing any more, and needs a new code."""
        self.connect(self.screen)
        self.assertEqual(self.state()["status"], "known")
        channel = self.screen._channel()
        self.screen.action_revoke()
        self.assertEqual(self.page("/state").status_code, 403)
        self.assertIn("Connect this device", self.page("/screen?lang=en").text + self.page("?lang=en").text)
        self.assertNotEqual(self.screen._channel(), channel)
        self.connect(self.screen)
        self.assertEqual(self.state()["status"], "known")

    def test_second_device_takes_the_place(self):
        """A new code that is used ends what was there before: one entry is one device."""
        self.connect(self.kiosk)
        before = dict(self.opener.cookies)
        self.connect(self.kiosk)
        self.opener.cookies.clear()
        self.opener.cookies.update(before)
        self.assertTrue(self.page("/kiosk").url.endswith("/ptsp/queue"))

    def test_kinds(self):
        """A call screen takes no numbers, and a kiosk shows none."""
        self.connect(self.screen)
        before = self.env["ptsp.queue.ticket"].search_count([])
        self.press(self.cs, key="x")
        self.assertEqual(self.env["ptsp.queue.ticket"].search_count([]), before)
        self.connect(self.kiosk)
        with mute_logger("odoo.http"):
            self.assertEqual(self.page("/state").status_code, 403)

    def bring(self, secret):
        """Come with another cookie than before, as whoever has copied or made up one."""
        self.opener.cookies.clear()
        self.opener.cookies.set(COOKIE, secret, path=COOKIE_PATH)

    def assert_shut(self, name, secret):
        """Whoever comes with this cookie sees no page of a device, learns no number, and takes none."""
        before = self.env["ptsp.queue.ticket"].search_count([])
        self.bring(secret)
        with self.subTest(cookie=name):
            for path in ("", "/kiosk", "/screen"):
                self.assertIn('<body class="connect">', self.page(path).text)
            self.assertEqual(self.page("/state").status_code, 403)
            self.press(self.cs, key="x")
            self.assertEqual(self.env["ptsp.queue.ticket"].search_count([]), before)

    @mute_logger("odoo.http")
    def test_made_up(self):
        """What is not the secret of a device opens nothing: made up, cut, longer, or what the database has of it."""
        code = self.code(self.screen)
        self.enter(code)
        secret, kept = self.opener.cookies[COOKIE], self.screen.sudo()
        for name, cookie in {
            "nothing": "",
            "made up": "x" * len(secret),
            "cut": secret[:-1],
            "longer": f"{secret}x",
            "capitals": secret.swapcase(),
            "too long": secret * 200,
            "SQL": "' OR 1=1 --",
            "sign of any": "%",
            "fingerprint": kept.secret_hash,
            "code": code.replace("-", ""),
            "channel": kept._channel(),
        }.items():
            self.assert_shut(name, cookie)
        self.bring(secret)
        self.assertEqual(self.state()["status"], "known")

    @mute_logger("odoo.http")
    def test_replayed(self):
        """A secret that was copied opens nothing any more once the device is revoked or has a new one."""
        self.connect(self.screen)
        first = self.opener.cookies[COOKIE]
        self.connect(self.screen)
        second = self.opener.cookies[COOKIE]
        self.assert_shut("the one before", first)
        self.bring(second)
        self.assertEqual(self.state()["status"], "known")
        self.screen.action_revoke()
        self.assert_shut("revoked", second)
        self.connect(self.screen)
        self.assert_shut("revoked, and let in anew", second)

    @mute_logger("odoo.http")
    def test_copied(self):
        """A copy is the device itself until then: what it takes at a kiosk stands with that kiosk for the manager."""
        self.connect(self.kiosk)
        secret = self.opener.cookies[COOKIE]
        self.bring(secret)
        self.press(self.cs)
        taken = self.env["ptsp.queue.ticket"].with_user(self.users["manager"]).search([("state", "=", "waiting")])
        self.assertEqual(taken.device_id, self.kiosk)
        self.assertEqual(self.page("/state").status_code, 403)
        self.kiosk.action_revoke()
        self.assert_shut("revoked", secret)

    def test_who_manages(self):
        """Managers of the agency make codes and revoke, the auditor looks, nobody else knows of devices."""
        for role in ("customer_service", "information", "agency_head", "technical"):
            device = self.kiosk.with_user(self.users[role])
            for call in (device.action_new_code, device.action_revoke, lambda device=device: device.read(["name"])):
                with self.subTest(role=role), self.assertRaises(AccessError):
                    call()
        device = self.kiosk.with_user(self.users["auditor"])
        self.assertTrue(device.read(["name", "state"]))
        for call in (device.action_new_code, device.action_revoke):
            with self.assertRaises(AccessError):
                call()
        with self.assertRaises(AccessError):
            self.kiosk.read(["secret_hash"])
        with self.assertRaises(UserError):
            self.kiosk.write({"state": "connected"})
        with self.assertRaises(UserError):
            self.kiosk.sudo().write({"secret_hash": "x"})

    @mute_logger("odoo.http")
    def test_part_switched_off(self):
        """Where the agency does without the queue, its devices are let in no more."""
        ticket = self.take()
        self.connect(self.screen)
        self.company.ptsp_uses_queue = False
        self.assertEqual(self.page("/state").status_code, 403)
        self.env["res.company"].search([]).ptsp_uses_queue = False
        for path in ("", "/kiosk", "/screen"):
            self.assertEqual(self.page(path).status_code, 404)
        self.assertEqual(self.page(f"/t/{ticket.secret}").status_code, 404)
