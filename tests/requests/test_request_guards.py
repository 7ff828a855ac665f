"""A file goes on when what its desk has asked is settled."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..common_requests import RequestsCase


@tagged("post_install", "-at_install")
class TestRequestGuards(RequestsCase):
    """Nobody hands in what is not answered, and nobody goes forward while a request of the own desk is open."""

    def to_agency_head(self):
        """Bring the application to the agency head."""
        officer = self.as_role(self.application, "verification")
        self.verify_direct(officer)
        for role, step in (
            ("processing", self.submit_draft),
            ("section_head", self.section_approve),
            ("division_head", self.division_approve),
        ):
            step(self.as_role(self.application, role))
        return self.as_role(self.application, "agency_head")

    def test_hand_in(self):
        """The file is handed in when each thing has an answer; the sentence names those without."""
        self.ask()
        self.ask_for_paper()
        question, paper = self.requests()
        self.assert_refused(self.applicant_view, "hand_in_correction", f"Answer first.*Question; {paper.name[:20]}")
        paper.with_user(self.portal_user).action_answer("Baru")
        self.assert_refused(self.applicant_view, "hand_in_correction", "Question\\.$")
        question.with_user(self.portal_user).action_answer("Utara")
        self.applicant_view.action_hand_in_correction()

    def test_answered_at_verification(self):
        """Verification accepts what it has asked before the file goes on."""
        self.ask()
        self.bring_back()
        self.officer.action_mark_checklist_ok()
        self.assert_refused(self.officer, "verify_direct", "Accept what the applicant of .* has answered.*Question")
        with self.assertRaises(AccessError):
            self.requests().with_user(self.users["customer_service"]).action_accept()
        self.requests().with_user(self.users["verification"]).action_accept()
        with self.assertRaisesRegex(UserError, "waits for no answer"):
            self.requests().with_user(self.users["verification"]).action_accept()
        self.officer.action_verify_direct()

    def test_prepared_at_verification(self):
        """What is prepared is sent, or deleted."""
        request = self.ask()
        self.officer.action_mark_checklist_ok()
        self.assert_refused(self.officer, "verify_direct", "Send to the applicant of .* what is prepared")
        request.unlink()
        self.officer.action_verify_direct()

    def test_finding_that_stops_nobody(self):
        """A deficient paper that is not mandatory stops nobody; the next desk asks in its own name."""
        self.service.requirement_ids[0].mandatory = False
        application = self.bring_to(self.file(), "cs_check")
        desk = self.as_role(application, "customer_service")
        desk.action_mark_checklist_ok()
        self.mark_deficient(desk, "service_result")
        desk.action_refer_help_desk("Jelaskan")
        self.as_role(application, "help_desk").action_complete_consultation("Sudah")
        self.assertEqual(application.sudo().request_ids.state, "prepared")
        desk.action_accept()
        self.assertFalse(application.sudo().request_ids)

    def test_same_reason_once_more(self):
        """A returned file that came back as it was is returned for the same reason, without marking it anew."""
        application = self.bring_to(self.file(), "returned")
        self.as_role(application, "applicant").action_resubmit()
        desk = self.as_role(application, "customer_service")
        desk.action_return_incomplete()
        request = application.sudo().request_ids
        self.assertEqual((request.state, request.round), ("sent", 2))
        self.assertEqual(request.exchange_ids.mapped("kind"), ["asked", "asked_again"])

    def test_heads_ask_together(self):
        """What section and division head prepare travels to the agency head, who sends all of it, or drops it."""
        self.to_agency_head()
        self.as_role(self.application, "agency_head").action_agency_return("Periksa")
        kept = self.ask("section_head", text="Satu")
        dropped = self.ask("section_head", text="Dua")
        self.section_approve(self.as_role(self.application, "section_head"))
        with self.assertRaisesRegex(UserError, "is asked by another desk"):
            kept.with_user(self.users["division_head"]).text = "Lain"
        with self.assertRaisesRegex(UserError, "is asked by another desk"):
            kept.with_user(self.users["division_head"]).unlink()
        self.division_approve(self.as_role(self.application, "division_head"))
        head = self.as_role(self.application, "agency_head")
        self.assert_refused(head, "sign", "Send to the applicant of .* what is prepared")
        dropped.with_user(self.users["agency_head"]).unlink()
        head.action_request_clarification("Untuk lembar pengendali")
        self.assertEqual(self.requests().mapped("text"), ["Satu"])
        self.hand_in()
        self.verify_direct(self.officer)
        self.submit_draft(self.as_role(self.application, "processing"))
        section = self.as_role(self.application, "section_head")
        self.assert_refused(section, "section_approve", "Accept what the applicant")
        self.section_approve(section)

    def test_note_becomes_question(self):
        """The note of the agency head is the question where nothing is prepared; the answer is accepted first."""
        head = self.to_agency_head()
        head.action_request_clarification("Jam buka hari Minggu?")
        request = self.requests()
        self.assertEqual((request.kind, request.text, request.state), ("question", "Jam buka hari Minggu?", "sent"))
        self.assertEqual(self.application.with_user(self.users["verification"]).why_here.count("hari Minggu"), 1)
        self.hand_in()
        head = self.to_agency_head()
        self.assert_refused(head, "sign", "Accept what the applicant")
        request.with_user(self.users["agency_head"]).action_accept()
        head.action_sign()

    def test_asked_again_at_once(self):
        """Customer Service asks again for what it chose, with its reason; the rest stays answered."""
        self.ask(text="Satu")
        self.ask(text="Dua")
        self.officer.action_request_correction()
        self.hand_in_correction(self.applicant_view)
        first, second = self.requests()
        again = first.with_user(self.users["customer_service"])
        with self.assertRaisesRegex(UserError, "Write why"):
            again.action_ask_again(" ")
        again.action_ask_again("Tidak terbaca")
        self.assert_refused(self.desk, "complete_correction", "Send to the applicant")
        self.desk.action_ask_again("Lihat catatan")
        self.assertEqual((first.state, first.text, first.round), ("sent", "Tidak terbaca", 2))
        self.assertEqual((second.state, second.round), ("answered", 1))

    def test_note_asks_all_again(self):
        """Where nothing is chosen the note asks for all answers of the round anew."""
        self.ask(text="Satu")
        self.ask(text="Dua")
        self.officer.action_request_correction()
        self.hand_in_correction(self.applicant_view)
        self.desk.action_ask_again("Belum lengkap")
        self.assertEqual(self.requests().mapped("state"), ["sent", "sent"])
        self.assertEqual(self.requests().mapped("text"), ["Belum lengkap"] * 2)

    def test_own_question_of_customer_service(self):
        """What Customer Service itself has asked it accepts before it passes the file on."""
        self.ask()
        self.officer.action_request_correction()
        self.hand_in_correction(self.applicant_view)
        own = self.ask("customer_service", text="Nomor telepon?")
        self.desk.action_ask_again("Lihat catatan")
        self.hand_in_correction(self.applicant_view)
        self.assert_refused(self.desk, "complete_correction", "Accept what the applicant")
        own.action_accept()
        self.desk.action_complete_correction()
        self.assertEqual(self.requests().mapped("state"), ["answered", "accepted"])

    def test_where_and_by_whom(self):
        """Requests are prepared by whoever has the file, where the state opens them, and never in another's name."""
        for role in ("customer_service", "section_head", "manager", "auditor", "technical"):
            with self.subTest(role=role), self.assertRaises(UserError), self.env.cr.savepoint():
                self.ask(role)
        with self.assertRaises(UserError), self.env.cr.savepoint():
            self.env["ptsp.request"].sudo().create({"application_id": self.application.id, "text": "?"})
        request = self.ask()
        for vals in ({"state": "accepted"}, {"round": 1}, {"desk": "cs_check"}, {"answer": "x"}, {"again_reason": "x"}):
            for user in (self.users["verification"], self.env.ref("base.user_root")):
                with self.subTest(**vals), self.assertRaises(UserError):
                    request.with_user(user).write(vals)
        with self.assertRaises(UserError):
            request.application_id = self.file()
        with self.assertRaises(UserError):
            request.copy()
        self.officer.action_request_correction()
        for call in (lambda: request.write({"text": "Lain"}), request.unlink, lambda: request.sudo().unlink()):
            with self.assertRaises(UserError), self.env.cr.savepoint():
                call()

    def test_through_the_form(self):
        """The list on the form of the application takes requests by the same rules."""
        self.officer.write({"request_ids": [(0, 0, {"text": "Di mana?"})]})
        self.assertEqual(self.requests().desk, "verification")
        with self.assertRaises(UserError), self.env.cr.savepoint():
            self.desk.write({"request_ids": [(0, 0, {"text": "Di mana?"})]})
        self.officer.action_request_correction()
        with self.assertRaises(UserError), self.env.cr.savepoint():
            self.desk.write({"request_ids": [(2, self.requests().id)]})
