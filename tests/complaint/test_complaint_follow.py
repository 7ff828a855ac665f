"""Whoever has number and code follows what was written; who has neither learns nothing; who asks too often waits."""

import base64
import io
import re

from pypdf import PdfReader

from odoo import fields, http
from odoo.tests import tagged

from ...models.complaint.complaint_visit import ENTERED_PER_HOUR, VISITS_PER_MINUTE
from ..common import PDF
from .common_complaint import ENGLISH, TEXT, ComplaintPageCase

UNKNOWN = "Nothing fits this number and code"


@tagged("post_install", "-at_install")
class TestComplaintFollow(ComplaintPageCase):
    """The page tells nothing to whoever has no code."""

    def test_too_many_at_the_same_moment(self):
        """Whose numbers others take while the files are read is told to wait, and nothing is entered or sent."""
        Sender = self.env["ptsp.complaint.sender"]
        sender = Sender._address_hash("192.0.2.9")

        class Files(list):
            def __iter__(files):
                while Sender._is_counted(sender):
                    pass
                return list.__iter__(files)

        before = self.Complaint.sudo().search_count([])
        facts = self.Complaint.with_user(self.env.ref("base.public_user"))._file_by_page(
            "192.0.2.9",
            {"kind": "complaint", "text": TEXT, "complainant_email": "budi@example.com"},
            Files([("surat.pdf", PDF)]),
        )
        self.assertEqual(facts, {"status": "limited"})
        self.assertEqual(self.Complaint.sudo().search_count([]), before)
        self.assertFalse(self.mails_to("budi@example.com"))
        self.assertEqual(self.send()["status"], "sent")

    def test_limits(self):
        """From one address come so many in an hour, and so many visits in a minute; another address goes on."""
        for _index in range(ENTERED_PER_HOUR):
            self.assertEqual(self.send()["status"], "sent")
        self.assertEqual(self.send()["status"], "limited")
        self.assertEqual(self.send(address="192.0.2.10")["status"], "sent")
        for _index in range(VISITS_PER_MINUTE):
            status = self.Complaint._follow("192.0.2.11", "x", "y")["status"]
            self.assertEqual(status, "unknown")
        self.assertEqual(self.Complaint._follow("192.0.2.11", "x", "y")["status"], "limited")
        visits = self.env["ptsp.complaint.visit"].sudo().search([])
        self.assertNotIn("192.0.2.11", str(visits.read()))

    def test_limits_on_the_pages(self):
        """Who asks or sends too often is told by each page to wait a minute; what was typed stays."""
        Visit = self.env["ptsp.complaint.visit"]
        for _index in range(VISITS_PER_MINUTE):
            self.assertEqual(self.post("/follow", number="x", secret="y").status_code, 404)
        for path in ("", "/follow", "/receipt", "/file"):
            response = self.post(path, kind="complaint", text=TEXT, number="x", secret="y", go="add")
            self.assertEqual(response.status_code, 429, path)
            self.assertEqual(response.headers["Retry-After"], "60")
            self.assertIn("wait", response.text)
            if path in ("", "/follow"):
                self.assertIn(TEXT, response.text)
        # Who has read figures may still complain, and the other way round.
        for path in ("/figures", "/figures/2019-I"):
            Visit.sudo().search([]).unlink()
            for _index in range(VISITS_PER_MINUTE):
                self.assertNotEqual(self.url_open(f"/ptsp/complaint{path}").status_code, 429)
            response = self.url_open(f"/ptsp/complaint{path}", headers=ENGLISH)
            self.assertEqual((response.status_code, response.headers["Retry-After"]), (429, "60"))
            self.assertIn("wait a minute", response.text)
            self.assertEqual(self.post(kind="complaint", text=TEXT).status_code, 200)

    def test_followed(self):
        """Number and code show where it stands; answer and own words, no note, no officer."""
        complaint, secret = self.sent()
        self.assertNotIn(secret, str(complaint.read()))
        handled = complaint.with_user(self.handler)
        handled.action_note("Catatan rahasia")
        shown = self.follow(complaint, secret.lower().replace("-", " "))
        self.assertEqual(shown.status_code, 200)
        self.assertIn("Received", shown.text)
        self.assertIn("Add something", shown.text)
        self.assertIn(
            "what you have added was received", self.follow(complaint, secret, go="add", text="Ada lagi").text
        )
        handled.action_answer("Sudah kami perbaiki.", [{"name": "s.pdf", "datas": base64.b64encode(PDF)}])
        shown = self.follow(complaint, secret).text
        for text in ("Sudah kami perbaiki.", "Ada lagi", "s.pdf", "Does the answer do?"):
            self.assertIn(text, shown)
        for text in ("Catatan rahasia", self.handler.name):
            self.assertNotIn(text, shown)
        file = complaint.entry_ids.attachment_ids
        self.assertEqual(self.post("/file", number=complaint.name, secret=secret, file=file.id).content, PDF)
        self.assertIn(UNKNOWN, self.post("/file", number=complaint.name, secret="x", file=file.id).text)

    def test_reopened_and_content(self):
        """Within ten days it is reopened by the page; who is content closes it."""
        complaint, secret = self.sent()
        complaint.with_user(self.handler).action_answer("Sudah.")
        self.assertIn("Write why", self.follow(complaint, secret, go="reopen", text=" ").text)
        self.assertIn("It was reopened", self.follow(complaint, secret, go="reopen", text="Belum").text)
        self.assertEqual(complaint.state, "reopened")
        self.assertIn("that cannot be done now", self.follow(complaint, secret, go="content").text)
        complaint.with_user(self.handler).action_answer("Kini sudah.")
        self.assertIn("It is closed now", self.follow(complaint, secret, go="content").text)
        self.assertEqual((complaint.state, complaint.is_content), ("closed", True))

    def test_too_late(self):
        """After ten days it is told that it is too late."""
        complaint, secret = self.sent()
        complaint.with_user(self.handler).action_answer("Sudah.")
        complaint._as_procedure().reopen_until = fields.Datetime.subtract(fields.Datetime.now(), minutes=1)
        self.assertIn("more than 10 days ago", self.follow(complaint, secret, go="reopen", text="Belum").text)
        self.assertEqual(complaint.state, "answered")

    def test_nothing_is_found_by_trying(self):
        """A wrong number, a wrong code and another agency's ticket have the same answer; the code is kept as a hash."""
        complaint, secret = self.sent()
        other = self.env["res.company"].create({"name": "Dinas Kedua"})
        theirs = self.Complaint._in_nobodys_name().create({"text": TEXT, "company_id": other.id})
        their_code = theirs._give_code()
        number = theirs.name if theirs.name != complaint.name else "0009/ADUAN/2026"
        texts = [
            re.sub(r'\s*value="[^"]*"', "", self.post("/follow", number=one, secret=code).text)
            for one, code in (
                (complaint.name, "AAAA-AAAA-AAAA"),
                ("0999/ADUAN/2026", secret),
                (number, their_code),
                (complaint.name, ""),
                ("", ""),
                ("%", secret),
            )
        ]
        self.assertIn(UNKNOWN, texts[0])
        self.assertEqual(len({" ".join(text.split()) for text in texts}), 1)
        self.env.cr.execute("SELECT * FROM ptsp_complaint WHERE id = %s", [complaint.id])
        row = str(self.env.cr.fetchall())
        self.assertNotIn(secret, row)
        self.assertNotIn(secret.replace("-", ""), row)
        again = complaint._as_procedure()._give_code()
        self.assertNotEqual(again, secret)
        self.assertIn(UNKNOWN, self.follow(complaint, secret).text)

    def test_receipt(self):
        """The receipt is a PDF with number and code, for whoever has both."""
        complaint, secret = self.sent()
        response = self.post("/receipt", number=complaint.name, secret=secret)
        self.assertTrue(response.content.startswith(b"%PDF"))
        text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(response.content)).pages)
        self.assertIn(secret, text)
        self.assertIn(complaint.name, text)
        self.assertIn(UNKNOWN, self.post("/receipt", number=complaint.name, secret="x").text)

    def test_receipt_of_the_desk(self):
        """The desk downloads a receipt with a code; who does not handle complaints does not."""
        complaint = self.enter()
        path = f"/ptsp/complaint/receipt/{complaint.id}"
        for login, right in (("test_pickup", False), ("test_complaints", True)):
            self.authenticate(login, login)
            token = http.Request.csrf_token(self)
            self.env.flush_all()
            response = self.url_open(path, data={"csrf_token": token})
            self.assertEqual(response.content.startswith(b"%PDF"), right, login)
        self.env.invalidate_all()
        self.assertTrue(complaint.has_code)
