"""What anybody sees who scans the QR code of a letter, without logging in."""

import base64
import json
import logging
from datetime import timedelta
from urllib.parse import quote

from babel.dates import format_date

from odoo.exceptions import AccessError
from odoo.tests import tagged

from ...controllers.public_page import HEADERS
from ...models.letter.letter_lookup import DAYS_KEPT, LOOKUPS_PER_MINUTE
from ..common import PtspCase
from ..common_portal import RecordedCase

_logger = logging.getLogger(__name__)

#: Queries of the page, warm.
LIMIT = 6
ENGLISH = {"Accept-Language": "en-GB,en;q=0.9,id;q=0.5"}
VALID = "This letter is genuine and valid"
REFUSED = "This letter is genuine: it refuses a recommendation"
REVOKED = "This letter has been revoked"
UNKNOWN = "No letter with this code is known"
ASKS = 'name="token"'

#: Chooses a file on the page and waits for what the page says about it.
CHOOSE = """
(async () => {
    const bytes = Uint8Array.from(atob(%(content)s), (letter) => letter.charCodeAt(0));
    const files = new DataTransfer();
    files.items.add(new File([bytes], "surat.pdf", { type: "application/pdf" }));
    const input = document.getElementById("file");
    input.files = files.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
    const result = document.getElementById("result");
    for (let attempt = 0; attempt < 100; attempt++) {
        if (result.querySelector("[data-result=%(expected)s]")) {
            return console.log("test successful");
        }
        await new Promise((resolve) => setTimeout(resolve, 50));
    }
    console.error("The page says: " + result.textContent);
})();
"""


class VerificationCase(PtspCase, RecordedCase):
    """Letters that were issued, and a visitor who is not logged in."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # Without it, Odoo itself asks user, agency and contact which language to speak before the page is asked for.
        cls.env["res.lang"]._activate_lang("en_US")
        cls.Lookup = cls.env["ptsp.letter.lookup"]
        cls.letter = cls.bring_to(cls.file(), "pickup").sudo()

    def visit(self, token=None, headers=ENGLISH, **kwargs):
        """Open the page of a code as anybody would, by default in English."""
        self.env.flush_all()
        return self.url_open(f"/ptsp/verify/{self.letter.letter_token if token is None else token}", headers=headers)

    def issue(self, decision="recommended", **values):
        """Issue another letter, and let the visits be to its page."""
        application = self.bring_to(self.file(**values), "drafting")
        self.as_role(application, "processing").write({"decision": decision, "letter_body": "<p>Teks</p>"})
        self.as_role(application, "processing").action_submit_draft()
        for role, step in (
            ("section_head", self.section_approve),
            ("division_head", self.division_approve),
            ("agency_head", self.sign),
            ("registry", self.number),
        ):
            step(self.as_role(application, role))
        self.letter = application.sudo()

    def change(self, **values):
        """Change facts of the letter as only the database can: an issued letter is frozen."""
        self.env.flush_all()
        for name, value in values.items():
            self.env.cr.execute(f"UPDATE ptsp_application SET {name} = %s WHERE id = %s", [value, self.letter.id])
        self.env.invalidate_all()

    def lookups(self):
        """Return the lookups so far, oldest first."""
        self.env.invalidate_all()
        return self.Lookup.search([], order="id")


@tagged("post_install", "-at_install")
class TestVerificationPage(VerificationCase):
    """The page tells whether a letter is valid, revoked or unknown, and nothing that is nobody's business."""

    def assert_shows(self, response, *texts):
        """The page holds each of the texts."""
        for text in texts:
            self.assertIn(text, response.text)

    def test_letter_in_force(self):
        """A letter in force is shown with what stands on the paper."""
        response = self.visit()
        letter = self.letter
        self.assertEqual(response.status_code, 200)
        self.assert_shows(
            response,
            VALID,
            letter.letter_number,
            format_date(letter.letter_date, "d MMMM y", locale="en"),
            "Recommendation given",
            letter.organizer_name,
            letter.event_name,
            f"{letter.venue}, {letter.city}",
            format_date(letter.date_start, "d MMMM y", "en"),
            format_date(letter.date_end, "d MMMM y", "en"),
            letter.signatory_office_id.name or letter.signatory_id.name,
            letter.signatory_office_id._official_title(),
            letter.company_id.name,
            letter.letter_sha256,
        )
        self.assertNotIn(REVOKED, response.text)

    def test_printed_name_of_signatory(self):
        """The signatory is named as in the signature block, and goes on being named so."""
        office = self.letter.signatory_office_id
        office.write({"name": "Dr. H. Amir, M.Si.", "title": "Kepala Dinas", "capacity": "plt"})
        self.issue()
        self.assert_shows(self.visit(), "Dr. H. Amir, M.Si.", "Plt. Kepala Dinas")
        office.write({"name": "Drs. Lain", "title": "Kepala Badan", "capacity": "definitive"})
        self.assert_shows(self.visit(), "Dr. H. Amir, M.Si.", "Plt. Kepala Dinas")

    def test_revoked_letter(self):
        """A revoked letter is shown as such, with the day at the agency and the reason."""
        self.as_role(self.letter, "agency_head").action_revoke("Izin tempat dicabut")
        # Late in the evening in Greenwich it is the next day in Kalimantan.
        self.change(revoked_at="2026-03-10 20:00:00")
        response = self.visit()
        self.assertEqual(response.status_code, 200)
        self.assert_shows(response, REVOKED, "11 March 2026", "Izin tempat dicabut", self.letter.letter_number)
        self.assertNotIn(VALID, response.text)
        self.assertEqual(self.lookups()[-1:].result, "revoked")

    def test_voided_letter(self):
        """Of a number that was voided the page says so, also to whoever compares the file."""
        desk = self.as_role(self.bring_to(self.file(), "final_check"), "registry")
        desk.action_void_number("Nomor salah ketik")
        response = self.visit(desk.sudo().voided_letter_ids.letter_token)
        self.assert_shows(response, "Nomor salah ketik", "the number was voided before the letter was released")
        self.assertNotIn("but the letter has been revoked", response.text)
        self.assertNotIn(VALID, response.text)

    def test_letter_of_refusal(self):
        """A letter of refusal is genuine, but nobody takes it for a recommendation."""
        self.issue(decision="refused")
        response = self.visit()
        self.assert_shows(response, REFUSED, "Recommendation refused")
        self.assertNotIn(VALID, response.text)
        self.assertNotIn("Recommendation given", response.text)

    def test_unknown_codes_look_alike(self):
        """Whatever is no code of a letter gets the very same page, and costs the database the same."""
        real = self.letter.letter_token
        codes = {
            "never given": "A" * len(real),
            "too short": real[:-1],
            "too long": real + "A",
            "other case": real.swapcase(),
            "much too long": "a" * 10000,
            "nul": "%00",
            "nul within": f"{real}%00",
            "emoji": quote("😀"),
            "not utf-8": "%ff%fe",
            "slashes": "a/b/c",
            "quote": quote("' OR 1=1 --"),
            "wildcard": quote("%"),
            "markup": quote("<script>alert(1)</script>"),
            "arabic digits": quote("٣" * 32),
        }
        self.visit("warm")
        pages, counts = set(), set()
        for name, code in codes.items():
            with self.subTest(name), self.recorded() as queries:
                response = self.visit(code)
            self.assertEqual(response.status_code, 404, name)
            self.assertIn(UNKNOWN, response.text, name)
            pages.add(response.content)
            counts.add(len(queries))
        self.assertEqual(len(pages), 1)
        self.assertEqual(len(counts), 1)
        self.assertEqual(self.lookups()[-len(codes) :].mapped("result"), ["unknown"] * len(codes))
        typed = self.url_open(f"/ptsp/verify?token={quote('<b>' + real)}", headers=ENGLISH)
        self.assertEqual((typed.status_code, typed.content), (404, pages.pop()))

    def test_typed_code(self):
        """A code or its address can be entered into a form; spaces that slipped in do no harm."""
        form = self.url_open("/ptsp/verify", headers=ENGLISH)
        self.assertEqual(form.status_code, 200)
        self.assert_shows(form, ASKS, 'method="get"')
        for address in ("/ptsp/verify/", "/ptsp/verify?token=", "/ptsp/verify?token=%20"):
            self.assertEqual(self.url_open(address, headers=ENGLISH).content, form.content, address)
        self.assertFalse(self.lookups())
        token = self.letter.letter_token
        response = self.url_open(f"/ptsp/verify?token=%20{token[:8]}%20{token[8:]}%0A", headers=ENGLISH)
        pasted = self.url_open(f"/ptsp/verify?token={quote(self.letter._verification_url())}", headers=ENGLISH)
        self.assertEqual(pasted.content, response.content)
        # From there, the other language is one click away.
        self.assert_shows(response, VALID, f'href="/ptsp/verify/{token}?lang=id"')

    def test_logged_in_visitor(self):
        """Whoever is logged in sees the same page, and the count does not tell who it was."""
        anonymous = self.visit()
        for login in ("test_applicant", "test_stranger", "test_processing"):
            self.authenticate(login, login)
            self.assertEqual(self.visit().content, anonymous.content)
        self.env.cr.execute("SELECT * FROM ptsp_letter_lookup")
        columns = {column.name for column in self.env.cr.description}
        self.assertEqual(columns, {"id", "application_id", "address_hash", "number", "result", "create_date"})

    def test_markup_in_names(self):
        """What applicants and officers typed is text, never markup."""
        evil = '<script>alert("x")</script>'
        self.issue(organizer_name=evil, event_name=evil, venue=evil)
        self.change(revocation_reason=evil, revoked_at="2026-03-10 01:00:00")
        response = self.visit()
        self.assertNotIn("<script>", response.text)
        self.assertEqual(response.text.count("&lt;script&gt;"), 4)

    def test_nothing_personal(self):
        """The page names nobody but the signatory, and gives neither numbers of persons nor of records."""
        self.letter.partner_id.write({"phone": "0812-3456-7890", "street": "Jl. Rahasia 5"})
        self.letter.signatory_office_id.write({"employee_number": "197001011990031001", "rank": "Pembina Utama"})
        self.issue()
        letter = self.letter
        text = self.visit().text
        secrets = {
            "identity": letter.applicant_identity,
            "phone": letter.partner_id.phone,
            "e-mail": letter.partner_id.email,
            "street": letter.partner_id.street,
            "applicant": self.portal_user.name,
            "NIP": "197001011990031001",
            "rank": "Pembina Utama",
            "file": letter.name,
            "registration": letter.registration_number,
            "attachment": f"/web/content/{letter.letter_attachment_id.id}",
            **{f"officer {role}": user.name for role, user in self.users.items() if user != letter.signatory_id},
        }
        for what, secret in secrets.items():
            self.assertTrue(secret, what)
            self.assertNotIn(secret, text, what)
        self.assertNotIn("data-oe", text)
        self.assertNotIn("@", text)

    def test_headers(self):
        """The page runs nothing but its own files, is not kept by anybody, and sets no cookie."""
        for response in (self.visit(), self.visit("x"), self.url_open("/ptsp/verify")):
            for name, value in HEADERS.items():
                self.assertEqual(response.headers[name], value)
            self.assertNotIn("Set-Cookie", response.headers)
            self.assertTrue(response.text.startswith("<!DOCTYPE html>"), response.text[:50])
            self.assert_shows(response, 'name="robots" content="noindex', 'name="viewport"')
            for never in ("<style", "style=", "onclick", "javascript:", "http://", "https://"):
                self.assertNotIn(never, response.text.split("<title>")[1])

    def test_without_javascript(self):
        """Without JavaScript all is there but the comparison, and the page tells how to compare by hand."""
        text = self.visit().text
        self.assertRegex(text, r'id="drop"[^>]*hidden')
        self.assertRegex(text, r'<p id="by_hand" class="note">')
        self.assertIn(self.letter.letter_sha256, text)
        self.assertNotIn("<script", self.url_open("/ptsp/verify").text)

    def test_language(self):
        """The page is Indonesian, English where the browser asks for it first, and as the visitor chooses."""
        first_day = self.letter.date_start
        indonesian, english = (format_date(first_day, "d MMMM y", lang) for lang in ("id", "en"))
        asked = {
            "": "id",
            "id-ID,id;q=0.9,en;q=0.8": "id",
            "en-US,en;q=0.9": "en",
            "fr-FR,fr;q=0.9,en;q=0.8": "id",
            "nonsense;;q=x": "id",
        }
        for accepted, lang in asked.items():
            response = self.visit(headers={"Accept-Language": accepted})
            title = "Letter Verification" if lang == "en" else "Pemeriksaan Keaslian Surat"
            day = english if lang == "en" else indonesian
            self.assert_shows(response, f'<html lang="{lang}">', f"<title>{title}</title>", day)
        token = self.letter.letter_token
        self.assert_shows(self.visit(f"{token}?lang=id"), '<html lang="id">', indonesian)
        self.assert_shows(self.visit(f"{token}?lang=en", headers={}), '<html lang="en">', english)
        self.assert_shows(self.visit(f"{token}?lang=xx"), '<html lang="en">')

    def test_few_queries(self):
        """The page costs few queries, for one letter as for fifty, whatever it says."""
        costs = {}
        for many in (False, True):
            if many:
                self.bring_to(self.file(49), "agency_approval")
                self.env.cr.execute(
                    """UPDATE ptsp_application SET letter_token = md5(id::text), letter_number = 'X/' || id
                        WHERE letter_token IS NULL"""
                )
            for status in ("valid", "revoked", "unknown"):
                self.lookups().unlink()
                self.change(revoked_at="2026-03-10 01:00:00" if status == "revoked" else None)
                token = "unknown" if status == "unknown" else self.letter.letter_token
                for lang in ("id", "en", ""):
                    headers = {"Accept-Language": lang}
                    self.visit(token, headers)
                    with self.recorded() as queries:
                        self.visit(token, headers)
                    costs[many, status, lang] = len(queries)
                    self.assertLessEqual(len(queries), LIMIT, "\n".join(queries))
        _logger.info("Queries of the verification page: %s", costs)
        for (many, status, lang), cost in costs.items():
            self.assertEqual(cost, costs[not many, status, lang])

    def test_indexes(self):
        """The letter and the visits of an address are found by their indexes, however many there are."""
        self.env.flush_all()
        # A handful of rows is read faster without an index; here it counts whether there is one that fits.
        self.env.cr.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off")
        for statement, index in (
            ("SELECT FROM ptsp_application WHERE letter_token = 'x'", "ptsp_application_letter_token_unique"),
            ("SELECT FROM ptsp_voided_letter WHERE letter_token = 'x'", "ptsp_voided_letter_letter_token_unique"),
            (
                "SELECT FROM ptsp_letter_lookup WHERE address_hash = 'x' AND number IS NOT NULL ORDER BY number DESC",
                "ptsp_letter_lookup_number_unique",
            ),
        ):
            self.env.cr.execute(f"EXPLAIN {statement}")
            self.assertIn(f"using {index}", str(self.env.cr.fetchall()))


@tagged("post_install", "-at_install")
class TestLetterLookup(VerificationCase):
    """Lookups are counted without knowing the visitor, and nobody may try codes by the thousand."""

    def test_counted(self):
        """Each visit leaves one lookup, with a fingerprint in place of the address."""
        self.visit()
        self.visit("unknown")
        lookups = self.lookups()
        self.assertEqual(lookups.mapped("result"), ["valid", "unknown"])
        self.assertEqual(lookups.application_id, self.letter)
        self.assertFalse(lookups[1].application_id)
        self.assertEqual(len(set(lookups.mapped("address_hash"))), 1)
        self.assertRegex(lookups[0].address_hash, r"^[0-9a-f]{64}$")
        self.env.cr.execute("SELECT l::text FROM ptsp_letter_lookup l")
        self.assertNotIn("127.0.0", str(self.env.cr.fetchall()))

    def test_limit(self):
        """After too many lookups in a minute an address has to wait; others do not."""
        token = self.letter.letter_token
        for number in range(LOOKUPS_PER_MINUTE):
            self.assertEqual(self.Lookup._look_up(token, "127.0.0.1")["status"], "valid", number)
        before = len(self.lookups())
        for code in (token, "unknown"):
            response = self.visit(code)
            self.assertEqual(response.status_code, 429)
            self.assertEqual(response.headers["Retry-After"], "60")
            self.assertIn("Too many letters were looked up", response.text)
            self.assertNotIn(self.letter.letter_number, response.text)
        self.assertEqual(len(self.lookups()), before)
        self.assertEqual(self.url_open("/ptsp/verify").status_code, 200)
        self.assertEqual(self.Lookup._look_up(token, "127.0.0.2")["status"], "valid")
        self.env.cr.execute("UPDATE ptsp_letter_lookup SET create_date = create_date - interval '61 seconds'")
        self.assertEqual(self.visit().status_code, 200)

    def test_who_counts_as_one(self):
        """An IPv6 network is one visitor, and an IPv4 address is the same in both notations."""
        fingerprint = self.Lookup._address_hash
        self.assertEqual(fingerprint("2001:db8:1:2::1"), fingerprint("2001:db8:1:2:ffff::2"))
        self.assertNotEqual(fingerprint("2001:db8:1:2::1"), fingerprint("2001:db8:1:3::1"))
        self.assertEqual(fingerprint("203.0.113.7"), fingerprint("::ffff:203.0.113.7"))
        self.assertNotEqual(fingerprint("203.0.113.7"), fingerprint("203.0.113.8"))
        for odd in (None, "", "unix:", "fe80::1%eth0"):
            self.assertEqual(len(fingerprint(odd)), 64)

    def test_forgotten(self):
        """Lookups are forgotten after their time."""
        old, young = (self.Lookup.create({"address_hash": "x", "result": "unknown"}) for _index in range(2))
        self.env.flush_all()
        for lookup, days in ((old, DAYS_KEPT + 1), (young, DAYS_KEPT - 1)):
            self.env.cr.execute(
                "UPDATE ptsp_letter_lookup SET create_date = %s WHERE id = %s",
                [self.env.cr.now() - timedelta(days=days), lookup.id],
            )
        self.env.invalidate_all()
        self.Lookup._gc_lookups()
        self.assertFalse(old.exists())
        self.assertTrue(young.exists())

    def test_who_reads(self):
        """Manager and auditor see the lookups; nobody enters, changes or deletes one."""
        self.Lookup._look_up(self.letter.letter_token, "127.0.0.1")
        readers = ("manager", "auditor")
        for role, user in {
            **self.users,
            "applicant": self.portal_user,
            "admin": self.env.ref("base.user_admin"),
        }.items():
            lookups = self.lookups().with_user(user)
            if role != "admin":
                self.assertEqual(lookups.has_access("read"), role in readers, role)
            for call in (
                lambda lookups=lookups: lookups.create({"address_hash": "x", "result": "unknown"}),
                lambda lookups=lookups: lookups.write({"result": "unknown"}),
                lambda lookups=lookups: lookups.unlink(),
                lambda lookups=lookups: lookups.copy(),
            ):
                with self.assertRaises(AccessError):
                    call()

    def test_another_agency(self):
        """Manager and auditor of another agency see none of the lookups of this agency's letters."""
        self.Lookup._look_up(self.letter.letter_token, "127.0.0.1")
        self.Lookup._look_up("unknown", "127.0.0.1")
        company = self.env["res.company"].create({"name": "DPMPTSP Kabupaten Kutai"})
        for role in ("manager", "auditor"):
            user = self.officer_elsewhere(role, company)
            self.env.invalidate_all()
            found = self.Lookup.with_user(user).search([("id", "in", self.lookups().ids)])
            self.assertEqual(found.mapped("result"), ["unknown"])
            with self.assertRaises(AccessError):
                self.lookups().with_user(user).read(["application_id"])


@tagged("post_install", "-at_install")
class TestFileComparison(VerificationCase):
    """The visitor's own browser tells whether a PDF is the letter that was issued."""

    def choose(self, content, expected):
        """Choose a file with this content on the page and wait for the result."""
        self.env.flush_all()
        self.browser_js(
            f"/ptsp/verify/{self.letter.letter_token}",
            CHOOSE % {"content": json.dumps(base64.b64encode(content).decode()), "expected": expected},
            ready="Boolean(document.querySelector('#drop:not([hidden])')) && document.querySelector('#by_hand').hidden",
        )

    def test_the_letter_itself(self):
        """The PDF that was issued is recognised."""
        self.choose(self.letter.letter_attachment_id.raw, "match")

    def test_changed_letter(self):
        """A PDF in which a single bit was changed is not."""
        content = bytearray(self.letter.letter_attachment_id.raw)
        content[len(content) // 2] ^= 1
        self.choose(bytes(content), "mismatch")
