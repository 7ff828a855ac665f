"""E-mails to the mail box of the agency are entered; robots, loops and other people's complaints are not touched."""

from email.message import EmailMessage

from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from ...models.complaint.complaint_visit import ENTERED_PER_HOUR
from ..common import PDF
from .common_complaint import ComplaintCase

DOMAIN = "ptsp.example.org"
TO = f"pengaduan@{DOMAIN}"


@tagged("post_install", "-at_install")
class TestComplaintEmail(ComplaintCase, HttpCase):
    """A manager has set up the mail box *pengaduan*."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.domain = cls.env["mail.alias.domain"].create({"name": DOMAIN})
        cls.company.alias_domain_id = cls.domain
        page = (
            cls.env["ptsp.agency.settings"]
            .with_user(cls.users["manager"])
            .create({"ptsp_complaint_alias": "pengaduan"})
        )
        page.action_save()
        cls.number = 0

    def mail(self, body="Antrean terlalu lama.", sender="Budi <budi@example.com>", files=(), **headers):
        """Let the mail server bring an e-mail, and return the complaint."""
        type(self).number += 1
        message = EmailMessage()
        message["From"], message["To"] = sender, TO
        message["Subject"] = headers.pop("Subject", "Keluhan")
        message["Message-Id"] = f"<{self.number}@example.com>"
        for name, value in headers.items():
            message[name.replace("_", "-")] = value
        message.set_content(body)
        for name, content in files:
            message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
        found = self.env["mail.thread"].message_process(None, message.as_bytes())
        return self.Complaint.sudo().browse(found or [])

    def test_entered(self):
        """It has subject, text, sender and papers, is answered by a receipt, and leaves no message behind."""
        complaint = self.mail(files=[("surat.pdf", PDF), ("virus.exe", b"MZ")])
        self.assertEqual((complaint.channel, complaint.text), ("email", "Keluhan\n\nAntrean terlalu lama."))
        self.assertEqual((complaint.person_ids.name, complaint.person_ids.email), ("Budi", "budi@example.com"))
        self.assertEqual(complaint.attachment_ids.raw, PDF)
        receipt = self.mails_to("budi@example.com")
        self.assertIn(complaint.name, receipt.body_html)
        self.assertIn("virus.exe", receipt.body_html)
        found = self.Complaint._with_ticket(self.company, complaint.name, self.code_in(receipt))
        self.assertEqual(found, complaint)
        self.assertFalse(self.env["mail.message"].sudo().search([("model", "=like", "ptsp.complaint%")]))
        self.assertFalse(self.env["res.partner"].search([("email", "=", "budi@example.com"), ("name", "=", "Budi")]))

    def test_robots(self):
        """Robots, lists, bounces, and the agency itself enter nothing, and nobody answers them."""
        before = self.Complaint.sudo().search_count([])
        for more in (
            {"Auto_Submitted": "auto-replied"},
            {"Auto_Submitted": "auto-generated"},
            {"Precedence": "bulk"},
            {"List_Id": "<x.example.com>"},
            {"X_Autoreply": "yes"},
            {"sender": "MAILER-DAEMON@example.com"},
            {"sender": "no-reply@example.com"},
            {"sender": TO},
        ):
            with self.subTest(more):
                self.assertFalse(self.mail(**more))
        self.assertEqual(self.Complaint.sudo().search_count([]), before)
        self.assertFalse(self.mails_to("budi@example.com"))
        self.assertTrue(self.mail(Auto_Submitted="no"))

    def test_too_many(self):
        """One sender enters so many in an hour, is told once an hour that no more is, and others go on."""
        for _index in range(ENTERED_PER_HOUR):
            self.assertTrue(self.mail())
        receipts = self.mails_to("budi@example.com")
        for _index in range(3):
            self.assertFalse(self.mail())
        told = self.mails_to("budi@example.com") - receipts
        self.assertEqual(len(told), 1)
        self.assertIn(self.Complaint.with_context(lang="id_ID")._sentence_of_too_many(), told.body_html)
        self.assertIn("auto-replied", told.headers)
        self.assertTrue(self.mail(sender="siti@example.com"))
        counted = self.env["ptsp.complaint.sender"].sudo().search([])
        self.env.cr.execute(
            "UPDATE ptsp_complaint_sender SET create_date = create_date - INTERVAL '1 hour' WHERE id = ANY(%s)",
            [counted.ids],
        )
        self.env.invalidate_all()
        for _index in range(ENTERED_PER_HOUR):
            self.assertTrue(self.mail())
        before = self.mails_to("budi@example.com")
        self.assertFalse(self.mail())
        self.assertEqual(len(self.mails_to("budi@example.com") - before), 1)

    def test_long(self):
        """A long e-mail goes on in the history, so that nothing is lost; one beyond measure is told to be too long."""
        text = "".join(f"Baris {index} <script>alert(1)</script>\n" for index in range(600))
        complaint = self.mail(body=text)
        kept = "\n".join([complaint.text, *complaint.entry_ids.filtered("text").mapped("text")])
        for index in (0, 250, 599):
            self.assertIn(f"Baris {index} ", kept)
        self.assertFalse(self.mail(body="Sangat panjang. " * 7000))
        self.assertIn("lebih dari 100000 karakter", self.mails_to("budi@example.com")[0].body_html)

    def test_replies(self):
        """An e-mail that answers a receipt, or names a complaint, is another one: it continues none."""
        complaint = self.mail()
        entries = complaint.entry_ids
        receipt = self.mails_to("budi@example.com")
        again = self.mail(
            sender="penipu@example.com",
            In_Reply_To=receipt.message_id,
            References=receipt.message_id,
            Subject=complaint.name,
        )
        self.assertNotEqual(again, complaint)
        self.assertEqual(complaint.entry_ids, entries)

    @mute_logger("odoo.http", "odoo.addons.mail.models.mail_thread")
    def test_gateway_is_no_door(self):
        """Who has logged in enters or continues nothing through Odoo's gateway, whatever he names."""
        complaint = self.enter()
        source = f"From: kepala@example.com\nTo: {TO}\nSubject: x\nMessage-Id: <%s@example.com>\n\nIsi\n"
        threads = self.env["mail.thread"]
        before = self.Complaint.sudo().search_count([])
        for user in (self.handler, self.users["pickup"], self.portal_user):
            self.authenticate(user.login, user.login)
            for number, (model, more) in enumerate(
                ((None, {}), ("ptsp.complaint", {}), ("ptsp.complaint", {"thread_id": complaint.id}))
            ):
                args = [model, source % f"{user.login}{number}"]
                params = {"model": "mail.thread", "method": "message_process", "args": args, "kwargs": more}
                self.env.flush_all()
                answer = self.url_open("/web/dataset/call_kw", json={"jsonrpc": "2.0", "params": params}).json()
                with self.subTest(user=user.login, model=model, **more):
                    self.assertEqual(answer["error"]["data"]["name"], "odoo.exceptions.AccessError")
        self.env.invalidate_all()
        self.assertEqual(self.Complaint.sudo().search_count([]), before)
        for do in (
            lambda: complaint.message_new({"subject": "x"}),
            lambda: complaint.message_update({"subject": "x"}),
            lambda: threads.message_process("ptsp.complaint", source.replace(TO, "x@example.com") % "y"),
        ):
            with self.assertRaises(AccessError), self.env.cr.savepoint():
                do()
        self.assertEqual(len(complaint.entry_ids), 1)

    def test_mail_box(self):
        """The mail box bears the name that a manager gives it, and is gone with the part."""
        alias = self.company.ptsp_complaint_alias_id
        self.assertEqual(alias.alias_full_name, TO)
        self.company.ptsp_complaint_alias = "aduan"
        self.assertEqual(alias.alias_name, "aduan")
        with self.assertRaises(UserError), self.env.cr.savepoint():
            self.company.ptsp_complaint_alias = "a b@c"
        self.company.ptsp_uses_complaints = False
        self.assertFalse(alias.exists())
