"""A channel is one method that another addon adds; what it raises is seen and tried again, and stops nothing."""

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..common import PtspCase

LOG = "odoo.addons.ptsp_exhibition.models.notices.notice_delivery"


@tagged("post_install", "-at_install")
class TestChannels(PtspCase):
    """Beside the e-mail every notice goes out by the channels that there are."""

    def setUp(self):
        super().setUp()
        self.sent = []
        sent, cls = self.sent, self.env.registry["ptsp.notice"]

        def _channel_pager(notice):
            """Send a notice to the pager of the applicant, as another addon would."""
            phone = notice.recipient_id.phone
            if phone == "rusak":
                raise UserError("The pager is out of order.")  # pylint: disable=unknown-option-value,translation-required
            if phone == "meledak":
                raise ValueError("secret of the gateway")
            if phone:
                sent.append((phone, *notice._words()))
            return phone

        # As a method of an addon that extends the model.
        cls._channel_pager = _channel_pager
        self.addCleanup(delattr, cls, "_channel_pager")
        self.applicant.phone = "0541-1234"
        self.application = self.bring_to(self.file(), "cs_check")

    def tell(self):
        """Return the file as incomplete; return the notices by channel."""
        self.return_incomplete(self.as_role(self.application, "customer_service"))
        return self.notices()

    def notices(self):
        return {notice.channel: notice for notice in self.application.sudo().notice_ids}

    def deliver(self):
        """Let the job hand over what waits."""
        with self.enter_registry_test_mode():
            self.env.ref("ptsp_exhibition.cron_notices").sudo().method_direct_trigger()
        self.env.invalidate_all()
        return self.notices()["pager"]

    def test_one_method(self):
        """The notice waits for the job, never the officer for the gateway; then it is sent, in plain words."""
        notices = self.tell()
        self.assertEqual(set(notices), {"email", "pager"})
        self.assertEqual((notices["pager"].state, self.sent), ("waiting", []))
        notice = self.deliver()
        self.assertEqual((notice.state, notice.address, notice.attempts), ("sent", "0541-1234", 1))
        self.assertTrue(notice.sent_at)
        [(phone, subject, text)] = self.sent
        self.assertEqual(phone, "0541-1234")
        self.assertIn("berkas perlu dilengkapi", subject)
        self.assertIn("Fotokopi tidak terbaca", text)
        self.assertNotIn("<", text)
        self.deliver()
        self.assertEqual(len(self.sent), 1)

    def test_no_address(self):
        """Who has no address for a channel gets nothing by it; that is no failure."""
        self.applicant.phone = False
        self.tell()
        notice = self.deliver()
        self.assertEqual((notice.state, notice.failure_type), ("skipped", "no_address"))
        self.assertFalse(self.application.sudo().has_undelivered)

    @mute_logger(LOG)
    def test_failure(self):
        """What the gateway says stands in the outbox, its secrets do not; the front office sends again."""
        for phone, reason in (("rusak", "The pager is out of order."), ("meledak", "The channel has failed")):
            with self.subTest(phone=phone), self.undone():
                self.applicant.phone = phone
                self.tell()
                notice = self.deliver()
                self.assertEqual(notice.state, "failed")
                self.assertIn(reason, notice.reason)
                self.assertTrue(self.application.sudo().has_undelivered)
                self.assertEqual(self.notices()["email"].state, "waiting")
                self.applicant.phone = "0541-9"
                notice.with_user(self.users["customer_service"]).action_send_again()
                self.assertEqual(self.deliver().state, "sent")
                self.assertFalse(self.application.sudo().has_undelivered)
