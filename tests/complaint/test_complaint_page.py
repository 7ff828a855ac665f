"""Anybody writes to the agency from a phone, anonymously or not (section Q)."""

import io
import os
import re

from PIL import Image

from odoo import fields
from odoo.tests import tagged

from ...controllers.public_page import HEADERS
from ..common import PDF
from .common_complaint import ENGLISH, TEXT, ComplaintPageCase

SCRIPT = "<script>alert('x')</script>"


def noise(side, kind="JPEG"):
    """Return a photo that cannot be compressed."""
    file = io.BytesIO()
    Image.frombytes("RGB", (side, side), os.urandom(side * side * 3)).save(file, kind, quality=100, subsampling=0)
    return file.getvalue()


def located():
    """Return a photo whose camera has noted where it was taken."""
    file, exif = io.BytesIO(), Image.Exif()
    exif[0x010F] = "Kamera Budi"
    Image.new("RGB", (40, 40), "red").save(file, "JPEG", exif=exif)
    return file.getvalue()


@tagged("post_install", "-at_install")
class TestComplaintPage(ComplaintPageCase):
    """The page asks little, and keeps what was typed."""

    def test_form(self):
        """The form comes in both languages, with what the address says, and nothing of anybody else."""
        response = self.url_open("/ptsp/complaint?number=0001/PAR&kind=question", headers=ENGLISH)
        self.assertEqual(response.status_code, 200)
        for name, value in HEADERS.items():
            self.assertEqual(response.headers[name], value)
        for text in ("Write to us", 'value="0001/PAR"', self.service.name):
            self.assertIn(text, response.text)
        self.assertNotIn("<script", response.text)

    def test_services(self):
        """Only the revision in force of a service may be chosen: no draft, and none of tomorrow."""
        tomorrow = fields.Date.add(self.company._ptsp_today(), days=1)
        others = self.service.copy({"name": "Draf"}) + self.service.copy({"name": "Besok", "in_force_from": tomorrow})
        page = self.url_open("/ptsp/complaint?lang=en").text
        self.assertIn(f'<option value="{self.service.id}"', page)
        for other in others:
            self.assertNotIn(f'<option value="{other.id}"', page)
            self.post(kind="complaint", text=TEXT, service=other.id)
            self.assertFalse(self.last().service_id)

    def test_anonymous(self):
        """Whoever says nothing of himself is not known, and gets number and code."""
        response = self.post(kind="suggestion", text=f"  {TEXT}  ")
        complaint = self.last()
        self.assertIn("Thank you: it was received", response.text)
        self.assertIn(complaint.name, response.text)
        self.assertEqual((complaint.kind, complaint.channel, complaint.text), ("suggestion", "page", TEXT))
        self.assertFalse(complaint.person_ids)
        self.assertNotIn("session_id", response.headers.get("Set-Cookie", ""))

    def test_officer_who_has_logged_in(self):
        """Nor is an officer who writes by the page while logged in: no row names him."""
        self.authenticate("test_pickup", "test_pickup")
        self.post(kind="complaint", text=TEXT, confidential="1")
        complaint = self.last()
        user = self.users["pickup"]
        for record in (complaint, complaint.entry_ids):
            self.assertNotIn(user, record.create_uid, record._name)
            self.assertNotIn(user, record.write_uid, record._name)
        self.assertFalse(complaint.entry_ids.user_id)

    def test_named(self):
        """With an address the receipt comes by e-mail, with number and code, in the language of the page."""
        response = self.post(
            kind="complaint",
            text=TEXT,
            complainant_name="Budi",
            complainant_phone="0812-3456-7890",
            complainant_email="Budi@Example.com",
            service=self.service.id,
            lang="en",
        )
        complaint = self.last()
        person = complaint.person_ids
        self.assertEqual((person.name, person.phone, person.email), ("Budi", "+6281234567890", "budi@example.com"))
        self.assertEqual(complaint.service_id, self.service)
        mail = self.mails_to("budi@example.com")
        self.assertIn(self.code_in(mail), response.text)
        self.assertIn("Thank you for writing to us", mail.body_html)
        self.assertFalse(mail.model or mail.res_id or mail.mail_message_id.res_id)
        self.assertIn("auto-replied", mail.headers)

    def test_application_is_linked_silently(self):
        """A registration number is linked where there is one, and the page says the same where there is none."""
        application = self.bring_to(self.file(), "verification").sudo()
        answers = []
        for number in (application.registration_number, "9999/PAR-05/REG/2026"):
            response = self.post(kind="complaint", text=TEXT, application=number)
            answers.append(response.text)
            complaint = self.last()
            self.assertEqual(bool(complaint.application_id), number == application.registration_number)
            self.assertEqual(complaint.application_named, number)
            self.assertNotIn(number, response.text)
        self.assertEqual(*(len(text) for text in answers))

    def test_long_text_with_script(self):
        """A text of 20,000 characters is refused in one sentence, and stands on the page again, harmless."""
        text = (SCRIPT + "Panjang. ") * 556
        before = self.Complaint.sudo().search_count([])
        response = self.post(kind="complaint", text=text[:20_000], complainant_name="Budi")
        self.assertIn("Your text has 20000 characters", response.text)
        self.assertNotIn(SCRIPT, response.text)
        self.assertIn("&lt;script&gt;", response.text)
        self.assertIn('value="Budi"', response.text)
        self.assertEqual(self.Complaint.sudo().search_count([]), before)
        self.post(kind="complaint", text=text[:9_990])
        complaint, secret = self.last(), None
        self.assertIn(SCRIPT, complaint.text)
        secret = complaint._as_procedure()._give_code()
        shown = self.follow(complaint, secret).text
        self.assertNotIn(SCRIPT, shown)

    def test_photo_of_30_megabytes(self):
        """A photo of 30 MB is made smaller and kept."""
        photo = noise(3000)
        self.assertGreater(len(photo), 30 * 1024 * 1024)
        self.assertLess(len(photo), 50 * 1024 * 1024)
        response = self.post(kind="complaint", text=TEXT, files={"files": ("bukti.jpg", photo, "image/jpeg")})
        self.assertIn("it was received", response.text, re.findall('class="problem".*', response.text))
        kept = self.last().attachment_ids
        self.assertLess(len(kept.raw), 10 * 1024 * 1024)
        self.assertEqual(kept.mimetype, "image/jpeg")

    def test_files(self):
        """A file that lies about its type is refused, and what was typed stays; a PDF is kept as it came."""
        before = self.Complaint.sudo().search_count([])
        for name, content in (
            ("foto.jpg", b"MZ" * 500),
            ("x.pdf", b"%PDF-1.4 no"),
            ("a.svg", b"<svg/>"),
            ("e.pdf", b""),
        ):
            with self.subTest(name):
                response = self.post(kind="complaint", text=TEXT, files={"files": (name, content, "image/jpeg")})
                self.assertIn('class="problem"', response.text)
                self.assertIn(TEXT, response.text)
        self.assertEqual(self.Complaint.sudo().search_count([]), before)
        self.post(kind="complaint", text=TEXT, files={"files": ("surat.pdf", PDF, "application/pdf")})
        self.assertEqual(self.last().attachment_ids.raw, PDF)

    def test_camera_of_the_unnamed(self):
        """What a camera has added to a photo of somebody unnamed is taken off."""
        self.post(kind="complaint", text=TEXT, files={"files": ("a.jpg", located(), "image/jpeg")})
        self.assertNotIn(b"Kamera Budi", self.last().attachment_ids.raw)

    def test_robot(self):
        """Who fills in the field that nobody sees enters nothing."""
        before = self.Complaint.sudo().search_count([])
        response = self.post(kind="complaint", text=TEXT, homepage="http://x")
        self.assertIn("keep robots out", response.text)
        self.assertEqual(self.Complaint.sudo().search_count([]), before)

    def test_bad_input(self):
        """What is incomplete or wrong is told in one sentence."""
        for typed in (
            {"kind": "complaint", "text": " "},
            {"kind": "x", "text": TEXT},
            {"text": TEXT},
            {"kind": "complaint", "text": "a\0b"},
            {"kind": "complaint", "text": TEXT, "complainant_phone": "telepon"},
            {"kind": "complaint", "text": TEXT, "complainant_email": "a@b@c"},
            {"kind": "complaint", "text": TEXT, "complainant_name": "x" * 101},
            {"kind": "complaint", "text": TEXT, "officer": "x" * 201},
            {"kind": "complaint", "text": TEXT, "application": "x" * 65},
        ):
            with self.subTest(typed):
                self.env["ptsp.complaint.visit"].sudo().search([]).unlink()
                response = self.post(**typed)
                self.assertEqual(response.status_code, 200)
                self.assertIn('class="problem"', response.text)
        self.assertEqual(self.post(kind="complaint", text=TEXT, service="999999999").status_code, 200)
        self.assertFalse(self.last().service_id)

    def test_switched_off(self):
        """Where the agency takes none here the pages are not there, and nothing is entered."""
        complaint, secret = self.sent()
        self.company.ptsp_uses_complaints = False
        self.env.flush_all()
        before = self.Complaint.sudo().search_count([])
        for path in ("", "/follow", "/figures", "/figures/2026-I"):
            self.assertEqual(self.url_open(f"/ptsp/complaint{path}").status_code, 404, path)
        for path in ("", "/follow", "/receipt", "/file"):
            response = self.post(path, kind="complaint", text=TEXT, number=complaint.name, secret=secret)
            self.assertEqual(response.status_code, 404, path)
        self.assertEqual(self.Complaint.sudo().search_count([]), before)

    def test_link_from_the_portal(self):
        """The applicant's page of an application leads to the form with its number."""
        application = self.bring_to(self.file(), "verification").sudo()
        self.authenticate("test_applicant", "test_applicant")
        self.env.flush_all()
        page = self.url_open(f"/my/applications/{application.id}")
        self.assertIn(application._complaint_address(), page.text)
