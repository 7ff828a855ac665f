"""The questionnaire behind the link: answered once, by people, on any phone, without JavaScript."""

import re

from odoo import fields
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from ...controllers.public_page import HEADERS
from ...models.satisfaction.satisfaction_visit import VISITS_PER_MINUTE
from .common_satisfaction import CONTENT, SatisfactionCase

ENGLISH = {"Accept-Language": "en-GB,en;q=0.9,id;q=0.5"}
ANSWERED = "This questionnaire was answered already"
UNKNOWN = "This link opens nothing"


@tagged("post_install", "-at_install")
class TestAnswering(SatisfactionCase, HttpCase):
    """A citizen opens the link of the e-mail, and whatever else opens links does so, too."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.application = cls.handed_over()
        cls.Ballot = cls.env["ptsp.satisfaction.ballot"].sudo()

    def path(self, channel="link", application=None):
        return "/" + (application or self.application)._questionnaire_url(channel).split("/", 3)[3]

    def get(self, path, **more):
        self.env.flush_all()
        return self.url_open(path, headers=ENGLISH, **more)

    def send(self, path, points=CONTENT, **more):
        self.env.flush_all()
        data = {f"q{key}": value for key, value in self.chosen(points).items()} if points else {}
        response = self.url_open(path, data={**data, "lang": "en", **more})
        self.env.invalidate_all()
        return response

    def test_answer(self):
        """Whoever has the link answers; the application knows that, and by which way."""
        page = self.get(self.path())
        self.assertEqual(page.status_code, 200)
        self.assertEqual(len(re.findall("<fieldset", page.text)), 13)
        self.assertNotIn(self.application.name, page.text)
        self.assertNotIn(self.applicant.name, page.text)
        for name, value in HEADERS.items():
            self.assertEqual(page.headers[name], value)
        self.assertFalse(page.cookies)
        answer = self.send(self.path())
        self.assertIn("Thank you", answer.text)
        self.assertEqual(self.application.satisfaction_channel, "link")
        self.assertEqual(len(self.Ballot.search([("service_id", "=", self.service.id)])), 1)

    def test_each_way(self):
        """Link, code and tablet have addresses of their own, and one answer together."""
        first, second, third = self.handed_over(3)
        for application, channel in ((first, "link"), (second, "qr"), (third, "tablet")):
            paths = {each: self.path(each, application) for each in ("link", "qr", "tablet")}
            self.assertEqual(len(set(paths.values())), 3)
            self.send(paths[channel])
            self.assertEqual(application.satisfaction_channel, channel)
            for path in paths.values():
                self.assertIn(ANSWERED, self.get(path).text)
                self.assertIn(ANSWERED, self.send(path).text)
        self.assertEqual(len(self.Ballot.search([("service_id", "=", self.service.id)])), 3)

    def test_twice(self):
        """A link that was used says so in one sentence, and takes nothing."""
        path = self.path()
        self.send(path)
        count = self.Ballot.search_count([])
        for response in (self.get(path), self.send(path, "111111111")):
            self.assertEqual(response.status_code, 200)
            self.assertIn(ANSWERED, response.text)
            self.assertNotIn("<form", response.text)
        self.assertEqual(self.Ballot.search_count([]), count)

    def test_robots(self):
        """Programs that open, fetch ahead or check links use none up; forms without answers are none."""
        path = self.path()
        for headers in (
            {"User-Agent": "Googlebot/2.1"},
            {"Purpose": "prefetch", "Sec-Purpose": "prefetch"},
            {"User-Agent": "Microsoft Office Existence Discovery"},
        ):
            self.url_open(path, headers=headers)
            self.opener.head(self.base_url() + path, headers=headers)
            self.url_open(f"{path}?utm_source=mail&lang=x", headers=headers)
        page = self.send(path, "")
        self.assertIn("Please answer the questions that are marked", page.text)
        self.send(path, "", q1="1", q999999999="x", submit="1", answer="344434443")
        self.assertFalse(self.application.satisfaction_channel)
        self.assertFalse(self.Ballot.search([("service_id", "=", self.service.id)]))
        self.assertIn("noindex", page.text)
        self.assertIn("Thank you", self.send(path).text)

    def test_missing(self):
        """An element without an answer is marked; what was chosen stays."""
        question = self.questions[4]
        kept = self.questions[0].suggested_answer_ids[2]
        page = self.send(self.path(), **{f"q{question.id}": ""})
        self.assertEqual(page.text.count("(please choose one)"), 1)
        self.assertRegex(page.text, rf'value="{kept.id}"[^>]*checked')
        self.assertFalse(self.application.satisfaction_channel)

    def test_strange_answers(self):
        """An answer of another question is none; a text is cut; nothing breaks the page."""
        first, second = self.questions[:2]
        page = self.send(self.path(), **{f"q{first.id}": second.suggested_answer_ids[0].id})
        self.assertEqual(page.text.count("(please choose one)"), 1)
        script = "<script>alert(1)</script>\0" + "x" * 20000
        page = self.send(self.path(), **{f"q{self.words.id}": script, f"q{first.id}": ""})
        self.assertNotIn("<script>alert", page.text)
        page = self.send(self.path(), **{f"q{self.words.id}": script})
        self.assertIn("Thank you", page.text)
        texts = [
            each.answers.get(str(self.words.id)) for each in self.Ballot.search([("service_id", "=", self.service.id)])
        ]
        self.assertEqual([len(text) for text in texts], [2000])

    @mute_logger("odoo.http")
    def test_too_large(self):
        """A form of a megabyte is refused before it is read."""
        response = self.send(self.path(), **{f"q{self.words.id}": "x" * 1024 * 1024})
        self.assertEqual(response.status_code, 413)
        self.assertFalse(self.application.satisfaction_channel)

    def test_wrong_links(self):
        """What is no link of this database finds nothing, and all of it has one answer."""
        path = self.path()
        other = self.handed_over()
        base, token = path.rsplit("/", 1)
        wrong = (
            "x",
            token[:-1],
            f"{token}0",
            token.upper(),
            f"q{token[1:]}",
            token.replace(f"l{self.application.id}-", f"l{other.id}-"),
            f"p{token[1:]}",
            "l999999999-" + "0" * 32,
            "l0-" + "0" * 32,
        )
        for each in wrong:
            for response in (self.get(f"{base}/{each}"), self.send(f"{base}/{each}")):
                self.assertEqual(response.status_code, 404, each)
                self.assertIn(UNKNOWN, response.text)
        self.assertFalse(self.application.satisfaction_channel or other.satisfaction_channel)

    def test_not_yet_and_too_late(self):
        """Before the hand-over the link waits, a month later it is closed: each says so."""
        ready = self.bring_to(self.file(), "pickup").sudo()
        self.assertIn("Not yet", self.get(self.path(application=ready)).text)
        self.assertIn("Not yet", self.send(self.path(application=ready)).text)
        path = self.path()
        self.application._as_procedure().handed_over_at = fields.Datetime.subtract(fields.Datetime.now(), days=31)
        for response in (self.get(path), self.send(path)):
            self.assertIn("This questionnaire is closed", response.text)
        self.assertFalse(self.application.satisfaction_channel or ready.satisfaction_channel)
        self.assertEqual(self.application._questionnaire_url(), "")

    def test_limit(self):
        """One address opens and sends so many in a minute, then waits; nothing is lost."""
        path = self.path()
        for _visit in range(VISITS_PER_MINUTE):
            self.assertEqual(self.get(path).status_code, 200)
        for response in (self.get(path), self.send(path)):
            self.assertEqual(response.status_code, 429)
            self.assertEqual(response.headers["Retry-After"], "60")
        self.assertFalse(self.application.satisfaction_channel)
        self.env["ptsp.satisfaction.visit"].sudo().search([]).unlink()
        self.assertIn("Thank you", self.send(path).text)

    def test_both_languages(self):
        """The page speaks Indonesian and English, whoever is logged in."""
        path = self.path()
        self.env.flush_all()
        self.assertIn('<html lang="id"', self.url_open(f"{path}?lang=id").text)
        self.assertIn('<html lang="en"', self.url_open(f"{path}?lang=en").text)
        self.authenticate("test_manager", "test_manager")
        self.assertIn('<html lang="id"', self.url_open(f"{path}?lang=id").text)

    def test_not_by_odoo(self):
        """Odoo's own page of the survey takes no answer, whatever it is asked."""
        before = self.env["survey.user_input"].sudo().search_count([])
        for address in (
            f"/survey/start/{self.survey.access_token}",
            f"/survey/{self.survey.access_token}/x",
            f"/survey/start/{self.survey.access_token}?answer_token=x",
        ):
            self.get(address)
        self.assertEqual(self.env["survey.user_input"].sudo().search_count([]), before)
