from datetime import date, datetime, time

import pytz
from dateutil.relativedelta import relativedelta

from odoo import models

#: The halves of a year, as offices write them, with the month in which each begins.
SEMESTERS = {"I": 1, "II": 7}


class ServicePeriods(models.Model):
    """Months and semesters by the clock of the service: at the counter July begins before it does in UTC."""

    _inherit = "ptsp.service"

    def _midnight(self, day):
        """Return when a day begins at the agency, as naive UTC.

        :param date day: the agency's date
        """
        return self._timezone().localize(datetime.combine(day, time.min)).astimezone(pytz.utc).replace(tzinfo=None)

    def _month_span(self, month):
        """Return when a month begins, and when the next one does, as naive UTC.

        :param date month: the first day of the month
        """
        return self._midnight(month), self._midnight(month + relativedelta(months=1))

    def _semester_span(self, semester):
        """Return when a semester begins, and when the next one does, as naive UTC.

        :param str semester: such as ``2026-I``
        """
        year, half = semester.split("-")
        begin = date(int(year), SEMESTERS[half], 1)
        return self._midnight(begin), self._midnight(begin + relativedelta(months=6))
