"""Whoever writes about an application writes as himself, now, and to whom the agency writes."""

from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from ..common import PtspCase

STRANGER = "orang.lain@example.com"
BOSS = "kepala@example.com"
ROLES = ("section_head", "customer_service", "auditor")


@tagged("post_install", "-at_install")
class TestInOwnName(PtspCase, HttpCase):
    """What Odoo lets a client say of a message: its author, its address, its date, where answers go."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # It is the turn of Customer Service.
        cls.application = cls.bring_to(cls.file(), "returned")
        cls.boss = cls.users["agency_head"].partner_id
        cls.boss.email = BOSS

    def assert_refused(self, role, **values):
        before = self.application.sudo().message_ids
        with self.subTest(role=role, values=values), self.assertRaises(AccessError), self.env.cr.savepoint():
            self.as_role(self.application, role).message_post(**{"body": "Halo", "message_type": "comment", **values})
        self.assertEqual(self.application.sudo().message_ids, before)

    def test_nobody_writes_as_somebody_else(self):
        """Neither a note nor a message bears the name or address of another officer, or of the applicant."""
        for role in ROLES:
            own = self.users[role].partner_id.id
            for values in (
                {"author_id": self.boss.id},
                {"email_from": BOSS},
                {"email_from": BOSS, "author_id": own},
                {"author_id": self.portal_user.partner_id.id},
            ):
                self.assert_refused(role, **values)
                self.assert_refused(role, subtype_xmlid="mail.mt_comment", **values)
        self.assert_refused(
            "customer_service", message_type="notification", subtype_xmlid="mail.mt_comment", author_id=self.boss.id
        )

    def test_nothing_is_dated_back(self):
        """What was written today was not written last week."""
        for role in ROLES:
            self.assert_refused(role, date="2020-01-01 00:00:00")
            self.assert_refused(role, date="2020-01-01 00:00:00", subtype_xmlid="mail.mt_comment")

    def test_answers_come_here(self):
        """No officer lets the applicant's answer go to an address of his own."""
        for role in ROLES:
            self.assert_refused(role, subtype_xmlid="mail.mt_comment", reply_to=STRANGER)

    def test_no_address_beside_the_applicant(self):
        """Out of turn neither a message nor a note goes to a bare address."""
        for role in ("section_head", "pickup", "auditor"):
            self.assert_refused(role, outgoing_email_to=STRANGER)
            self.assert_refused(role, subtype_xmlid="mail.mt_comment", outgoing_email_to=STRANGER)

    def test_sent_later(self):
        """A message that is sent later is no way around it."""
        vals = {
            "model": "ptsp.application",
            "res_id": self.application.id,
            "body": "Halo",
            "scheduled_date": fields.Datetime.now() + timedelta(hours=1),
            "author_id": self.boss.id,
        }
        scheduled = self.env["mail.scheduled.message"].with_user(self.users["customer_service"]).create(vals)
        with self.assertRaises(AccessError):
            scheduled.post_message()

    def test_own_messages_go_out(self):
        """In the own name, with what Odoo fills in, a message goes out as before."""
        for role in ("section_head", "customer_service"):
            officer = self.users[role]
            message = self.as_role(self.application, role).message_post(  # pylint: disable=unknown-option-value,translation-required
                body="Halo",
                message_type="comment",
                subtype_xmlid="mail.mt_comment",
                author_id=officer.partner_id.id,
                email_from=officer.email_formatted,
            )
            self.assertIn(self.applicant, message.partner_ids)
            self.assertTrue(self.env["ptsp.message"].search([("message_id", "=", message.id)]))

    def test_nobody_enters_who_was_told(self):
        """Who reads a message lets nobody else read it, and puts nothing into the outbox that is then sent again."""
        letter = self.as_role(self.application, "section_head").message_post(  # pylint: disable=unknown-option-value,translation-required
            body="Halo", message_type="comment", subtype_xmlid="mail.mt_comment"
        )
        stranger = self.env["res.partner"].create({"name": "Orang Lain", "email": STRANGER})
        before = self.application.sudo().notice_ids
        for role in ROLES:
            for values in (
                {"res_partner_id": stranger.id, "notification_type": "email", "notification_status": "exception"},
                {"res_partner_id": self.users["technical"].partner_id.id, "notification_type": "inbox"},
            ):
                with self.subTest(role=role, values=values), self.assertRaises(AccessError), self.env.cr.savepoint():
                    self.env["mail.notification"].with_user(self.users[role]).create(
                        {"mail_message_id": letter.id, **values}
                    )
        self.assertEqual(self.application.sudo().notice_ids, before)
        self.assertFalse(self.application.sudo().has_undelivered)

    def test_composer(self):
        """Odoo's own composer writes in the own name, as ever."""
        composer = (
            self.env["mail.compose.message"]
            .with_user(self.users["section_head"])
            .create(
                {
                    "composition_mode": "comment",
                    "model": "ptsp.application",
                    "res_ids": str(self.application.ids),
                    "body": "<p>Halo</p>",
                    "partner_ids": [Command.set(self.applicant.ids)],
                }
            )
        )
        _mails, message = composer._action_send_mail()
        self.assertEqual(message.author_id, self.users["section_head"].partner_id)

    # As the browser does it

    def call(self, role, path, **params):
        """Let the browser of an officer call Odoo, and return the answer."""
        user = self.portal_user if role == "applicant" else self.users[role]
        self.authenticate(user.login, user.login)
        with mute_logger("odoo.http"):
            answer = self.url_open(path, json={"jsonrpc": "2.0", "params": params}).json()
        self.env.invalidate_all()
        return answer

    def post(self, role, **data):
        said = {"body": "Halo", "message_type": "comment", "subtype_xmlid": "mail.mt_comment", **data}
        return self.call(
            role, "/mail/message/post", thread_model="ptsp.application", thread_id=self.application.id, post_data=said
        )

    def test_chatter_of_the_browser(self):
        """By the chatter, too, who only oversees writes no message, and nobody out of turn to a stranger."""
        stranger = self.env["res.partner"].create({"name": "Orang Lain", "email": STRANGER})
        before = self.application.sudo().message_ids
        for role, data in (
            ("auditor", {}),
            ("manager", {}),
            ("auditor", {"message_type": "notification"}),
            ("auditor", {"subtype_xmlid": "mail.mt_note", "partner_ids": stranger.ids}),
            ("section_head", {"partner_ids": stranger.ids}),
            ("section_head", {"message_type": "notification", "partner_ids": stranger.ids}),
            ("section_head", {"subtype_xmlid": "mail.mt_note", "partner_ids": stranger.ids}),
            ("technical", {}),
            ("applicant", {}),
        ):
            with self.subTest(role=role, data=data):
                self.assertIn("error", self.post(role, **data))
                self.assertEqual(self.application.sudo().message_ids, before)

    def test_note_of_the_browser(self):
        """A note stays possible for whoever reads; it is sent to nobody outside afterwards, and never looks noted."""
        stranger = self.env["res.partner"].create({"name": "Orang Lain", "email": STRANGER})
        for role in ("auditor", "section_head"):
            answer = self.post(role, message_type="notification", subtype_xmlid="mail.mt_note")
            note = self.env["mail.message"].browse(answer["result"]["message_id"])
            self.assertEqual(note.message_type, "comment")
            answer = self.call(
                role,
                "/mail/message/update_content",
                message_id=note.id,
                update_data={"body": "Halo", "partner_ids": stranger.ids},
            )
            self.assertIn("error", answer)
            self.assertFalse(note.partner_ids)

    def test_message_of_the_browser(self):
        """An officer out of turn writes to the applicant by the chatter, whose turn it is to anybody."""
        stranger = self.env["res.partner"].create({"name": "Orang Lain", "email": STRANGER})
        message = self.env["mail.message"].browse(self.post("section_head")["result"]["message_id"])
        self.assertEqual(message.partner_ids, self.applicant)
        answer = self.post("customer_service", partner_ids=stranger.ids)
        message = self.env["mail.message"].browse(answer["result"]["message_id"])
        self.assertEqual(message.partner_ids, self.applicant | stranger)
