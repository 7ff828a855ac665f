"""E-mails to applicants that did not arrive: they show as failed, leave a to-do, and are sent again."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.mail.tests.common import MockEmail

from ..common import PtspCase

ADDRESS = "alamat salah"


@tagged("post_install", "-at_install")
class TestUndelivered(PtspCase, MockEmail):
    """The applicant was told that the file is incomplete, at an address that is none."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.applicant.email = ADDRESS
        cls.application = cls.bring_to(cls.file(), "returned")
        cls.message = cls.application.sudo().message_ids.filtered("subject")
        cls.mail = cls.env["mail.mail"].search([("mail_message_id", "=", cls.message.id)])

    @mute_logger("odoo.addons.mail.models.mail_mail", "odoo.addons.base.models.ir_mail_server")
    def send(self):
        """Let Odoo's own job send what is queued."""
        with self.mock_mail_gateway():
            self.mails().send()
        self.env.flush_all()
        self.env.invalidate_all()

    def mails(self):
        """Return the e-mails about the application that are queued."""
        return self.env["mail.mail"].search(
            [("mail_message_id", "in", self.application.sudo().message_ids.ids), ("state", "=", "outgoing")]
        )

    def status(self):
        """Return what the envelope beside the message shows, as the browser gets it."""
        return self.message.notification_ids._filtered_for_web_client().mapped("notification_status")

    def listed(self, role="customer_service"):
        """Return the applications in the list of what was not delivered."""
        return self.env["ptsp.application"].with_user(self.users[role]).search([("has_undelivered", "=", True)])

    def test_failed(self):
        """An e-mail that could not be sent shows as failed, in the chatter and in the list, and not as sent."""
        self.assertEqual(self.status(), ["ready"])
        self.assertFalse(self.listed() & self.application)
        self.send()
        self.assertEqual(self.status(), ["exception"])
        for role in ("customer_service", "information", "verification", "auditor"):
            self.assertIn(self.application, self.listed(role))
        officer = self.as_role(self.application, "customer_service")
        self.assertTrue(officer.has_undelivered)
        self.assertEqual(officer.undelivered_reason, "Invalid email address")

    def test_bounced(self):
        """So does one that came back later."""
        self.message.notification_ids.notification_status = "bounce"
        self.env.invalidate_all()
        self.assertIn(self.application, self.listed())

    def test_sent(self):
        """What was sent shows as sent, and stands in no list."""
        self.mail._postprocess_sent_message(success_pids=self.applicant, success_emails=[])
        self.env.invalidate_all()
        self.assertEqual(self.status(), ["sent"])
        self.assertFalse(self.listed() & self.application)

    def test_send_again(self):
        """Once the address is right, the front office sends the same text again; then it is out of the list."""
        self.send()
        self.applicant.with_user(self.users["information"]).email = "eo@example.com"
        action = self.as_role(self.application, "information").action_send_again()
        self.assertEqual(action["tag"], "display_notification")
        self.assertEqual(self.status(), ["ready"])
        self.assertFalse(self.listed() & self.application)
        mail = self.mails()
        self.assertEqual((mail.recipient_ids, mail.body_html), (self.applicant, self.message.body))
        self.assertEqual(self.application.sudo().message_ids.filtered("subject"), self.message)
        mail._postprocess_sent_message(success_pids=self.applicant, success_emails=[])
        self.assertEqual(self.status(), ["sent"])
        with self.assertRaisesRegex(UserError, "Every notice has arrived"):
            self.as_role(self.application, "information").action_send_again()

    def test_still_wrong(self):
        """Sent again to the same address it fails again, and can be sent once more."""
        self.send()
        for _attempt in range(2):
            self.as_role(self.application, "customer_service").action_send_again()
            self.send()
            self.assertEqual(self.status(), ["exception"])
        self.applicant.email = False
        with self.assertRaisesRegex(UserError, "Enter the e-mail address of PT Borneo"):
            self.as_role(self.application, "customer_service").action_send_again()

    def test_who_sends_again(self):
        """The front office sends again; nobody else, and the applicant learns nothing of it."""
        self.send()
        for role in ("verification", "agency_head", "auditor", "manager", "applicant", "technical"):
            with self.subTest(role=role), self.assertRaises(AccessError):
                self.as_role(self.application, role).action_send_again()
        with self.assertRaises(AccessError):
            self.as_role(self.application, "applicant").read(["has_undelivered"])
