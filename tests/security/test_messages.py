"""What the applicant was told stays as it was, and nobody tells applicants anything by a back door."""

from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import new_test_user, tagged

from ..common import OVERSIGHT_ROLES, STAFF_ROLES, PtspCase

PDF = b"%PDF-1.4\n%%EOF\n"
FILE = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


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

    def test_only_whose_turn_it_is_notifies(self):
        """Out of turn an officer writes messages, and notifies nobody outside by another method of Odoo's."""
        before = self.application.sudo().message_ids
        for role in (*STAFF_ROLES, *OVERSIGHT_ROLES, "applicant"):
            if role == "customer_service":
                continue
            application = self.as_role(self.application, role)
            told = {"body": "Halo", "partner_ids": self.applicant.ids}
            for name, values in (
                ("message_post", {**told, "message_type": "notification", "subtype_xmlid": "mail.mt_comment"}),
                ("message_post", {**told, "message_type": "email", "subtype_xmlid": "mail.mt_comment"}),
                ("message_notify", told),
                ("message_mail_with_source", {"source_ref": "mail.message_activity_done"}),
                ("message_post_with_source", {"source_ref": "mail.message_activity_done"}),
            ):
                with self.subTest(role=role, method=name), self.undone(), self.assertRaises(UserError):
                    getattr(application, name)(**values)
        self.assertEqual(self.application.sudo().message_ids, before)

    # Notes

    def test_whoever_reads_writes_notes(self):
        """Whoever of the agency reads a file writes notes about it, with files, whosever turn it is; mends the own."""
        for role in (*STAFF_ROLES, *OVERSIGHT_ROLES):
            if role == "technical":
                continue
            application = self.as_role(self.application, role)
            with self.subTest(role=role):
                self.assertTrue(application._mail_get_operation_for_mail_message_operation("create"))
                attachment = (
                    self.env["ir.attachment"].with_user(self.users[role]).create({"name": "a.pdf", "raw": FILE})
                )
                note = application.message_post(  # pylint: disable=unknown-option-value,translation-required
                    body="Sudah saya telepon", message_type="comment", attachment_ids=attachment.ids
                )
                self.assertTrue(note._ptsp_is_internal())
                application._message_update_content(note, body="Belum saya telepon")
                self.assertIn("Belum", note.body)

    def test_other_records(self):
        """Who has nothing to do with applications writes about other records as ever."""
        employee = new_test_user(self.env, "test_employee", "base.group_user,base.group_partner_manager")
        contact = self.env["res.partner"].with_user(employee).create({"name": "Toko Buku"})
        message = contact.message_post(body="Halo", message_type="comment")  # pylint: disable=unknown-option-value,translation-required
        self.assertIn("Halo", message.body)

    def test_note_becomes_no_message(self):
        """Out of turn nobody makes a message for the applicant out of a note, nor sends a note to the applicant."""
        application = self.as_role(self.application, "section_head")
        note = application.message_post(body="Catatan", message_type="comment")  # pylint: disable=unknown-option-value,translation-required
        for vals in (
            {"subtype_id": self.env.ref("mail.mt_comment").id},
            {"message_type": "notification"},
            {"partner_ids": [Command.link(self.applicant.id)]},
        ):
            with self.subTest(vals=vals), self.undone(), self.assertRaises(UserError):
                note.write(vals)
        with self.assertRaises(UserError):
            application.message_post(  # pylint: disable=unknown-option-value,translation-required
                body="Catatan", message_type="comment", partner_ids=self.applicant.ids
            )

    def test_notes_stay_inside(self):
        """Neither applicant nor OPD writes notes, or reads those of the agency and their files."""
        sent = self.bring_to(self.file(), "technical")
        for application in (self.application, sent):
            attachment = (
                self.env["ir.attachment"].with_user(self.users["auditor"]).create({"name": "rahasia.pdf", "raw": FILE})
            )
            note = self.as_role(application, "auditor").message_post(  # pylint: disable=unknown-option-value,translation-required
                body="Catatan rahasia", message_type="comment", attachment_ids=attachment.ids
            )
            self.env.flush_all()
            for user in (self.portal_user, self.users["technical"]):
                self.env.invalidate_all()
                with self.subTest(user=user.login, state=application.state):
                    self.assertFalse(self.env["mail.message"].with_user(user).search([("id", "=", note.id)]))
                    self.assertFalse(attachment.with_user(user).has_access("read"))
                    with self.assertRaises(UserError):
                        application.with_user(user).message_post(  # pylint: disable=unknown-option-value,translation-required
                            body="Catatan", message_type="comment"
                        )
