"""What people enter by mistake or on purpose: one clear sentence, and nothing has changed."""

import base64
import io
from datetime import date, timedelta

from lxml import html
from PIL import Image
from psycopg2.errors import CheckViolation, NotNullViolation

from odoo import SUPERUSER_ID
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..common import PtspCase

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
EXE = b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff" + b"\x00" * 200
HTML = b"<!DOCTYPE html><html><body><script>alert(1)</script></body></html>"
SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
SCRIPT = "<script>alert('x')</script><img src=x onerror=alert(1)> \"&'"
REPORTS = ("report_application_form", "report_checklist", "report_letter")


def image(kind):
    stream = io.BytesIO()
    Image.new("RGB", (2, 2)).save(stream, kind)
    return stream.getvalue()


@tagged("post_install", "-at_install")
class TestBadInput(PtspCase):
    """What cannot be right is refused with a sentence that names the field."""

    def assert_invalid(self, values, message):
        """Neither a new application nor an existing one takes the values."""
        with self.assertRaisesRegex(ValidationError, message), self.env.cr.savepoint():
            self.file(**values)
        draft = self.file()
        with self.assertRaisesRegex(ValidationError, message), self.env.cr.savepoint():
            draft.write(values)
            self.env.flush_all()

    # Dates

    @mute_logger("odoo.sql_db")
    def test_ends_before_it_begins(self):
        """An exhibition does not end before it begins."""
        today = date.today()
        with self.assertRaises(CheckViolation) as caught, self.env.cr.savepoint():
            self.file(date_start=today + timedelta(days=9), date_end=today + timedelta(days=8))
        self.assertIn(
            "Last Day lies before First Day", self.env["ptsp.application"]._sql_error_to_message(caught.exception)
        )
        draft = self.file()
        with self.assertRaises(CheckViolation), self.env.cr.savepoint():
            draft.date_end = draft.date_start - timedelta(days=1)
            self.env.flush_all()
        draft.date_end = draft.date_start
        self.env.flush_all()

    def test_has_ended(self):
        """An exhibition that has ended is not submitted."""
        past = date.today() - timedelta(days=5)
        draft = self.file(date_start=past, date_end=past)
        self.assert_refused(draft, "submit", "has ended already. Correct the field Last Day")

    def test_no_date(self):
        """What is no date is no date."""
        for nonsense in ("besok", "31-12-2026", "2026-13-01"):
            with self.assertRaises(ValueError):
                self.file(date_start=nonsense)

    # Who applies

    @mute_logger("odoo.sql_db")
    def test_without_applicant(self):
        """Somebody must apply."""
        with self.assertRaises(NotNullViolation) as caught, self.env.cr.savepoint():
            self.file(partner_id=False)
        self.assertIn("'Applicant'", self.env["ptsp.application"]._sql_error_to_message(caught.exception))

    def test_represented_by_nobody(self):
        """Where a representative files the application, it says who that is."""
        self.assert_invalid({"is_represented": True}, "enter who it is in the field Representative")
        draft = self.file(is_represented=True, representative_id=self.portal_user.partner_id.id)
        with self.assertRaisesRegex(ValidationError, "Representative"):
            draft.representative_id = False

    # Numbers

    def test_numbers(self):
        """Visitors and booths are counted in numbers that exist."""
        for name, label, most in (
            ("expected_visitors", "Expected Visitors", 10_000_000),
            ("booth_count", "Booths", 100_000),
        ):
            for value in (-1, most + 1, 2**31, 10**18):
                with self.subTest(field=name, value=value):
                    self.assert_invalid({name: value}, f"{label} must be a number between 1 and {most}")
            with self.subTest(field=name, value=0):
                self.assert_refused(self.file(**{name: 0}), "submit", label)
            self.file(**{name: most}).action_submit()

    # Texts

    def entered(self):
        """Return the names of the texts that people enter into an application."""
        fields = self.env["ptsp.application"]._fields.items()
        return [
            name for name, field in fields if field.type in ("char", "text") and getattr(field, "editable_in", None)
        ]

    def test_long_texts(self):
        """A name of 10,000 characters is a mistake."""
        draft = self.file()
        names = [name for name in self.entered() if draft._fields[name].editable_in == "file"]
        self.assertGreater(len(names), 5)
        for name in names:
            with self.subTest(field=name):
                label = draft._fields[name]._description_string(self.env)
                self.assert_invalid({name: "P" * 10000}, f"{label} is longer than 500 characters")
                draft.write({name: "P" * 500})

    def test_long_texts_later(self):
        """So is a recipient of 10,000 characters, a reason without end, or an endless note."""
        pickup = self.as_role(self.bring_to(self.file(), "pickup"), "pickup")
        for name, label in (("recipient_name", "Recipient"), ("recipient_identity", "Recipient's Identity Number")):
            with self.assertRaisesRegex(ValidationError, f"^{label} is longer than 500"), self.env.cr.savepoint():
                pickup.write({name: "P" * 10000})
        drafting = self.as_role(self.bring_to(self.file(), "drafting"), "processing")
        with self.assertRaisesRegex(ValidationError, "Refusal Reason is longer than 10000"):
            drafting.refusal_reason = "P" * 10001
        check = self.as_role(self.bring_to(self.file(), "cs_check"), "customer_service")
        self.assert_refused(check, "refer_help_desk", "^Note is longer than 2000 characters", note="P" * 60_000_000)

    def test_all_texts_are_limited(self):
        """No text that people enter into an application is without a limit."""
        limits = self.env["ptsp.application"]._ptsp_limits()
        self.assertTrue(all(limits[name].chars for name in self.entered()))

    def hostile(self, state, **values):
        """Bring an application to ``state`` with a script in each text that people enter on the way."""
        partner = self.env["res.partner"].create({"name": f"PT {SCRIPT}", "email": "eo@example.com", "street": SCRIPT})
        draft = self.file(
            partner_id=partner.id,
            is_represented=True,
            representative_id=partner.id,
            applicant_identity=SCRIPT,
            **dict.fromkeys(("organizer_name", "event_name", "event_theme", "venue", "venue_address", "city"), SCRIPT),
            **values,
        )
        draft.action_submit(note=SCRIPT)
        service = self.as_role(draft, "customer_service")
        service.action_mark_checklist_ok()
        service.checklist_ids[0].write({"note": SCRIPT})
        if state == "returned":
            service.checklist_ids[0].write({"service_result": "deficient"})
            service.action_return_incomplete()
            return draft
        service.action_accept()
        self.register(self.as_role(draft, "registration"))
        self.verify_direct(self.as_role(draft, "verification"))
        return draft

    def assert_harmless(self, source, times=1):
        """A rendered text shows the script as text and contains nothing that a browser would run."""
        document = html.fromstring(source)
        self.assertFalse(document.xpath("//script"), "a script is in the page")
        self.assertFalse(document.xpath("//@onerror | //@onclick | //@onload"), "an event handler is in the page")
        self.assertFalse(document.xpath("//img[@src='x']"))
        self.assertGreaterEqual(document.text_content().count("<script>alert('x')</script>"), times)

    def test_script_in_documents(self):
        """A script in any text stands as text in the printed documents."""
        draft = self.hostile("drafting")
        processing = self.as_role(draft, "processing")
        processing.write({"decision": "refused", "refusal_reason": SCRIPT})
        self.assertIn("&lt;script&gt;", processing.letter_body)
        Report = self.env["ir.actions.report"].with_context(lang="id_ID")
        for report, times in zip(REPORTS, (9, 3, 3), strict=True):
            with self.subTest(report=report):
                source, _kind = Report._render_qweb_html(f"ptsp_exhibition.{report}", draft.ids)
                self.assert_harmless(source.decode(), times)

    def test_script_in_the_letter(self):
        """A script that an officer writes into the letter is taken out of it."""
        drafting = self.as_role(self.bring_to(self.file(), "drafting"), "processing")
        drafting.letter_body = (
            f"<p onclick='alert(1)'>Rekomendasi</p>{SCRIPT}<a href='javascript:alert(1)'>x</a>"
            "<iframe src='file:///etc/passwd'></iframe>"
        )
        body = drafting.letter_body
        self.assertIn("Rekomendasi", body)
        for evil in ("<script", "onclick", "onerror", "javascript:", "<iframe"):
            self.assertNotIn(evil, body)
        source, _kind = self.env["ir.actions.report"]._render_qweb_html("ptsp_exhibition.report_letter", drafting.ids)
        self.assertNotIn(b"<script", source)

    def test_script_in_mails(self):
        """A script in any text stands as text in the e-mails."""
        returned = self.hostile("returned")
        drafting = self.hostile("drafting")
        self.as_role(drafting, "registration").action_cancel(SCRIPT)
        mails = self.env["mail.mail"].search(
            [("model", "=", "ptsp.application"), ("res_id", "in", (returned + drafting).ids)]
        )
        self.assertEqual(len(mails), 2)
        for mail in mails:
            self.assert_harmless(mail.body_html, 2)

    def test_script_in_notes(self):
        """A script in a note stays a text in the control sheet."""
        draft = self.file()
        draft.action_submit(note=SCRIPT)
        self.assertEqual(draft.sudo().control_ids[0].note, SCRIPT)

    # Attachments

    def attach(self, line, content, name="berkas.pdf", **values):
        """Attach a paper as the user of the line uploads it."""
        attachment = line.env["ir.attachment"].create({"name": name, "raw": content, **values})
        line.write({"attachment_ids": [Command.link(attachment.id)]})
        return attachment

    def line_at(self, state, role):
        return self.as_role(self.bring_to(self.file(), state), role).checklist_ids[0]

    def test_allowed_papers(self):
        """PDF, JPEG and PNG are papers; the staff that sees the checklist sees them, nobody else does."""
        line = self.line_at("cs_check", "customer_service")
        for content, name in ((PDF, "ktp.pdf"), (image("JPEG"), "ktp.jpg"), (image("PNG"), "denah.png")):
            attachment = self.attach(line, content, name)
            self.assertEqual((attachment.res_model, attachment.res_id), (line._name, line.id))
        self.assertEqual(len(line.attachment_ids), 3)
        self.env.flush_all()
        self.env.invalidate_all()
        for user in (self.users["verification"], self.users["auditor"]):
            self.assertEqual(attachment.with_user(user).read(["raw"])[0]["raw"], content)
        for user in (self.other_portal_user, self.other_opd_user):
            with self.assertRaises(AccessError):
                attachment.with_user(user).read(["raw"])

    def test_forbidden_papers(self):
        """What is no PDF, JPEG or PNG by its content is refused, whatever its name says."""
        line = self.line_at("cs_check", "customer_service")
        for content in (EXE, HTML, SVG, b"PK\x03\x04zip", b"GIF89a", b"Halo", b""):
            for values in ({}, {"mimetype": "application/pdf"}, {"res_model": line._name, "res_id": line.id}):
                with (
                    self.subTest(content=content[:10], values=values),
                    self.assertRaisesRegex(ValidationError, "The file berkas.pdf is not a PDF, JPEG or PNG"),
                ):
                    self.attach(line, content, **values)
        with self.assertRaisesRegex(ValidationError, "not a PDF"):
            self.attach(line, b"", type="url", url="https://example.com/ktp.pdf")

    def test_paper_is_not_exchanged_for_something_else(self):
        """A paper that was attached cannot become something else afterwards."""
        line = self.line_at("cs_check", "customer_service")
        attachment = self.attach(line, PDF)
        for vals in (
            {"raw": EXE},
            {"datas": base64.b64encode(HTML)},
            {"type": "url", "url": "https://example.com"},
        ):
            with self.subTest(vals=list(vals)), self.assertRaises(ValidationError), self.env.cr.savepoint():
                attachment.write(vals)
        self.assertEqual(attachment.raw, PDF)

    def test_large_papers(self):
        """A paper above the agency's limit is refused, and the limit is named."""
        self.env.company.ptsp_attachment_limit = 1
        line = self.line_at("cs_check", "customer_service")
        with self.assertRaisesRegex(ValidationError, "The file berkas.pdf is larger than 1 MB. Scan it"):
            self.attach(line, PDF + b" " * 1024 * 1024)
        self.attach(line, PDF + b" " * (1024 * 1024 - len(PDF)))

    @mute_logger("odoo.sql_db")
    def test_limit_of_nothing(self):
        """A limit of nothing is no limit."""
        with self.assertRaises(CheckViolation), self.env.cr.savepoint():
            self.env.company.ptsp_attachment_limit = 0
            self.env.flush_all()

    def test_attachments_elsewhere(self):
        """What is attached to the application itself or to a review obeys the same rules."""
        application = self.as_role(self.bring_to(self.file(), "verification"), "verification")
        self.prepare(application, "verify_technical")
        for record in (application, application.review_ids):
            with self.subTest(model=record._name):
                values = {"name": "surat.pdf", "res_model": record._name, "res_id": record.id}
                Attachment = record.env["ir.attachment"]
                with self.assertRaises(ValidationError):
                    Attachment.create({**values, "raw": HTML})
                Attachment.create({**values, "raw": PDF})

    def test_paper_of_somebody_else(self):
        """A file of another record, or of another user, does not become a paper by its number."""
        line = self.line_at("cs_check", "customer_service")
        other = self.attach(self.line_at("cs_check", "customer_service"), PDF)
        private = self.env["ir.attachment"].with_user(self.users["pickup"]).create({"name": "rahasia.pdf", "raw": PDF})
        company = self.env["ir.attachment"].create(
            {"name": "logo.pdf", "raw": PDF, "res_model": "res.company", "res_id": self.env.company.id}
        )
        for attachment in (other, private, company):
            for command in (Command.link(attachment.id), Command.set(attachment.ids)):
                with (
                    self.subTest(name=attachment.name, command=command),
                    self.assertRaises(UserError),
                    self.env.cr.savepoint(),
                ):
                    line.write({"attachment_ids": [command]})
        self.assertFalse(line.attachment_ids)
        self.assertEqual(private.res_id, 0)

    def test_papers_are_frozen(self):
        """Once the file is declared complete, its papers are neither changed, nor deleted, nor added to."""
        line = self.line_at("cs_check", "customer_service")
        attachment = self.attach(line, PDF)
        application = line.application_id
        application.action_mark_checklist_ok()
        application.action_accept()
        for user in (
            self.users["registration"],
            self.users["customer_service"],
            self.env.ref("base.user_admin"),
            self.env["res.users"].browse(SUPERUSER_ID),
        ):
            paper, row = attachment.with_user(user), line.with_user(user)
            for vals in ({"raw": PDF + b"\n"}, {"name": "lain.pdf"}, {"res_id": 0}, {"mimetype": "text/plain"}):
                with self.subTest(user=user.login, vals=vals), self.assertRaises(UserError):
                    paper.write(vals)
            with self.subTest(user=user.login), self.assertRaises(UserError):
                paper.unlink()
            if user.id != SUPERUSER_ID:
                with self.subTest(user=user.login), self.assertRaises(UserError):
                    paper.with_context(_force_unlink=True).unlink()
            for command in (Command.unlink(paper.id), Command.clear(), Command.delete(paper.id)):
                with self.subTest(user=user.login, command=command), self.assertRaises(UserError):
                    row.write({"attachment_ids": [command]})
        with self.assertRaisesRegex(UserError, "has been declared complete. Ask for a correction first"):
            self.attach(line.with_user(self.users["registration"]), PDF)
        self.assertEqual(attachment.raw, PDF)

    def test_papers_are_replaced_in_a_correction(self):
        """In a correction the applicant's papers are replaced; what was handed in before is kept."""
        line = self.line_at("cs_check", "customer_service")
        attachment = self.attach(line, PDF)
        application = line.application_id
        application.action_mark_checklist_ok()
        application.action_accept()
        self.register(self.as_role(application, "registration"))
        self.request_correction(self.as_role(application, "verification"))
        line.write({"attachment_ids": [Command.delete(attachment.id)]})
        self.assertFalse(line.attachment_ids)
        self.assertEqual(attachment.raw, PDF)
        self.attach(line, image("PNG"), "ktp.png")
        application.action_hand_in_correction()
        application.action_complete_correction()

    def test_final_letter_is_frozen(self):
        """The final letter is neither changed nor deleted by anybody."""
        application = self.bring_to(self.file(), "pickup")
        letter = application.sudo().letter_attachment_id
        content = letter.raw
        for user in (*self.users.values(), self.env.ref("base.user_admin"), self.env["res.users"].browse(SUPERUSER_ID)):
            records = letter.with_user(user)
            for vals in ({"raw": PDF}, {"name": "lain.pdf"}, {"res_id": 0}, {"res_model": False}, {"datas": False}):
                with self.subTest(user=user.login, vals=vals), self.assertRaises(UserError):
                    records.write(vals)
            with self.subTest(user=user.login), self.assertRaises(UserError):
                records.unlink()
            if user.id != SUPERUSER_ID:
                with self.subTest(user=user.login), self.assertRaises(UserError):
                    records.with_context(_force_unlink=True).unlink()
        self.env.invalidate_all()
        self.assertEqual(letter.raw, content)
