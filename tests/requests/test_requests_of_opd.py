"""An OPD asks the applicant through Customer Service, while the file stays with it."""

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged

from ..common import PtspCase


@tagged("post_install", "-at_install")
class TestRequestsOfOpd(PtspCase):
    """The remark to step 10: what an OPD asks leaves at once, and its opinion waits for the answer."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.application = cls.bring_to(cls.file(), "technical")
        cls.review = cls.application.review_ids.with_user(cls.users["technical"])
        cls.desk = cls.as_role(cls.application, "customer_service")

    def to_dos(self):
        """Return the to-dos that an OPD's question has left."""
        kind = self.env.ref("ptsp_exhibition.activity_type_request")
        return self.application.sudo().activity_ids.filtered(lambda to_do: to_do.activity_type_id == kind)

    def test_leaves_at_once(self):
        """The applicant is asked at once; Customer Service has a to-do; state and clock stay as they are."""
        before = self.snapshot(self.application)
        request = self.review.action_ask("Berapa tempat parkir?")
        self.assertEqual((request.state, request.round, request.desk_name), ("sent", 1, self.agency.name))
        self.assertEqual(request.with_user(self.portal_user).text, "Berapa tempat parkir?")
        self.assertEqual(self.snapshot(self.application), before)
        self.assertIn(self.agency.name, self.to_dos().note)
        self.assertNotIn(self.agency.name, self.to_dos().summary)
        mail = self.env["mail.mail"].search([("model", "=", "ptsp.application")], order="id desc", limit=1)
        self.assertIn("Berapa tempat parkir?", mail.body_html)

    def test_answer_received(self):
        """With the last answer to what OPD have asked the applicant is told once that it has come, not with each."""
        first, second = (self.review.action_ask(text) for text in ("Berapa bus?", "Berapa mobil?"))

        def told():
            return self.application.sudo().notice_ids.filtered(lambda notice: notice.kind == "answer_received")

        first.with_user(self.portal_user).action_answer("Lima")
        self.assertFalse(told())
        second.with_user(self.portal_user).action_answer("Enam")
        self.assertEqual((len(told()), told().recipient_id), (1, self.application.sudo().partner_id))
        second.with_user(self.portal_user).action_answer("Tujuh")
        self.assertEqual((len(told()), self.application.state), (1, "technical"))
        first.action_ask_again("Dengan minibus?")
        first.with_user(self.users["customer_service"]).action_answer("Delapan")
        self.assertEqual(len(told()), 2)

    def test_opinion_waits(self):
        """The opinion is given once the OPD has accepted the answer."""
        member = self.application.with_user(self.users["technical"])
        self.assertEqual((member.may_issue_opinion, self.review.waits_for_applicant), (True, False))
        request = self.review.action_ask("Berapa tempat parkir?")
        self.assertEqual((member.may_issue_opinion, self.review.waits_for_applicant), (False, True))
        with self.assertRaisesRegex(UserError, "has asked the applicant: accept the answer first"):
            self.review.action_issue("Tidak keberatan")
        request.with_user(self.portal_user).action_answer("Lima puluh")
        self.assertFalse(self.to_dos())
        self.assertEqual(request.answer, "Lima puluh")
        with self.assertRaisesRegex(UserError, "accept the answer first"):
            self.review.action_issue("Tidak keberatan")
        request.action_ask_again("Dengan bus?")
        self.assertEqual((request.state, request.text, request.round), ("sent", "Dengan bus?", 2))
        self.assertTrue(self.to_dos())
        request.with_user(self.users["customer_service"]).action_answer("Dengan bus")
        request.action_accept()
        self.review.action_issue("Tidak keberatan")
        self.assertEqual(self.application.state, "drafting")
        application = self.application.sudo()
        self.assertEqual(application._differences_from_sheet(application.control_ids.filtered("ended_at")), [])

    def test_papers(self):
        """An OPD asks for papers, those of the checklist and others, and for no details of the application."""
        line = self.application.checklist_ids[0]
        paper = self.review.action_ask("Lebih jelas", "paper", checklist_line_id=line.id)
        extra = self.review.action_ask("Perlu", "extra_paper", paper_name="Analisis lalu lintas")
        self.assertEqual((paper.name, extra.name), (line.name, "Analisis lalu lintas"))
        for args in (("Apa?", "data"), ("Apa?", "paper"), ("Apa?", "extra_paper"), (" ",), ("Apa?", "paper", "x")):
            with self.subTest(args=args), self.assertRaises(UserError), self.env.cr.savepoint():
                self.review.action_ask(*args)

    def test_who(self):
        """Members of the OPD ask, and who enters opinions on paper; nobody else, and only while they have the file."""
        for user in (self.users["customer_service"], self.users["agency_head"], self.users["manager"]):
            with self.assertRaises(AccessError):
                self.review.with_user(user).action_ask("Apa?")
        for user in (self.other_opd_user, self.portal_user, self.other_portal_user):
            with self.assertRaises(AccessError):
                self.review.with_user(user).action_ask("Apa?")
        request = self.review.with_user(self.users["processing"]).action_ask("Apa?")
        for user in (self.users["customer_service"], self.users["verification"]):
            with self.assertRaises(AccessError):
                request.with_user(user).action_accept()
        request.with_user(self.users["processing"]).action_accept()
        self.review.action_issue("Tidak keberatan")
        with self.assertRaisesRegex(UserError, "does not have the file now"):
            self.review.action_ask("Apa?")

    def test_another_opd(self):
        """An OPD reads what it has asked itself, and nothing of another's or of the agency's."""
        application = self.bring_to(self.file(), "verification")
        officer = self.as_role(application, "verification")
        self.mark_deficient(officer, "verification_result")
        officer.action_request_correction()
        self.hand_in_correction(self.as_role(application, "applicant"))
        self.as_role(application, "customer_service").action_complete_correction()
        self.prepare(officer, "verify_technical")
        officer.env["ptsp.technical.review"].create(
            {"application_id": application.id, "agency_id": self.other_agency.id, "kind": "Ketertiban"}
        )
        officer.action_verify_technical()
        self.dispatch_to_opd(self.as_role(application, "liaison"))
        mine, other = application.review_ids.sorted(lambda review: review.agency_id != self.agency)
        asked = mine.with_user(self.users["technical"]).action_ask("Rahasia?")
        asked.with_user(self.portal_user).action_answer("Ya")
        self.assertEqual(len(application.sudo().request_ids), 2)
        domain = [("application_id", "=", application.id)]
        for user, found in ((self.users["technical"], asked), (self.other_opd_user, asked.browse())):
            self.env.invalidate_all()
            self.assertEqual(self.env["ptsp.request"].with_user(user).search(domain), found)
            said = self.env["ptsp.request.exchange"].with_user(user)
            self.assertEqual(said.search([("request_id.application_id", "=", application.id)]).request_id, found)
        self.assertFalse(other.with_user(self.other_opd_user).request_ids)
        with self.assertRaises(AccessError):
            asked.with_user(self.other_opd_user).read(["text"])
        self.assertTrue(asked.read(["text", "answer", "exchange_ids", "desk_name", "name"]))

    def test_nothing_else_in_their_name(self):
        """What an OPD has asked is not handed in with the file, nor asked again by others."""
        with self.assertRaises(UserError):
            self.review.write({"request_ids": [Command.create({"application_id": self.application.id})]})
        request = self.review.action_ask("Apa?")
        self.desk.action_cancel("Ditarik")
        with self.assertRaisesRegex(UserError, "is not asked at the moment"):
            request.with_user(self.portal_user).action_answer("Ini")
        self.assertFalse(self.to_dos())
