from datetime import date, datetime, time

import pytz
from dateutil.relativedelta import relativedelta

from odoo import models
from odoo.tools import SQL

#: The halves of a year, as offices write them, with the month in which each begins.
SEMESTERS = {"I": 1, "II": 7}


def semester_of(day):
    """Return the semester of a day, such as ``2026-I``.

    :param date day: the agency's date
    """
    return f"{day.year}-{'I' if day.month < SEMESTERS['II'] else 'II'}"


def sql_semester_of(day):
    """Return the SQL of the semester of a day, such as ``2026-I``.

    :param SQL day: a date, or a moment by the agency's clock
    """
    return SQL(
        """EXTRACT(YEAR FROM %(day)s)::text
           || CASE WHEN EXTRACT(MONTH FROM %(day)s) < %(second)s THEN '-I' ELSE '-II' END""",
        day=day,
        second=SEMESTERS["II"],
    )


def days_of_semester(semester):
    """Return the first and the last day of a semester, as a pair of dates.

    :param str semester: such as ``2026-I``
    """
    year, half = semester.split("-")
    begin = date(int(year), SEMESTERS[half], 1)
    return begin, begin + relativedelta(months=6, days=-1)


def semesters_over(today, count):
    """Return the last semesters that are over, the latest first, as a list such as ``2026-I``.

    :param date today: the agency's date
    :param int count: how many
    """
    return [semester_of(today - relativedelta(months=6 * back)) for back in range(1, count + 1)]


def official_semester(semester):
    """Write a semester as it stands on paper, such as ``Semester I Tahun 2026``.

    :param str semester: such as ``2026-I``
    """
    year, half = semester.split("-")
    return f"Semester {half} Tahun {year}"


def last_semester(today):
    """Return year and half of the last semester that is over, such as ``(2026, "I")``.

    :param date today: the agency's date
    """
    return (today.year - 1, "II") if today.month < SEMESTERS["II"] else (today.year, "I")


def _midnight(day, timezone):
    """Return when a day begins somewhere, as naive UTC.

    :param date day: the date there
    :param tzinfo timezone: of that place
    """
    return timezone.localize(datetime.combine(day, time.min)).astimezone(pytz.utc).replace(tzinfo=None)


def _semester_span(semester, timezone):
    """Return when a semester begins somewhere, and when the next one does, as naive UTC.

    :param str semester: such as ``2026-I``
    :param tzinfo timezone: of that place
    """
    begin, _last = days_of_semester(semester)
    return _midnight(begin, timezone), _midnight(begin + relativedelta(months=6), timezone)


class CompanyPeriods(models.Model):
    """Semesters of what concerns no single service, by the clock of the agency."""

    _inherit = "res.company"

    def _ptsp_semester_span(self, semester):
        """Return when a semester begins at the agency, and when the next one does, as naive UTC.

        :param str semester: such as ``2026-I``
        """
        return _semester_span(semester, self._ptsp_calendar()._ptsp_timezone())


class ServicePeriods(models.Model):
    """Months and semesters by the clock of the service: at the counter July begins before it does in UTC."""

    _inherit = "ptsp.service"

    def _midnight(self, day):
        """Return when a day begins at the agency, as naive UTC.

        :param date day: the agency's date
        """
        return _midnight(day, self._timezone())

    def _month_span(self, month):
        """Return when a month begins, and when the next one does, as naive UTC.

        :param date month: the first day of the month
        """
        return self._midnight(month), self._midnight(month + relativedelta(months=1))

    def _semester_span(self, semester):
        """Return when a semester begins, and when the next one does, as naive UTC.

        :param str semester: such as ``2026-I``
        """
        return _semester_span(semester, self._timezone())
