"""The working time by which a promise was counted, as it was when the promise ended. It imports nothing of Odoo."""

from dataclasses import dataclass
from datetime import datetime

import pytz

from ...tools import working_time


@dataclass(frozen=True)
class KeptHours:
    """What a closed clock is derived from: it answers what a service does, whatever hours hold by now.

    :param int sla_days: the days that were promised
    :param int at_risk_percent: the share after which an application was at risk
    :param tzinfo zone: the time zone of the service hours
    :param list intervals: the working time, as pairs of naive UTC datetimes
    """

    sla_days: int
    at_risk_percent: int
    zone: object
    intervals: list

    @classmethod
    def of(cls, facts):
        """Return the hours of which the facts were kept.

        :param dict facts: from :meth:`facts_of`
        """
        return cls(
            facts["days"],
            facts["at_risk_percent"],
            pytz.timezone(facts["zone"]),
            [tuple(map(datetime.fromisoformat, interval)) for interval in facts["hours"]],
        )

    @staticmethod
    def facts_of(service, since, until):
        """Return what a service counts by between two moments, and a little longer.

        :param service: ``ptsp.service``
        :param datetime since: naive, in UTC
        :param datetime until: naive, in UTC
        :return: JSON-serialisable dict
        """
        # The end of a working day is certain only when another one follows.
        end = service._end_of_working_day(until, 2)
        return {
            "days": service.sla_days,
            "at_risk_percent": service.at_risk_percent,
            "zone": service._timezone_name(),
            "hours": [
                [moment.isoformat() for moment in interval] for interval in service._working_intervals(since, end)
            ],
        }

    def _working_intervals(self, start, end):
        return [
            (max(since, start), min(until, end)) for since, until in self.intervals if since < end and until > start
        ]

    def _working_minutes(self, start, end):
        return working_time.minutes_between(self.intervals, start, end)

    def _add_working_minutes(self, start, minutes):
        return working_time.advance(self.intervals, start, minutes).replace(microsecond=0)

    def _end_of_working_day(self, start, days):
        return working_time.end_of_working_day(self.intervals, start, days, self._local_day)

    def _local_day(self, moment):
        return pytz.utc.localize(moment).astimezone(self.zone).date()
