"""The pages of the portal: for every screen and every reader, and with what an applicant may do."""

import re

from lxml import html

from odoo.tests import HttpCase, tagged

from ...models.procedure.types import APPLICANT
from ..common import PtspCase


@tagged("post_install", "-at_install")
class TestPortal(PtspCase, HttpCase):
    """An applicant looks at the own applications."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.speak_two_languages()
        cls.draft = cls.file(event_name="Pameran Konsep")
        cls.returned = cls.bring_to(cls.file(event_name="Pameran Batik"), "returned")
        cls.correction = cls.bring_to(cls.file(event_name="Pameran Kayu"), "correction")
        cls.done = cls.bring_to(cls.file(event_name="Pameran Buku"), "cs_check")

    def setUp(self):
        super().setUp()
        self.env.flush_all()
        self.authenticate("test_applicant", "test_applicant")
        self.read_in("en_US")

    def read_in(self, lang):
        """Let the reader choose a language, as by the menu at the foot of the page."""
        # Beside Website the server, too, has set one.
        for cookie in [cookie for cookie in self.opener.cookies if cookie.name == "frontend_lang"]:
            self.opener.cookies.clear(cookie.domain, cookie.path, cookie.name)
        self.opener.cookies["frontend_lang"] = lang

    def page(self, application=None):
        return html.fromstring(
            self.url_open(f"/my/applications/{application.id}" if application else "/my/applications").text
        )

    def press(self, application, key, **values):
        csrf = self.page(application).xpath("//input[@name='csrf_token']/@value")[0]
        return self.url_open(f"/my/applications/{application.id}/{key}", data={"csrf_token": csrf, **values})

    def offered(self, application):
        """Return what the buttons of the page do; one may stand above and below what is asked."""
        prefix = f"/my/applications/{application.id}/"
        actions = self.page(application).xpath("//form[not(@enctype)]/@action | //button/@formaction")
        return list(dict.fromkeys(action.removeprefix(prefix) for action in actions if action.startswith(prefix)))

    def test_for_every_reader(self):
        """Each page says its language and begins with its one heading; links, buttons and pictures have a name."""
        for path in (
            "/my",
            "/my/applications",
            f"/my/applications/{self.correction.id}",
            "/my/account",
            "/my/addresses",
            "/my/address",
            "/my/security",
        ):
            page = html.fromstring(self.url_open(path).text)
            with self.subTest(path=path):
                self.assertEqual(page.get("lang"), "en-US")
                headings = page.xpath("//main//*[self::h1 or self::h2 or self::h3 or self::h4 or self::h5]")
                self.assertEqual([headings[0].tag, len(page.xpath("//h1"))], ["h1", 1])
                self.assertFalse(page.xpath("//main//img[not(@alt)]"))
                for node in page.xpath("//main//a | //main//button"):
                    said = [
                        node.text_content(),
                        *node.xpath("@aria-label | descendant-or-self::*/@title | .//img/@alt"),
                    ]
                    self.assertTrue("".join(said).strip(), html.tostring(node))

    def test_language(self):
        """The language of the page is the reader's."""
        for lang in ("id_ID", "en_US"):
            self.read_in(lang)
            self.assertEqual(self.page().get("lang"), lang.replace("_", "-"))

    def test_cards(self):
        """The list is made of cards, no table that a phone would cut; what waits for the applicant is marked."""
        page = self.page()
        self.assertFalse(page.xpath("//main//table"))
        cards = {
            " ".join(card.text_content().split())
            for card in page.xpath("//main//div[contains(concat(' ', @class, ' '), ' card ')]")
        }
        waiting = {
            name
            for name in ("Pameran Konsep", "Pameran Batik", "Pameran Kayu", "Pameran Buku")
            if any(name in card and "waits for you" in card for card in cards)
        }
        self.assertLessEqual({"Pameran Konsep", "Pameran Batik"}, waiting)
        self.assertNotIn("Pameran Buku", waiting)

    def test_offered(self):
        """The page offers each transition that the table gives the applicant there, in every state, and no other."""
        self.answer_requests(self.as_role(self.correction, "applicant"))
        self.env.flush_all()
        for application in (self.draft, self.returned, self.correction, self.done):
            rows = application._procedure().transitions_from(application.state)
            with self.subTest(state=application.state):
                self.assertCountEqual(self.offered(application), [row.key for row in rows if APPLICANT in row.roles])

    def test_what_is_asked(self):
        """While the applicant corrects, the page says what is asked, of papers and by the agency head."""
        page = self.page(self.correction).text_content()
        self.assertIn("Please answer what is asked", page)
        self.assertIn("Fotokopi tidak terbaca", page)
        self.assertIn("Jam buka hari Minggu?", self.page(self.clarified()).text_content())
        self.assertNotIn("Please answer", self.page(self.done).text_content())

    def test_notes_of_officers(self):
        """What an officer notes for colleagues as the file goes to the applicant, the applicant does not read."""
        application = self.bring_to(self.file(), "verification")
        officer = self.as_role(application, "verification")
        self.mark_deficient(officer, "verification_result")
        officer.action_request_correction("Pemohon sulit dihubungi")
        self.assertNotIn("sulit dihubungi", self.page(application).text_content())

    def test_press(self):
        """Buttons do what they say; what a guard refuses is told on the page; what is no applicant's is not found."""
        self.press(self.returned, "resubmit")
        self.assertEqual(self.returned.state, "cs_check")
        page = self.press(self.returned, "withdraw", note="  ")
        self.assertRegex(page.text, "needs a note")
        self.press(self.returned, "withdraw", note="Batal")
        self.assertEqual(self.returned.state, "cancelled")
        for key in ("accept", "register", "no_such", "_transition"):
            with self.subTest(key=key):
                self.assertEqual(self.press_from(self.draft, self.done, key).status_code, 404)
        self.assertEqual(self.done.state, "cs_check")

    def press_from(self, page, application, key):
        csrf = self.page(page).xpath("//input[@name='csrf_token']/@value")[0]
        return self.url_open(f"/my/applications/{application.id}/{key}", data={"csrf_token": csrf})

    def test_note_field(self):
        """A button that asks for words has a labelled field for them, required where the table says so."""
        for application in (self.returned, self.correction, self.clarified()):
            for form in self.page(application).xpath("//form[not(@enctype)][contains(@action, '/my/applications/')]"):
                key = re.sub(r".*/", "", form.get("action"))
                fields = form.xpath(".//textarea")
                with self.subTest(state=application.state, key=key):
                    if application._procedure().transitions[key].note:
                        self.assertTrue(form.xpath(".//textarea[@required]"))
                    for field in fields:
                        self.assertTrue(form.xpath(f".//label[@for='{field.get('id')}']"))

    def test_answer(self):
        """Who is asked to clarify hands in with an answer."""
        application = self.clarified()
        asked = application.request_ids
        self.press(application, "hand_in_correction", **{f"answer_{asked.id}": "Hari Minggu pukul 10.00"})
        self.assertEqual(application.state, "corrected")
        line = application.control_ids.filtered("action").sorted("sequence")[-1:]
        self.assertEqual((asked.answer, line.user_id), ("Hari Minggu pukul 10.00", self.portal_user))

    def clarified(self):
        """Return an application of which the agency head has asked the applicant something."""
        application = self.bring_to(self.file(), "agency_approval")
        self.as_role(application, "agency_head").action_request_clarification("Jam buka hari Minggu?")
        self.env.flush_all()
        return application

    def test_hand_in(self):
        """Who has mended the papers hands in by one button, once; nobody else does."""
        self.authenticate("test_stranger", "test_stranger")
        csrf = self.page().xpath("//input[@name='csrf_token']/@value")
        answer = self.url_open(
            f"/my/applications/{self.correction.id}/hand_in_correction", data={"csrf_token": (csrf or [""])[0]}
        )
        self.assertNotIn("Pameran Kayu", answer.text)
        self.assertEqual(self.correction.state, "correction")
        self.authenticate("test_applicant", "test_applicant")
        self.read_in("en_US")
        self.press(self.correction, "hand_in_correction")
        self.assertEqual(self.correction.state, "correction")
        self.answer_requests(self.as_role(self.correction, "applicant"))
        self.env.flush_all()
        self.press(self.correction, "hand_in_correction")
        self.assertEqual(self.correction.state, "corrected")
        self.assertNotIn("hand_in_correction", self.offered(self.correction))
        page = self.press(self.correction, "hand_in_correction")
        self.assertEqual((page.status_code, self.correction.state), (200, "corrected"))
