"""The page of an application: what to do first, where it stands, documents; few questions to the database."""

import base64
from datetime import timedelta

from lxml import html

from odoo.tests import new_test_user, tagged

from ..common import PDF
from ..letter.test_electronic_signature import SigningCase
from ..requests.test_requests_on_the_portal import PortalCase

#: Questions to the database of a page, beside those of every page of the portal.
QUERIES = 12


class FollowingCase(PortalCase):
    """The page of an application, and what its form sends."""

    def card(self, page):
        [card] = page.xpath("//section[@aria-labelledby='task']") or [None]
        return card


@tagged("post_install", "-at_install")
class TestPage(FollowingCase):
    """An applicant opens the own application."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.application = cls.bring_to(cls.file(), "verification")

    def test_order(self):
        """First what to do now, where it stands, what is asked, then documents, what was declared, messages."""
        officer = self.as_role(self.application, "verification")
        self.request_correction(officer)
        self.env.flush_all()
        page = self.page()
        headings = page.xpath("//main//h2/@id | //main//dl/@class")
        self.assertEqual(headings, ["task", "stand", "asked", "documents", "row", "messages"])
        self.assertEqual(self.card(page).xpath(".//a/@href"), ["#asked"])
        self.assertTrue(page.xpath("//*[@id='asked']"))
        self.assertIn("it waits for your answer.", self.text(page))
        current = page.xpath("//ol//li[@aria-current='step']")
        self.assertEqual(len(current), 1)
        self.assertRegex(" ".join(current[0].text_content().split()), "^Now: Examination")
        # Changing more than what is asked stands inside the cards only.
        self.assertEqual(len(page.xpath("//main//a[contains(@href, '/file')]")), 1)
        self.assertTrue(page.xpath("//section[@aria-labelledby='asked']//a[contains(@href, '/file')]"))

    def test_handing_in_at_the_top(self):
        """Once everything is answered the first card hands in, with what was typed last."""
        self.request_correction(self.as_role(self.application, "verification"))
        self.answer_requests(self.as_role(self.application, "applicant"))
        self.env.flush_all()
        page = self.page()
        [button] = self.card(page).xpath(".//button")
        self.assertEqual(button.get("form"), page.xpath("//form[@enctype]/@id")[0])
        asked = self.application.sudo().request_ids
        self.send("hand_in_correction", **{f"answer_{asked.id}": "Lebih jelas"})
        self.assertEqual((self.application.state, asked.answer), ("corrected", "Lebih jelas"))
        page = self.page()
        self.assertIsNone(self.card(page))
        self.assertIn("You need do nothing now.", self.text(page))

    def test_documents(self):
        """The receipt is handed out with headers that let nothing else happen; what is not there (yet) is not found."""
        links = self.page().xpath("//section[@aria-labelledby='documents']//a/@href")
        here = [link for link in links if not link.startswith("/ptsp/complaint")]
        self.assertEqual(here, [self.path("documents", "receipt"), self.path("papers")])
        response = self.url_open(self.path("documents", "receipt"))
        self.assertEqual(response.status_code, 200)
        self.assertTrue(response.content.startswith(b"%PDF"))
        headers = response.headers
        self.assertEqual(headers["Content-Type"], "application/pdf")
        self.assertIn("attachment", headers["Content-Disposition"])
        self.assertEqual(headers["Cache-Control"], "private, no-store")
        self.assertEqual(headers["X-Content-Type-Options"], "nosniff")
        for document in ("letter", "handover", "control_sheet", "receipt.pdf", "__class__"):
            self.assertEqual(self.url_open(self.path("documents", document)).status_code, 404, document)

    def test_papers(self):
        """The papers of the own application are listed on a page of their own, and opened from there."""
        self.application = self.file()
        self.application.sudo().checklist_ids[0]._add_papers([("ktp.pdf", PDF)])
        self.env.flush_all()
        page = self.get(self.path("papers"))
        [link] = page.xpath("//main//ul//a/@href")
        self.assertEqual(self.url_open(link).content, PDF)

    def test_strangers(self):
        """Nobody else gets a document, the papers or the letter, by whatever way; a former colleague no more."""
        former = new_test_user(self.env, "test_former", "base.group_portal", email="f@example.com")
        former.partner_id.parent_id = self.applicant
        self.env.flush_all()
        self.log_in("test_former")
        self.assertEqual(self.url_open(self.path("documents", "receipt")).status_code, 200)
        former.partner_id.parent_id = False
        self.env.registry.clear_cache()
        self.env.flush_all()
        for login in ("test_former", "test_stranger"):
            self.log_in(login)
            with self.subTest(login=login):
                self.assertEqual(self.url_open(self.path("documents", "receipt")).status_code, 404)
                self.assertTrue(self.url_open(self.path("papers")).url.endswith("/my/applications"))
                self.assertTrue(self.url_open(self.path()).url.endswith("/my/applications"))
        self.authenticate(None, None)
        self.assertNotIn(b"%PDF", self.url_open(self.path("documents", "receipt")).content[:8])

    def test_too_often(self):
        """Documents are counted like all that is sent: too many within an hour get a sentence."""
        Counted = self.env.registry["ptsp.online.request"]
        self.patch(Counted, "_visits_allowed", lambda model: (1, timedelta(hours=1)))
        self.assertEqual(self.url_open(self.path("documents", "receipt")).status_code, 200)
        self.assertIn("within an hour", self.url_open(self.path("documents", "receipt")).text)

    # Queries

    def count(self, path):
        """Return the questions to the database of a page, but for those of every page of the portal."""
        self.url_open(path)
        with self.recorded(ours=True) as queries:
            self.url_open(path)
        return len(queries)

    def ask_for_ten(self):
        role = "verification"
        ask = self.env["ptsp.request"].with_user(self.users[role]).create
        ask([{"application_id": self.application.id, "text": "Apa?"} for _count in range(10)])
        self.as_role(self.application, role).action_request_correction()
        self.answer_twice()

    def answer_twice(self):
        for asked in self.application.sudo().request_ids:
            for name in ("lama.pdf", "baru.pdf"):
                file = {"name": name, "datas": base64.b64encode(PDF)}
                asked.with_user(self.portal_user).action_answer(f"Jawaban {name}", [file])

    def test_queries(self):
        """With ten requests, each with its story and files, or with none, the page asks the database twelve times."""
        counts = {"none": self.count(self.path())}
        self.ask_for_ten()
        self.env.flush_all()
        counts["ten"] = self.count(self.path())
        counts["list"] = self.count("/my/applications")
        counts["papers"] = self.count(self.path("papers"))
        application = self.application
        for state in ("technical", "pickup", "done"):
            self.application = self.bring_to(self.file(), state)
            self.env.flush_all()
            counts[state] = self.count(self.path())
            if state == "technical":
                for _count in range(10):
                    self.application.review_ids.with_user(self.users["technical"]).action_ask("Berapa kendaraan?")
                self.answer_twice()
                self.env.flush_all()
                counts["ten of an OPD"] = self.count(self.path())
        self.application = application
        # Beside Website its own links are one more.
        limit = QUERIES + ("website" in self.env)
        self.assertFalse({name: count for name, count in counts.items() if count > limit}, counts)

    def test_weight(self):
        """What the page adds to Odoo's own weighs little, and nothing of it comes from elsewhere."""
        self.ask_for_ten()
        self.env.flush_all()
        page = self.page()
        weight = len(html.tostring(page.xpath("//main")[0]))
        for link in page.xpath("//main//link/@href | //main//script/@src"):
            self.assertTrue(link.startswith("/ptsp_exhibition/static/"))
            weight += len(self.url_open(link).content)
        self.assertLess(weight, 40 * 1024)


@tagged("post_install", "-at_install")
class TestFetchOnThePage(SigningCase, FollowingCase):
    """The letter is received by one press, and lies on the page from then on."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.ptsp_signing_service = "certificate"
        cls.application = cls.bring_to(cls.file(), "pickup")

    def test_fetch(self):
        """The card offers it; the press hands it over, says so, and shows the letter as it is stored."""
        page = self.page()
        self.assertFalse(page.xpath("//a[contains(@href, '/documents/letter')]"))
        self.assertEqual(self.card(page).xpath(".//form/@action"), [self.path("fetch")])
        page = self.send("fetch")
        self.assertEqual((self.application.state, self.application.handover_kind), ("done", "fetched"))
        self.assertIn("You have received your letter.", self.text(page))
        self.assertIn("Answer the Questionnaire", self.card(page).text_content())
        [link] = page.xpath("//a[contains(@href, '/documents/letter')]/@href")
        self.assertEqual(self.url_open(link).content, self.application.sudo().letter_attachment_id.raw)
        page = self.send("fetch")
        self.assertEqual(self.response.status_code, 200)
        lines = self.application.sudo().control_ids.filtered(lambda line: line.action == "hand_over")
        self.assertEqual(len(lines), 1)

    def test_listed(self):
        """In the list a letter that is ready waits for the applicant, one that was received no more."""
        self.assertIn("waits for you", self.url_open("/my/applications").text)
        self.send("fetch")
        self.assertNotIn("waits for you", self.url_open("/my/applications").text)

    def test_not_without_a_press(self):
        """Neither a link nor a form of another site receives the letter, and nobody else's press does."""
        self.assertEqual(self.url_open(self.path("fetch"), allow_redirects=False).status_code, 405)
        self.assertEqual(self.url_open(self.path("fetch"), data={"x": "1"}).status_code, 400)
        self.log_in("test_stranger")
        self.url_open(self.path("fetch"), data={"csrf_token": self.csrf()})
        self.env.invalidate_all()
        self.assertEqual(self.application.state, "pickup")

    def test_refused(self):
        """What is refused is told on the page."""
        self.as_role(self.application, "agency_head").action_revoke("Data palsu")
        self.env.flush_all()
        self.assertIsNone(self.card(self.page()).find(".//form"))
        self.assertIn("has been revoked", self.text(self.send("fetch")))
        self.assertEqual(self.application.state, "pickup")
