"""What a semester is, in one place for figures, publications and evaluations."""

from datetime import date, timedelta

from odoo.tests import tagged
from odoo.tools import SQL

from ...models.clock.service_periods import (
    days_of_semester,
    last_semester,
    official_semester,
    semester_of,
    semesters_over,
    sql_semester_of,
)
from ..common import PtspCase


@tagged("post_install", "-at_install")
class TestSemesters(PtspCase):
    """Every day lies in one semester, and the database says the same."""

    def test_each_day(self):
        """Python, the database and the span of the semester agree on each day of a leap year and of its neighbours."""
        days = [date(2027, 12, 25) + timedelta(days=number) for number in range(380)]
        for day in days:
            first, last = days_of_semester(semester_of(day))
            self.assertTrue(first <= day <= last, day)
        query = SQL("SELECT %s FROM unnest(%s::date[]) AS day", sql_semester_of(SQL("day")), days)
        self.assertEqual([row[0] for row in self.env.execute_query(query)], [semester_of(day) for day in days])

    def test_over(self):
        """Those that are over end before the day, follow on each other, and begin with the last one."""
        for day in (date(2026, 1, 1), date(2026, 6, 30), date(2026, 7, 1), date(2026, 8, 31), date(2026, 12, 31)):
            found = semesters_over(day, 10)
            self.assertEqual(found[0], "{}-{}".format(*last_semester(day)))
            for later, earlier in zip([semester_of(day), *found], found, strict=False):
                self.assertEqual(days_of_semester(earlier)[1] + timedelta(days=1), days_of_semester(later)[0])
        self.assertEqual(official_semester("2026-II"), "Semester II Tahun 2026")
