"""The applicant answers, or Customer Service enters an answer that came on paper."""

import hashlib
import json

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged

from ..common import PDF
from ..common_requests import RequestsCase

OTHER_PDF = PDF.replace(b"1.4", b"1.5")


@tagged("post_install", "-at_install")
class TestRequestAnswers(RequestsCase):
    """Text, file, or both; what was there before stays, dated and with its fingerprint."""

    def test_paper_is_replaced(self):
        """A new file takes the place of the paper; the earlier ones are kept with their fingerprints."""
        request = self.ask_for_paper()
        request.action_answer("Sudah dipindai ulang", [self.sent_file()])
        first = self.line.attachment_ids
        self.assertEqual(
            (request.state, request.answer, request.attachment_ids), ("answered", "Sudah dipindai ulang", first)
        )
        request.action_answer(None, [self.sent_file(OTHER_PDF, "ktp 2.pdf"), self.sent_file(PDF, "ktp 3.pdf")])
        self.assertEqual(set(self.line.attachment_ids.mapped("name")), {"ktp 2.pdf", "ktp 3.pdf"})
        last = self.requests().exchange_ids[-1]
        self.assertEqual((last.kind, last.replaced_ids), ("answered", first.sudo()))
        digests = json.loads(last.sha256)
        self.assertEqual(digests[str(first.id)], hashlib.sha256(PDF).hexdigest())
        self.assertEqual(len(digests), 3)
        for user in (self.users["customer_service"], self.env.ref("base.user_admin")):
            with self.assertRaises(UserError), self.env.cr.savepoint():
                first.with_user(user).unlink()
        self.assertEqual(first.sudo().raw, PDF)

    def test_answer_at_the_counter(self):
        """Customer Service enters what came on paper, also by attaching the scan to the checklist."""
        request = self.ask_for_paper()
        request.with_user(self.users["customer_service"]).action_answer("Diserahkan di loket")
        self.assertEqual(request.sudo().answered_by_id, self.users["customer_service"])
        line = self.desk.checklist_ids[0]
        scan = line.env["ir.attachment"].create({"name": "scan.pdf", "raw": PDF})
        line.attachment_ids = scan
        self.assertEqual((request.state, request.attachment_ids), ("answered", scan))
        other = line.env["ir.attachment"].create({"name": "scan 2.pdf", "raw": OTHER_PDF})
        line.write({"attachment_ids": [Command.delete(scan.id), Command.link(other.id)]})
        self.assertEqual(request.attachment_ids, other)
        self.assertEqual(self.requests().exchange_ids[-1].replaced_ids, scan.sudo())

    def test_returned_file(self):
        """In a file that was never registered, too, the paper of before is kept."""
        self.application = self.bring_to(self.file(), "cs_check")
        desk = self.as_role(self.application, "customer_service")
        line = desk.checklist_ids[0]
        old = line.env["ir.attachment"].create({"name": "lama.pdf", "raw": PDF})
        line.attachment_ids = old
        line.write({"service_result": "deficient", "note": "Buram"})
        desk.action_return_incomplete()
        new = line.env["ir.attachment"].create({"name": "baru.pdf", "raw": OTHER_PDF})
        line.write({"attachment_ids": [Command.delete(old.id), Command.link(new.id)]})
        self.assertEqual(self.requests().exchange_ids[-1].replaced_ids, old.sudo())
        self.assertEqual(old.sudo().raw, PDF)

    def test_question(self):
        """A question is answered with words; files hang on the request, and nobody else's papers change."""
        self.ask()
        self.officer.action_request_correction()
        request = self.requests().with_user(self.portal_user)
        with self.assertRaisesRegex(UserError, "Answer with a text, a file, or both"):
            request.action_answer("  ")
        request.action_answer("Di utara", [self.sent_file(name="denah.exe")])
        file = request.attachment_ids
        self.assertEqual((file.name, file.mimetype, file.res_model), ("denah.pdf", "application/pdf", "ptsp.request"))
        self.assertFalse(self.line.attachment_ids)
        with self.assertRaises(UserError):
            file.with_user(self.users["customer_service"]).unlink()
        self.assertTrue(file.with_user(self.users["verification"]).read(["raw"]))
        for user in (self.other_portal_user, self.users["technical"]):
            with self.assertRaises(AccessError):
                file.with_user(user).read(["name"])

    def test_bad_files(self):
        """What is no paper, or nothing at all, is refused with a sentence, and nothing has changed."""
        request = self.ask_for_paper()
        for files, error in (
            ([self.sent_file(b"MZ\x90\x00", "ktp.pdf")], "is not a PDF, JPEG or PNG"),
            ([self.sent_file(b"", "kosong.pdf")], "is not a PDF, JPEG or PNG"),
            ([{"name": "ktp.pdf"}], "A file cannot be read"),
            ("ktp.pdf", "Send at most 20 files"),
            ([self.sent_file()] * 21, "Send at most 20 files"),
        ):
            with self.subTest(error), self.assertRaisesRegex(UserError, error), self.env.cr.savepoint():
                request.action_answer("Ini", files)
        for answer in ("x" * 5001, "x" + "\n" * 200 + "x", 7, "\x00"):
            with self.assertRaises(UserError), self.env.cr.savepoint():
                request.action_answer(answer)
        self.assertEqual((request.state, len(self.requests().exchange_ids)), ("sent", 1))

    def test_detail(self):
        """A detail that was asked for is entered anew by the ordinary checks, and the trace says so."""
        self.ask(kind="data", field_name="venue", text="Gedung yang mana?")
        self.ask(kind="data", field_name="date_end", text="Sampai kapan?")
        self.ask(kind="data", field_name="booth_count", text="Berapa?")
        self.officer.action_request_correction()
        venue, date_end, booths = self.requests().with_user(self.portal_user)
        venue.action_answer(value="Gedung Olahraga")
        date_end.action_answer("Diperpanjang", value="2199-01-31")
        booths.action_answer(value="45")
        application = self.application
        self.assertEqual((application.venue, application.booth_count), ("Gedung Olahraga", 45))
        self.assertEqual(str(application.date_end), "2199-01-31")
        said = self.requests().exchange_ids.filtered(lambda said: said.kind == "answered")
        self.assertEqual(said.mapped("value"), ["Gedung Olahraga", "31 Januari 2199", "45"])
        change = application.sudo().change_ids.filtered(lambda change: change.detail == "venue")
        self.assertEqual((change.old_value, change.user_id), ("Convention Hall", self.portal_user))
        for request, value in (
            (venue, 7),
            (venue, "x" * 501),
            (date_end, "kapan saja"),
            (date_end, "1990-01-01"),
            (booths, "banyak"),
            (booths, 10**12),
            (booths, -1),
        ):
            with self.subTest(value=value), self.assertRaises(UserError), self.env.cr.savepoint():
                request.action_answer(value=value)
                self.env.flush_all()

    def test_until_it_is_handed_in(self):
        """An answer is changed until it is handed in, and each is kept; afterwards it stays."""
        request = self.ask_for_paper()
        request.action_answer("Satu")
        request.action_answer("Dua")
        self.assertEqual(request.answer, "Dua")
        self.assertEqual(self.requests().exchange_ids.mapped("text"), ["Buram", "Satu", "Dua"])
        self.applicant_view.action_hand_in_correction()
        for user in (self.portal_user, self.users["customer_service"]):
            with self.assertRaisesRegex(UserError, "is not asked at the moment"):
                request.with_user(user).action_answer("Tiga")

    def test_not_endlessly(self):
        """Nobody answers one thing hundreds of times."""
        request = self.ask_for_paper()
        with self.assertRaisesRegex(UserError, "was answered 20 times already"):
            for count in range(21):
                request.action_answer(str(count))

    def test_who_answers(self):
        """The applicant answers, or Customer Service; nobody else."""
        request = self.ask_for_paper()
        for role in ("verification", "information", "registration", "agency_head", "auditor", "manager"):
            with self.subTest(role=role), self.assertRaises(AccessError):
                request.with_user(self.users[role]).action_answer("Ini")
        for user in (self.other_portal_user, self.users["technical"]):
            with self.assertRaises(AccessError):
                request.with_user(user).action_answer("Ini")
        with self.assertRaises(AccessError):
            request.with_user(self.env.ref("base.user_admin")).action_answer("Ini")
        self.assertEqual(request.state, "sent")
