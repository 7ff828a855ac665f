from datetime import datetime, time

import pytz

from odoo import api, models


class Holiday(models.Model):
    """Public holidays are whole days on the clock of the service hours for which they are entered."""

    _inherit = "resource.calendar.leaves"

    @api.model
    def _ptsp_day_span(self, calendar, day):
        """Return begin and end of a day, the latter at 23:59:59 as Odoo's own form ends it.

        A day that ended at the midnight after it would touch the next one, which Odoo's Time Off refuses.

        :param calendar: the ``resource.calendar`` on whose clock the day is
        :param date day: the day
        :return: pair of naive UTC datetimes
        """
        zone = calendar._ptsp_timezone()
        moments = (zone.localize(datetime.combine(day, moment)) for moment in (time.min, time(23, 59, 59)))
        return tuple(moment.astimezone(pytz.utc).replace(tzinfo=None) for moment in moments)

    @api.model
    def _ptsp_enter(self, calendar, company, days):
        """Enter public holidays of one day each.

        :param calendar: the ``resource.calendar`` that gets them
        :param company: the ``res.company`` whose holidays they are
        :param days: pairs of date and name
        :return: the new ``resource.calendar.leaves``
        """
        vals_list = []
        for day, name in days:
            begin, end = self._ptsp_day_span(calendar, day)
            vals_list.append(
                {
                    "name": name,
                    "calendar_id": calendar.id,
                    "company_id": company.id,
                    "date_from": self._ptsp_as_entered(calendar, begin),
                    "date_to": self._ptsp_as_entered(calendar, end),
                    "time_type": "leave",
                }
            )
        return self.create(vals_list)

    @api.model
    def _ptsp_as_entered(self, calendar, moment):
        """Return the moment that is to be given to ``create`` so that another one is stored.

        Odoo's Time Off, where it is installed, takes what is created for the hour on the user's own clock, and moves it
        to the same hour on the calendar's.

        :param calendar: the ``resource.calendar`` that gets the holiday
        :param datetime moment: what is to be stored, naive UTC
        """
        if not hasattr(self, "_prepare_public_holidays_values"):
            return moment
        hour = pytz.utc.localize(moment).astimezone(calendar._ptsp_timezone()).replace(tzinfo=None)
        return pytz.timezone(self.env.user.tz or "UTC").localize(hour).astimezone(pytz.utc).replace(tzinfo=None)
