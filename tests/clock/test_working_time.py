"""The arithmetic of working time, against counting minute by minute."""

from datetime import datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from ...tools import working_time

MIDNIGHT = datetime(2026, 11, 22, 16, 0)  # in Samarinda
DAYS = 8
MINUTE = timedelta(minutes=1)
#: Service hours are rounded to these minutes, to keep the counting short.
GRID = 20


def local_day(moment):
    return (moment + timedelta(hours=8)).date()


@st.composite
def service_hours(draw):
    """Draw the service hours of some days: none, one or several spans a day, which may touch."""
    intervals = []
    for day in range(DAYS):
        cuts = sorted(draw(st.lists(st.integers(0, 1440 // GRID), max_size=6)))
        for since, until in zip(cuts[::2], cuts[1::2], strict=False):
            if since < until:
                start = MIDNIGHT + timedelta(days=day)
                intervals.append((start + since * GRID * MINUTE, start + until * GRID * MINUTE))
    return intervals


moments = st.integers(-60, DAYS * 1440 + 60).map(lambda minutes: MIDNIGHT + minutes * MINUTE)


#: Two moments that are drawn by themselves hardly ever lie within the same hours, so most of the second ones lie near
#: the first, before or after it.
spans = st.tuples(moments, st.integers(-180, 180), moments, st.integers(0, 3)).map(
    lambda drawn: (drawn[0], drawn[0] + drawn[1] * MINUTE if drawn[3] else drawn[2])
)


def working_minutes(intervals, start=None, end=None):
    """List, one by one, the minutes that are within service hours, from ``start`` to before ``end``."""
    minutes = []
    for since, until in intervals:
        while since < until:
            if (start is None or since >= start) and (end is None or since < end):
                minutes.append(since)
            since += MINUTE
    return minutes


@tagged("post_install", "-at_install")
class TestWorkingTime(BaseCase):
    """The short ways of counting come to what counting minute by minute comes to."""

    @settings(max_examples=500, deadline=None, derandomize=True, database=None)
    @given(service_hours(), spans)
    def test_minutes_between(self, intervals, span):
        """The working minutes of a span, none where it runs backwards."""
        start, end = span
        expected = len(working_minutes(intervals, start, end))
        self.assertEqual(working_time.minutes_between(intervals, start, end), expected)

    @settings(max_examples=500, deadline=None, derandomize=True, database=None)
    @given(service_hours(), moments, st.integers(0, 3000))
    def test_advance(self, intervals, start, minutes):
        """The moment at which so many working minutes have passed, None where there are not as many."""
        ahead = working_minutes(intervals, start)
        if minutes == 0:
            expected = start
        elif len(ahead) < minutes:
            expected = None
        else:
            expected = ahead[minutes - 1] + MINUTE
        self.assertEqual(working_time.advance(intervals, start, minutes), expected)

    @settings(max_examples=500, deadline=None, derandomize=True, database=None)
    @given(service_hours(), moments, st.integers(1, 5))
    def test_end_of_working_day(self, intervals, start, days):
        """The last working minute of the n-th working day after the one of the start, or of the next opening."""
        last_minutes = {local_day(minute): minute for minute in working_minutes(intervals, start)}
        working_days = sorted(last_minutes)
        # The last day of all may go on beyond what is known.
        expected = last_minutes[working_days[days]] + MINUTE if len(working_days) > days + 1 else None
        self.assertEqual(working_time.end_of_working_day(intervals, start, days, local_day), expected)

    @settings(max_examples=500, deadline=None, derandomize=True, database=None)
    @given(service_hours(), moments, st.integers(0, 3000))
    def test_there_and_back(self, intervals, start, minutes):
        """From the start to the moment at which so many minutes have passed, so many minutes have passed."""
        end = working_time.advance(intervals, start, minutes)
        if end is not None:
            self.assertEqual(working_time.minutes_between(intervals, start, end), minutes)

    def test_seconds(self):
        """Seconds count as parts of minutes."""
        opening = MIDNIGHT + timedelta(hours=8)
        hours = [(opening, opening + timedelta(hours=3))]
        self.assertEqual(working_time.minutes_between(hours, opening, opening + timedelta(seconds=90)), 1.5)
        self.assertEqual(working_time.advance(hours, opening, 1.5), opening + timedelta(seconds=90))
