"""A link that did not arrive at the OPD is seen by who awaits the opinion, and is sent again."""

from contextlib import ExitStack
from unittest.mock import patch

from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.mail.tests.common import MockEmail

from .common_opd_link import MAILBOX, OpdLinkCase

BOUNCE = """From: MAILER-DAEMON@mx.example.com (Mail Delivery System)
To: bounce@example.go.id
Subject: Undelivered Mail Returned to Sender
Message-Id: <bounce-1@mx.example.com>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="B"

--B
Content-Type: text/plain

The mail system could not deliver your message.

--B
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.com

Final-Recipient: rfc822; {address}
Action: failed
Status: 5.1.1

--B
Content-Type: message/rfc822

From: dpmptsp@example.go.id
To: {address}
Message-Id: {reference}
Subject: Permohonan pertimbangan teknis

Yth.

--B--
"""


@tagged("post_install", "-at_install")
class TestLinkDelivered(OpdLinkCase, MockEmail):
    """The e-mail with the link is on its way."""

    @mute_logger("odoo.addons.mail.models.mail_mail", "odoo.addons.base.models.ir_mail_server")
    def send(self, down=False):
        """Let Odoo's own job send what is queued.

        :param bool down: the mail server does not answer
        """
        with self.mock_mail_gateway(mail_unlink_sent=True), ExitStack() as stack:
            if down:
                # In tests Odoo connects to no server that could be down.
                refused = ConnectionRefusedError("Connection refused")
                server = type(self.env["ir.mail_server"])
                stack.enter_context(patch.object(server, "_connect__", side_effect=refused))
            self.mails().filtered(lambda mail: mail.state == "outgoing").send()
        self.env.flush_all()
        self.env.invalidate_all()

    @mute_logger("odoo.addons.mail.models.mail_thread")
    def bounce(self, reference, address=MAILBOX):
        """Let the mail server answer that it could not deliver an e-mail."""
        self.env["mail.thread"].message_process(None, BOUNCE.format(reference=reference, address=address))
        self.env.invalidate_all()

    def to_dos(self):
        """Return who has a to-do to send the link again, by login."""
        kind = self.env.ref("ptsp_exhibition.activity_type_link_undelivered")
        found = self.env["mail.activity"].search(
            [("res_id", "=", self.application.id), ("activity_type_id", "=", kind.id)]
        )
        return found.user_id.mapped("login")

    def listed(self, role="liaison"):
        """Return what *With OPD* shows as not delivered."""
        Review = self.env["ptsp.technical.review"].with_user(self.users[role])
        return Review.search([("followed_up", "=", True), ("link_undelivered", "=", True)]) & self.review

    def test_arrived(self):
        """What was sent shows nothing, and leaves no to-do."""
        self.send()
        self.assertFalse(self.listed() or self.to_dos() or self.mails())

    def test_server_down(self):
        """What the server did not take is listed, and liaison has a to-do; sent later, all is well."""
        self.send(down=True)
        for role in ("liaison", "processing", "auditor"):
            self.assertTrue(self.listed(role), role)
        self.assertEqual(self.to_dos(), ["test_liaison"])
        seen = self.as_role(self.review, "liaison")
        self.assertIn("Connection failed", seen.link_undelivered_reason)
        self.assertTrue(seen.may_send_link)
        self.send(down=True)
        self.assertEqual(self.to_dos(), ["test_liaison"])
        self.mails().mark_outgoing()
        self.send()
        self.assertFalse(self.listed() or self.to_dos())

    def test_sent_again(self):
        """Another link settles it; the e-mail that failed is not sent any more, for its link is dead."""
        self.send(down=True)
        failed = self.mails()
        self.as_role(self.review, "liaison").action_send_link()
        self.assertFalse(self.listed() or self.to_dos())
        self.assertEqual(failed.state, "cancel")
        self.send()
        self.assertFalse(self.listed())

    def test_bounced(self):
        """What comes back later shows, too, by the number of the e-mail only, which nobody else knows."""
        reference = self.mails().message_id
        self.send()
        for wrong in (("<other@example.com>", MAILBOX), (reference, "somebody@example.com")):
            self.bounce(*wrong)
            self.assertFalse(self.listed())
        self.bounce(reference)
        self.assertTrue(self.listed())
        self.assertEqual(self.to_dos(), ["test_liaison"])
        self.assertTrue(self.as_role(self.review, "liaison").link_undelivered_reason)

    def test_answered_meanwhile(self):
        """Where the opinion came on paper, nothing is to be sent any more."""
        self.send(down=True)
        self.as_role(self.review, "processing").action_issue("Tidak keberatan")
        self.assertFalse(self.listed() or self.to_dos())

    def test_nobody_is_liaison(self):
        """Where nobody takes files to OPD, the managers are told."""
        self.users["liaison"].active = False
        self.send(down=True)
        self.assertIn("test_manager", self.to_dos())
        self.assertNotIn("test_liaison", self.to_dos())

    def test_revoked_before_it_left(self):
        """A link that was revoked before its e-mail left goes to nobody."""
        self.as_role(self.review, "liaison").action_revoke_link()
        self.assertEqual(self.mails().state, "cancel")
