"""Complaints that come to the desk: numbered, due, answered, reopened, closed (section Q)."""

import base64
from datetime import datetime, timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import freeze_time, tagged, users

from ..common import PDF
from .common_complaint import TEXT, ComplaintCase


@tagged("post_install", "-at_install")
class TestComplaintDesk(ComplaintCase):
    """An officer enters what came by box, SMS, telephone or at the desk, and answers it."""

    def test_entered(self):
        """It has a number, a day on which it is due, a history, and to-dos with those who handle complaints."""
        complaint = self.enter(complainant_name="Budi", complainant_phone="0812 3456 7890")
        self.assertRegex(complaint.name, rf"^\d{{4}}/ADUAN/{complaint.year}$")
        self.assertEqual((complaint.state, complaint.complainant_phone), ("received", "+6281234567890"))
        self.assertTrue(complaint.due_at)
        self.assertEqual(complaint.entry_ids.mapped("what"), ["received"])
        self.assertEqual(complaint.entry_ids.user_id, self.handler)
        told = complaint.sudo().activity_ids.user_id
        self.assertLessEqual(self.handler | self.colleague | self.complaint_manager, told)

    def test_numbers(self):
        """Numbers follow each other within agency and year; one that was rolled back is given again."""
        first = self.enter()
        with self.assertRaises(ValidationError), self.env.cr.savepoint():
            self.enter(text=" ")
        second, third = self.Complaint.with_user(self.handler).create([{"text": TEXT}, {"text": TEXT}])
        self.assertEqual([second.number, third.number], [first.number + 1, first.number + 2])
        other = self.env["res.company"].create({"name": "Dinas Kedua"})
        theirs = self.Complaint.sudo()._as_procedure().create({"text": TEXT, "company_id": other.id})
        self.assertEqual(theirs.number, 1)

    def test_due(self):
        """Questions and thanks have 5 working days, complaints and suggestions 14, what is investigated 60."""
        with freeze_time("2026-03-02 01:00:00"):
            due = {kind: self.enter(kind=kind, received_at=fields.Datetime.now()) for kind in ("question", "complaint")}
            investigated = self.enter(investigated=True, received_at=fields.Datetime.now())
        local = self.company._ptsp_local_day
        days = self.company._ptsp_working_days_between
        for complaint, expected in ((due["question"], 5), (due["complaint"], 14), (investigated, 60)):
            self.assertEqual(days(complaint.received_at, complaint.due_at), expected)
        self.assertEqual(local(due["question"].due_at).isoformat(), "2026-03-09")
        self.company.ptsp_complaint_days_short = 3
        due["question"].kind = "thanks"
        self.assertEqual(local(due["question"].due_at).isoformat(), "2026-03-05")

    def test_answered(self):
        """It is taken, answered, and closes by itself after ten days in which nobody says that it does not do."""
        complaint = self.enter(complainant_email="budi@example.com")
        code = self.code_in(self.mails_to("budi@example.com"))
        self.assertEqual(self.Complaint._with_ticket(self.company, complaint.name, code), complaint.sudo())
        complaint.action_take()
        self.assertEqual((complaint.state, complaint.handler_id), ("handling", self.handler))
        complaint.action_answer(
            "Sudah kami perbaiki.", [{"name": "surat.pdf", "datas": base64.b64encode(PDF).decode()}]
        )
        self.assertEqual(complaint.state, "answered")
        self.assertTrue(complaint.answered_in_time)
        self.assertFalse(complaint.sudo().activity_ids)
        mail = self.mails_to("budi@example.com")[0]
        self.assertIn("Sudah kami perbaiki.", mail.body_html)
        self.assertFalse(mail.model or mail.res_id)
        with self.assertRaisesRegex(UserError, "ten days"), self.env.cr.savepoint():
            complaint.action_close()
        with self.assertRaises(UserError), self.env.cr.savepoint():
            complaint.action_answer("Lagi")
        complaint.sudo()._as_procedure().reopen_until = fields.Datetime.now() - timedelta(minutes=1)
        self.watch()
        self.assertEqual((complaint.state, complaint.entry_ids[-1].what), ("closed", "closed"))
        self.assertFalse(complaint.entry_ids[-1].user_id)

    def test_reopened(self):
        """Within ten days it is reopened, and due anew; later it is another complaint."""
        complaint = self.enter()
        complaint.action_answer("Sudah.")
        before = complaint.due_at
        complaint.action_reopen("Belum cukup")
        self.assertEqual((complaint.state, complaint.reopened_count), ("reopened", 1))
        self.assertGreaterEqual(complaint.due_at, before)
        complaint.action_answer("Kini sudah.")
        complaint.sudo()._as_procedure().reopen_until = fields.Datetime.now() - timedelta(minutes=1)
        with self.assertRaisesRegex(UserError, "more than 10 days ago"):
            complaint.action_reopen("Belum")

    def test_said_stays(self):
        """What was said stays as it came; nobody deletes or copies a complaint or its history."""
        complaint = self.enter()
        for vals in ({"text": "Lain"}, {"channel": "sms"}, {"received_at": datetime(2026, 1, 5)}, {"state": "closed"}):
            with self.subTest(vals), self.assertRaises(UserError), self.env.cr.savepoint():
                complaint.write(vals)
        for do in (complaint.copy, complaint.sudo().unlink, complaint.sudo().entry_ids.unlink):
            with self.assertRaises(UserError), self.env.cr.savepoint():
                do()
        complaint.write({"kind": "question", "service_id": self.service.id})
        self.assertIn("Inquiry", complaint.entry_ids[-1].text)
        complaint.action_answer("Ya.")
        with self.assertRaisesRegex(UserError, "stays as it is"):
            complaint.kind = "thanks"

    def test_bad_input(self):
        """What is no telephone number, address, text or file is refused in one sentence."""
        for vals in (
            {"complainant_phone": "siapa"},
            {"complainant_email": "budi"},
            {"text": "x" * 10_001},
            {"channel": "page"},
            {"received_at": fields.Datetime.now() + timedelta(days=1)},
            {"application_id": 0, "name": "0009/ADUAN/2026"},
        ):
            with self.subTest(vals), self.assertRaises(UserError), self.env.cr.savepoint():
                self.enter(**vals)
        complaint = self.enter()
        lie = [{"name": "foto.jpg", "datas": base64.b64encode(b"MZ" * 99).decode()}]
        with self.assertRaisesRegex(UserError, "not a PDF, JPEG or PNG"):
            complaint.action_note("Lihat", lie)

    def test_files(self):
        """Files that the desk uploads belong to the complaint and stay as they came."""
        file = (
            self.env["ir.attachment"]
            .with_user(self.handler)
            .create({"name": "surat.pdf", "raw": PDF, "res_model": "ptsp.complaint", "res_id": 0})
        )
        complaint = self.enter(attachment_ids=[fields.Command.set(file.ids)])
        self.assertEqual((file.res_model, file.res_id), ("ptsp.complaint", complaint.id))
        for do in (lambda: file.write({"raw": PDF + b"x"}), file.unlink):
            with self.assertRaises(UserError), self.env.cr.savepoint():
                do()

    @users("test_complaints")
    def test_switched_off(self):
        """An agency that takes none here has none entered; those that are there stay."""
        complaint = self.enter()
        self.company.sudo().ptsp_uses_complaints = False
        with self.assertRaisesRegex(UserError, "takes no complaints"):
            self.enter()
        self.assertEqual(complaint.read(["text"])[0]["text"], TEXT)

    def test_receipt_at_the_desk(self):
        """The desk hands out a receipt with a code, once; a lost one is replaced by the manager of complaints."""
        complaint = self.enter()
        action = complaint.action_give_receipt()
        self.assertEqual(action["params"], {"complaint_id": complaint.id})
        self.assertTrue(complaint._receipt_with_code().startswith(b"%PDF"))
        with self.assertRaisesRegex(UserError, "given already"), self.env.cr.savepoint():
            complaint._receipt_with_code()
        complaint.with_user(self.complaint_manager)._receipt_with_code()
        with self.assertRaises(AccessError):
            complaint.with_user(self.users["auditor"])._receipt_with_code()
