"""Who represents an applicant follows the application while the power of attorney lasts."""

from datetime import timedelta

from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged

from .common_members import MembersCase


@tagged("post_install", "-at_install")
class TestRepresentative(MembersCase):
    """The last day of the power of attorney decides, by the agency's clock."""

    def represent(self, days):
        """Let the friend represent the applicant for some days from today on, or without an end."""
        today = self.application.service_id._today()
        self.application._as_procedure().write(
            {
                "is_represented": True,
                "representative_id": self.friend.partner_id.id,
                "power_of_attorney_until": today + timedelta(days=days) if days is not None else False,
            }
        )
        self.env.flush_all()

    def test_while_it_lasts(self):
        """Until the last day the representative sees the application and answers; the day after nothing."""
        self.represent(0)
        self.assert_edits(self.friend)
        # A quarter past midnight in Samarinda is the day before in Greenwich.
        end = self.application.power_of_attorney_until
        with freeze_time(f"{end} 16:15:00"):
            self.assertFalse(self.application._power_lasts())
            self.assert_sees_nothing(self.friend)
        with freeze_time(f"{end} 15:45:00"):
            self.assertTrue(self.application._power_lasts())

    def test_expired(self):
        """An expired power of attorney opens nothing, on any road."""
        self.represent(-1)
        self.assert_sees_nothing(self.friend)

    def test_without_an_end(self):
        """Without a last day nobody follows as a representative; nor where there is none any more."""
        self.represent(None)
        self.assert_sees_nothing(self.friend)
        self.represent(5)
        self.assert_sees(self.friend)
        self.application._as_procedure().write({"is_represented": False})
        self.assert_sees_nothing(self.friend)

    def test_nothing_else_of_the_applicant(self):
        """The representative sees what was filed by him, and no other application of the applicant."""
        other = self.file(event_name="Pameran Lain")
        self.represent(5)
        self.assert_sees(self.friend)
        self.assertFalse(other.with_user(self.friend).search([("id", "=", other.id)]))
        with self.assertRaises(AccessError):
            self.members(self.friend)._change_colleague(self.colleague.id, "none")

    def test_applicant_ends_it(self):
        """The applicant ends the power of attorney at once; the representative cannot end it, nor a stranger."""
        self.represent(5)
        for user in (self.friend, self.other_portal_user):
            with self.assertRaises(AccessError), self.env.cr.savepoint():
                self.seen_by(user)._end_power()
        self.seen_by(self.portal_user)._end_power()
        self.assert_sees_nothing(self.friend)
        self.assertTrue(self.application.change_ids.filtered(lambda line: line.detail == "power_of_attorney_until"))

    def test_prolongs_nothing(self):
        """A representative prolongs no power of attorney and gives it to nobody, on the page or as an answer."""
        application = self.application = self.bring_to(self.file(), "returned").with_env(self.env)
        self.represent(2)
        end = application.power_of_attorney_until
        mine = self.seen_by(self.friend)
        mine._save_online(
            "applicant",
            {
                "representative_until": str(end + timedelta(days=900)),
                "representative_name": "Orang Lain",
                "representative_email": "orang.lain@example.com",
                "is_represented": "",
            },
        )
        said = (application.power_of_attorney_until, application.representative_id, application.is_represented)
        self.assertEqual(said, (end, self.friend.partner_id, True))
        asked = application.request_ids[0]
        asked._as_procedure().write(
            {"kind": "data", "checklist_line_id": False, "field_name": "power_of_attorney_until"}
        )
        with self.assertRaises(AccessError), self.env.cr.savepoint():
            asked.with_user(self.friend).action_answer(value=str(end + timedelta(days=900)))
        asked.with_user(self.portal_user).action_answer(value=str(end + timedelta(days=1)))
        self.assertEqual(application.power_of_attorney_until, end + timedelta(days=1))

    def test_invited_by_a_desk(self):
        """A desk invites the representative while the power of attorney lasts, and only then."""
        contact = self.env["res.partner"].create({"name": "Joko", "email": "joko@example.com"})
        self.represent(-1)
        self.application._as_procedure().write({"representative_id": contact.id})
        with self.assertRaisesRegex(UserError, "until when"), self.env.cr.savepoint():
            self.seen_by(self.users["customer_service"]).action_invite_representative()
        self.application._as_procedure().write({"power_of_attorney_until": self.application.service_id._today()})
        with self.assertRaises(AccessError), self.env.cr.savepoint():
            self.seen_by(self.users["processing"]).action_invite_representative()
        self.assertTrue(self.seen_by(self.users["customer_service"]).may_invite_representative)
        self.seen_by(self.users["customer_service"]).action_invite_representative()
        self.assert_sees(contact.user_ids)
