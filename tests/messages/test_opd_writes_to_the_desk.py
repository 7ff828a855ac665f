"""Members of an OPD write to the agency only: neither to the applicant, nor so that another OPD reads it."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..common import PtspCase


@tagged("post_install", "-at_install")
class TestOpdWritesToTheDesk(PtspCase):
    """One thread for each opinion that is asked."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.application = cls.send_to_opd(
            *({"agency_id": agency.id, "kind": "Lalu lintas"} for agency in (cls.agency, cls.other_agency))
        )
        cls.review, cls.other_review = cls.application.sudo().review_ids
        cls.member = cls.users["technical"]

    def messages(self, user):
        """Return what a user reads of the threads."""
        return (
            self.env["ptsp.opd.message"].with_user(user).search([("review_id", "in", self.application.review_ids.ids)])
        )

    def to_dos(self):
        kind = self.env.ref("ptsp_exhibition.activity_type_opd_message")
        return self.env["mail.activity"].search(
            [("res_id", "=", self.application.id), ("activity_type_id", "=", kind.id)]
        )

    def test_to_and_fro(self):
        """The OPD writes, the agency has a to-do until it answers; both read both."""
        self.review.with_user(self.member).action_write_message("Kapan rapatnya?")
        self.assertEqual(len(self.to_dos()), 1)
        self.review.with_user(self.users["liaison"]).action_write_message("Besok pukul 9")
        self.assertFalse(self.to_dos())
        for user in (self.member, self.users["processing"], self.users["auditor"]):
            self.assertEqual(self.messages(user).mapped("by_opd"), [True, False])

    def test_nobody_else_reads(self):
        """Neither the applicant nor another OPD reads it, by whatever way; nor is the applicant told."""
        before = self.application.sudo().notice_ids
        self.review.with_user(self.member).action_write_message("Kapan rapatnya?")
        self.assertFalse(self.messages(self.other_opd_user))
        for user in (self.portal_user, self.other_portal_user):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.messages(user)
        with self.assertRaises(AccessError):
            self.review.with_user(self.other_opd_user).read(["message_to_desk_ids"])
        self.assertFalse(self.application.sudo().conversation_ids)
        self.assertEqual(self.application.sudo().notice_ids, before)
        self.assertFalse(self.to_dos().with_user(self.other_opd_user).has_access("read"))

    def test_who_writes(self):
        """Members of the OPD that was asked write, and officers of the agency; neither who oversees nor another OPD."""
        for user in (self.other_opd_user, self.users["auditor"], self.users["manager"], self.portal_user):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.review.with_user(user).action_write_message("Halo")
        for user in (self.member, self.users["manager"], self.env.user):
            with self.subTest(user=user.login), self.assertRaises(UserError):
                self.env["ptsp.opd.message"].with_user(user).create({"review_id": self.review.id, "body": "Halo"})

    def test_limits(self):
        """Nothing, or too much, is refused; what was written stays."""
        for body in ("", "  ", "x" * 5001, ["Halo"]):
            with self.subTest(body=str(body)[:5]), self.assertRaises(UserError):
                self.review.with_user(self.member).action_write_message(body)
        self.review.with_user(self.member).action_write_message("Halo")
        self.assertRaises(UserError, self.review.sudo().message_to_desk_ids.unlink)

    def test_dialog(self):
        """The button opens a dialog, which sends."""
        review = self.review.with_user(self.member)
        action = review.action_open_write()
        dialog = self.env[action["res_model"]].with_user(self.member).with_context(**action["context"])
        dialog.create({"body": "Kapan?"}).action_confirm()
        self.assertEqual(self.messages(self.member).body, "Kapan?")
