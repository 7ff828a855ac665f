"""Meetings in Odoo's calendar: the agency and each OPD have an event of their own, changed in the meeting's form."""

from datetime import timedelta

from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged
from odoo.tools import mute_logger

from ..common_meetings import MeetingCase


@tagged("post_install", "-at_install")
class TestMeetingCalendar(MeetingCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.meeting = cls.agreed()
        cls.events = cls.meeting.sudo().calendar_ids
        cls.employee = new_test_user(cls.env, "test_account", "base.group_user")
        cls.env.flush_all()

    def event_of(self, agency):
        return self.events.filtered(lambda event: event.ptsp_agency_id == agency)

    def test_events(self):
        """One event for the agency, one for each OPD, each with its own people; all private."""
        self.assertEqual(len(self.events), 3)
        office = self.event_of(self.env["ptsp.agency"])
        self.assertEqual(office.partner_ids, self.head.partner_id)
        self.assertEqual(self.event_of(self.agency).partner_ids, self.member.partner_id)
        self.assertEqual(set(self.events.mapped("privacy")), {"private"})
        self.assertEqual(office.start, self.meeting.starts_at)
        self.assertFalse(self.env["mail.mail"].sudo().search([("model", "=", "calendar.attendee")]))

    def test_follows(self):
        """Moved, without an OPD, called off: the calendar follows."""
        self.meeting.write({"starts_at": self.meeting.starts_at + timedelta(minutes=30), "place": "Aula"})
        self.assertEqual(set(self.events.mapped("location")), {"Aula"})
        self.assertEqual(self.events[0].start, self.meeting.starts_at)
        self.meeting.participant_ids.filtered(lambda one: one.agency_id == self.agency).unlink()
        self.assertFalse(self.event_of(self.agency).active)
        self.meeting.action_call_off("Batal")
        self.assertFalse(any(self.events.mapped("active")))

    def test_proposal_is_not_there(self):
        """What nobody has agreed to stands in no calendar."""
        self.assertFalse(self.propose().sudo().calendar_ids)

    @mute_logger("odoo.addons.base.models.ir_rule", "odoo.addons.base.models.ir_model")
    def test_who_sees_it(self):
        """The agency sees all, an OPD its own event and nobody else's people, an employee nothing."""
        for user in (self.head, self.users["processing"], self.users["auditor"]):
            self.assertEqual(len(self.env["calendar.event"].with_user(user).search([("id", "in", self.events.ids)])), 3)
        own = self.event_of(self.agency)
        for user, seen in ((self.member, own), (self.other_opd_user, self.event_of(self.other_agency))):
            self.env.invalidate_all()
            Event = self.env["calendar.event"].with_user(user)
            with self.subTest(user.login):
                self.assertEqual(Event.search([("id", "in", self.events.ids)]).ids, seen.ids)
                self.assertRaises(AccessError, (self.events - seen).with_user(user).read, ["start"])
                self.assertEqual(seen.with_user(user).partner_ids, user.partner_id)
                self.assertRaises(AccessError, seen.with_user(user).read, ["ptsp_meeting_id"])
                Attendee = self.env["calendar.attendee"].with_user(user)
                found = Attendee.search([("event_id", "in", self.events.ids)])
                self.assertEqual(found.partner_id, user.partner_id)
        self.env.invalidate_all()
        self.assertFalse(self.env["calendar.event"].with_user(self.employee).search([("id", "in", self.events.ids)]))

    @mute_logger("odoo.addons.base.models.ir_rule", "odoo.addons.base.models.ir_model")
    def test_changed_in_its_form_only(self):
        """Nobody moves, empties, deletes, or makes up an event of a meeting in the calendar."""
        for user, event in ((self.member, self.event_of(self.agency)), (self.head, self.events[0])):
            event = event.with_user(user)
            for change in (
                lambda event=event: event.write({"start": "2030-01-01 00:00:00"}),
                lambda event=event: event.write({"active": False}),
                lambda event=event: event.write({"partner_ids": [(4, self.employee.partner_id.id)]}),
                lambda event=event: event.unlink(),
            ):
                with self.subTest(user.login), self.undone(), self.assertRaises(UserError):
                    change()
        Attendee = self.env["calendar.attendee"].with_user(self.member)
        with self.undone(), self.assertRaises(UserError):
            Attendee.create({"event_id": self.event_of(self.agency).id, "partner_id": self.employee.partner_id.id})
        Event = self.env["calendar.event"].with_user(self.head)
        with self.undone(), self.assertRaises(UserError):
            Event.create({"name": "Palsu", "ptsp_meeting_id": self.meeting.id})

    def test_others_stay(self):
        """Events that are no meeting about applications are Odoo's as ever."""
        event = self.env["calendar.event"].with_user(self.employee).create({"name": "Rapat"})
        event.write({"name": "Rapat kerja"})
        self.assertTrue(event.with_user(self.member).read(["start"]))
        event.unlink()
