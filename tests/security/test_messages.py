"""What the applicant was told stays as it was, and who writes to applicants does so in turn."""

from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import tagged

from ..common import OVERSIGHT_ROLES, STAFF_ROLES, PtspCase

PDF = b"%PDF-1.4\n%%EOF\n"


@tagged("post_install", "-at_install")
class TestMessages(PtspCase):
    """Notices and e-mails about an application are evidence, as its control sheet is."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.application = cls.bring_to(cls.file(), "returned")
        cls.officer = cls.users["customer_service"]
        cls.notice = cls.application.sudo().message_ids.filtered(
            lambda message: "dilengkapi" in (message.subject or "")
        )
        attachment = cls.env["ir.attachment"].with_user(cls.officer).create({"name": "daftar.pdf", "raw": PDF})
        cls.letter = cls.application.with_user(cls.officer).message_post(  # pylint: disable=unknown-option-value,translation-required
            body="Mohon lengkapi",
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
            partner_ids=cls.applicant.ids,
            attachment_ids=attachment.ids,
        )

    def test_notices_stay(self):
        """Neither its writer, nor a manager, nor the administrator changes or deletes what an applicant was told."""
        self.assertTrue(self.notice)
        users = (self.officer, self.users["manager"], self.env.ref("base.user_admin"), self.env.user)
        for message in (self.notice[0], self.letter):
            for user in users:
                for vals in (
                    {"body": "<p>Lengkap</p>"},
                    {"subject": "Lengkap"},
                    {"attachment_ids": [Command.clear()]},
                    {"model": False, "res_id": False},
                    {"is_internal": True},
                    {"subtype_id": self.env.ref("mail.mt_note").id},
                ):
                    with self.subTest(user=user.login, vals=vals), self.assertRaises(UserError):
                        message.with_user(user).write(vals)
                with self.subTest(user=user.login), self.assertRaises(UserError):
                    message.with_user(user).unlink()
        with self.assertRaises(UserError):
            self.application.with_user(self.officer)._message_update_content(self.letter, body="Lengkap")
        self.assertIn("Mohon lengkapi", self.letter.body)

    def test_files_stay(self):
        """What was sent along is neither replaced nor deleted."""
        for user in (self.officer, self.env.ref("base.user_admin"), self.env.user):
            attachment = self.letter.attachment_ids.with_user(user)
            with self.subTest(user=user.login):
                self.assertRaises(UserError, attachment.write, {"raw": PDF + b"%"})
                self.assertRaises(UserError, attachment.write, {"name": "lain.pdf"})
                self.assertRaises(UserError, attachment.unlink)
        self.assertEqual(self.letter.attachment_ids.raw, PDF)

    def test_own_notes_may_be_mended(self):
        """An officer mends or deletes the own internal note, as everywhere in Odoo; stars stay possible."""
        application = self.application.with_user(self.officer)
        note = application.message_post(body="Cattan", message_type="comment")  # pylint: disable=unknown-option-value,translation-required
        application._message_update_content(note, body="Catatan")
        self.assertIn("Catatan", note.body)
        note.unlink()
        self.letter.with_user(self.officer).toggle_message_starred()
        self.assertTrue(self.letter.with_user(self.officer).starred)

    def test_log_stays(self):
        """What the system has noted about an application is nobody's to change."""
        logged = self.application.sudo()._message_log(body="Dicatat")  # pylint: disable=unknown-option-value,translation-required
        for user in (self.officer, self.env.ref("base.user_admin")):
            self.assertRaises(UserError, logged.with_user(user).write, {"body": "Lain"})
            self.assertRaises(UserError, logged.with_user(user).unlink)

    def test_draft_takes_its_messages_along(self):
        """Whoever deletes a draft deletes what was written about it."""
        draft = self.file()
        message = draft.message_post(  # pylint: disable=unknown-option-value,translation-required
            body="Halo", message_type="comment", subtype_xmlid="mail.mt_comment"
        )
        draft.unlink()
        self.assertFalse(message.exists())

    def test_nobody_writes_in_bulk(self):
        """No role writes to many applicants at once, past the turn of each application."""
        for role in (*STAFF_ROLES, *OVERSIGHT_ROLES):
            with self.subTest(role=role), self.undone(), self.assertRaises(UserError):
                composer = (
                    self.env["mail.compose.message"]
                    .with_user(self.users[role])
                    .create(
                        {
                            "composition_mode": "mass_mail",
                            "model": "ptsp.application",
                            "res_ids": str(self.application.ids),
                            "body": "<p>Halo</p>",
                            "subject": "Halo",
                            "partner_ids": self.applicant.ids,
                        }
                    )
                )
                composer.action_send_mail()

    def test_only_whose_turn_it_is_writes(self):
        """Nobody writes to the applicant out of turn, by whatever method of Odoo's."""
        before = self.application.sudo().message_ids
        for role in (*STAFF_ROLES, *OVERSIGHT_ROLES, "applicant"):
            if role == "customer_service":
                continue
            application = self.as_role(self.application, role)
            told = {"body": "Halo", "partner_ids": self.applicant.ids}
            for name, values in (
                ("message_post", {**told, "message_type": "comment", "subtype_xmlid": "mail.mt_comment"}),
                ("message_notify", told),
                ("message_mail_with_source", {"source_ref": "mail.message_activity_done"}),
                ("message_post_with_source", {"source_ref": "mail.message_activity_done"}),
            ):
                with self.subTest(role=role, method=name), self.undone(), self.assertRaises(UserError):
                    getattr(application, name)(**values)
        self.assertEqual(self.application.sudo().message_ids, before)
