"""The clock agrees with somebody who counts every minute on the wall, whatever the calendar and the history."""

import logging
from datetime import datetime, timedelta
from types import SimpleNamespace

import pytz
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from odoo import fields
from odoo.tests import tagged
from odoo.tools.intervals import Intervals

from ...models.clock.promise import read_promise
from ...models.workflow import PROCEDURE
from ..common_clock import ClockCase
from ..oracle import MINUTE, WallClock, clock

_logger = logging.getLogger(__name__)

FIRST = datetime(2026, 11, 1)
DAYS = 100
#: Histories begin within these days, so that the last deadline lies within the others.
BEGIN = 30
CALENDARS, HISTORIES, CASES = 34, 40, 2000
ZONES = ("Asia/Makassar", "Asia/Jakarta", "Asia/Jayapura", "Europe/Berlin")
#: The same cases in every run; a difference is reported as it was found.
RANDOM = settings(
    derandomize=True,
    deadline=None,
    database=None,
    phases=(Phase.generate,),
    suppress_health_check=list(HealthCheck),
)
FIELDS = ("clock_started_at", "clock_ended_at", "deadline", "at_risk_at", "sla_verdict")
MINUTES = ("paused_minutes", "applicant_minutes", "opd_minutes", "agency_minutes")


@st.composite
def calendars(draw):
    """Draw a time zone and weekly hours: one or two spans a day, short days, days without service."""
    hours = {}
    for weekday in range(7):
        if weekday and draw(st.integers(0, 6)) < (1 if weekday < 5 else 5):
            continue
        cuts = sorted(draw(st.lists(st.integers(20, 88), min_size=4, max_size=4, unique=True)))
        spans = [(cuts[0] * 15, cuts[1] * 15), (cuts[2] * 15, cuts[3] * 15)]
        hours[weekday] = spans[: draw(st.integers(1, 2))]
    return draw(st.sampled_from(ZONES)), hours


@st.composite
def holidays(draw):
    """Draw public holidays: whole days, several days in a row, and afternoons."""
    days = draw(st.lists(st.integers(0, BEGIN + 15), max_size=5, unique=True))
    result = []
    for day in days:
        start = FIRST + timedelta(days=day) + draw(st.sampled_from((0, 0, 780))) * MINUTE
        end = (FIRST + timedelta(days=day + draw(st.sampled_from((1, 1, 3))))).replace(hour=0)
        result.append((start, end))
    return result


def history(random):
    """Return the control sheet of one application: moments at any hour, up to four waits, perhaps still open."""
    lines = []
    moment = FIRST + random.randrange(1440, BEGIN * 1440) * MINUTE

    def pass_on(state, action, most):
        nonlocal moment
        since, moment = moment, moment + random.randrange(0, most) * MINUTE
        # One opinion in three comes on paper, and is entered later.
        on_paper = action == "receive_advice" and moment > since and random.random() < 0.33
        effective = since + random.randrange(0, int((moment - since) / MINUTE)) * MINUTE if on_paper else False
        lines.append(
            SimpleNamespace(state=state, action=action, started_at=since, ended_at=moment, effective_at=effective)
        )

    def correct(most):
        # Sheets of before there was a desk for what is handed in go on at once; others are asked again.
        if random.random() < 0.2:
            return pass_on("correction", "complete_correction", most)
        pass_on("correction", "hand_in_correction", most)
        while random.random() < 0.2:
            pass_on("corrected", "ask_again", 100)
            pass_on("correction", "hand_in_correction", most)
        return pass_on("corrected", "complete_correction", 100)

    pass_on("registration", "register", 60)
    for _wait in range(random.choice((0, 0, 1, 1, 2, 3))):
        pass_on("verification", "request_correction", 300)
        correct(4000)
    for way in random.choice((["direct"], ["opd"], ["direct", "opd"], ["opd", "opd"], ["direct", "clarify"])):
        if way == "opd":
            pass_on("verification", "verify_technical", 400)
            pass_on("liaison", "dispatch", 300)
            pass_on("technical", "receive_advice", 4000)
            while random.random() < 0.2:
                pass_on("drafting", "return_opinion", 200)
                pass_on("technical", "receive_advice", 2000)
        elif way == "clarify":
            pass_on("agency_approval", "request_clarification", 600)
            correct(3000)
            pass_on("verification", "verify_direct", 300)
        else:
            pass_on("verification", "verify_direct", 400)
        pass_on("drafting", "submit_draft", 300)
        pass_on("section_review", "section_approve", 700)
        pass_on("division_review", "division_approve", 700)
        if way != "clarify" and random.random() < 0.5:
            pass_on("agency_approval", "return_to_verification", 300)
        else:
            break
    if lines[-1].action == "return_to_verification":
        pass_on("verification", "verify_direct", 300)
        pass_on("drafting", "submit_draft", 300)
    pass_on("agency_approval", "sign", 1500)
    pass_on("numbering", "number", 200)
    # Before there was a final check a letter with a number was ready for pick-up.
    if random.random() < 0.8:
        while random.random() < 0.2:
            pass_on("final_check", "void_number", 60)
            pass_on("numbering", "number", 60)
        pass_on("final_check", "release", 100)
    pass_on("pickup", "", 2)
    if random.random() < 0.3:
        del lines[random.randrange(2, len(lines)) :]
    lines[-1].ended_at, lines[-1].action, lines[-1].effective_at = False, False, False
    return lines


@tagged("post_install", "-at_install")
class TestClockOracle(ClockCase):
    """Two ways to count, one in the addon and one in the tests, and no difference."""

    def make_calendar(self, zone, hours):
        """Return a service of its own with these hours."""
        calendar = self.env["resource.calendar"].create(
            {
                "name": "Jam acak",
                "tz": zone,
                "company_id": self.service.company_id.id,
                "attendance_ids": [fields.Command.clear(), *self.attendances(hours)],
            }
        )
        return self.service.copy({"code": "ACAK", "calendar_id": calendar.id, "in_force_from": "2020-01-01"})

    def attendances(self, hours):
        return [
            fields.Command.create(
                {
                    "name": "Layanan",
                    "dayofweek": str(weekday),
                    "hour_from": since / 60,
                    "hour_to": until / 60,
                    "day_period": "morning" if index == 0 else "afternoon",
                }
            )
            for weekday, spans in hours.items()
            for index, (since, until) in enumerate(spans)
        ]

    def enter(self, service, closed):
        """Enter public holidays that are given in local time."""
        zone = pytz.timezone(service.calendar_id.tz)

        def utc(moment):
            return zone.localize(moment).astimezone(pytz.utc).replace(tzinfo=None)

        Leaves = self.env["resource.calendar.leaves"]
        spans = [(utc(since), utc(until), Leaves) for since, until in closed]
        if "hr.leave" in self.env:
            # Time Off takes no holidays that touch each other: one in their place says the same.
            known = Leaves.search([("calendar_id", "=", service.calendar_id.id)])
            spans = list(Intervals(spans + [(leave.date_from, leave.date_to, Leaves) for leave in known]))
            known.unlink()
        return Leaves.create(
            [
                {
                    "name": "Libur",
                    "calendar_id": service.calendar_id.id,
                    "date_from": Leaves._ptsp_as_entered(service.calendar_id, since),
                    "date_to": Leaves._ptsp_as_entered(service.calendar_id, until),
                }
                for since, until, _none in spans
            ]
        )

    def expected(self, wall, lines, service):
        """Return what the oracle counts, in the order of FIELDS and MINUTES."""
        counted = clock(wall, lines, service.sla_days, service.at_risk_percent)
        return [counted.get(name) or False for name in FIELDS] + [float(counted.get(name) or 0) for name in MINUTES]

    def derived(self, lines, service):
        """Return what the addon derives from the same lines."""
        registered = next(line.ended_at for line in lines if line.action == "register")
        application = self.env["ptsp.application"].new(
            {"service_id": service.id, "state": lines[-1].state, "registered_at": registered}
        )
        sheet = self.env["ptsp.control.line"].union(*(self.env["ptsp.control.line"].new(vars(line)) for line in lines))
        values = application._clock_values(read_promise(PROCEDURE, lines))
        values |= application._shares(sheet, values["clock_ended_at"])
        return [values[name] or False for name in FIELDS] + [round(float(values[name]), 6) for name in MINUTES]

    def test_oracle(self):
        """In 2,000 and more random cases, late holidays and changed hours among them, there is no difference."""
        cases = []

        @settings(RANDOM, max_examples=CALENDARS)
        @given(calendars(), calendars(), holidays(), holidays(), st.randoms(use_true_random=False), st.integers(1, 3))
        def compare(first, second, early, late, random, days):
            zone, hours = first
            with self.undone():
                service = self.make_calendar(zone, hours)
                service.write({"sla_days": days, "at_risk_percent": random.choice((50, 75, 90))})
                self.enter(service, early)
                sheets = [history(random) for _number in range(HISTORIES)]
                self.assert_agreement(
                    WallClock(zone, hours, early, FIRST, DAYS), sheets[: HISTORIES // 2], service, cases
                )
                # Then a holiday is entered late, or the hours are found to have been others.
                if random.random() < 0.5:
                    self.enter(service, late)
                    early = early + late
                else:
                    hours = second[1]
                    service.calendar_id.write({"attendance_ids": [fields.Command.clear(), *self.attendances(hours)]})
                self.assert_agreement(WallClock(zone, hours, early, FIRST, DAYS), sheets, service, cases)

        compare()
        _logger.info("%s clocks agree with the oracle", len(cases))
        self.assertGreaterEqual(len(cases), CASES)

    def assert_agreement(self, wall, sheets, service, cases):
        for lines in sheets:
            expected = self.expected(wall, lines, service)
            self.assertEqual(self.derived(lines, service), expected, [vars(line) for line in lines])
            cases.append(expected)

    @settings(RANDOM, max_examples=8)
    @given(calendars(), holidays(), st.randoms(use_true_random=False))
    def test_real_sheets(self, drawn, late, random):
        """Real applications stand where the oracle counts: open ones with late holidays, ended ones as they ended."""
        zone, hours = drawn
        with self.undone():
            service = self.make_calendar(zone, hours)
            self.service.in_force_from = False
            stories = [(self.real(service, lines), lines) for lines in (history(random) for _number in range(5))]
            applications = self.env["ptsp.application"].union(*(application for application, _lines in stories))
            applications._as_procedure()._recompute_clock()
            self.assert_stored(stories, WallClock(zone, hours, [], FIRST, DAYS), service)
            self.enter(service, late)
            # The open ones follow by themselves; what has ended stays, also where a manager derives it anew.
            ended = applications.filtered("clock_ended_at")
            if ended:
                ended.with_user(self.users["manager"]).action_recompute_clock()
            for holidays_then, closed in ((late, False), ([], True)):
                those = [(application, lines) for application, lines in stories if (application in ended) == closed]
                self.assert_stored(those, WallClock(zone, hours, holidays_then, FIRST, DAYS), service)

    def real(self, service, lines):
        """Return an application whose control sheet says what happened."""
        application = self.env["ptsp.application"].create({**self.application_vals(), "service_id": service.id})
        procedure = application._as_procedure()
        procedure.control_ids.write({"ended_at": lines[0].started_at, "started_at": FIRST, "action": "accept"})
        # The database allows one open line for each sheet.
        self.env.flush_all()
        # Holidays of before it was filed do not touch an application.
        self.env.cr.execute("UPDATE ptsp_application SET create_date = %s WHERE id = %s", [FIRST, application.id])
        application.invalidate_recordset(["create_date"])
        registered = next(line.ended_at for line in lines if line.action == "register")
        self.env["ptsp.control.line"]._as_procedure().create(
            [{**vars(line), "application_id": application.id, "sequence": place} for place, line in enumerate(lines, 2)]
        )
        procedure.write({"state": lines[-1].state, "registered_at": registered})
        return application

    def assert_stored(self, stories, wall, service):
        self.env.flush_all()
        self.env.invalidate_all()
        for application, lines in stories:
            stored = [application[name] or False for name in FIELDS] + [round(application[name], 6) for name in MINUTES]
            self.assertEqual(stored, self.expected(wall, lines, service))
            if not lines[-1].ended_at and not stored[1]:
                line = application.control_ids.filtered(lambda line: not line.ended_at)
                self.assertEqual(line.started_at, lines[-1].started_at)
