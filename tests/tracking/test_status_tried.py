"""Trying out the page without a login: neither a forged address nor the work of the database helps."""

from unittest.mock import patch

from odoo.fields import Command
from odoo.tests import new_test_user, tagged
from odoo.tools import config

from ...models.letter import letter_lookup
from ...models.tracking.status_lookup import LOOKUPS_PER_MINUTE
from ...models.tracking.status_trial import TRIALS_PER_DAY
from .test_status_page import ENGLISH, UNKNOWN, StatusCase

#: How a request may claim to come from elsewhere.
CLAIMS = ("X-Forwarded-For", "X-Real-IP", "Client-IP", "True-Client-IP", "CF-Connecting-IP", "X-Client-IP")


@tagged("post_install", "-at_install")
class TestForgedAddresses(StatusCase):
    """Who looks too often waits, wherever the request claims to come from."""

    def claim(self, path, forwarded, host=None):
        """Open a page in a request that claims to come from elsewhere, and return the status of the answer.

        :param str forwarded: the addresses that it names
        :param str host: the one that a proxy says was asked
        """
        claims = {**dict.fromkeys(CLAIMS, forwarded), "Forwarded": f"for={forwarded}"}
        return self.url_open(path, headers={**claims, **({"X-Forwarded-Host": host} if host else {})}).status_code

    def test_without_a_proxy(self):
        """Without a proxy the address is that of the connection, whatever the request says."""
        host = self.base_url().partition("//")[2]
        for path, limit in (
            ("/ptsp/status/x", LOOKUPS_PER_MINUTE),
            ("/ptsp/verify/x", letter_lookup.LOOKUPS_PER_MINUTE),
        ):
            for number in range(limit):
                self.assertEqual(self.claim(path, f"203.0.113.{number}", host), 404)
            with self.subTest(path=path):
                self.assertEqual(self.claim(path, "203.0.113.200", host), 429)

    def test_behind_a_proxy(self):
        """Behind a proxy it is the one that the proxy has added, not what the visitor has put before it."""
        host = self.base_url().partition("//")[2]
        path = "/ptsp/status/x"
        with patch.object(config, "options", {**config.options, "proxy_mode": True}):
            for number in range(LOOKUPS_PER_MINUTE):
                self.assertEqual(self.claim(path, f"203.0.113.{number}, 192.0.2.7", host), 404)
            self.assertEqual(self.claim(path, "203.0.113.200, 192.0.2.7", host), 429)
            self.assertEqual(self.claim(path, "192.0.2.7, 203.0.113.200", host), 404)
            # What did not come through the proxy is counted by its connection.
            for number in range(LOOKUPS_PER_MINUTE):
                self.assertEqual(self.claim(path, f"203.0.113.{number}"), 404)
            self.assertEqual(self.claim(path, "203.0.113.201"), 429)


@tagged("post_install", "-at_install")
class TestSameWork(StatusCase):
    """From the time that the page takes nobody learns what exists: the database is asked the very same."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.number = cls.filed.registration_number
        cls.applicant.phone = False
        cls.silent = cls.bring_to(cls.file(), "verification").sudo().registration_number
        other = cls.env["res.company"].create({"name": "DPMPTSP Kabupaten Kutai"})
        cls.foreign = cls.bring_to(cls.file(), "verification").sudo()
        cls.foreign_number, cls.foreign_code = cls.foreign.registration_number, cls.foreign.status_token
        cls.env.flush_all()
        cls.env.cr.execute("UPDATE ptsp_application SET company_id = %s WHERE id = %s", [other.id, cls.foreign.id])
        cls.env.invalidate_all()

    def questions(self, tries):
        """Return what the page asks the database for each of some tries; each is answered like what does not exist.

        :param dict tries: from names to pairs of number and digits
        """
        asked, pages = {}, set()
        for name, given in tries.items():
            self.forget_visits()
            with self.recorded() as queries:
                response = self.enter(*given)
            asked[name] = queries
            pages.add((response.status_code, response.text))
        [(status, text)] = pages
        self.assertEqual(status, 404)
        self.assertIn(UNKNOWN, text)
        return asked

    def assert_same(self, asked):
        expected = asked["unknown"]
        self.assertGreater(len(expected), 3)
        for name, queries in asked.items():
            with self.subTest(name):
                self.assertEqual(queries, expected)

    def test_numbers(self):
        """Wrong digits, no telephone number, and another agency's number are the same work as no such number."""
        tries = {
            "unknown": ("REG-TAK-ADA", "7890"),
            "wrong digits": (self.number, "0000"),
            "no digits": (self.number, ""),
            "letters": (self.number, "abcd"),
            "no telephone": (self.silent, "0000"),
            "no telephone, no digits": (self.silent, ""),
            "another agency": (self.foreign_number, "7890"),
            "no text": ("", ""),
            "much": ("9" * 10000, "7" * 10000),
        }
        self.questions(tries)
        self.forget_trials()
        self.assert_same(self.questions(tries))

    def test_numbers_tried_too_often(self):
        """When a number was tried too often, right digits are the same work as wrong ones, and as no such number."""
        for number in (self.number, "REG-TAK-ADA"):
            for trial in range(TRIALS_PER_DAY):
                self.Lookup._look_up(f"198.51.100.{trial}", number=number, digits="0000")
        tries = {
            "unknown": ("REG-TAK-ADA", "7890"),
            "wrong digits": (self.number, "0000"),
            "right digits": (self.number, "7890"),
        }
        self.questions(tries)
        self.assert_same(self.questions(tries))

    def test_no_number(self):
        """Without a number nobody finds what has none yet, whatever telephone number it has."""
        self.applicant.phone = "0812 3456 7890"
        waiting = self.bring_to(self.file(), "cs_check").sudo()
        self.assertIn("7890", waiting._phone_endings())
        self.env.flush_all()
        self.env.cr.execute("UPDATE ptsp_application SET registration_number = NULL WHERE id != %s", waiting.ids)
        self.env.invalidate_all()
        for number in ("", " ", "\t\n", "False", "None", "%"):
            with self.subTest(number=number):
                self.forget_visits()
                response = self.enter(number)
                self.assertEqual(response.status_code, 404)
                self.assertIn(UNKNOWN, response.text)

    def test_codes(self):
        """A code that was never given is the same work as what cannot be one."""
        asked = {}
        for name, code in {
            "warm": "x",
            "unknown": "A" * 32,
            "no code": "%00",
            "near": self.filed.status_token[:-1],
        }.items():
            self.forget_visits()
            with self.recorded() as asked[name]:
                self.assertEqual(self.scan(code).status_code, 404)
        self.assert_same({name: queries for name, queries in asked.items() if name != "warm"})

    def test_code_of_another_agency(self):
        """The code of a receipt is the permission: it opens the application under the name of its own agency."""
        text = self.scan(self.foreign_code).text
        self.assertIn("DPMPTSP Kabupaten Kutai", text)
        self.assertNotIn(self.env.company.name, text)
        # Who is logged in, here or there, sees the same.
        other = self.foreign.company_id
        new_test_user(
            self.env,
            "test_foreign",
            "base.group_portal",
            company_id=other.id,
            company_ids=[Command.set(other.ids)],
        )
        for login in ("test_applicant", "test_foreign"):
            self.authenticate(login, login)
            self.assertEqual(self.url_open(f"/ptsp/status/{self.foreign_code}", headers=ENGLISH).text, text)
