"""What is asked of the applicant: prepared by a desk, sent with the file, answered, accepted or asked again."""

from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from ..common_requests import RequestsCase


@tagged("post_install", "-at_install")
class TestRequests(RequestsCase):
    """Each thing asked is a record, from the mark of a desk to the answer that it accepts."""

    def test_mark_prepares(self):
        """Marking a paper deficient prepares a request of that desk, which says what the note says."""
        self.line.write({"verification_result": "deficient", "note": "Buram"})
        request = self.requests()
        self.assertEqual((request.kind, request.text, request.state), ("paper", "Buram", "prepared"))
        self.assertEqual((request.checklist_line_id, request.name), (self.line, self.line.name))
        self.assertEqual((request.desk, request.step_id.number, request.round), ("verification", 7, 0))
        self.assertEqual(request.asked_by_id, self.users["verification"])
        self.line.note = "Terpotong"
        self.assertEqual((self.requests(), request.text), (request, "Terpotong"))

    def test_mark_removed(self):
        """A paper that is found in order after all is not asked for."""
        for result in ("ok", False):
            self.line.write({"verification_result": "deficient", "note": "Buram"})
            self.assertTrue(self.requests())
            self.line.verification_result = result
            self.assertFalse(self.requests())

    def test_note_follows_request(self):
        """What an officer writes into the request of a marked paper stands in the checklist, too."""
        self.line.write({"verification_result": "deficient", "note": "Buram"})
        self.requests().with_user(self.users["verification"]).text = "Halaman 2 buram"
        self.assertEqual(self.line.note, "Halaman 2 buram")
        self.assertEqual(len(self.requests()), 1)

    def test_all_leave_together(self):
        """All that is prepared leaves with the file, in one round, each with its entry."""
        self.line.write({"verification_result": "deficient", "note": "Buram"})
        self.ask()
        self.ask(kind="extra_paper", paper_name="Izin keramaian", text="Karena lebih dari 1.000 orang")
        self.officer.action_request_correction()
        requests = self.requests()
        self.assertEqual(set(requests.mapped("state")), {"sent"})
        self.assertEqual(set(requests.mapped("round")), {1})
        self.assertEqual(requests.exchange_ids.mapped("kind"), ["asked"] * 3)
        self.assertEqual(requests.exchange_ids.mapped("text"), requests.mapped("text"))
        self.assertTrue(all(requests.mapped("sent_at")))

    def test_question_alone(self):
        """A question is reason enough to send a file back."""
        self.ask()
        self.officer.action_request_correction()
        self.assertEqual(self.application.state, "correction")

    def test_nothing_prepared(self):
        """A file is not sent back without saying what is wanted."""
        self.assert_refused(self.officer, "request_correction", "Nothing in the checklist.*is marked as deficient")
        self.line.verification_result = "deficient"
        self.assert_refused(self.officer, "request_correction", "Write in the note.*Copy of the applicant")
        self.line.note = "Buram"
        self.ask(text="")
        self.assert_refused(self.officer, "request_correction", "Write for the applicant.*Question")

    def test_round_trip(self):
        """The file comes back to the desk that asked, which accepts by marking the paper OK."""
        self.line.write({"verification_result": "deficient", "note": "Buram"})
        self.officer.action_request_correction()
        request = self.requests()
        self.answer_requests(self.as_role(self.application, "applicant"))
        self.assertEqual((request.state, request.answer), ("answered", "Sudah diperbaiki"))
        self.assertEqual(request.answered_by_id, self.portal_user)
        self.as_role(self.application, "applicant").action_hand_in_correction()
        self.as_role(self.application, "customer_service").action_complete_correction()
        self.assertEqual(request.state, "answered")
        self.officer.action_mark_checklist_ok()
        self.assertEqual(request.state, "accepted")
        self.officer.action_verify_direct()
        self.assertEqual(request.exchange_ids.mapped("kind"), ["asked", "answered", "accepted"])

    def test_asked_again(self):
        """What is found deficient once more is asked again, for the reason of the new mark; the earlier words stay."""
        self.line.write({"verification_result": "deficient", "note": "Buram"})
        self.bring_back()
        request = self.requests()
        self.line.write({"verification_result": "deficient", "note": "Masih buram"})
        self.assertEqual((request.state, request.again_reason, request.text), ("prepared", "Masih buram", "Buram"))
        self.assertEqual(self.requests(), request)
        self.officer.action_request_correction()
        self.assertEqual((request.state, request.text, request.round), ("sent", "Masih buram", 2))
        self.assertEqual(request.exchange_ids.mapped("text"), ["Buram", "Sudah diperbaiki", "Masih buram"])

    def test_asked_again_after_all_not(self):
        """A mark that is taken back before the file leaves leaves the answer as it was."""
        self.line.write({"verification_result": "deficient", "note": "Buram"})
        self.bring_back()
        request = self.requests()
        self.line.write({"verification_result": "deficient", "note": "Masih buram"})
        self.line.verification_result = False
        self.assertEqual((request.state, request.again_reason), ("answered", False))
        self.line.write({"verification_result": "deficient", "note": "Masih buram"})
        self.line.verification_result = "ok"
        self.assertEqual((request.state, request.again_reason), ("accepted", False))

    def test_what_belongs_together(self):
        """A request says what is asked for: a paper of this file, a detail of it, an additional paper by its name."""
        other = self.file().checklist_ids[0]
        for vals, message in (
            ({"kind": "paper"}, "Choose which paper"),
            ({"kind": "paper", "checklist_line_id": other.id}, "Choose which paper"),
            ({"kind": "data"}, "Choose which detail"),
            ({"kind": "data", "field_name": "partner_id"}, "Choose which detail"),
            ({"kind": "data", "field_name": "registration_number"}, "Choose which detail"),
            ({"kind": "extra_paper"}, "Write what the additional paper is called"),
            ({"paper_name": "Izin"}, "does not belong to a request of this kind"),
        ):
            with self.subTest(**vals), self.assertRaisesRegex(ValidationError, message), self.env.cr.savepoint():
                self.ask(**vals)
        self.assertEqual(self.ask(kind="data", field_name="venue").name, "Venue")

    def test_closed(self):
        """Of an application that is given up nothing stays prepared: it was never asked, and nobody will."""
        first = self.ask()
        self.officer.action_request_correction()
        first.with_user(self.portal_user).action_answer("Lima puluh")
        self.applicant_view.action_hand_in_correction()
        first.with_user(self.users["customer_service"]).action_ask_again("Dengan bus?")
        self.ask("customer_service")
        self.desk.action_cancel("Dibatalkan")
        self.assertEqual((self.requests(), first.state, first.again_reason), (first, "answered", False))

    def test_twice(self):
        """The same desk asks for a paper once."""
        self.line.write({"verification_result": "deficient", "note": "Buram"})
        with self.assertRaisesRegex(ValidationError, "asked for already"):
            self.ask(kind="paper", checklist_line_id=self.line.id)

    def test_too_many(self):
        """Nobody is asked for more than fifty things at once."""
        for _count in range(50):
            self.ask()
        with self.assertRaisesRegex(UserError, "asked for 50 things already"):
            self.ask()

    def test_phrase(self):
        """A phrase of the library says what is asked, and is counted as the reason; in use it is archived only."""
        phrase = self.env.ref("ptsp_exhibition.request_phrase_illegible")
        request = self.ask(phrase_id=phrase.id, text=False)
        self.assertEqual(request.text, phrase.text)
        with self.assertRaisesRegex(UserError, "Archive it"):
            phrase.with_user(self.users["manager"]).unlink()
        phrase.with_user(self.users["manager"]).active = False
        other = self.service.copy({"code": "PAR-06"})
        self.assertEqual(other.phrase_ids.mapped("text"), self.service.phrase_ids.mapped("text"))
        papers = other.phrase_ids.requirement_id
        self.assertEqual(papers.mapped("name"), self.service.phrase_ids.requirement_id.mapped("name"))
        self.assertEqual(papers.service_id, other)
        with self.assertRaisesRegex(ValidationError, "Choose a phrase of the service"):
            self.ask(phrase_id=other.phrase_ids[0].id)
