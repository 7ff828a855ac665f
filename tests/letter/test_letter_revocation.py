"""A letter is revoked by the agency head, with a reason; it stays, and says so to whoever asks."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from ..common import OVERSIGHT_ROLES, STAFF_ROLES, PtspCase


@tagged("post_install", "-at_install")
class TestLetterRevocation(PtspCase):
    """Nothing is deleted, nothing is handed over any more."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.application = cls.bring_to(cls.file(), "pickup")
        cls.head = cls.as_role(cls.application, "agency_head")

    def test_by_the_agency_head_only(self):
        """Of all roles only the agency head revokes a letter."""
        for role in STAFF_ROLES + OVERSIGHT_ROLES:
            if role in ("agency_head", "technical"):
                continue
            with self.subTest(role=role), self.assertRaisesRegex(AccessError, "by the agency head"):
                self.as_role(self.application, role).action_revoke("Alasan")
        with self.assertRaises(AccessError):
            self.application.with_user(self.portal_user).action_revoke("Alasan")

    def test_revoked(self):
        """Who revoked the letter, when and why is noted; letter, number and state stay."""
        before = (self.application.letter_number, self.application.letter_sha256, self.application.state)
        self.assertTrue(self.head.may_revoke)
        self.head.action_revoke("  Lokasi dipindahkan ")
        application = self.application.sudo()
        self.assertEqual(application.revocation_reason, "Lokasi dipindahkan")
        self.assertEqual(application.revoked_by_id, self.users["agency_head"])
        self.assertTrue(application.revoked_at)
        self.assertEqual((application.letter_number, application.letter_sha256, application.state), before)
        self.assertIn("Lokasi dipindahkan", application.message_ids[0].body)
        self.assertFalse(self.head.may_revoke)
        with self.assertRaisesRegex(UserError, "revoked already"):
            self.head.action_revoke("Sekali lagi")

    def test_needs_a_reason_and_a_letter(self):
        """Without a reason, or without a letter, nothing is revoked; of several, all are or none."""
        for reason in (None, "", "   "):
            with self.assertRaisesRegex(UserError, "field Reason"):
                self.head.action_revoke(reason)
        both = self.head | self.as_role(self.bring_to(self.file(), "numbering"), "agency_head")
        with self.assertRaisesRegex(UserError, "has no letter yet"):
            both.action_revoke("Alasan")
        self.assertFalse(self.application.revoked_at)

    def test_not_handed_over(self):
        """A revoked letter is not handed over."""
        self.head.action_revoke("Lokasi dipindahkan")
        desk = self.as_role(self.application, "pickup")
        self.prepare(desk, "hand_over")
        self.assert_refused(desk, "hand_over", "must not be handed over.*Lokasi dipindahkan")

    def test_not_by_writing(self):
        """Neither revocation nor code is written by hand, not even by the superuser."""
        for values in ({"revoked_at": False}, {"revocation_reason": "x"}, {"letter_token": "abc"}):
            with self.assertRaises(UserError):
                self.application.sudo().write(values)

    def test_codes(self):
        """The code of each letter is random, 192 bits, and none before the letter is numbered."""
        others = self.bring_to(self.file(3), "pickup")
        codes = (self.application | others).sudo().mapped("letter_token")
        self.assertEqual(len(set(codes)), 4)
        self.assertEqual({len(code) for code in codes}, {32})
        self.assertFalse(self.bring_to(self.file(), "numbering").sudo().letter_token)

    def test_dialog(self):
        """The dialog revokes with the reason that is written into it."""
        Wizard = self.env["ptsp.letter.revocation"].with_user(self.users["agency_head"])
        form = Form(Wizard.with_context(default_application_ids=self.application.ids))
        form.reason = "Lokasi dipindahkan"
        form.save().action_confirm()
        self.assertTrue(self.application.revoked_at)
