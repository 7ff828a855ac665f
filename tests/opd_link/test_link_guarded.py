"""Nobody gets in who does not read the mail of the OPD, and nobody who is in gets any further."""

from urllib.parse import quote, unquote

from odoo.exceptions import UserError
from odoo.fields import Datetime
from odoo.tests import tagged
from odoo.tools import mute_logger

from ...models.opd_link.opd_visit import CODES_PER_HOUR, TRIES
from ...models.opd_link.opd_visit_log import VISITS_PER_MINUTE
from ..common import PDF
from .common_opd_link import GONE, SECRET, OpdLinkCase


@tagged("post_install", "-at_install")
class TestLinkGuarded(OpdLinkCase):
    """Guessed, replayed, expired, used by two, closed in the middle: one sentence, and nothing is lost."""

    def test_gone_looks_alike(self):
        """Guessed, expired, revoked and given: the very same page, which tells nothing of the review."""
        pages = set()
        for token in ("x", "A" * 43, self.token[:-1], self.token + "A", self.token.swapcase(), quote("😀"), "9" * 900):
            pages.add(self.open_link(token=token).text.replace(self.path(token=unquote(token)), ""))
        link = self.review.link_ids
        for change in ("revoked_at = now() at time zone 'utc'", "revoked_at = NULL, expires_at = '2020-01-01'"):
            self.env.cr.execute(f"UPDATE ptsp_opd_link SET {change} WHERE id = %s", link.ids)  # pylint: disable=sql-injection
            self.env.invalidate_all()
            pages.add(self.open_link().text.replace(self.path(), ""))
        self.assertEqual(len(pages), 1)
        self.assertIn(GONE, pages.pop())
        self.assertEqual(self.open_link().status_code, 404)

    def test_without_code(self):
        """The link alone shows nothing of the application, hands out no paper, and takes no opinion."""
        paper = self.review.application_id.checklist_ids.attachment_ids
        for response in (self.open_link(), self.post("answer", self.opinion())):
            for secret in ("Kaltim Expo", "Lalu lintas", self.applicant.name, self.application.name, "dishub@"):
                self.assertNotIn(secret, response.text)
        self.assertEqual(self.open_link(f"papers/{paper.id}").status_code, 404)
        self.env.invalidate_all()
        self.assertEqual(self.review.state, "sent")

    def test_typed_before_the_code(self):
        """What was typed while the visit ended shows again after the code."""
        self.get_in()
        self.env.cr.execute("UPDATE ptsp_opd_visit SET confirmed_at = confirmed_at - interval '5 hours'")
        typed = self.opinion(opinion="Panjang sekali")
        page = self.post("answer", typed).text
        self.assertIn("Send a code", page)
        self.assertIn('value="Panjang sekali"', page)
        self.post("code", {**typed, "go": "send"})
        page = self.post("code", {**typed, "code": self.code_of_mail()}).text
        self.assertIn("Panjang sekali</textarea>", page)
        self.assertIn('value="conditional" checked="checked"', page)

    def test_codes_are_tried_in_vain(self):
        """A code may be entered wrongly a few times; then the right one opens nothing, either."""
        self.post("code", {"go": "send"})
        right = self.code_of_mail()
        wrong = f"{(int(right) + 1) % 10**6:06d}"
        for _index in range(TRIES):
            self.assertIn("not the code", self.post("code", {"code": wrong}).text)
        self.assertIn("not the code", self.post("code", {"code": right}).text)
        self.assertIn("Opinion on Lalu lintas", self.get_in().text)

    def test_codes_wait(self):
        """Only a few codes are sent in an hour, whoever asks."""
        for _index in range(CODES_PER_HOUR):
            self.post("code", {"go": "send"})
            self.leave()
        count = len(self.mails())
        self.assertIn("Several codes were sent", self.post("code", {"go": "send"}).text)
        self.env.invalidate_all()
        self.assertEqual(len(self.mails()), count)

    def test_code_of_another_browser(self):
        """A code opens for the browser that asked for it, once, and not when it is old."""
        self.post("code", {"go": "send"})
        code, secret = self.code_of_mail(), self.leave()
        self.assertNotIn("Lalu lintas", self.post("code", {"code": code}).text)
        self.come_back(secret)
        self.env.cr.execute("UPDATE ptsp_opd_visit SET create_date = create_date - interval '16 minutes'")
        self.assertNotIn("Lalu lintas", self.post("code", {"code": code}).text)
        self.env.cr.execute("UPDATE ptsp_opd_visit SET create_date = create_date + interval '16 minutes'")
        for odd in ("", "٣" * 6, "0" * 20, "' OR 1=1"):
            self.assertNotIn("Lalu lintas", self.post("code", {"code": odd}).text)
        self.assertIn("Lalu lintas", self.post("code", {"code": f" {code[:3]} {code[3:]}"}).text)
        self.leave()
        self.assertNotIn("Lalu lintas", self.post("code", {"code": code}).text)

    def test_two_people(self):
        """Two read the same mail: the first answers, the second is told, keeps the words, and sees nothing more."""
        self.get_in()
        first = self.leave()
        self.get_in()
        second = self.leave()
        self.come_back(first)
        self.assertIn("was received", self.post("answer", self.opinion()).text)
        self.come_back(second)
        page = self.post("answer", self.opinion(opinion="Sama sekali lain")).text
        self.assertIn("Nothing was sent", page)
        self.assertIn("Sama sekali lain", page)
        self.assertNotIn("Kaltim Expo", page)
        self.assertIn(GONE, self.open_link().text)
        self.env.invalidate_all()
        self.assertEqual(self.review.opinion, "Tidak keberatan")
        # Whoever was never in is told nothing of it.
        self.leave()
        self.assertIn(GONE, self.post("answer", self.opinion()).text)

    def test_closed_in_the_middle(self):
        """Withdrawn, revoked or cancelled while somebody writes: one sentence, and the words stay on the page."""
        closings = {
            "revoked": lambda: self.as_role(self.review, "liaison").action_revoke_link(),
            "mail box": lambda: self.agency.write({"email": "lain@dishub.example.com"}),
            "withdrawn": lambda: self.as_role(self.review, "processing").action_withdraw("Tidak perlu lagi"),
        }
        for name, close in closings.items():
            with self.subTest(name):
                self.agency.email = "surat@dishub.example.com"
                self.as_role(self.review, "liaison").action_send_link()
                token = self.token_of_mail()
                self.get_in(token)
                self.env.invalidate_all()
                close()
                page = self.post("answer", self.opinion(opinion="Sudah ditulis"), token=token)
                self.assertIn("Nothing was sent", page.text)
                self.assertIn("Sudah ditulis", page.text)
                self.assertIn(GONE, self.open_link(token=token).text)
                paper = self.review.application_id.checklist_ids.attachment_ids
                self.assertEqual(self.open_link(f"papers/{paper.id}", token=token).status_code, 404)
                self.leave()

    @mute_logger("odoo.http")
    def test_no_way_to_another_review(self):
        """Whoever is in reads no paper of another file, no word of another OPD, and writes no finding of another."""
        other = self.send_out()
        other_review = other.sudo().review_ids
        self.get_in()
        for file in other.sudo().checklist_ids.attachment_ids | self.env["ir.attachment"].create(
            {"name": "x", "raw": PDF}
        ):
            self.assertEqual(self.open_link(f"papers/{file.id}").status_code, 404)
        foreign = {f"finding_{other_review.finding_ids[0].id}": "met"}
        self.assertIn('class="problem"', self.post("answer", self.opinion(**foreign)).text)
        condition = self.env["ptsp.opinion.condition"].create({"agency_id": self.other_agency.id, "text": SECRET})
        page = self.post("answer", self.opinion(library=str(condition.id))).text
        self.assertIn('class="problem"', page)
        self.assertNotIn(SECRET, page)
        # The secret of this visit opens no other link.
        token = self.token_of_mail_of(other_review)
        self.come_back(self.leave(), token)
        self.assertIn("Send a code", self.open_link(token=token).text)

    def token_of_mail_of(self, review):
        """Have a link sent for a review, and return what stands in it."""
        self.env.invalidate_all()
        self.as_role(review, "liaison").action_send_link()
        return self.token_of_mail()

    def test_words_of_another_opd(self):
        """The page of one OPD bears nothing of what another one was asked and has said."""
        application = self.send_to_opd(
            {"agency_id": self.other_agency.id, "kind": SECRET},
            {"agency_id": self.agency.id, "kind_id": self.kind.id},
        )
        theirs = application.sudo().review_ids.filtered(lambda one: one.agency_id == self.other_agency)
        theirs.with_user(self.other_opd_user).action_ask(f"{SECRET}?")
        theirs.request_ids.sudo()._as_procedure()._accept()
        theirs.with_user(self.other_opd_user).action_issue(SECRET, conditions=SECRET, note=SECRET)
        token = self.token_of_mail()
        page = self.get_in(token).text
        self.assertIn("Lalu lintas", page)
        self.assertNotIn(SECRET, page)
        self.assertNotIn(self.other_agency.name, page)

    def test_many_visits(self):
        """After many visits in a minute an address waits."""
        Link = self.env["ptsp.opd.link"]
        for _index in range(VISITS_PER_MINUTE):
            self.assertEqual(Link._show("127.0.0.1", "x", "")["status"], "unknown")
        # However long a test takes.
        self.env.cr.execute("UPDATE ptsp_opd_visit_log SET create_date = %s", [Datetime.now()])
        response = self.open_link()
        self.assertEqual(response.status_code, 429)
        self.assertEqual(Link._show("127.0.0.2", self.token, "")["status"], "start")

    def test_context_opens_nothing(self):
        """No key of the context that a client sends lets anybody answer for the OPD."""
        for user in (self.other_opd_user, self.users["verification"], self.portal_user):
            for key in ([self.review.id, "Rina"], {"review_id": self.review.id, "name": "Rina"}, True):
                review = self.review.with_user(user).with_context(ptsp_by_link=key)
                with self.subTest(user.login, key=key), self.assertRaises(UserError):
                    review.action_issue("Tidak keberatan")

    def test_forgotten(self):
        """Codes and visits are forgotten after their time."""
        self.get_in()
        self.env.invalidate_all()
        log, visit = self.env["ptsp.opd.visit.log"], self.env["ptsp.opd.visit"]
        self.env.cr.execute("UPDATE ptsp_opd_visit SET create_date = create_date - interval '3 days'")
        self.env.cr.execute("UPDATE ptsp_opd_visit_log SET create_date = create_date - interval '366 days'")
        visit._gc_visits()
        log._gc_visits()
        self.assertFalse(visit.search_count([]) + log.search_count([]))
