"""Today and local time at the agency: the only place that knows by which clock an agency goes."""

import pytz

from odoo import fields, models, tools
from odoo.tools.misc import format_datetime


class CalendarTimezone(models.Model):
    """Service hours are written in a time zone."""

    _inherit = "resource.calendar"

    @tools.ormcache("self.id")
    def _ptsp_timezone_name(self):
        """Return the name of the time zone of the service hours."""
        return self.sudo().tz or "UTC"

    def _ptsp_timezone(self):
        """Return the time zone of the service hours, as a ``tzinfo``."""
        return pytz.timezone(self._ptsp_timezone_name())

    def _ptsp_local_time(self, moment):
        """Return a moment as the clock on the wall shows it where these service hours hold.

        :param datetime moment: naive, in UTC
        :return: aware datetime
        """
        return pytz.utc.localize(moment).astimezone(self._ptsp_timezone())


class CompanyLocalTime(models.Model):
    """What concerns no single service goes by the clock of the agency."""

    _inherit = "res.company"

    def _ptsp_calendar(self):
        """Return the service hours of the agency: those of its newest service, else its own working hours.

        A service that is only being prepared counts where there is no other.
        """
        self.ensure_one()
        # Whoever asks for the date need not read services or working hours.
        calendar_sudo = self.env["resource.calendar"].sudo().browse(self._ptsp_calendar_of_services())
        return calendar_sudo or self.sudo().resource_calendar_id

    @tools.ormcache("self.id")
    def _ptsp_calendar_of_services(self):
        """Return the id of the calendar of the newest service, or nothing; remembered until a service changes."""
        service_sudo = (
            self.env["ptsp.service"]
            .sudo()
            .search(
                [("company_id", "=", self.id), ("active", "=", True)],
                order="in_force_from desc nulls last, id",
                limit=1,
            )
        )
        return service_sudo.calendar_id.id

    def _ptsp_local_day(self, moment):
        """Return the agency's calendar date of a moment.

        :param datetime moment: naive, in UTC
        """
        return self._ptsp_calendar()._ptsp_local_time(moment).date()

    def _ptsp_today(self):
        """Return today's date at the agency."""
        return self._ptsp_local_day(fields.Datetime.now())


class ServiceLocalTime(models.Model):
    """What concerns a service goes by the clock of its service hours."""

    _inherit = "ptsp.service"

    @tools.ormcache("self.id")
    def _timezone_name(self):
        """Return the name of the time zone of the service hours, remembered until they change."""
        return self.sudo().calendar_id._ptsp_timezone_name()

    def _timezone(self):
        """Return the time zone of the service hours, as a ``tzinfo``."""
        return pytz.timezone(self._timezone_name())

    def _local_time(self, moment):
        """Return a moment as the agency's clock shows it.

        :param datetime moment: naive, in UTC
        :return: aware datetime
        """
        return pytz.utc.localize(moment).astimezone(self._timezone())

    def _moment_in_words(self, moment):
        """Return a moment by the agency's clock as messages name it, in the user's language.

        :param datetime moment: naive, in UTC
        """
        return format_datetime(self.env, moment, tz=self._timezone_name(), dt_format="d MMMM y HH:mm")

    def _local_day(self, moment):
        """Return the agency's calendar date of a moment.

        :param datetime moment: naive, in UTC
        """
        return self._local_time(moment).date()

    def _today(self):
        """Return today's date at the agency."""
        return self._local_day(fields.Datetime.now())
