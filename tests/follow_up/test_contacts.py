"""Liaison and processing see what is with which OPD, and note each time that they ask after an opinion."""

from datetime import timedelta

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Date, Datetime
from odoo.tests import tagged

from ..common import PtspCase


@tagged("post_install", "-at_install")
class TestContacts(PtspCase):
    """Two OPD have the file of one application."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.application = cls.send_to_opd()
        cls.own, cls.other = cls.reviews_of_two(cls.application, cls.users["processing"], cls.users["processing"])
        cls.tomorrow = Date.today() + timedelta(days=1)

    def with_opd(self, *domain):
        """Return what of the application stands in the list *With OPD*."""
        Review = self.env["ptsp.technical.review"].with_user(self.users["liaison"])
        action = self.env.ref("ptsp_exhibition.technical_review_action_with_opd")
        self.assertEqual(action.domain, "[('followed_up', '=', True)]")
        return Review.search(
            [("application_id", "=", self.application.id), ("followed_up", "=", True), *domain], order="id"
        )

    def reminders(self):
        """Return the to-dos for the next contact."""
        kind = self.env.ref("ptsp_exhibition.activity_type_contact")
        return self.env["mail.activity"].search(
            [("res_id", "=", self.application.id), ("activity_type_id", "=", kind.id)]
        )

    def test_list(self):
        """What an OPD owes stands in the list from its delivery on until it has answered."""
        self.assertEqual(self.with_opd(), (self.own | self.other).sudo())
        self.own.with_user(self.users["technical"]).action_issue("Baik")
        self.assertEqual(self.with_opd(), self.other)
        self.assertTrue(self.with_opd(("last_contact_at", "=", False)))
        elsewhere = self.bring_to(self.file(), "liaison")
        self.assertFalse(elsewhere.sudo().review_ids.followed_up)

    def test_note(self):
        """A contact says who, with whom, what was promised and when to ask again; the list shows it."""
        self.own.action_note_contact("call", "Pak Rudi", "Ditandatangani besok", self.tomorrow)
        contact = self.own.contact_ids
        self.assertEqual((contact.user_id, contact.person), (self.users["processing"], "Pak Rudi"))
        self.assertEqual((self.own.last_contact_at, self.own.next_contact_on), (contact.contacted_at, self.tomorrow))
        self.assertEqual(self.with_opd(("next_contact_on", "!=", False)), self.own)
        [to_do] = self.reminders()
        self.assertEqual((to_do.user_id, to_do.date_deadline), (self.users["processing"], self.tomorrow))
        self.assertIn(self.agency.name, to_do.summary)

    def test_next(self):
        """The next contact takes the place of the to-do before; the answer takes the last one away."""
        self.own.action_note_contact("call", "Pak Rudi", "Besok", self.tomorrow)
        liaison = self.own.with_user(self.users["liaison"])
        liaison.action_note_contact("in_person", "Ibu Ani", "Lusa", self.tomorrow + timedelta(days=1))
        self.assertEqual(self.reminders().user_id, self.users["liaison"])
        liaison.action_note_contact("message", "Ibu Ani", "Tidak dijawab")
        self.assertFalse(self.reminders())
        liaison.action_note_contact("message", "Ibu Ani", "Besok", self.tomorrow)
        self.own.with_user(self.users["technical"]).action_issue("Baik")
        self.assertFalse(self.reminders())
        self.assertEqual(len(self.own.contact_ids), 4)

    def test_withdrawn(self):
        """Who need not answer any more is not asked any more."""
        self.other.action_note_contact("call", "Pak Joko", "Besok", self.tomorrow)
        self.other.action_withdraw("Tidak diperlukan lagi")
        self.assertFalse(self.reminders())

    def test_what_is_missing(self):
        """Each thing that is missing or cannot be is told in one sentence, and nothing is noted."""
        yesterday = Date.today() - timedelta(days=2)
        ahead = Datetime.now() + timedelta(hours=1)
        for error, message, values in (
            (UserError, "Choose how", ("telegraph", "Rudi", "Besok")),
            (UserError, "with whom", ("call", " ", "Besok")),
            (UserError, "what was promised", ("call", "Rudi", "")),
            (ValidationError, "in the past", ("call", "Rudi", "Besok", yesterday)),
            (ValidationError, "in the future", ("call", "Rudi", "Besok", None, ahead)),
            (ValidationError, "not asked yet", ("call", "Rudi", "Besok", None, "2020-01-01 00:00:00")),
        ):
            with self.subTest(message), self.undone(), self.assertRaisesRegex(error, message):
                self.own.action_note_contact(*values)
        self.assertFalse(self.own.contact_ids)
        self.own.with_user(self.users["technical"]).action_issue("Baik")
        with self.assertRaisesRegex(UserError, "has given its opinion"):
            self.own.action_note_contact("call", "Rudi", "Besok")

    def test_who(self):
        """Liaison and processing note contacts; nobody else does, and nobody changes or deletes what was noted."""
        for role in ("verification", "technical", "section_head", "manager", "auditor"):
            with self.subTest(role), self.assertRaises(AccessError):
                self.own.with_user(self.users[role]).action_note_contact("call", "Rudi", "Besok")
        self.own.action_note_contact("call", "Rudi", "Besok")
        contact = self.own.contact_ids
        values = {"review_id": self.own.id, "person": "Palsu", "said": "x", "channel": "call"}
        for attempt in (
            lambda: contact.write({"said": "Tidak pernah"}),
            lambda: contact.unlink(),
            lambda: contact.sudo().unlink(),
            lambda: contact.copy(),
            lambda: contact.sudo().create(values),
        ):
            with self.undone(), self.assertRaises(UserError):
                attempt()

    def test_opd_sees_nothing(self):
        """What the agency notes of an OPD is none of the OPD's business, nor of another one's."""
        self.own.action_note_contact("call", "Rudi", "Besok", self.tomorrow)
        for user in (self.users["technical"], self.other_opd_user, self.portal_user):
            with self.subTest(user.login):
                self.assertRaises(AccessError, self.own.contact_ids.with_user(user).read, ["said"])
        member = self.own.with_user(self.users["technical"])
        for name in ("contact_ids", "last_contact_at", "next_contact_on", "followed_up"):
            self.assertRaises(AccessError, member.read, [name])
        self.assertFalse(
            self.reminders().with_user(self.users["technical"]).search([("id", "in", self.reminders().ids)])
        )

    def test_dialog(self):
        """The dialog opens on the opinion and notes what was entered."""
        action = self.own.action_open_contact()
        Dialog = self.env[action["res_model"]].with_user(self.users["processing"]).with_context(**action["context"])
        Dialog.create({"person": "Rudi", "said": "Besok", "next_on": self.tomorrow}).action_confirm()
        self.assertEqual(self.own.contact_ids.channel, "call")

    def test_opd_without_user(self):
        """The list tells where nobody answers in the system: no member, or none who can log in."""
        self.assertFalse(self.with_opd(("opd_has_user", "=", False)))
        self.other_opd_user.active = False
        self.env.invalidate_all()
        self.assertEqual(self.with_opd(("opd_has_user", "=", False)), self.other)
        self.assertEqual(self.with_opd(("opd_has_user", "=", True)), self.own)
        self.assertEqual((self.other.opd_has_user, self.own.opd_has_user), (False, True))
        self.agency.member_ids = False
        self.assertEqual(self.with_opd(("opd_has_user", "=", False)), (self.own | self.other).sudo())
