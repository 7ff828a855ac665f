"""Working time of a service. It is asked for at every transition, so it is remembered until a calendar changes."""

from datetime import datetime, timedelta

import pytz
from dateutil.relativedelta import relativedelta

from odoo import models, tools
from odoo.exceptions import UserError

from ...tools import working_time

#: How far ahead the calendar is read at once, and at most, when a moment in working time is looked for.
#: The last must exceed the longest pause, by which a deadline is moved.
_HORIZON_DAYS = (21, 90, 400, 1200, 3600)


class CalendarWorkingTime(models.Model):
    """The working time of a calendar, month by month."""

    _inherit = "resource.calendar"

    @tools.ormcache("self.id", "company_id", "year", "month")
    def _ptsp_working_month(self, company_id, year, month):
        """Return the working time of one month (UTC), public holidays left out.

        :param int company_id: the company whose holidays count, beside those of all companies
        :return: tuple of pairs of naive UTC datetimes
        """
        start = datetime(year, month, 1)
        intervals = self.sudo()._work_intervals_batch(
            pytz.utc.localize(start),
            pytz.utc.localize(start + relativedelta(months=1)),
            # Without a resource, Odoo would count the holidays of every company.
            domain=[("time_type", "=", "leave"), ("company_id", "in", [False, company_id])],
            tz=self._ptsp_timezone(),
        )[False]
        return tuple(
            (since.astimezone(pytz.utc).replace(tzinfo=None), until.astimezone(pytz.utc).replace(tzinfo=None))
            for since, until, _source in intervals
        )


class ServiceWorkingTime(models.Model):
    """Durations and moments in the service hours of a service, public holidays left out."""

    _inherit = "ptsp.service"

    def _working_intervals(self, start, end):
        """Return the service hours between two moments, holidays left out.

        :param datetime start: naive, in UTC
        :param datetime end: naive, in UTC
        :return: sorted list of pairs of naive UTC datetimes
        """
        self.ensure_one()
        intervals, month = [], start.replace(day=1)
        while (month.year, month.month) <= (end.year, end.month):
            intervals += self.calendar_id._ptsp_working_month(self.company_id.id, month.year, month.month)
            month += relativedelta(months=1)
        return [(max(since, start), min(until, end)) for since, until in intervals if since < end and until > start]

    def _search_working_time(self, start, find):
        """Look ahead from ``start`` until ``find`` has what it needs.

        :param datetime start: naive, in UTC
        :param callable find: takes intervals, returns a datetime, or None to be asked again with more of them
        :return: the datetime
        :raises UserError: the calendar has no service hours in the years ahead
        """
        for days in _HORIZON_DAYS:
            moment = find(self._working_intervals(start, start + timedelta(days=days)))
            if moment:
                return moment
        raise UserError(
            self.env._(
                "The calendar %(calendar)s has no service hours after %(day)s. "
                "Enter them under Configuration, Service Hours.",
                calendar=self.calendar_id.display_name,
                day=self._local_day(start),
            )
        )

    def _working_minutes(self, start, end):
        """Return the working minutes between two naive UTC moments, as float."""
        return working_time.minutes_between(self._working_intervals(start, end), start, end)

    def _add_working_minutes(self, start, minutes):
        """Return when ``minutes`` of working time have passed since ``start``: naive UTC, to the second."""
        moment = self._search_working_time(start, lambda intervals: working_time.advance(intervals, start, minutes))
        # The database keeps seconds: what is derived again must not differ from what is stored.
        return moment.replace(microsecond=0)

    def _end_of_working_day(self, start, days):
        """Return the end of service hours, naive UTC, on the n-th working day after the day of ``start``."""
        return self._search_working_time(
            start, lambda intervals: working_time.end_of_working_day(intervals, start, days, self._local_day)
        )
