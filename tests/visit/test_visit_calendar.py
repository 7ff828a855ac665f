"""Visits on site in Odoo's calendar: seen by who takes part, and changed in their own form."""

from datetime import timedelta

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import new_test_user, tagged
from odoo.tools import mute_logger

from ..common_visits import VisitCase


@tagged("post_install", "-at_install")
class TestVisitCalendar(VisitCase):
    """A visit is planned."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.visit = cls.plan()
        cls.event = cls.visit.sudo().calendar_ids
        cls.employee = new_test_user(cls.env, "test_account", "base.group_user")
        cls.env.flush_all()

    def test_event(self):
        """The calendar shows time, place and who takes part, as something private."""
        self.assertEqual(len(self.event), 1)
        self.assertEqual((self.event.start, self.event.stop), (self.visit.starts_at, self.visit.ends_at))
        self.assertIn("Convention Hall", self.event.location)
        self.assertEqual(self.event.privacy, "private")
        self.assertEqual(self.event.partner_ids, self.member.partner_id | self.applicant)
        self.assertFalse(self.env["mail.mail"].sudo().search([("model", "=", "calendar.attendee")]))

    def test_follows(self):
        """Moved, called off, or with other people: the calendar follows."""
        starts = self.visit.starts_at + timedelta(days=1)
        self.visit.write({"starts_at": starts, "ends_at": starts + timedelta(hours=3), "place": "Lapangan"})
        self.assertEqual((self.event.start, self.event.location), (starts, "Lapangan"))
        self.visit.person_ids.filtered(lambda one: one.capacity == "applicant").unlink()
        self.assertEqual(self.event.partner_ids, self.member.partner_id)
        self.visit.action_call_off("Hujan")
        self.assertFalse(self.event.active)

    @mute_logger("odoo.addons.base.models.ir_rule", "odoo.addons.base.models.ir_model")
    def test_who_sees_it(self):
        """Who takes part and the agency see it; another OPD and any other employee not even that somebody is busy."""
        for user in (self.member, self.users["processing"], self.users["auditor"]):
            with self.subTest(user.login):
                self.assertTrue(self.env["calendar.event"].with_user(user).search([("id", "=", self.event.id)]))
        for user in (self.other_opd_user, self.employee):
            self.env.invalidate_all()
            Event = self.env["calendar.event"].with_user(user)
            with self.subTest(user.login):
                self.assertFalse(Event.search([("id", "=", self.event.id)]))
                self.assertFalse(Event.search([("partner_ids", "in", self.member.partner_id.ids)]))
                self.assertRaises(AccessError, self.event.with_user(user).read, ["start"])
                Attendee = self.env["calendar.attendee"].with_user(user)
                self.assertFalse(Attendee.search([("event_id", "=", self.event.id)]))
                self.assertRaises(AccessError, self.event.attendee_ids.with_user(user).read, ["access_token"])
                Partner = self.env["res.partner"].with_user(user)
                self.assertFalse(self.member.partner_id.with_user(user).meeting_count)
                self.assertFalse(
                    self.member.partner_id.with_user(user)._get_busy_calendar_events(
                        self.visit.starts_at, self.visit.ends_at
                    )
                )
                for domain in (
                    [("meeting_ids", "in", self.event.ids)],
                    [("meeting_ids", "=", self.event.id)],
                    [("meeting_ids.name", "ilike", "site")],
                    ["!", ("meeting_ids", "not in", self.event.ids)],
                ):
                    self.assertFalse(Partner.search(domain), domain)
        self.assertTrue(self.event.attendee_ids.with_user(self.member).read(["state"]))
        # Followers are read by every employee.
        self.assertFalse(self.event.message_follower_ids)

    @mute_logger("odoo.addons.base.models.ir_rule", "odoo.addons.base.models.ir_model")
    def test_changed_in_its_form_only(self):
        """Nobody moves, empties, deletes, or makes up the event of a visit in the calendar."""
        for user in (self.member, self.users["processing"]):
            event, attendee = self.event.with_user(user), self.event.attendee_ids[:1].with_user(user)
            for change in (
                lambda event=event: event.write({"start": "2030-01-01 00:00:00"}),
                lambda event=event: event.write({"active": False}),
                lambda event=event: event.write({"privacy": "public"}),
                lambda event=event: event.write({"ptsp_visit_id": False}),
                lambda event=event: event.write({"partner_ids": [Command.link(self.other_opd_user.partner_id.id)]}),
                lambda attendee=attendee: attendee.unlink(),
                lambda attendee=attendee: attendee.write({"email": "lain@example.com"}),
                lambda event=event, attendee=attendee: attendee.create(
                    {"event_id": event.id, "partner_id": self.other_opd_user.partner_id.id}
                ),
                lambda event=event: event.unlink(),
            ):
                with self.subTest(user.login), self.undone(), self.assertRaises(UserError):
                    change()
        for values in ({"ptsp_visit_id": self.visit.id}, {}):
            Event = self.env["calendar.event"].with_user(self.member)
            with self.subTest(values=values), self.undone(), self.assertRaises(UserError):
                Event.with_context(default_ptsp_visit_id=self.visit.id).create({"name": "Palsu", **values})

    def test_answer(self):
        """Who is invited says in the calendar whether he comes."""
        attendee = self.event.attendee_ids.filtered(lambda one: one.partner_id == self.member.partner_id)
        attendee.with_user(self.member).do_decline()
        self.assertEqual(attendee.state, "declined")

    def test_others_stay(self):
        """Events that are no visit are Odoo's as ever."""
        event = self.env["calendar.event"].with_user(self.employee).create({"name": "Rapat"})
        event.write({"name": "Rapat kerja"})
        self.assertTrue(event.with_user(self.other_opd_user).read(["start"]))
        event.unlink()
