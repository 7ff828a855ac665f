"""The clock follows from the control sheet: computed anew, it is what was stored; a late holiday moves what is open."""

from odoo.exceptions import AccessError, ValidationError
from odoo.fields import Command
from odoo.tests import tagged

from ..common_clock import FRI, MON, NEXT_MON, THU, TUE, WED, ClockCase, local, wita


@tagged("post_install", "-at_install")
class TestClockRecomputed(ClockCase):
    """Holidays that are entered late, hours that change, and the manager's button."""

    def holiday(self, day, **values):
        return self.env["resource.calendar.leaves"].create(
            {
                "name": "Libur",
                "calendar_id": self.calendar.id,
                "date_from": wita(f"{day} 00:00"),
                "date_to": wita(f"{day} 23:59"),
                **values,
            }
        )

    def test_late_holiday(self):
        """A holiday that is entered late moves the deadline of an open application, and back when it is deleted."""
        application = self.registered(f"{MON} 10:00")
        self.assertEqual(local(application.deadline), f"{TUE} 19:00")
        holiday = self.holiday(TUE)
        self.assertEqual(local(application.deadline), f"{WED} 19:00")
        holiday.write({"date_from": wita(f"{WED} 00:00"), "date_to": wita(f"{WED} 23:59")})
        self.assertEqual(local(application.deadline), f"{TUE} 19:00")
        holiday.unlink()
        self.assertEqual(local(application.deadline), f"{TUE} 19:00")

    def test_step_norm_follows(self):
        """So does the moment at which the current step passes its norm."""
        application = self.registered(f"{MON} 18:50")
        before = application.step_due_at
        self.assertEqual(local(before), f"{TUE} 08:05")
        self.holiday(TUE)
        self.assertEqual(local(application.step_due_at), f"{WED} 08:05")

    def test_opinion_follows(self):
        """So does the day on which an OPD has to answer."""
        application = self.go(
            self.registered(f"{MON} 10:00"), (f"{MON} 10:10", "verify_technical"), (f"{MON} 11:00", "dispatch")
        )
        before = application.review_ids.due_at
        self.holiday(local(before)[:10])
        self.assertGreater(application.review_ids.due_at, before)

    def test_leave_of_an_employee(self):
        """The leave of one employee moves nothing."""
        application = self.registered(f"{MON} 10:00")
        resource = self.env["resource.resource"].create({"name": "Budi", "calendar_id": self.calendar.id})
        self.holiday(TUE, resource_id=resource.id)
        self.assertEqual(local(application.deadline), f"{TUE} 19:00")

    def test_ended_clock_stays(self):
        """A promise that has ended is not judged anew."""
        application = self.bring_to(self.file(), "pickup")
        before = (application.deadline, application.sla_verdict)
        self.holiday(str(application.deadline.date()))
        self.assertEqual((application.deadline, application.sla_verdict), before)

    def test_hours_change(self):
        """Other service hours move the deadline of what is open, also when all lines are replaced at once."""
        application = self.registered(f"{MON} 10:00")
        self.calendar.attendance_ids = [
            Command.clear(),
            *(
                Command.create({"name": "Pagi", "dayofweek": str(day), "hour_from": 8, "hour_to": 16})
                for day in range(5)
            ),
        ]
        self.assertEqual(local(application.deadline), f"{TUE} 16:00")
        with self.assertRaisesRegex(ValidationError, "leave at least one line"), self.env.cr.savepoint():
            self.calendar.attendance_ids = [Command.clear()]

    def test_who_had_it(self):
        """When the clock ends, the working minutes with applicant, OPD and agency since the registration are stored."""
        application = self.registered(f"{MON} 10:00")
        self.go(
            application,
            (f"{MON} 10:30", "request_correction"),
            (f"{MON} 12:00", "hand_in_correction"),
            (f"{MON} 12:00", "complete_correction"),
            (f"{MON} 12:10", "verify_technical"),
            (f"{MON} 13:10", "dispatch"),
            (f"{TUE} 09:10", "receive_advice"),
            (f"{TUE} 09:30", "submit_draft"),
            (f"{TUE} 09:40", "section_approve"),
            (f"{TUE} 09:50", "division_approve"),
            (f"{TUE} 10:00", "sign"),
        )
        self.assertFalse(application.agency_minutes)
        self.go(application, (f"{TUE} 10:10", "number"), (f"{TUE} 10:10", "release"))
        self.assertEqual(application.applicant_minutes, 90)
        self.assertEqual(application.opd_minutes, 60 + 5 * 60 + 50 + 70)
        self.assertEqual(application.agency_minutes, 30 + 10 + 60)
        whole = self.service._working_minutes(wita(f"{MON} 10:00"), wita(f"{TUE} 10:10"))
        shares = application.applicant_minutes + application.opd_minutes + application.agency_minutes
        self.assertEqual(shares, whole)

    def test_button(self):
        """The manager's button finds everything as it is stored, and mends what was changed outside the procedure."""
        applications = (
            self.registered(f"{MON} 10:00") | self.registered(f"{THU} 18:00") | self.registered(f"{FRI} 09:00")
        )
        manager = applications.with_user(self.users["manager"])
        self.assertIn("0 stood otherwise", manager.action_recompute_clock()["params"]["message"])
        deadline = applications[1].deadline
        self.env.cr.execute(
            "UPDATE ptsp_application SET deadline = %s WHERE id = %s", [wita(f"{NEXT_MON} 12:00"), applications[1].id]
        )
        self.env.invalidate_all()
        self.assertIn("1 stood otherwise", manager.action_recompute_clock()["params"]["message"])
        self.assertEqual(applications[1].deadline, deadline)
        with self.assertRaises(AccessError):
            applications.with_user(self.users["registry"]).action_recompute_clock()
