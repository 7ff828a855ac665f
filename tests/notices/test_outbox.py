"""The outbox: a line for each notice, what became of it, and a to-do where the applicant was not told."""

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import new_test_user, tagged
from odoo.tools import mute_logger

from ..common import PtspCase, groups_of

LOG = "odoo.addons.ptsp_exhibition.models.notices"


@tagged("post_install", "-at_install")
class TestOutbox(PtspCase):
    """No failure is silent."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.application = cls.bring_to(cls.file(), "returned")
        cls.notice = cls.application.sudo().notice_ids

    def to_dos(self):
        kind = self.env.ref("ptsp_exhibition.activity_type_undelivered")
        return self.env["mail.activity"].search(
            [("res_id", "=", self.application.id), ("activity_type_id", "=", kind.id)]
        )

    def mail(self):
        return self.env["mail.mail"].search([("mail_message_id", "=", self.notice.message_id.id)])

    def test_a_line(self):
        """A notice waits until Odoo has sent it; then it is sent."""
        notice = self.notice
        self.assertEqual(
            (notice.kind, notice.channel, notice.state, notice.address),
            ("returned", "email", "waiting", "eo@example.com"),
        )
        self.assertEqual((notice.kind_name, notice.channel_name), ("File is incomplete", "E-mail"))
        self.mail()._postprocess_sent_message(success_pids=self.applicant, success_emails=[])
        self.assertEqual(notice.state, "sent")
        self.assertTrue(notice.sent_at)

    def test_failure_leaves_a_to_do(self):
        """What failed leaves Customer Service one to-do, until it has been sent again."""
        self.mail()._postprocess_sent_message(
            success_pids=[], success_emails=[], failure_reason="x", failure_type="mail_email_invalid"
        )
        self.assertEqual((self.notice.state, self.notice.reason), ("failed", "Invalid email address"))
        self.assertEqual(len(self.to_dos()), 1)
        self.notice.with_user(self.users["customer_service"]).action_send_again()
        self.assertEqual((self.notice.state, self.notice.attempts), ("waiting", 2))
        self.assertFalse(self.to_dos())
        self.mail()._postprocess_sent_message(success_pids=self.applicant, success_emails=[])
        self.assertEqual(self.notice.state, "sent")
        with self.assertRaisesRegex(UserError, "Every notice has arrived"):
            self.notice.with_user(self.users["customer_service"]).action_send_again()

    @mute_logger(f"{LOG}.notice_delivery", "odoo.addons.mail.models.mail_render_mixin")
    def test_unwritten(self):
        """A template that cannot be filled in shows as failed; corrected, the notice is sent again."""
        template = self.env.ref("ptsp_exhibition.mail_template_cancelled").with_context(lang="id_ID").sudo()
        body = template.body_html
        template.body_html = """<p><t t-out="1 / 0 if object.state == 'cancelled' else 1"/></p>"""
        other = self.env["res.partner"].create({"name": "PT Mahakam", "email": "mahakam@example.com"})
        applications = self.application | self.bring_to(self.file(partner_id=other.id), "cs_check")
        self.as_role(applications, "customer_service").action_cancel("Pemohon menarik permohonan")
        notices = self.env["ptsp.notice"].search(
            [("kind", "=", "cancelled"), ("application_id", "in", applications.ids)]
        )
        self.assertEqual(notices.mapped("state"), ["failed", "failed"])
        self.assertIn("template", notices[0].reason)
        self.assertTrue(self.to_dos())
        template.body_html = body
        notices.with_user(self.users["information"]).action_send_again()
        self.assertEqual(notices.mapped("state"), ["waiting", "waiting"])
        self.assertTrue(all(notices.message_id))

    def test_no_address(self):
        """Who has no address is not told, which is no failure; with an address it can be sent."""
        self.applicant.email = False
        application = self.bring_to(self.file(), "returned")
        notice = application.sudo().notice_ids
        self.assertEqual((notice.state, notice.failure_type), ("skipped", "no_address"))
        self.assertFalse(application.sudo().has_undelivered)
        officer = notice.with_user(self.users["customer_service"])
        with self.assertRaisesRegex(UserError, "Enter the e-mail address"):
            officer.action_send_again()
        self.applicant.email = "eo@example.com"
        self.assertTrue(officer.may_send_again)
        officer.action_send_again()
        self.assertEqual(notice.state, "waiting")
        self.assertTrue(notice.message_id)

    def test_messages_of_officers(self):
        """What an officer writes stands there as well, with what became of it."""
        self.as_role(self.application, "section_head").message_post(  # pylint: disable=unknown-option-value,translation-required
            body="Mohon datang", message_type="comment", subtype_xmlid="mail.mt_comment"
        )
        notice = self.application.sudo().notice_ids - self.notice
        self.assertEqual((notice.kind, notice.state, notice.recipient_id), ("message", "waiting", self.applicant))
        notice.message_id.notification_ids.notification_status = "bounce"
        self.assertEqual(notice.state, "failed")

    def test_who(self):
        """The agency reads the outbox; the front office sends again; nobody writes or deletes a line."""
        stranger = self.env["res.company"].create({"name": "Dinas Lain"})
        elsewhere = new_test_user(
            self.env,
            "test_elsewhere",
            groups_of("customer_service"),
            company_id=stranger.id,
            company_ids=[Command.set(stranger.ids)],
        )
        for user in (self.portal_user, self.users["technical"]):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.env["ptsp.notice"].with_user(user).search([])
        self.assertFalse(self.env["ptsp.notice"].with_user(elsewhere).search([]))
        for role in ("verification", "manager", "auditor"):
            self.assertTrue(self.notice.with_user(self.users[role]).read(["state"]))
            with self.subTest(role=role), self.assertRaises(AccessError):
                self.notice.with_user(self.users[role]).action_send_again()
        for user in (self.users["manager"], self.env.ref("base.user_admin"), self.env.user):
            notice = self.notice.with_user(user)
            with self.subTest(user=user.login):
                self.assertRaises(UserError, notice.write, {"state": "sent"})
                self.assertRaises(UserError, notice.unlink)
                self.assertRaises(UserError, notice.create, {"application_id": self.application.id})

    def test_receipt_comes_along(self):
        """With the registration comes the receipt, set by a job and not while the officer waits."""
        application = self.bring_to(self.file(), "verification")
        notice = application.sudo().notice_ids.filtered(lambda notice: notice.kind == "registered")
        self.assertEqual((notice.state, notice.message_id.id), ("waiting", False))
        notice.with_context(force_report_rendering=True)._as_procedure()._deliver()
        message = notice.message_id
        self.assertIn(application.registration_number, message.subject)
        self.assertIn("Tanda Terima Berkas", message.attachment_ids.name)
        self.assertTrue(message.attachment_ids.raw.startswith(b"%PDF-"))
        self.assertRaises(UserError, message.attachment_ids.unlink)
