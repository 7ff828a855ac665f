"""The applicant writes to the agency; the agency sees it, reads it and answers."""

import base64
from datetime import timedelta

from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, new_test_user, tagged

from ...models.messages.message_count import MESSAGES_PER_HOUR
from ..common import OVERSIGHT_ROLES, PDF, STAFF_ROLES, PtspCase


@tagged("post_install", "-at_install")
class TestMessagesOfApplicants(PtspCase):
    """One thread for each application, with who has read what."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.application = cls.bring_to(cls.file(), "verification")
        cls.own = cls.as_role(cls.application, "applicant")

    def thread(self):
        """Return the thread as the system reads it."""
        return self.application.sudo().conversation_ids

    def to_dos(self):
        """Return the to-dos that a message has left."""
        kind = self.env.ref("ptsp_exhibition.activity_type_message")
        return self.env["mail.activity"].search(
            [("res_id", "=", self.application.id), ("activity_type_id", "=", kind.id)]
        )

    def listed(self, role):
        """Return what a role finds by the filter for new messages."""
        return self.env["ptsp.application"].with_user(self.users[role]).search([("has_new_message", "=", True)])

    def test_written_and_read(self):
        """What the applicant writes shows to the staff until the desk or Customer Service has read it."""
        self.own.action_write_message("Kapan selesai?\nTerima <b>kasih</b>")
        message = self.thread()
        self.assertEqual((message.writer, message.body), ("applicant", "Kapan selesai?\nTerima <b>kasih</b>"))
        self.assertEqual(message.from_name, "Budi Santoso")
        self.assertEqual(self.listed("auditor"), self.application)
        self.assertEqual(len(self.to_dos()), 1)
        for role in (*STAFF_ROLES, *OVERSIGHT_ROLES, "applicant"):
            if role not in ("customer_service", "verification"):
                with self.subTest(role=role), self.assertRaises(AccessError):
                    self.as_role(self.application, role).action_read_messages()
        for role in ("customer_service", "verification"):
            with self.undone():
                self.assertTrue(self.as_role(self.application, role).may_read_messages)
                self.as_role(self.application, role).action_read_messages()
                self.assertEqual(self.thread().read_by_id, self.users[role])
                self.assertFalse(self.listed(role))
                self.assertFalse(self.to_dos())

    def test_answering_is_reading(self):
        """Who answers at the desk has read; who answers from another desk leaves it to the desk to read."""
        self.own.action_write_message("Kapan selesai?")
        for role, read in (("section_head", False), ("verification", True), ("customer_service", True)):
            with self.subTest(role=role), self.undone():
                self.as_role(self.application, role).message_post(  # pylint: disable=unknown-option-value,translation-required
                    body="Besok", message_type="comment", subtype_xmlid="mail.mt_comment"
                )
                first, answer = self.thread()
                self.assertEqual(bool(first.read_at), read)
                self.assertEqual(bool(self.to_dos()), not read)
                self.assertEqual((answer.writer, answer.role), ("agency", role))

    def test_notes_are_none(self):
        """Internal notes join no thread, and read nothing."""
        self.own.action_write_message("Kapan selesai?")
        self.as_role(self.application, "customer_service").message_post(  # pylint: disable=unknown-option-value,translation-required
            body="Pemohon bertanya", message_type="comment"
        )
        self.assertFalse(self.thread().read_at)
        self.assertEqual(len(self.thread()), 1)

    def test_seen_by_applicant(self):
        """The agency sees when the applicant has read its answer; what he wrote himself is not read by that."""
        self.own.action_write_message("Kapan selesai?")
        self.as_role(self.application, "section_head").message_post(  # pylint: disable=unknown-option-value,translation-required
            body="Besok", message_type="comment", subtype_xmlid="mail.mt_comment"
        )
        self.own._seen_by_applicant(self.own._conversation())
        question, answer = self.thread()
        self.assertFalse(question.read_at)
        self.assertEqual(answer.read_by_id, self.portal_user)

    def test_who_writes(self):
        """Only whose application it is writes to the agency, and reads the thread."""
        self.own.action_write_message("Kapan selesai?")
        sent = self.bring_to(self.file(), "technical")
        former = new_test_user(self.env, "test_former", "base.group_portal")
        former.partner_id.parent_id = self.applicant
        former.partner_id.parent_id = False
        for user in (
            self.other_portal_user,
            former,
            self.users["technical"],
            self.users["manager"],
            self.users["pickup"],
        ):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                sent.with_user(user).action_write_message("Halo")
        for user in (self.other_portal_user, former, self.users["technical"]):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                sent.with_user(user)._conversation()
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.env["ptsp.message"].with_user(user).search([])

    def test_only_this_way(self):
        """No method of Odoo's lets an applicant write past the rules, or the thread be written by hand."""
        for values in (
            {"body": "Halo", "message_type": "comment", "subtype_xmlid": "mail.mt_comment"},
            {"body": "Halo"},
        ):
            with self.assertRaises(AccessError):
                self.own.message_post(**values)
        self.own.action_write_message("Halo")
        for user in (self.users["manager"], self.env.ref("base.user_admin"), self.env.user):
            thread = self.thread().with_user(user)
            with self.subTest(user=user.login):
                self.assertRaises(UserError, thread.write, {"read_at": "2031-01-01"})
                self.assertRaises(UserError, thread.unlink)
                self.assertRaises(UserError, thread.create, {"application_id": self.application.id})
        self.assertRaises(UserError, self.thread().message_id.unlink)

    def test_limits(self):
        """Empty, too long, too often, with a file of another kind: a sentence, and nothing is kept."""
        file = {"name": "a.pdf", "datas": base64.b64encode(PDF).decode()}
        for body, files in (
            ("  ", None),
            ("x" * 5001, None),
            ("a\n" * 101, None),
            ("Halo", [{**file, "datas": base64.b64encode(b"MZ").decode()}]),
            ("Halo", [{"name": "a"}]),
            (["Halo"], None),
        ):
            with self.subTest(body=str(body)[:10]), self.assertRaises(UserError), self.env.cr.savepoint():
                self.own.action_write_message(body, files)
        self.assertFalse(self.thread())
        for number in range(MESSAGES_PER_HOUR):
            self.own.action_write_message(f"Halo {number}", [file] if number == 1 else None)
        with self.assertRaisesRegex(UserError, "within an hour"):
            self.own.action_write_message("Sekali lagi")
        self.assertEqual(len(self.thread()), MESSAGES_PER_HOUR)
        [attachment] = self.thread().message_id.attachment_ids
        self.assertEqual(attachment.raw, PDF)
        self.assertEqual(self.own._file_of_message(attachment.id), attachment)
        self.assertRaises(UserError, attachment.unlink)
        self.assertFalse(attachment.with_user(self.other_portal_user).has_access("read"))

    def test_room_for_files(self):
        """Files of all messages have a limit together."""
        self.application.sudo().company_id.ptsp_online_files = 1
        file = {"name": "a.pdf", "datas": base64.b64encode(PDF).decode()}
        self.own.action_write_message("Satu", [file])
        with self.assertRaisesRegex(UserError, "At most 1 files"):
            self.own.action_write_message("Dua", [file])

    def test_pressed_twice(self):
        """Who presses the button twice has written once."""
        self.own.action_write_message("Kapan selesai?")
        self.own.action_write_message("Kapan selesai?")
        self.assertEqual(len(self.thread()), 1)

    def test_before_and_after(self):
        """About a draft nobody writes yet; after the end until thirty days have passed."""
        with self.assertRaisesRegex(UserError, "Submit"):
            self.as_role(self.file(), "applicant").action_write_message("Halo")
        done = self.bring_to(self.file(), "cancelled")
        ended = max(done.sudo().control_ids.mapped("ended_at"), default=None)
        self.assertTrue(ended)
        own = self.as_role(done, "applicant")
        own.action_write_message("Mengapa dibatalkan?")
        self.assertTrue(done.sudo().has_new_message)
        with freeze_time(ended + timedelta(days=31)), self.assertRaisesRegex(UserError, "more than 30 days ago"):
            own.action_write_message("Masih ada?")

    def test_applicants_follow_nothing(self):
        """Nobody outside follows an application: who has left the company would be written to."""
        self.application.sudo().message_subscribe((self.applicant | self.users["pickup"].partner_id).ids)
        self.assertEqual(self.application.sudo().message_partner_ids, self.users["pickup"].partner_id)
