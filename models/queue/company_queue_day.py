from datetime import timedelta

from babel.dates import format_date, format_time

from odoo import fields, models

from ...tools.day_in_words import locale_of

#: So many days ahead the next service hours are looked for, to tell them.
_DAYS_AHEAD = 21
#: So many hours a clock is set back at most; numbers from later hours came of one that was ahead.
_SET_BACK = 2


class CompanyQueueDay(models.Model):
    """Which day it is in the waiting room, and whether numbers are given now."""

    _inherit = "res.company"

    def _ptsp_queue_day(self):
        """Return the day of the queue, with which numbers begin anew: today by the agency's clock.

        A clock that was set back over midnight, by some hours at most, leaves the day where it was: numbers go on, and
        nobody who waits is forgotten. What was taken further ahead came of a wrong clock, and is not looked at.

        :return: date
        """
        self.ensure_one()
        today = self._ptsp_today()
        tomorrow = fields.Date.add(today, days=1)
        # Which numbers were given is no secret.
        ahead = (
            self.env["ptsp.queue.ticket"]
            .sudo()
            .search_count(
                [
                    ("company_id", "=", self.id),
                    ("day", "=", tomorrow),
                    ("taken_at", "<=", fields.Datetime.now() + timedelta(hours=_SET_BACK)),
                ],
                limit=1,
            )
        )
        return tomorrow if ahead else today

    def _ptsp_queue_hours(self):
        """Return the service hours of today and of the days ahead, holidays left out.

        :return: sorted list of pairs of naive UTC datetimes
        """
        self.ensure_one()
        calendar = self._ptsp_calendar()
        now = fields.Datetime.now()
        months = sorted({(day.year, day.month) for day in (now, now + timedelta(days=_DAYS_AHEAD))})
        hours = [span for month in months for span in calendar._ptsp_working_month(self.id, *month)]
        return [(since, until) for since, until in hours if until > now]

    def _ptsp_queue_closed(self):
        """Say why no numbers are given now, and when they will be.

        :return: sentence in the language of the context; empty where numbers are given
        """
        self.ensure_one()
        company_sudo = self.sudo()
        if not company_sudo.ptsp_queue_keeps_hours:
            return ""
        hours, now = self._ptsp_queue_hours(), fields.Datetime.now()
        if not hours:
            return self.env._("No numbers are given now. Ask at the information desk when we are open.")
        opens = hours[0][0]
        if opens - timedelta(minutes=company_sudo.ptsp_queue_early) <= now:
            return ""
        day, time = self._ptsp_queue_day_and_hour(opens)
        if self._ptsp_local_day(opens) == self._ptsp_today():
            return self.env._("We are closed now. Numbers are given again today from %(time)s.", time=time)
        return self.env._(
            "We are closed now. Numbers are given again on %(day)s from %(time)s.",
            day=day,
            time=time,
        )

    def _ptsp_queue_day_and_hour(self, moment):
        """Return day and hour of a moment by the agency's clock, as two texts in the language of the context.

        :param datetime moment: naive, in UTC
        """
        local, locale = self._ptsp_calendar()._ptsp_local_time(moment), locale_of(self.env.lang)
        hour = format_time(local, "HH.mm" if locale.language == "id" else "HH:mm", locale=locale)
        return format_date(local, "EEEE, d MMMM y", locale=locale), hour

    def _ptsp_queue_moment(self, moment):
        """Return a moment by the agency's clock as visitors are told it, in the language of the context.

        :param datetime moment: naive, in UTC
        """
        zone = self._ptsp_calendar()._ptsp_local_time(moment)
        return f"{' '.join(self._ptsp_queue_day_and_hour(moment))} {zone:%Z}"
