"""Whoever holds the receipt sees where the application stands, and nobody finds one by trying."""

import importlib.util
import logging
import re
from datetime import timedelta
from io import BytesIO
from urllib.parse import quote

from pypdf import PdfReader

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import file_path

from ...controllers.public_page import HEADERS
from ...models.tracking.status_lookup import DAYS_KEPT, LOOKUPS_PER_MINUTE
from ...models.tracking.status_trial import TRIALS_PER_DAY
from ..common import PtspCase
from ..common_portal import RecordedCase

_logger = logging.getLogger(__name__)

ENGLISH = {"Accept-Language": "en-GB,en;q=0.9,id;q=0.5"}
UNKNOWN = "No application fits this"
PHONE = "+62 812-3456-7890"
#: Queries of the page, warm.
LIMIT = 12


class StatusCase(PtspCase, RecordedCase):
    """An application with a receipt, and a visitor who is not logged in."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.speak_two_languages()
        cls.applicant.phone = PHONE
        cls.Lookup, cls.Trial = cls.env["ptsp.status.lookup"], cls.env["ptsp.status.trial"]
        cls.filed = cls.bring_to(cls.file(), "verification").sudo()

    def scan(self, token=None, headers=ENGLISH):
        """Open the address of the QR code, by default in English."""
        self.env.flush_all()
        return self.url_open(f"/ptsp/status/{self.filed.status_token if token is None else token}", headers=headers)

    def enter(self, number=None, digits="7890", headers=ENGLISH, **more):
        """Enter number and digits on the page."""
        self.env.flush_all()
        data = {"number": self.filed.registration_number if number is None else number, "digits": digits, **more}
        return self.url_open("/ptsp/status", data=data, headers=headers)

    def forget_visits(self):
        """Let what was looked up so far be long ago."""
        self.env.invalidate_all()
        self.Lookup.search([]).unlink()

    def forget_trials(self):
        """Let what was tried so far be long ago."""
        self.env.invalidate_all()
        self.Trial.search([]).unlink()


@tagged("post_install", "-at_install")
class TestStatusPage(StatusCase):
    """The page tells in plain words where an application stands."""

    def test_scanned(self):
        """The code of the receipt shows where the application stands."""
        response = self.scan()
        self.assertEqual(response.status_code, 200)
        for text in ("In progress", "our officers examine it", self.filed.registration_number, "Promised by"):
            self.assertIn(text, response.text)
        self.assertIn("Status Permohonan", self.scan(headers={}).text)

    def test_entered(self):
        """So do registration number and last four digits, however they are typed."""
        number = self.filed.registration_number
        for typed in (number, number.lower(), f"  {number} "):
            self.assertIn("In progress", self.enter(typed).text, typed)
        self.assertIn("In progress", self.enter(digits=" 78 90").text)
        self.assertIn("Sedang diproses", self.enter(lang="id").text)

    def test_stations(self):
        """Each state has its sentence."""
        seen = {}
        for state in ("liaison", "drafting", "pickup", "done", "correction", "cancelled"):
            application = self.file()
            self.bring_to(application, "verification" if state == "cancelled" else state)
            if state == "cancelled":
                self.as_role(application, "customer_service").action_cancel("Batal")
            self.forget_visits()
            text = self.scan(application.sudo().status_token).text
            seen[state] = re.search(r"<h1>(.*?)</h1>\s*<p>(.*?)</p>", text).groups()
        self.assertEqual(
            {state: heading for state, (heading, _text) in seen.items()},
            {
                "liaison": "In progress",
                "drafting": "In progress",
                "pickup": "Ready to be collected",
                "done": "Handed over",
                "correction": "The applicant was asked for something",
                "cancelled": "Withdrawn or cancelled",
            },
        )
        self.assertEqual(len({text for _heading, text in seen.values()}), 6)
        self.assertIn(f"on its way to {self.agency.name}", seen["liaison"][1])

    def test_receipt(self):
        """The receipt bears the code, and the way by number where a telephone number is known."""
        report = self.env["ir.actions.report"]
        html = report._render_qweb_html("ptsp_exhibition.report_receipt", self.filed.ids)[0].decode()
        self.assertIn("Kode QR halaman status", html)
        self.assertIn("empat angka terakhir", html)
        self.applicant.phone = False
        without = self.bring_to(self.file(), "verification").sudo()
        html = report._render_qweb_html("ptsp_exhibition.report_receipt", without.ids)[0].decode()
        self.assertIn("Kode QR halaman status", html)
        self.assertNotIn("empat angka terakhir", html)
        self.assertIn("In progress", self.scan(without.status_token).text)
        self.assertIn(UNKNOWN, self.enter(without.registration_number, "").text)

    def test_receipt_has_one_page(self):
        """With code, seven papers and a representative the receipt is one sheet."""
        self.env.company._ptsp_give_emblem()
        self.users["registration"].name = "Drs. Agus Salim, M.Si."
        filed = self.bring_to(
            self.file(is_represented=True, representative_id=self.portal_user.partner_id.id), "verification"
        )
        content, _kind = (
            self.env["ir.actions.report"]
            .with_context(force_report_rendering=True)
            ._render_qweb_pdf("ptsp_exhibition.report_receipt", filed.ids)
        )
        self.assertEqual(len(PdfReader(BytesIO(content)).pages), 1)

    def test_nothing_personal(self):
        """The page names nobody, and nothing of what was applied for."""
        filed = self.filed
        secrets = {
            "applicant": filed.partner_id.name,
            "user": self.portal_user.name,
            "identity": filed.applicant_identity,
            "phone": PHONE,
            "digits": PHONE[-4:],
            "e-mail": filed.partner_id.email,
            "exhibition": filed.event_name,
            "venue": filed.venue,
            **{f"officer {role}": user.name for role, user in self.users.items()},
        }
        for response in (self.scan(), self.enter()):
            for what, secret in secrets.items():
                self.assertTrue(secret, what)
                self.assertNotIn(secret, response.text, what)
            self.assertNotIn("data-oe", response.text)

    def test_headers(self):
        """The page runs nothing but its own files, is not kept by anybody, and sets no cookie."""
        for response in (self.scan(), self.scan("x"), self.enter(), self.url_open("/ptsp/status")):
            for name, value in HEADERS.items():
                self.assertEqual(response.headers[name], value)
            self.assertNotIn("Set-Cookie", response.headers)
            self.assertTrue(response.text.startswith("<!DOCTYPE html>"), response.text[:50])
            for never in ("<style", "style=", "onclick", "javascript:", "http://", "https://", "<script"):
                self.assertNotIn(never, response.text)

    def test_few_queries(self):
        """The page costs few queries, and an unknown number as many as wrong digits."""
        costs = {}
        number, token = self.filed.registration_number, self.filed.status_token
        for kind, visit in {
            "scanned": lambda: self.scan(token),
            "right": lambda: self.enter(number),
            "wrong": lambda: self.enter(number, "0000"),
            "unknown": lambda: self.enter("REG-TAK-ADA"),
            "form": lambda: self.url_open("/ptsp/status", headers=ENGLISH),
        }.items():
            visit()
            self.forget_trials()
            with self.recorded() as queries:
                visit()
            costs[kind] = len(queries)
            self.assertLessEqual(len(queries), LIMIT, kind + "\n" + "\n".join(queries))
        _logger.info("Queries of the status page: %s", costs)
        self.assertEqual(costs["wrong"], costs["unknown"], costs)


@tagged("post_install", "-at_install")
class TestStatusGuessed(StatusCase):
    """Nobody finds an application by trying, or learns from an answer what exists."""

    def test_wrong_looks_alike(self):
        """Whatever does not fit gets the very same page and status, by number as by code."""
        number = self.filed.registration_number
        other = self.env["res.company"].create({"name": "DPMPTSP Kabupaten Kutai"})
        pages = set()
        tries = {
            "unknown number": ("REG-9999", "7890"),
            "wrong digits": (number, "0000"),
            "no digits": (number, ""),
            "more digits": (number, "67890"),
            "arabic digits": (number, "٧٨٩٠"),
            "wildcards": ("%", "7890"),
            "nul": (number + "\0", "7890"),
            "much": ("9" * 10000, "7" * 10000),
            "markup": ("<script>alert(1)</script>", "7890"),
            "quote": ("' OR 1=1 --", "' OR"),
        }
        for name, given in tries.items():
            with self.subTest(name):
                response = self.enter(*given)
                self.assertEqual(response.status_code, 404)
                pages.add(response.content)
        self.forget_visits()
        self.env.flush_all()
        self.env.cr.execute("UPDATE ptsp_application SET company_id = %s WHERE id = %s", [other.id, self.filed.id])
        self.env.invalidate_all()
        with self.subTest("another agency"):
            pages.add(self.enter().content)
        real = self.filed.status_token
        for code in ("A" * 32, real[:-1], real + "A", real.swapcase(), "%00", quote("😀"), "%ff%fe", "a/b", "9" * 9999):
            response = self.scan(code)
            self.assertEqual(response.status_code, 404, code)
            pages.add(response.content)
        self.assertEqual(len(pages), 1)
        self.assertIn(UNKNOWN, pages.pop().decode())

    def test_file_in_place_of_text(self):
        """A file that is sent in place of the number is no number."""
        self.env.flush_all()
        response = self.url_open("/ptsp/status", files={"number": ("a.pdf", b"x")}, headers=ENGLISH)
        self.assertEqual(response.status_code, 404)

    def test_digits_are_tried_in_vain(self):
        """From many addresses all the digits are tried for one number: only the first few could ever have fitted."""
        number = self.filed.registration_number
        found = 0
        for digits in (*range(7000, 7000 + TRIALS_PER_DAY), *range(7880, 7900)):
            answer = self.Lookup._look_up(f"198.51.100.{digits % 250}", number=number, digits=f"{digits:04d}")
            found += answer["status"] == "found"
        self.assertEqual(found, 0)
        self.env.invalidate_all()
        self.assertEqual(self.Trial.search_count([]), TRIALS_PER_DAY)
        # Its holder goes on finding it by the code, and a day later by the number.
        self.assertIn("In progress", self.scan().text)
        self.env.cr.execute("UPDATE ptsp_status_trial SET create_date = create_date - interval '25 hours'")
        self.assertIn("In progress", self.enter().text)

    def test_right_digits_are_no_trial(self):
        """Whoever knows the digits may look as often as he likes."""
        for index in range(3 * TRIALS_PER_DAY):
            self.forget_visits()
            self.assertIn("In progress", self.enter().text, index)
        self.assertFalse(self.Trial.search_count([]))

    def test_numbers_are_tried_in_vain(self):
        """After some lookups in a minute an address waits, by number and by code alike."""
        for index in range(LOOKUPS_PER_MINUTE):
            self.assertEqual(self.Lookup._look_up("127.0.0.1", number=f"R{index}", digits="1234")["status"], "unknown")
        for response in (self.enter(), self.scan()):
            self.assertEqual(response.status_code, 429)
            self.assertEqual(response.headers["Retry-After"], "60")
            self.assertNotIn(self.filed.registration_number, response.text)
        self.assertEqual(self.url_open("/ptsp/status").status_code, 200)
        self.assertEqual(self.Lookup._look_up("127.0.0.2", token=self.filed.status_token)["status"], "found")

    def test_codes(self):
        """Each receipt has a code of its own, nobody writes one, and only officers read it."""
        second = self.bring_to(self.file(), "verification").sudo()
        self.assertRegex(second.status_token, r"^[A-Za-z0-9_-]{32}$")
        self.assertNotEqual(second.status_token, self.filed.status_token)
        for role in ("customer_service", "applicant"):
            with self.assertRaises(UserError):
                self.as_role(second, role).write({"status_token": "x"})
        with self.assertRaises(AccessError):
            self.as_role(second, "applicant").read(["status_token"])

    def test_counted(self):
        """Manager and auditor see the lookups without who it was; nobody enters or changes one."""
        self.scan()
        self.enter(digits="1111")
        self.env.invalidate_all()
        lookups = self.Lookup.search([], order="id")
        self.assertEqual(lookups.mapped("result"), ["found", "unknown"])
        self.assertEqual(lookups.application_id, self.filed)
        self.env.cr.execute("SELECT l::text FROM ptsp_status_lookup l UNION SELECT t::text FROM ptsp_status_trial t")
        stored = str(self.env.cr.fetchall())
        self.assertNotIn("127.0.0", stored)
        self.assertNotIn(self.filed.registration_number, stored)
        for role, user in self.users.items():
            self.assertEqual(lookups.with_user(user).has_access("read"), role in ("manager", "auditor"), role)
            for right in ("create", "write", "unlink"):
                self.assertFalse(lookups.with_user(user).has_access(right), role)

    def test_another_agency(self):
        """Managers and auditors of another agency see none of the lookups of this one's applications."""
        self.scan()
        self.scan("x")
        other = self.env["res.company"].create({"name": "DPMPTSP Kabupaten Kutai"})
        for role in ("manager", "auditor"):
            user = self.officer_elsewhere(role, other)
            self.env.invalidate_all()
            found = self.Lookup.with_user(user).search([])
            self.assertEqual(found.mapped("result"), ["unknown"])

    def test_forgotten(self):
        """Lookups and trials are forgotten after their time."""
        self.enter(digits="1111")
        for table, days in (("ptsp_status_lookup", DAYS_KEPT), ("ptsp_status_trial", 2)):
            self.env.cr.execute(f"UPDATE {table} SET create_date = %s", [self.env.cr.now() - timedelta(days=days + 1)])
        self.env.invalidate_all()
        self.Lookup._gc_lookups()
        self.Trial._gc_trials()
        self.assertFalse(self.Lookup.search_count([]) + self.Trial.search_count([]))

    def test_index(self):
        """The code is found by its index, however many there are."""
        self.env.flush_all()
        self.env.cr.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off")
        self.env.cr.execute("EXPLAIN SELECT FROM ptsp_application WHERE status_token = 'x'")
        self.assertIn("using ptsp_application_status_token_unique", str(self.env.cr.fetchall()))

    def test_migrated(self):
        """Who was registered before has a code on the receipt, too, each another; a code that is there stays."""
        spec = importlib.util.spec_from_file_location(
            "post_receipts", file_path("ptsp_exhibition/migrations/19.0.6.0.0/post-receipts.py")
        )
        script = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(script)
        before = self.bring_to(self.file(2), "verification").sudo()
        draft = self.file().sudo()
        kept = self.filed.status_token
        self.env.flush_all()
        self.env.cr.execute("UPDATE ptsp_application SET status_token = NULL WHERE id = ANY(%s)", [before.ids])
        script.migrate(self.env.cr, "19.0.5.0.0")
        script.migrate(self.env.cr, "19.0.5.0.0")
        self.env.invalidate_all()
        self.assertEqual(len({token for token in before.mapped("status_token") if len(token) == 32}), 2)
        self.assertFalse(draft.status_token)
        self.assertEqual(self.filed.status_token, kept)
