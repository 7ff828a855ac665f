"""The promise of the service, with dates and times as they stand on the wall in Samarinda (WITA).

The service hours are those of the SOP: Monday to Thursday 08.00-19.00, Friday 08.00-11.00.
"""

from collections import Counter

from odoo.exceptions import UserError, ValidationError
from odoo.fields import Command
from odoo.tests import freeze_time, tagged

from ...models.clock.application_promise_status import SLA_STATUSES
from ..common_clock import FRI, MON, NEXT_MON, NEXT_TUE, SAT, SUN, THU, TUE, WED, ClockCase, local, wita


@tagged("post_install", "-at_install")
class TestDeadline(ClockCase):
    """The letter is due at the end of service hours on the working day after the receipt."""

    def test_next_working_day(self):
        """Receipt on one day, letter by the end of the next, however late in the day the receipt was given."""
        for receipt, deadline in (
            (f"{MON} 10:00", f"{TUE} 19:00"),
            (f"{MON} 08:00", f"{TUE} 19:00"),
            (f"{MON} 18:59", f"{TUE} 19:00"),
            (f"{WED} 15:30", f"{THU} 19:00"),
        ):
            with self.subTest(receipt):
                application = self.registered(receipt)
                self.assertEqual(local(application.clock_started_at), receipt)
                self.assert_deadline(application, deadline)

    def test_friday_is_short(self):
        """On Friday the counters close at eleven, so what was received on Thursday is due by then."""
        self.assert_deadline(self.registered(f"{THU} 10:00"), f"{FRI} 11:00")

    def test_over_the_weekend(self):
        """What is received on Friday morning is due on Monday evening."""
        self.assert_deadline(self.registered(f"{FRI} 10:30"), f"{NEXT_MON} 19:00")

    def test_received_outside_service_hours(self):
        """A receipt given when the counters are closed counts from the next opening."""
        for receipt, deadline in (
            (f"{MON} 07:30", f"{TUE} 19:00"),
            (f"{MON} 19:00", f"{WED} 19:00"),
            (f"{MON} 22:00", f"{WED} 19:00"),
            (f"{THU} 20:00", f"{NEXT_MON} 19:00"),
            (f"{FRI} 11:00", f"{NEXT_TUE} 19:00"),
            (f"{FRI} 14:00", f"{NEXT_TUE} 19:00"),
            (f"{SAT} 09:00", f"{NEXT_TUE} 19:00"),
            (f"{SUN} 23:59", f"{NEXT_TUE} 19:00"),
        ):
            with self.subTest(receipt):
                self.assert_deadline(self.registered(receipt), deadline)

    def test_holiday_in_between(self):
        """A public holiday is no working day: the deadline passes over it."""
        self.holiday(TUE)
        self.assert_deadline(self.registered(f"{MON} 10:00"), f"{WED} 19:00")

    def test_received_on_a_holiday(self):
        """A receipt given on a holiday counts from the next opening."""
        self.holiday(TUE)
        self.assert_deadline(self.registered(f"{TUE} 10:00"), f"{THU} 19:00")

    def test_long_holidays(self):
        """Two weeks of Lebaran are passed over as one day is."""
        self.holiday(TUE, "2026-12-04")
        self.assert_deadline(self.registered(f"{MON} 10:00"), "2026-12-07 19:00")

    def test_half_holiday(self):
        """Where the counters close at noon on the last day, the letter is due at noon."""
        self.holiday(TUE, date_from=wita(f"{TUE} 12:00"))
        self.assert_deadline(self.registered(f"{MON} 10:00"), f"{TUE} 12:00")

    def test_year_changes(self):
        """New Year is passed over like every holiday."""
        self.holiday("2027-01-01")
        self.assert_deadline(self.registered("2026-12-31 10:00"), "2027-01-04 19:00")

    def test_several_days_promised(self):
        """A service that promises three days is due on the third working day."""
        self.service.sla_days = 3
        self.assert_deadline(self.registered(f"{WED} 10:00"), f"{NEXT_MON} 19:00")

    def test_lunch_break(self):
        """Where the counters close at noon for an hour, the day still ends in the evening."""
        self.calendar.attendance_ids = [
            Command.clear(),
            *(
                Command.create(
                    {"name": "x", "dayofweek": str(day), "day_period": period, "hour_from": since, "hour_to": until}
                )
                for day in range(5)
                for period, since, until in (("morning", 8, 12), ("afternoon", 13, 16))
            ),
        ]
        application = self.registered(f"{MON} 11:30")
        self.assert_deadline(application, f"{TUE} 16:00")
        self.go(
            application,
            (f"{MON} 11:45", "request_correction"),
            (f"{MON} 13:15", "hand_in_correction"),
            (f"{MON} 13:15", "complete_correction"),
        )
        self.assertEqual(application.paused_minutes, 30)
        self.assert_deadline(application, f"{WED} 08:30")

    def test_hours_across_the_month(self):
        """Service hours through which midnight UTC passes on the first of a month are counted once."""
        self.calendar.attendance_ids = [
            Command.clear(),
            *(
                Command.create(
                    {"name": "x", "dayofweek": str(day), "day_period": "morning", "hour_from": 6, "hour_to": 10}
                )
                for day in range(5)
            ),
        ]
        # Eight o'clock in Samarinda is midnight UTC.
        self.assertEqual(self.service._working_minutes(wita("2026-12-01 05:00"), wita("2026-12-01 12:00")), 240)
        self.assert_deadline(self.registered(f"{NEXT_MON} 07:00"), f"{NEXT_TUE} 10:00")

    def test_foreign_holidays(self):
        """Neither the holidays of another agency nor the leave of one employee move a deadline."""
        other = self.env["res.company"].create({"name": "DPMPTSP Kota Samarinda"})
        resource = self.env["resource.resource"].create({"name": "Siti", "calendar_id": self.calendar.id})
        theirs = self.holiday(TUE, calendar_id=False)
        theirs.company_id = other
        self.holiday(TUE, resource_id=resource.id)
        self.assert_deadline(self.registered(f"{MON} 10:00"), f"{TUE} 19:00")
        self.holiday(TUE, calendar_id=False)
        self.assert_deadline(self.registered(f"{MON} 10:00"), f"{WED} 19:00")

    def test_holiday_moved(self):
        """A holiday that is moved, or taken back, counts as it stands then."""
        holiday = self.holiday(TUE)
        self.assert_deadline(self.registered(f"{MON} 10:00"), f"{WED} 19:00")
        holiday.write({"date_from": wita(f"{WED} 00:00"), "date_to": wita(f"{WED} 23:59:59")})
        self.assert_deadline(self.registered(f"{MON} 10:00"), f"{TUE} 19:00")
        self.assert_deadline(self.registered(f"{TUE} 10:00"), f"{THU} 19:00")
        holiday.unlink()
        self.assert_deadline(self.registered(f"{TUE} 10:00"), f"{WED} 19:00")

    def test_hours_changed(self):
        """The agency edits its service hours, and the next deadline follows them."""
        friday = self.calendar.attendance_ids.filtered(lambda line: line.dayofweek == "4")
        friday.hour_to = 16
        self.assert_deadline(self.registered(f"{THU} 10:00"), f"{FRI} 16:00")
        friday.unlink()
        self.assert_deadline(self.registered(f"{THU} 10:00"), f"{NEXT_MON} 19:00")

    def assert_no_hours(self, records):
        """The registration is refused with the calendar's name, and like every failed request it leaves nothing."""
        before = self.snapshot(records)
        # Undoes what was written before the error, as the end of a failed request does.
        with self.assertRaises(UserError) as caught:
            records.action_register()
        self.assertRegex(
            str(caught.exception),
            rf"^The calendar Jam Pelayanan \(WITA\) has no service hours after {MON}\. Enter them",
        )
        self.assertEqual(self.snapshot(records), before)
        self.assertEqual(records.state, "registration")

    def test_calendar_that_ends(self):
        """Where the calendar has no service hours in the years ahead, the officer is told what to enter."""
        self.holiday(MON, "2036-12-31", date_from=wita(f"{MON} 12:00"))
        with freeze_time(wita(f"{MON} 09:00")):
            application = self.bring_to(self.file(), "registration")
        records = self.as_role(application, "registration")
        with freeze_time(wita(f"{MON} 10:00")):
            records.action_mark_checklist_ok()
            self.assert_no_hours(records)

    def test_hours_deleted(self):
        """Where the hours are gone from the database, the officer is told so, and the application stays as it was."""
        with freeze_time(wita(f"{MON} 09:00")):
            application = self.bring_to(self.file(), "registration")
        records = self.as_role(application, "registration")
        self.delete_hours(self.calendar)
        with freeze_time(wita(f"{MON} 10:00")):
            records.action_mark_checklist_ok()
            self.assert_no_hours(records)

    def test_calendar_without_hours(self):
        """A calendar without service hours is not taken for a service."""
        empty = self.env["resource.calendar"].create({"name": "Kosong", "attendance_ids": [Command.clear()]})
        with self.assertRaisesRegex(ValidationError, "Kosong has no service hours"):
            self.service.calendar_id = empty


@tagged("post_install", "-at_install")
class TestPause(ClockCase):
    """Time with the applicant or an OPD moves the deadline by what was waited, and nothing starts it anew."""

    def test_pause_within_a_day(self):
        """Half an hour with the applicant moves the deadline into the next morning by half an hour."""
        application = self.go(
            self.registered(f"{MON} 10:00"),
            (f"{MON} 11:00", "request_correction"),
            (f"{MON} 11:30", "hand_in_correction"),
            (f"{MON} 11:30", "complete_correction"),
        )
        self.assertEqual(local(application.clock_started_at), f"{MON} 10:00")
        self.assertEqual((application.paused_minutes, application.pause_count), (30, 1))
        self.assert_deadline(application, f"{WED} 08:30")

    def test_pause_over_the_weekend(self):
        """From Friday ten to Monday nine two working hours pass, and by these the deadline moves."""
        application = self.go(
            self.registered(f"{THU} 10:00"),
            (f"{FRI} 10:00", "request_correction"),
            (f"{NEXT_MON} 09:00", "hand_in_correction"),
            (f"{NEXT_MON} 09:00", "complete_correction"),
        )
        self.assertEqual(application.paused_minutes, 120)
        self.assert_deadline(application, f"{NEXT_MON} 10:00")

    def test_pause_over_a_holiday(self):
        """A holiday within the pause is not waited for: the counters would have been closed anyway."""
        self.holiday(WED)
        application = self.go(
            self.registered(f"{MON} 10:00"),
            (f"{TUE} 18:00", "request_correction"),
            (f"{THU} 10:00", "hand_in_correction"),
            (f"{THU} 10:00", "complete_correction"),
        )
        self.assertEqual(application.paused_minutes, 60 + 120)
        self.assert_deadline(application, f"{THU} 11:00")

    def test_pause_outside_service_hours(self):
        """What the applicant brings before the counters open has cost no working time."""
        application = self.go(
            self.registered(f"{MON} 10:00"),
            (f"{MON} 19:00", "request_correction"),
            (f"{TUE} 07:55", "hand_in_correction"),
            (f"{TUE} 07:55", "complete_correction"),
        )
        self.assertEqual((application.paused_minutes, application.pause_count), (0, 1))
        self.assert_deadline(application, f"{TUE} 19:00")

    def test_two_pauses_in_one_day(self):
        """Every pause counts: 30 and 45 minutes move the deadline by 75."""
        application = self.go(
            self.registered(f"{MON} 10:00"),
            (f"{MON} 11:00", "request_correction"),
            (f"{MON} 11:30", "hand_in_correction"),
            (f"{MON} 11:30", "complete_correction"),
            (f"{MON} 14:00", "request_correction"),
            (f"{MON} 14:45", "hand_in_correction"),
            (f"{MON} 14:45", "complete_correction"),
        )
        self.assertEqual((application.paused_minutes, application.pause_count), (75, 2))
        self.assert_deadline(application, f"{WED} 09:15")

    def test_pause_after_the_deadline(self):
        """A pause that begins when the deadline has passed gives no time back that was lost before."""
        application = self.go(
            self.registered(f"{MON} 10:00"),
            (f"{WED} 10:00", "request_correction"),
            (f"{WED} 11:00", "hand_in_correction"),
            (f"{WED} 11:00", "complete_correction"),
        )
        with freeze_time(wita(f"{WED} 11:00")):
            application.invalidate_recordset(["sla_status"])
            self.assertEqual(application.sla_status, "overdue")

    def test_pause_that_lasts(self):
        """While the file is with the applicant the clock stands, however long that takes."""
        application = self.go(self.registered(f"{MON} 10:00"), (f"{MON} 11:00", "request_correction"))
        with freeze_time(wita("2027-03-01 10:00")):
            application.invalidate_recordset(["sla_status"])
            self.assertEqual(application.sla_status, "paused")
        self.assertEqual(application.pause_count, 1)

    def test_pause_of_years(self):
        """A file that was kept for three years, or for six, goes on with the working time that it had left."""
        for back, deadline in (
            # Three years after the request, at the same hour of a weekday like it: a Monday.
            ("2029-11-26 11:00", "2029-11-27 19:00"),
            ("2032-11-22 11:00", "2032-11-23 19:00"),
        ):
            with self.subTest(back):
                application = self.go(
                    self.registered(f"{MON} 10:00"),
                    (f"{MON} 11:00", "request_correction"),
                    (back, "hand_in_correction"),
                    (back, "complete_correction"),
                )
                self.assertEqual(local(application.clock_started_at), f"{MON} 10:00")
                self.assert_deadline(application, deadline)
                self.go(application, (back, "cancel"))
                self.assertEqual(application.sla_status, "none")

    def test_forgotten_for_years(self):
        """A file that lay on a desk for three years is overdue ever since, and its letter misses the promise."""
        application = self.go(self.registered(f"{MON} 10:00"), ("2029-11-26 11:00", "verify_direct"))
        self.assert_deadline(application, f"{TUE} 19:00")
        with freeze_time(wita("2029-11-26 11:00")):
            application.invalidate_recordset(["sla_status"])
            self.assertEqual(application.sla_status, "overdue")
        self.assertEqual(self.numbered(application, "2029-11-26 12:00").sla_verdict, "missed")

    def test_clarification(self):
        """What the agency head asks of the applicant pauses the clock as well."""
        application = self.go(self.registered(f"{MON} 10:00"), (f"{MON} 10:30", "verify_direct"))
        self.to_agency_head(application, f"{MON} 12:00")
        self.go(
            application,
            (f"{MON} 13:00", "request_clarification"),
            (f"{MON} 15:00", "hand_in_correction"),
            (f"{MON} 15:00", "complete_correction"),
        )
        self.assertEqual((application.paused_minutes, application.pause_count), (120, 1))
        self.assert_deadline(application, f"{WED} 10:00")


@tagged("post_install", "-at_install")
class TestTechnicalOpinion(ClockCase):
    """Where an OPD is asked first, the promise begins with its opinion; where it is asked later, it pauses."""

    def test_first_verification_to_opd(self):
        """The promise begins when the opinion is received, and nothing before is held against it."""
        application = self.registered(f"{MON} 10:00")
        self.assertEqual(local(application.clock_started_at), f"{MON} 10:00")
        self.go(application, (f"{MON} 11:00", "verify_technical"))
        self.assertFalse(application.clock_started_at)
        self.assertFalse(application.deadline)
        self.assertEqual(application.sla_status, "none")
        self.go(application, (f"{MON} 14:00", "dispatch"), (f"{WED} 15:00", "receive_advice"))
        self.assertEqual(local(application.clock_started_at), f"{WED} 15:00")
        self.assertEqual((application.paused_minutes, application.pause_count), (0, 0))
        self.assert_deadline(application, f"{THU} 19:00")

    def test_last_opinion_counts(self):
        """Of several opinions it is the last with which the promise begins."""
        application = self.registered(f"{MON} 10:00")
        with freeze_time(wita(f"{MON} 11:00")):
            self.as_role(application, "verification").env["ptsp.technical.review"].create(
                {"application_id": application.id, "agency_id": self.other_agency.id, "kind": "Ketertiban"}
            )
        self.go(application, (f"{MON} 11:00", "verify_technical"), (f"{MON} 14:00", "dispatch"))
        first, second = application.review_ids
        with freeze_time(wita(f"{TUE} 10:00")):
            first.with_user(self.users["processing"]).action_issue("Tidak keberatan")
        self.assertEqual(application.state, "technical")
        self.assertFalse(application.clock_started_at)
        with freeze_time(wita(f"{WED} 10:00")):
            second.with_user(self.users["processing"]).action_issue("Tidak keberatan")
        self.assertEqual(local(application.clock_started_at), f"{WED} 10:00")

    def test_correction_before_the_opd(self):
        """A correction before the first verification is done does not turn the OPD's time into a pause."""
        application = self.go(
            self.registered(f"{MON} 10:00"),
            (f"{MON} 11:00", "request_correction"),
            (f"{MON} 12:00", "hand_in_correction"),
            (f"{MON} 12:00", "complete_correction"),
            (f"{MON} 13:00", "verify_technical"),
            (f"{MON} 14:00", "dispatch"),
            (f"{TUE} 10:00", "receive_advice"),
        )
        self.assertEqual(local(application.clock_started_at), f"{TUE} 10:00")
        self.assertEqual((application.paused_minutes, application.pause_count), (0, 0))
        self.assert_deadline(application, f"{WED} 19:00")

    def test_second_opinion_pauses(self):
        """When the agency head wants another opinion, the clock pauses and is not reset."""
        application = self.go(
            self.registered(f"{MON} 10:00"),
            (f"{MON} 11:00", "verify_technical"),
            (f"{MON} 14:00", "dispatch"),
            (f"{TUE} 10:00", "receive_advice"),
        )
        self.to_agency_head(application, f"{TUE} 11:00")
        self.go(
            application,
            (f"{TUE} 12:00", "return_to_verification"),
            (f"{TUE} 13:00", "verify_technical"),
            (f"{TUE} 14:00", "dispatch"),
            (f"{WED} 10:00", "receive_advice"),
        )
        self.assertEqual(local(application.clock_started_at), f"{TUE} 10:00")
        # On the way to the OPD and with it: Tuesday 13-19, Wednesday 8-10.
        self.assertEqual((application.paused_minutes, application.pause_count), (480, 1))
        self.assert_deadline(application, f"{THU} 16:00")

    def test_opinion_after_direct_verification(self):
        """A file that was first verified without an OPD keeps its start when one is asked later."""
        application = self.go(self.registered(f"{MON} 10:00"), (f"{MON} 11:00", "verify_direct"))
        self.to_agency_head(application, f"{MON} 12:00")
        self.go(
            application,
            (f"{MON} 13:00", "return_to_verification"),
            (f"{MON} 14:00", "verify_technical"),
            (f"{MON} 14:00", "dispatch"),
            (f"{MON} 17:00", "receive_advice"),
        )
        self.assertEqual(local(application.clock_started_at), f"{MON} 10:00")
        self.assertEqual(application.paused_minutes, 180)
        self.assert_deadline(application, f"{WED} 11:00")

    def test_opd_has_its_own_time(self):
        """The OPD has its days to respond, counted from its receipt of the file."""
        application = self.go(
            self.registered(f"{MON} 10:00"), (f"{MON} 11:00", "verify_technical"), (f"{MON} 14:00", "dispatch")
        )
        self.assertEqual(local(application.review_ids.due_at), f"{THU} 19:00")


@tagged("post_install", "-at_install")
class TestVerdict(ClockCase):
    """The promise ends with the release of the letter: kept or missed."""

    def verified(self):
        return self.go(self.registered(f"{MON} 10:00"), (f"{MON} 11:00", "verify_direct"))

    def test_kept(self):
        """A letter released before, or at, the last minute keeps the promise."""
        for moment in (f"{MON} 15:00", f"{TUE} 19:00"):
            with self.subTest(moment):
                application = self.numbered(self.verified(), moment)
                self.assertEqual(application.sla_verdict, "met")
                self.assertEqual(local(application.clock_ended_at), moment)

    def test_missed(self):
        """A minute later it is missed."""
        application = self.numbered(self.verified(), f"{TUE} 19:01")
        self.assertEqual((application.sla_verdict, application.sla_status), ("missed", "missed"))

    def test_pick_up_does_not_count(self):
        """When the letter is collected is the applicant's choice."""
        application = self.numbered(self.verified(), f"{TUE} 15:00")
        self.go(application, ("2027-02-01 10:00", "hand_over"))
        self.assertEqual((application.state, application.sla_status), ("done", "met"))
        self.assert_deadline(application, f"{TUE} 19:00")

    def test_cancelled(self):
        """A cancelled application has no verdict, late as it may have been."""
        application = self.go(self.verified(), ("2026-12-15 10:00", "cancel"))
        self.assertFalse(application.sla_verdict)
        self.assertEqual(application.sla_status, "none")


@tagged("post_install", "-at_install")
class TestStatus(ClockCase):
    """Where an application stands against the promise is told against now, in every view alike."""

    def status_at(self, application, moment):
        with freeze_time(wita(moment)):
            application.invalidate_recordset(["sla_status"])
            return application.sla_status

    def test_status_follows_the_time(self):
        """In time, at risk after three quarters of the promised hours, overdue after the deadline."""
        # Monday 10-19 and Tuesday 8-19 are 20 hours, of which 15 have passed on Tuesday at 14.
        application = self.registered(f"{MON} 10:00")
        self.assertEqual(local(application.at_risk_at), f"{TUE} 14:00")
        for moment, status in (
            (f"{MON} 10:00", "running"),
            (f"{TUE} 13:59", "running"),
            (f"{TUE} 14:00", "at_risk"),
            (f"{TUE} 19:00", "at_risk"),
            (f"{TUE} 19:01", "overdue"),
            ("2027-01-01 00:00", "overdue"),
        ):
            with self.subTest(moment):
                self.assertEqual(self.status_at(application, moment), status)

    def test_at_risk_moves_with_pauses(self):
        """An hour with the applicant moves the moment of risk by that hour, if it had not come yet."""
        application = self.go(
            self.registered(f"{MON} 10:00"),
            (f"{MON} 11:00", "request_correction"),
            (f"{MON} 12:00", "hand_in_correction"),
            (f"{MON} 12:00", "complete_correction"),
        )
        self.assertEqual(local(application.at_risk_at), f"{TUE} 15:00")
        self.go(
            application,
            (f"{TUE} 16:00", "request_correction"),
            (f"{TUE} 17:00", "hand_in_correction"),
            (f"{TUE} 17:00", "complete_correction"),
        )
        self.assertEqual(local(application.at_risk_at), f"{TUE} 15:00")

    def test_share_of_the_service(self):
        """The share after which an application is at risk is set on the service."""
        self.service.at_risk_percent = 50
        self.assertEqual(local(self.registered(f"{MON} 10:00").at_risk_at), f"{TUE} 09:00")

    def one_of_each(self):
        """Return applications of every status, as they stand on Wednesday at nine."""
        verified = (f"{MON} 10:30", "verify_direct")
        applications = {
            "none": self.file()
            | self.go(self.registered(f"{MON} 10:00"), (f"{MON} 11:00", "verify_technical"))
            | self.go(self.registered(f"{MON} 10:00"), (f"{MON} 11:00", "cancel")),
            "running": self.registered(f"{WED} 08:30") | self.registered(f"{TUE} 17:00"),
            "at_risk": self.go(
                self.registered(f"{MON} 10:00"),
                (f"{MON} 11:00", "request_correction"),
                (f"{MON} 15:00", "hand_in_correction"),
                (f"{MON} 15:00", "complete_correction"),
            ),
            "overdue": self.registered(f"{MON} 10:00") | self.registered(f"{MON} 11:00"),
            "paused": self.go(self.registered(f"{MON} 10:00"), (f"{MON} 11:00", "request_correction")),
            "met": self.numbered(self.go(self.registered(f"{MON} 10:00"), verified), f"{TUE} 10:00"),
            "missed": self.numbered(self.go(self.registered(f"{MON} 10:00"), verified), f"{WED} 08:30"),
        }
        self.assertEqual(set(applications), {status for status, _label in SLA_STATUSES})
        return applications

    @freeze_time(wita(f"{WED} 09:00"))
    def test_search_and_groups_agree(self):
        """What the form shows, the filters find and the groups count, for every status."""
        applications = self.one_of_each()
        everything = self.env["ptsp.application"].union(*applications.values())
        everything.invalidate_recordset(["sla_status"])
        Application = self.env["ptsp.application"].with_user(self.users["auditor"])
        mine = [("id", "in", everything.ids)]
        for status, expected in applications.items():
            with self.subTest(status):
                self.assertEqual(set(expected.mapped("sla_status")), {status})
                self.assertEqual(Application.search([*mine, ("sla_status", "=", status)]), expected.sorted())
                self.assertEqual(
                    Application.search([*mine, ("sla_status", "!=", status)]), (everything - expected).sorted()
                )
        self.assertEqual(
            Application.search([*mine, ("sla_status", "in", ["met", "missed"])]),
            (applications["met"] | applications["missed"]).sorted(),
        )
        self.assertEqual(
            Application.search([*mine, ("sla_status", "not in", ["none", "paused"])]),
            (everything - applications["none"] - applications["paused"]).sorted(),
        )
        self.assertFalse(Application.search([*mine, ("sla_status", "=", False)]))
        self.assertEqual(Application.search([*mine, ("sla_status", "!=", False)]), everything.sorted())
        groups = Application.formatted_read_group(mine, groupby=["sla_status"], aggregates=["__count"])
        self.assertEqual(
            {group["sla_status"]: group["__count"] for group in groups}, Counter(everything.mapped("sla_status"))
        )
        for group in groups:
            self.assertEqual(
                Application.search_count([*mine, *group["__extra_domain"]]), group["__count"], group["sla_status"]
            )

    @freeze_time(wita(f"{WED} 09:00"))
    def test_counts_within_the_program(self):
        """What the program counts for itself by status is what the lists show, the sum of another field included."""
        everything = self.env["ptsp.application"].union(*self.one_of_each().values())
        groups = self.env["ptsp.application"]._read_group(
            [("id", "in", everything.ids)], ["sla_status"], ["__count", "id:recordset"]
        )
        self.assertEqual(
            {status: count for status, count, _records in groups}, Counter(everything.mapped("sla_status"))
        )
        for status, _count, records in groups:
            self.assertEqual(set(records.mapped("sla_status")), {status})

    @freeze_time(wita(f"{WED} 09:00"))
    def test_bars_of_the_kanban(self):
        """The bar over each column of the kanban counts its cards by status, by whatever the cards are grouped."""
        everything = self.env["ptsp.application"].union(*self.one_of_each().values())
        Application = self.env["ptsp.application"].with_user(self.users["auditor"])
        colors = {"running": "success", "at_risk": "warning", "overdue": "danger", "paused": "info"}
        for group_by in ("state", "sla_status"):
            with self.subTest(group_by):
                bars = Application.read_progress_bar(
                    [("id", "in", everything.ids)], group_by, {"field": "sla_status", "colors": colors}
                )
                shown = everything.filtered(lambda record: record.sla_status in colors)
                # A column in which no card has a colour has no bar.
                expected = {key: dict.fromkeys(colors, 0) for key in shown.mapped(group_by)}
                for application in shown:
                    expected[application[group_by]][application.sla_status] += 1
                self.assertEqual(bars, expected)

    @freeze_time(wita(f"{WED} 09:00"))
    def test_groups_within_groups(self):
        """The status can be grouped together with other fields, as a pivot does."""
        applications = self.one_of_each()
        everything = self.env["ptsp.application"].union(*applications.values())
        groups = self.env["ptsp.application"].formatted_read_group(
            [("id", "in", everything.ids)], groupby=["state", "sla_status"], aggregates=["__count"]
        )
        self.assertEqual(
            {(group["state"], group["sla_status"]): group["__count"] for group in groups},
            Counter((application.state, application.sla_status) for application in everything),
        )


@tagged("post_install", "-at_install")
class TestDerived(ClockCase):
    """The three clocks are derived from the control sheet."""

    CLOCK = (
        "clock_started_at",
        "clock_ended_at",
        "deadline",
        "at_risk_at",
        "paused_minutes",
        "pause_count",
        "sla_verdict",
    )

    def assert_derived(self, application):
        stored = application.read(self.CLOCK)
        application._as_procedure()._recompute_clock()
        self.env.flush_all()
        self.env.invalidate_all()
        self.assertEqual(application.read(self.CLOCK), stored)

    def test_recomputed_as_stored(self):
        """At every station of a long way, the control sheet tells the clock that is stored."""
        application = self.registered(f"{MON} 10:00")
        for station in (
            (f"{MON} 11:00", "request_correction"),
            (f"{MON} 12:00", "hand_in_correction"),
            (f"{MON} 12:00", "complete_correction"),
            (f"{MON} 13:00", "verify_technical"),
            (f"{MON} 14:00", "dispatch"),
            (f"{TUE} 10:00", "receive_advice"),
            (f"{TUE} 11:00", "submit_draft"),
            (f"{TUE} 12:00", "section_approve"),
            (f"{TUE} 13:00", "division_approve"),
            (f"{TUE} 14:00", "request_clarification"),
            (f"{WED} 09:00", "hand_in_correction"),
            (f"{WED} 09:00", "complete_correction"),
            (f"{WED} 10:00", "verify_technical"),
            (f"{WED} 11:00", "dispatch"),
            (f"{THU} 10:00", "receive_advice"),
        ):
            self.assert_derived(self.go(application, station))
        self.assert_derived(self.numbered(application, f"{THU} 18:00"))
        self.assertEqual(local(application.clock_started_at), f"{TUE} 10:00")

    def test_holiday_entered_late(self):
        """A holiday that is entered when the file is long under way moves the deadline at the next reckoning."""
        application = self.registered(f"{MON} 10:00")
        self.holiday(TUE)
        application._as_procedure()._recompute_clock()
        self.assert_deadline(application, f"{WED} 19:00")

    def test_steps_are_measured(self):
        """Each line of the control sheet has the working minutes of its step, and whether they are within the norm."""
        application = self.go(
            self.registered(f"{MON} 18:55"),
            (f"{TUE} 08:07", "verify_direct"),
            (f"{TUE} 09:00", "submit_draft"),
        )
        lines = {line.action: line for line in application.control_ids}
        self.assertEqual(lines["verify_direct"].working_minutes, 5 + 7)
        self.assertTrue(lines["verify_direct"].within_norm)
        self.assertEqual(lines["submit_draft"].working_minutes, 53)
        self.assertEqual(lines["submit_draft"].norm_minutes, 15)
        self.assertFalse(lines["submit_draft"].within_norm)
        # The norm of the section head is half an hour.
        self.assertEqual(local(application.step_due_at), f"{TUE} 09:30")

    def test_step_due_on_the_next_day(self):
        """A step that begins just before closing is due on the next working day."""
        application = self.registered(f"{MON} 18:55")
        self.assertEqual(local(application.step_due_at), f"{TUE} 08:10")
