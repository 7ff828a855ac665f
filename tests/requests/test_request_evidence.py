"""The control sheet says what was asked and answered, and *Verify Sheet* names what was changed since."""

from odoo.exceptions import UserError
from odoo.tests import tagged

from ..common_requests import RequestsCase


@tagged("post_install", "-at_install")
class TestRequestEvidence(RequestsCase):
    """What was said about a request is neither changed nor deleted, and the chain knows it."""

    def setUp(self):
        super().setUp()
        request = self.ask_for_paper()
        request.action_answer("Baru", [self.sent_file()])
        self.applicant_view.action_hand_in_correction()
        self.env.flush_all()

    def differences(self):
        """Return what the application shows otherwise than its control sheet says."""
        self.env.invalidate_all()
        application = self.application.sudo()
        self.assertFalse(application._broken_control_line())
        return application._differences_from_sheet(application.control_ids.filtered("ended_at"))

    def test_sound(self):
        """A sheet of which nothing was changed is sound, at every step and after what follows."""
        self.assertEqual(self.differences(), [])
        self.desk.action_complete_correction()
        self.officer.action_mark_checklist_ok()
        self.assertEqual(self.differences(), [])
        self.officer.action_verify_direct()
        self.assertEqual(self.differences(), [])

    def test_changed(self):
        """Whatever is changed past the procedure is named."""
        for query in (
            "UPDATE ptsp_request_exchange SET text = 'Lain' WHERE kind = 'asked' AND request_id = %s",
            "UPDATE ptsp_request_exchange SET sha256 = '{}' WHERE kind = 'answered' AND request_id = %s",
            "UPDATE ptsp_request_exchange SET said_at = said_at - interval '1 day' WHERE request_id = %s",
            "DELETE FROM ptsp_request_exchange WHERE kind = 'answered' AND request_id = %s",
            "UPDATE ptsp_request SET answer = 'Lain' WHERE id = %s",
            "UPDATE ptsp_request SET text = 'Lain' WHERE id = %s",
            "UPDATE ptsp_request SET state = 'accepted' WHERE id = %s",
            "UPDATE ptsp_request SET kind = 'question' WHERE id = %s",
            "DELETE FROM ptsp_request WHERE id = %s",
        ):
            with self.subTest(query), self.undone():
                self.env.cr.execute(query, [self.requests().id])
                [difference] = self.differences()
                self.assertIn("Requests", difference)

    def test_changed_file(self):
        """A file with another content is named, too."""
        file = self.line.attachment_ids.sudo()
        with self.undone():
            self.env.cr.execute(
                "UPDATE ir_attachment SET store_fname = NULL, db_datas = 'lain' WHERE id = %s", [file.id]
            )
            self.assertTrue(self.differences())

    def test_written_once(self):
        """No exchange is entered, changed, copied or deleted by anybody."""
        exchange = self.requests().exchange_ids[0]
        for user in (self.users["verification"], self.users["manager"], self.env.ref("base.user_root")):
            record = exchange.with_user(user)
            for call in (
                lambda record=record: record.write({"text": "Lain"}),
                lambda record=record: record.unlink(),
                lambda record=record: record.copy(),
                lambda record=record: record.create({"request_id": record.request_id.id, "kind": "asked"}),
            ):
                with self.subTest(user=user.login), self.assertRaises(UserError), self.env.cr.savepoint():
                    call()
