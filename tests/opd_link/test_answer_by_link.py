"""An OPD without accounts answers by a link, and all of it stands in the control sheet."""

import base64
import json
import logging
import re

from odoo.tests import tagged

from ...controllers.public_page import HEADERS
from ..common import PDF
from ..common_documents import text_of_pdf
from .common_opd_link import ENGLISH, GONE, SECRET, OpdLinkCase

_logger = logging.getLogger(__name__)
#: Queries of the page, and of a paper that it shows, warm.
LIMIT = 12


@tagged("post_install", "-at_install")
class TestAnswerByLink(OpdLinkCase):
    """Whoever reads the mail of the OPD reads the papers and gives the opinion."""

    def findings(self, result="met"):
        """Return what is entered on the criteria."""
        return {f"finding_{one.id}": result for one in self.review.finding_ids} | {
            f"remark_{self.review.finding_ids[0].id}": "Dua pintu"
        }

    def test_from_mail_to_opinion(self):
        """Code, papers, criteria, conditions and a letter: the file goes on, and the sheet says who has answered."""
        self.assertIn("Send a code", self.open_link().text)
        page = self.get_in()
        for text in ("Opinion on Lalu lintas", "Akses keluar masuk", "Rambu dipasang", "Denah.pdf", "Kaltim Expo"):
            self.assertIn(text, page.text)
        paper = self.review.application_id.checklist_ids.attachment_ids
        self.assertEqual(self.open_link(f"papers/{paper.id}").content, PDF)
        answer = self.post(
            "answer", self.opinion(**self.findings()), files={"files": ("Surat.pdf", PDF, "application/pdf")}
        )
        self.assertIn("The opinion was received", answer.text)
        self.env.invalidate_all()
        review = self.review
        self.assertEqual(
            (review.state, review.opinion_kind, review.opinion), ("issued", "conditional", "Tidak keberatan")
        )
        self.assertEqual(review.condition_ids.mapped("text"), ["Rambu dipasang", "Parkir di sisi timur"])
        self.assertEqual(set(review.finding_ids.mapped("result")), {"met"})
        self.assertEqual(review.finding_ids[0].remark, "Dua pintu")
        self.assertEqual(review.opinion_file_ids.raw, PDF)
        self.assertFalse(review.issued_by_id)
        self.assertEqual(review.answered_by_name, "Rina, Kepala Seksi Lalin")
        self.assertEqual(self.application.sudo().state, "drafting")
        line = self.application.sudo().control_ids.filtered(lambda one: one.action == "receive_advice")
        self.assertIn("Koordinasi dengan Satlantas", line.note)
        self.assertIn("Rina, Kepala Seksi Lalin", line.note)
        given = json.loads(line.evidence)["opinions"][str(review.id)]
        self.assertEqual(given["answered_by_link"], "Rina, Kepala Seksi Lalin")
        told = self.as_role(self.application, "auditor").action_verify_control_sheet()["params"]
        self.assertEqual(told["type"], "success", told["message"])
        self.assertIn(GONE, self.open_link().text)
        done = ["opened", "code_sent", "confirmed", "paper", "answered", "closed"]
        self.assertEqual(self.review.link_ids.visit_ids.sorted("id").mapped("what"), done)

    def test_second_opd_is_waited_for(self):
        """Where another OPD still owes its opinion, the file stays with it."""
        agencies = self.agency + self.other_agency
        application = self.send_to_opd(*({"agency_id": one.id, "kind": "Umum"} for one in agencies))
        token = self.token_of_mail()
        self.get_in(token)
        self.assertIn("was received", self.post("answer", self.opinion(library=""), token=token).text)
        self.env.invalidate_all()
        self.assertEqual(application.sudo().state, "technical")
        other = application.sudo().review_ids.filtered(lambda one: one.agency_id == self.other_agency)
        other.with_user(self.other_opd_user).action_issue("Setuju")
        self.assertEqual(application.sudo().state, "drafting")
        line = application.sudo().control_ids.filtered(lambda one: one.action == "receive_advice")
        self.assertIn("Rina, Kepala Seksi Lalin", line.note)
        self.assertEqual(line.user_id, self.other_opd_user)

    def test_refused(self):
        """What lacks is told in one sentence, and what was typed stays."""
        self.get_in()
        for lacking, sentence in {
            "opinion": "Write the opinion",
            "opinion_kind": "Choose the result",
            "answered_by": "Write your name",
        }.items():
            with self.subTest(lacking):
                typed = self.opinion(**self.findings("not_met"))
                page = self.post("answer", {**typed, lacking: " "}).text
                self.assertIn(sentence, page)
                for name in {"conditions", "advice_number", "control_note"} - {lacking}:
                    self.assertIn(typed[name], page)
                self.assertEqual(page.count('value="not_met" checked="checked"'), 2)
        page = self.post("answer", self.opinion(), files={"files": ("Surat.exe", b"MZ", "application/pdf")}).text
        self.assertIn('class="problem"', page)
        self.assertIn("Parkir di sisi timur", page)
        self.env.invalidate_all()
        self.assertEqual(self.review.state, "sent")
        self.assertFalse(self.review.finding_ids.filtered("result"))

    def test_returned(self):
        """An opinion that goes back leaves by mail again, with the reason."""
        self.get_in()
        self.post("answer", self.opinion())
        self.leave()
        self.env.invalidate_all()
        self.as_role(self.review, "processing").action_return("Syarat parkir kurang jelas")
        token = self.token_of_mail()
        self.assertNotEqual(token, self.token)
        self.assertIn(GONE, self.open_link().text)
        self.assertIn("Syarat parkir kurang jelas", self.get_in(token).text)
        self.assertIn("was received", self.post("answer", self.opinion(opinion="Baru"), token=token).text)
        self.env.invalidate_all()
        self.assertEqual(self.review.opinion, "Baru")

    def test_cover_letter(self):
        """Its own cover letter stands first among the papers, as PDF; that to another OPD is nowhere."""
        self.env["ptsp.technical.review"]._as_procedure().create(
            {
                "application_id": self.application.id,
                "agency_id": self.other_agency.id,
                "kind": SECRET,
                "state": "sent",
                "cover_letter_number": "9999/PENGANTAR",
            }
        )
        self.assertEqual(self.open_link("papers/0").status_code, 404)
        page = self.get_in().text
        self.assertLess(page.index("papers/0"), page.index("Denah.pdf"))
        self.assertIn("Surat Pengantar", page)
        answer = self.open_link("papers/0")
        self.assertEqual(answer.headers["Content-Type"], "application/pdf")
        words = text_of_pdf(answer.content)
        self.assertIn(self.review.cover_letter_number, words)
        self.assertIn(self.agency.name, words)
        for hidden in (SECRET, self.other_agency.name, "9999/PENGANTAR"):
            self.assertNotIn(hidden, words)
        self.assertEqual(self.review.link_ids.visit_ids[:1].what, "paper")
        self.as_role(self.review, "processing").action_issue("Tidak keberatan")
        self.assertEqual(self.open_link("papers/0").status_code, 404)

    def test_paper_instead(self):
        """The opinion may still come on paper: who enters it stands there, and the link opens nothing."""
        self.as_role(self.review, "processing").action_issue(
            "Tidak keberatan", files=[{"name": "Surat.pdf", "datas": base64.b64encode(PDF).decode()}]
        )
        self.assertFalse(self.review.answered_by_name)
        self.assertEqual(self.review.issued_by_id, self.users["processing"])
        self.assertIn(GONE, self.open_link().text)

    def test_languages(self):
        """The page speaks the language of the browser, or the one that was chosen."""
        self.assertIn('lang="en"', self.open_link().text)
        self.assertIn('lang="id"', self.url_open(self.path()).text)
        self.assertIn('lang="id"', self.open_link("?lang=id").text)
        [link] = re.findall(r'/ptsp/opinion/[^"]+', self.mails()[:1].body_html)[:1]
        self.assertIn('lang="id"', self.url_open(link, headers=ENGLISH).text, "as the mail that names it")
        self.post("code", {"go": "send", "lang": "id"})
        self.assertIn("Nama pameran", self.post("code", {"code": self.code_of_mail(), "lang": "id"}).text)

    def test_few_queries(self):
        """Each state of the page costs few queries."""
        costs = {}

        def cost(name, visit):
            visit()
            with self.recorded() as queries:
                visit()
            costs[name] = len(queries)
            self.assertLessEqual(len(queries), LIMIT, name + "\n" + "\n".join(queries))

        cost("start", self.open_link)
        cost("unknown", lambda: self.open_link(token="x"))
        self.get_in()
        cost("review", self.open_link)
        paper = self.review.application_id.checklist_ids.attachment_ids
        cost("paper", lambda: self.open_link(f"papers/{paper.id}"))
        _logger.info("Queries of the page of an opinion: %s", costs)

    def test_headers(self):
        """The page runs nothing but its own files, is kept by nobody, and has no script."""
        for response in (self.open_link(), self.get_in(), self.open_link(token="x")):
            for name, value in HEADERS.items():
                self.assertEqual(response.headers[name], value)
            for never in ("<style", "style=", "<script", "javascript:", "http://", "data-oe"):
                self.assertNotIn(never, response.text)
        self.leave()
        cookie = self.post("code", {"go": "send"}).headers["Set-Cookie"]
        for part in ("HttpOnly", "SameSite=Strict", f"Path={self.path()}"):
            self.assertIn(part, cookie)
