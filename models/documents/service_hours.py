from collections import defaultdict

from odoo import fields, models

#: As the official documents name them.
_WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")


class ServiceHours(models.Model):
    """The service hours as they stand on paper."""

    _inherit = "ptsp.service"

    def _official_hours(self, weekdays=_WEEKDAYS):
        """Return the service hours as they stand in the leaflet, such as ``Senin-Kamis 08.00-19.00 WITA``.

        :param weekdays: names of the days from Monday on, where it is for readers of another language
        :return: list of texts, each for days of the same hours
        """
        self.ensure_one()
        zone = self._local_time(fields.Datetime.now()).strftime("%Z")
        hours = defaultdict(list)
        for attendance in self.calendar_id.attendance_ids.filtered(lambda line: line.day_period != "lunch").sorted(
            lambda line: (line.dayofweek, line.hour_from)
        ):
            since, until = (
                f"{int(hour):02d}.{round(hour % 1 * 60):02d}" for hour in (attendance.hour_from, attendance.hour_to)
            )
            hours[int(attendance.dayofweek)].append(f"{since}–{until}")
        lines, days = [], sorted(hours)
        for position, day in enumerate(days):
            text = ", ".join(hours[day])
            if lines and lines[-1][2] == text and days[position - 1] == day - 1:
                lines[-1][1] = day
            else:
                lines.append([day, day, text])
        return [
            f"{weekdays[first]}{f'–{weekdays[last]}' if last > first else ''} {text} {zone}"
            for first, last, text in lines
        ]
