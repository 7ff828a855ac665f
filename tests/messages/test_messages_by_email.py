"""The applicant answers by e-mail, and it lands in the thread; nobody else's e-mail does."""

import base64

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ...models.messages.message_count import MESSAGES_PER_HOUR
from ..common import PDF, PtspCase

IMAGE = "R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"


@tagged("post_install", "-at_install")
class TestMessagesByEmail(PtspCase):
    """An e-mail is a message of the applicant where it bears the address of the applicant or of its people."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.application = cls.bring_to(cls.file(), "verification")
        cls.notice = cls.as_role(cls.application, "section_head").message_post(  # pylint: disable=unknown-option-value,translation-required
            body="Mohon datang", message_type="comment", subtype_xmlid="mail.mt_comment"
        )

    def receive(self, sender="eo@example.com", text="Baik, besok", number="1", cc="", files=()):
        """Let the mail server hand in an answer to the message; return what it became."""
        lines = [
            f"From: {sender}",
            "To: ptsp@example.com",
            *([f"Cc: {cc}"] if cc else []),
            "Subject: Re: Permohonan",
            f"Message-Id: <jawaban{number}@example.com>",
            f"In-Reply-To: {self.notice.message_id}",
            "MIME-Version: 1.0",
            'Content-Type: multipart/mixed; boundary="XX"',
            "",
            "--XX",
            "Content-Type: text/html; charset=utf-8",
            "",
            f"<div>{text}</div><blockquote>Mohon datang</blockquote>",
        ]
        for name, kind, content in files:
            lines += [
                "--XX",
                f'Content-Type: {kind}; name="{name}"',
                f'Content-Disposition: attachment; filename="{name}"',
                "Content-Transfer-Encoding: base64",
                "",
                content,
            ]
        before = self.application.sudo().conversation_ids
        self.env["mail.thread"].message_process(False, "\n".join([*lines, "--XX--", ""]))
        return self.application.sudo().conversation_ids - before

    def test_answer(self):
        """The answer of the applicant joins the thread, and shows as new to the staff."""
        message = self.receive()
        self.assertEqual((message.writer, message.message_id.author_id), ("applicant", self.applicant))
        self.assertTrue(message.body.startswith("Baik, besok"))
        self.assertTrue(self.application.sudo().has_new_message)
        self.assertFalse(message.message_id.is_internal)

    def test_people(self):
        """So does that of its people who have an account; it is theirs."""
        sender = f"{self.portal_user.name} <{self.portal_user.email.upper()}>"
        self.assertEqual(self.receive(sender=sender).message_id.author_id, self.portal_user.partner_id)

    def test_addresses_that_accounts_enter(self):
        """An address that somebody enters for the company speaks for nobody: nor does that of a closed account."""
        clerk = self.env["res.partner"].create(
            {"name": "Wati", "email": "wati@example.com", "parent_id": self.applicant.id}
        )
        self.portal_user.active = False
        for number, partner in enumerate((clerk, self.portal_user.partner_id)):
            with self.subTest(partner.name), self.assertRaises(AccessError):
                self.receive(sender=partner.email, number=number)

    def test_others(self):
        """Whoever else knows the thread is refused: a stranger, a former employee, an applicant of another file."""
        former = self.portal_user.partner_id
        former.parent_id = False
        for number, sender in enumerate(("siapa@example.com", "x@example.com", former.email, "")):
            with self.subTest(sender=sender), self.assertRaises(AccessError):
                self.receive(sender=sender, number=number)

    def test_reader_writes_nothing(self):
        """Who has an account may by e-mail what the account may on the page."""
        self.env["ir.rule"].search(
            [("name", "=", "Applicants read their own applications")]
        ).sudo().domain_force = "[(0, '=', 1)]"
        with self.assertRaises(AccessError):
            self.receive(sender="budi@example.com")

    def test_files(self):
        """Papers come along; what is none, such as a picture in the signature, is left out and loses nothing."""
        message = self.receive(
            files=[
                ("denah.pdf", "application/pdf", base64.b64encode(PDF).decode()),
                ("logo.gif", "image/gif", IMAGE),
            ]
        )
        self.assertEqual(message.message_id.attachment_ids.mapped("name"), ["denah.pdf"])

    def test_beside(self):
        """Who stands beside the agency in the e-mail is no recipient of it here, and stops nothing."""
        message = self.receive(cc="x@example.com, budi@example.com")
        self.assertFalse(message.message_id.partner_ids - self.users["section_head"].partner_id)

    def test_limits(self):
        """The limits of the page hold, whichever way the messages came."""
        own = self.as_role(self.application, "applicant")
        for number in range(MESSAGES_PER_HOUR):
            own.action_write_message(f"Halo {number}")
        with self.assertRaisesRegex(UserError, "within an hour"):
            self.receive(sender="budi@example.com")
