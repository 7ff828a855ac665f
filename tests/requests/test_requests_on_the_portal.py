"""Applicants answer what they are asked on the page of their application, and nobody else does."""

import base64
import re

from lxml import html

from odoo.tests import new_test_user, tagged

from ..common import PDF, PtspCase
from ..common_details import DetailsCase
from ..common_portal import ReaderCase


class PortalCase(PtspCase, ReaderCase):
    """The page of an application, as its applicant sees it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.speak_two_languages()

    def setUp(self):
        super().setUp()
        self.env.flush_all()
        self.log_in("test_applicant")

    def path(self, *parts):
        return "/".join(["/my/applications", str(self.application.id), *parts])

    def page(self):
        self.response = self.url_open(self.path())
        return html.fromstring(self.response.text)

    def send(self, *parts, files=None, **values):
        """Send the form of the page, and return the page that follows."""
        data = {"csrf_token": self.csrf(), **values}
        self.response = self.url_open(self.path(*(parts or ("requests",))), data=data, files=files or None)
        self.env.invalidate_all()
        return html.fromstring(self.response.text)

    @staticmethod
    def text(page, path="//main"):
        return " ".join(" ".join(node.text_content() for node in page.xpath(path)).split())

    def field(self, page, name, request):
        return page.xpath(f"//*[@id='{name}_{request.id}']")[0]


@tagged("post_install", "-at_install")
class TestRequestsOnThePortal(PortalCase):
    """What is asked stands first; it is answered there, and handed in when all of it is."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.application = cls.bring_to(cls.file(), "verification")
        officer = cls.as_role(cls.application, "verification")
        officer.checklist_ids[0].write({"verification_result": "deficient", "note": "Fotokopi <b>buram</b>"})
        ask = cls.env["ptsp.request"].with_user(cls.users["verification"]).create
        asked = {"application_id": cls.application.id}
        ask(
            [
                {**asked, "text": "Di mana pintu masuk?"},
                {**asked, "kind": "data", "field_name": "date_end", "text": "Hari terakhir keliru"},
                {**asked, "kind": "extra_paper", "paper_name": "Izin keramaian", "text": "Lebih dari 1.000 orang"},
            ]
        )
        officer.action_request_correction("Catatan antarpetugas")
        requests = cls.application.sudo().request_ids
        cls.paper, cls.question, cls.detail, cls.extra = (
            requests.filtered(lambda asked, kind=kind: asked.kind == kind)
            for kind in ("paper", "question", "data", "extra_paper")
        )

    def test_cards(self):
        """Each thing asked is a card before all else: what, by which desk, since when; each field has a label."""
        page = self.page()
        cards = page.xpath("//main//form//div[@role='group']")
        self.assertEqual(len(cards), 4)
        for card, words in zip(cards, ("Fotokopi <b>buram</b>", "pintu masuk", "keliru", "1.000 orang"), strict=True):
            said = " ".join(card.text_content().split())
            self.assertIn(words, said)
            self.assertRegex(said, r"Not answered yet Asked by Verification · \d+ \w+ \d{4}, \d\d\.\d\d")
            for field in card.xpath(".//input | .//textarea | .//select"):
                self.assertTrue(card.xpath(f".//label[@for='{field.get('id')}']"), field.get("name"))
        self.assertFalse(page.xpath("//main//dl/following::form//div[@role='group']"))
        self.assertNotIn("antarpetugas", self.text(page))
        self.assertNotIn(self.users["verification"].name, self.text(page))

    def test_nothing_prefilled(self):
        """A detail that was wrong is entered anew in a field of its kind, which does not hold what was wrong."""
        field = self.field(self.page(), "value", self.detail)
        self.assertEqual((field.get("type"), field.get("value")), ("date", None))

    def test_answers(self):
        """Text, files and a detail are kept together, each with its request, and the page says so."""
        day = self.application.date_start
        page = self.send(
            files=[
                (f"files_{self.paper.id}", ("ktp.pdf", PDF)),
                (f"files_{self.extra.id}", ("izin.pdf", PDF)),
                (f"files_{self.extra.id}", ("lampiran.pdf", PDF)),
            ],
            **{
                f"answer_{self.question.id}": "Di utara\r\ndan selatan",
                f"value_{self.detail.id}": day.isoformat(),
                f"answer_{self.extra.id}": "Terlampir",
            },
        )
        self.assertIn("Your answers are saved. They reach the agency once you hand in.", self.text(page))
        self.assertIn("4 of 4 answered", self.text(page))
        self.assertEqual(set(self.application.request_ids.mapped("state")), {"answered"})
        self.assertEqual(self.question.answer, "Di utara\ndan selatan")
        self.assertEqual(self.application.date_end, day)
        self.assertEqual(self.paper.checklist_line_id.attachment_ids.mapped("name"), ["ktp.pdf"])
        self.assertEqual(self.extra.attachment_ids.sorted("id").mapped("name"), ["izin.pdf", "lampiran.pdf"])
        self.assertEqual(self.question.answered_by_id, self.portal_user)
        self.assertFalse(self.field(page, "value", self.detail).get("value"))

    def test_one_at_a_time(self):
        """What is left empty is not answered; what is answered may be answered anew, and only then counts as said."""
        page = self.send(**{f"answer_{self.question.id}": "Di utara"})
        self.assertEqual(self.paper.state, "sent")
        self.assertEqual(self.field(page, "answer", self.question).text_content().strip(), "Di utara")
        self.send(**{f"answer_{self.question.id}": "Di utara", f"answer_{self.paper.id}": "Asli dibawa ke loket"})
        self.assertEqual(self.question.exchange_ids.mapped("kind"), ["asked", "answered"])
        self.send(**{f"answer_{self.question.id}": "Di selatan"})
        self.assertEqual(self.question.exchange_ids.mapped("text")[1:], ["Di utara", "Di selatan"])

    def test_errors(self):
        """What is refused is told at its field and above, nothing typed is lost, and the rest is kept."""
        page = self.send(
            files=[(f"files_{self.extra.id}", ("virus.exe", b"MZ"))],
            **{
                f"answer_{self.question.id}": "Di utara",
                f"answer_{self.extra.id}": "Terlampir <izin>",
                f"value_{self.detail.id}": "2020-01-01",
                f"answer_{self.detail.id}": "Sudah benar",
                f"answer_{self.paper.id}": "x" * 5001,
            },
        )
        self.assertEqual(self.question.state, "answered")
        self.assertEqual({self.extra.state, self.detail.state, self.paper.state}, {"sent"})
        self.assertIn("3 of your answers could not be saved. All others are saved.", self.text(page))
        for asked, part, message in (
            (self.extra, "files", "virus.exe is not a PDF, JPEG or PNG"),
            (self.detail, "value", "Last Day lies before First Day"),
            (self.paper, "answer", "longer than 5000 characters"),
        ):
            field = self.field(page, part, asked)
            with self.subTest(part=part):
                self.assertEqual(field.get("aria-invalid"), "true")
                error = page.get_element_by_id(field.get("aria-describedby"))
                self.assertEqual(error.get("role"), "alert")
                self.assertIn(message, error.text_content())
                self.assertTrue(page.xpath(f"//main//div[@role='alert']//a[@href='#{part}_{asked.id}']"))
        self.assertEqual(self.field(page, "answer", self.extra).text_content().strip(), "Terlampir <izin>")
        self.assertEqual(self.field(page, "answer", self.detail).text_content().strip(), "Sudah benar")
        self.assertEqual(self.field(page, "value", self.detail).get("value"), "2020-01-01")
        self.assertEqual(len(self.field(page, "answer", self.paper).text_content().strip()), 5001)
        self.assertIn("Choose the files of this answer again", self.text(page))

    def test_bad_values(self):
        """A detail that is none of its kind is refused with a sentence."""
        for value in ("besok", "2031-13-45", "'; DROP TABLE", "0"):
            with self.subTest(value=value):
                page = self.send(**{f"value_{self.detail.id}": value})
                self.assertEqual(self.response.status_code, 200)
                self.assertEqual(self.detail.state, "sent")
                self.assertRegex(self.text(page, "//p[@role='alert']"), "does not fit")

    def test_hand_in(self):
        """Handing in is offered once each has an answer; what was typed last is kept with it."""
        page = self.page()
        self.assertRegex(
            self.text(page), "Before you hand in, answer these: Copy of the applicant.*; Question; Last Day"
        )
        self.assertFalse(page.xpath("//button[@formaction]"))
        answers = {f"answer_{asked.id}": "Sudah" for asked in self.application.request_ids}
        self.send("hand_in_correction", **{f"answer_{self.paper.id}": "Sudah"})
        self.assertIn("Answer first what was asked", self.response.text)
        self.assertEqual((self.application.state, self.paper.state), ("correction", "answered"))
        page = self.send(**answers)
        button = page.xpath("//button[@formaction]")[0]
        self.assertIn("btn-primary", button.get("class"))
        self.send("hand_in_correction", **{**answers, f"answer_{self.question.id}": "Di timur"})
        self.assertEqual((self.application.state, self.question.answer), ("corrected", "Di timur"))
        page = self.page()
        self.assertFalse(page.xpath("//form//div[@role='group']"))
        self.assertIn("What you were asked before (4)", self.text(page))
        self.assertEqual(self.text(page).count("Being looked at"), 4)

    def test_too_late(self):
        """Who answers in a second window what was handed in meanwhile is told, and finds the words there."""
        self.answer_requests(self.as_role(self.application, "applicant"))
        csrf = self.page().xpath("//input[@name='csrf_token']/@value")[0]
        self.as_role(self.application, "applicant").action_hand_in_correction()
        self.env.flush_all()
        answer = self.url_open(
            self.path("requests"), data={"csrf_token": csrf, f"answer_{self.question.id}": "Di barat"}
        )
        said = self.text(html.fromstring(answer.text))
        self.assertIn("Question is not asked at the moment", said)
        self.assertIn("You wrote: “Di barat”", said)
        self.assertEqual(self.question.answer, "Sudah diperbaiki")

    def test_asked_again(self):
        """What is asked again says why, and shows what was said before."""
        self.send(
            files=[(f"files_{self.paper.id}", ("ktp.pdf", PDF))],
            **{f"answer_{asked.id}": "Sudah" for asked in self.application.request_ids},
        )
        self.as_role(self.application, "applicant").action_hand_in_correction()
        served = self.as_role(self.application, "customer_service")
        self.paper.with_user(self.users["customer_service"]).action_ask_again("Halaman 2 tidak ada")
        self.assertNotIn("Halaman 2", self.text(self.page()))
        served.action_ask_again("Catatan untuk rekan")
        self.env.flush_all()
        page = self.page()
        card = page.xpath("//form//div[@role='group']")
        self.assertEqual(len(card), 1)
        said = " ".join(card[0].text_content().split())
        self.assertIn("round 2", said)
        self.assertIn("Asked again because: Halaman 2 tidak ada", said)
        self.assertRegex(said, r"What was said before Asked · .*buram.*Answered · .*Sudah ktp\.pdf")
        self.assertEqual(self.field(page, "answer", self.paper).text_content().strip(), "")
        self.assertNotIn("untuk rekan", self.text(page))
        self.assertIn("What you were asked before (3)", self.text(page))

    def test_downloads(self):
        """The files of an answer are the applicant's, and those of the own company; nobody else gets them."""
        self.send(
            files=[
                (f"files_{self.paper.id}", ("ktp.pdf", PDF)),
                (f"files_{self.extra.id}", ("izin.pdf", PDF)),
            ]
        )
        links = self.page().xpath("//div[@role='group']//a/@href")
        self.assertEqual(len(links), 2)
        other = self.bring_to(self.file(), "correction")
        colleague = new_test_user(self.env, "test_colleague", "base.group_portal", email="c@example.com")
        colleague.partner_id.parent_id = self.applicant
        self.env.flush_all()
        for login, status in (("test_applicant", 200), ("test_colleague", 200), ("test_stranger", 404)):
            self.log_in(login)
            for link in links:
                with self.subTest(login=login, link=link):
                    answer = self.url_open(link)
                    self.assertEqual(answer.status_code, status)
                    self.assertEqual(answer.content == PDF, status == 200)
        colleague.partner_id.parent_id = False
        self.env.flush_all()
        self.log_in("test_colleague")
        for link in links:
            self.assertEqual(self.url_open(link).status_code, 404)
        self.assertNotIn("Di mana pintu masuk", self.url_open(self.path()).text)
        self.log_in("test_applicant")
        self.assertEqual(self.url_open(links[0].replace(f"/{self.application.id}/", f"/{other.id}/")).status_code, 404)
        foreign = self.env["ir.attachment"].create({"name": "gaji.pdf", "raw": PDF})
        self.env.flush_all()
        self.assertEqual(self.url_open(self.path("requests", "files", str(foreign.id))).status_code, 404)
        self.authenticate(None, None)
        for link in links:
            self.assertNotIn(PDF, self.url_open(link).content)

    def test_strangers(self):
        """Nobody answers for another company, by whatever address and number."""
        own = self.bring_to(self.file(partner_id=self.other_portal_user.partner_id.id), "correction")
        self.env.flush_all()
        self.log_in("test_stranger")
        page = html.fromstring(self.url_open(f"/my/applications/{own.id}").text)
        csrf = page.xpath("//input[@name='csrf_token']/@value")[0]
        for application in (self.application, own):
            for key in ("requests", "hand_in_correction"):
                self.url_open(
                    f"/my/applications/{application.id}/{key}",
                    data={"csrf_token": csrf, f"answer_{self.question.id}": "Bohong"},
                )
        self.env.invalidate_all()
        self.assertEqual(self.question.state, "sent")
        self.assertEqual(self.url_open(self.path("requests")).url.rpartition("/")[2], "applications")

    def test_without_token(self):
        """A form of another site is not taken."""
        answer = self.url_open(self.path("requests"), data={f"answer_{self.question.id}": "Bohong"})
        self.assertEqual(answer.status_code, 400)
        self.assertEqual(self.question.state, "sent")

    def test_reloaded(self):
        """Who comes to the address of the form, such as after logging in, sees the page."""
        self.assertTrue(self.url_open(self.path("requests")).url.endswith(self.path()))

    def test_queries(self):
        """Ten requests, each with its story, cost few queries more than none, and make a small page."""
        more = (
            self.env["ptsp.request"]
            ._as_procedure()
            .create([{"application_id": self.application.id, "text": "Apa?"} for _count in range(6)])
        )
        more._note_desk()
        more._send(self.question.sent_at)
        for asked in self.application.request_ids:
            for name in ("lama.pdf", "baru.pdf"):
                file = {"name": name, "datas": base64.b64encode(PDF)}
                asked.with_user(self.portal_user).action_answer(f"Jawaban {name}", [file])
        without = self.bring_to(self.file(), "cs_check")
        self.env.flush_all()
        counts = {}
        for application in (without, self.application):
            path = f"/my/applications/{application.id}"
            self.url_open(path)
            before = self.env.cr.sql_log_count
            page = html.fromstring(self.url_open(path).text)
            counts[application] = self.env.cr.sql_log_count - before
        self.assertLessEqual(counts[self.application] - counts[without], 12)
        cards = page.xpath("//section[@aria-labelledby='asked']")[0]
        self.assertEqual(len(cards.xpath(".//a[contains(@href, '/files/')]")), 12)
        self.assertLess(len(html.tostring(cards)), 40 * 1024)


@tagged("post_install", "-at_install")
class TestRequestsOfOpdOnThePortal(PortalCase):
    """What an OPD asks is answered while the file stays there."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.application = cls.bring_to(cls.file(), "technical")
        review = cls.application.review_ids.with_user(cls.users["technical"])
        cls.question = review.action_ask("Berapa kendaraan?").sudo()

    def test_answer(self):
        """The card names the OPD, nothing has to be handed in, and the list says that something waits."""
        listed = self.url_open("/my/applications").text
        self.assertIn("waits for you", listed)
        page = self.page()
        self.assertRegex(self.text(page), "Question Not answered yet Asked by Dinas Perhubungan")
        page = self.send(**{f"answer_{self.question.id}": "Sekitar 200"})
        self.assertEqual((self.question.state, self.application.state), ("answered", "technical"))
        self.assertFalse(page.xpath("//button[@formaction]"))
        self.assertIn("Your answers are saved.", self.text(page))
        self.assertNotIn("hand in", self.text(page))
        self.assertNotIn("waits for you", self.url_open("/my/applications").text)
        self.question.with_user(self.users["technical"]).action_accept()
        self.env.flush_all()
        page = self.page()
        self.assertFalse(page.xpath("//div[@role='group']"))
        self.assertIn("Question Accepted Asked by Dinas Perhubungan", self.text(page))


@tagged("post_install", "-at_install")
class TestDetailsOnThePortal(DetailsCase, PortalCase):
    """Details that a service defines are entered by fields of their kind."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.application = cls.bring_to(cls.file(), "verification")
        ask = cls.env["ptsp.request"].with_user(cls.users["verification"]).create
        for name in ("title", "summary", "field", "places", "begins", "people", "budget"):
            ask(
                {
                    "application_id": cls.application.id,
                    "kind": "data",
                    "field_name": f"details,{name}",
                    "text": "Keliru",
                }
            )
        cls.as_role(cls.application, "verification").action_request_correction()
        cls.asked = {asked.field_name.partition(",")[2]: asked for asked in cls.application.sudo().request_ids}

    def test_entered(self):
        """Each kind has its field, empty, and what is entered stands in the application."""
        page = self.page()
        kinds = {
            name: (field.tag, field.get("type"), field.get("multiple"))
            for name, asked in self.asked.items()
            for field in [self.field(page, "value", asked)]
        }
        self.assertEqual(
            kinds,
            {
                "title": ("input", "text", None),
                "summary": ("textarea", None, None),
                "field": ("select", None, None),
                "places": ("select", None, "multiple"),
                "begins": ("input", "date", None),
                "people": ("input", "number", None),
                "budget": ("input", "number", None),
            },
        )
        self.assertFalse(page.xpath("//option[@selected]"))
        entered = {
            "title": "Gizi Remaja",
            "summary": "Baris 1\r\nBaris 2",
            "field": "law",
            "places": ["bpn", "smd"],
            "begins": "2031-06-01",
            "people": "12",
            "budget": "7.5",
        }
        page = self.send(**{f"value_{self.asked[name].id}": value for name, value in entered.items()})
        self.assertIn("7 of 7 answered", self.text(page))
        told = {fact.label: fact.value for fact in self.application._facts()}
        self.assertRegex(str(told), "Gizi Remaja.*Hukum.*Balikpapan.*12 orang")
        for name, value in (("people", "dua"), ("field", "magic"), ("places", "mars"), ("begins", "0001-01-01")):
            page = self.send(**{f"value_{self.asked[name].id}": value})
            with self.subTest(name=name):
                self.assertTrue(re.search(r"\w", self.text(page, "//p[@role='alert']")))
