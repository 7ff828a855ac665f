"""Service hours or holidays have changed: what is open is counted anew."""

import pytz

from odoo import api, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

#: Only this very object, which no client can send, says that the lines of a calendar are being replaced.
_REPLACING = object()
_CONTEXT_KEY = "ptsp_replacing_hours"


class CalendarChange(models.Model):
    _inherit = "resource.calendar"

    def _ptsp_forget_working_time(self):
        """Service hours have changed: count anew what was counted with them."""
        self.env.registry.clear_cache()
        # While its lines are being replaced, a calendar has none for a moment.
        calendars = self.filtered("attendance_ids")
        self.env["ptsp.application"]._recompute_open_clocks(Domain("service_id.calendar_id", "in", calendars.ids))

    @api.constrains("attendance_ids")
    def _check_ptsp_hours(self):
        """A calendar that a service counts by keeps service hours."""
        if self.env.context.get(_CONTEXT_KEY) is _REPLACING:
            return
        ServiceSudo = self.env["ptsp.service"].sudo().with_context(active_test=False)
        for calendar in ServiceSudo.search([("calendar_id", "in", self.ids)]).calendar_id:
            if not calendar.attendance_ids.filtered(lambda line: line.day_period != "lunch"):
                raise ValidationError(
                    self.env._(
                        "%(calendar)s are the hours of a service: leave at least one line of service hours.",
                        calendar=calendar.display_name,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._check_ptsp_timezone(vals)
        return super().create(vals_list)

    def _check_ptsp_timezone(self, vals):
        """Refuse service hours without a time zone, or with one that does not exist: nothing could be counted.

        :param dict vals: what is about to be written
        :raises ValidationError: naming the field
        """
        if "tz" in vals and vals["tz"] not in pytz.all_timezones_set:
            raise ValidationError(
                self.env._("Choose the time zone of the service hours in the field Timezone, such as Asia/Jakarta.")
            )

    def write(self, vals):
        self._check_ptsp_timezone(vals)
        result = super(CalendarChange, self._ptsp_replacing_hours()).write(vals)
        if "attendance_ids" in vals:
            self._check_ptsp_hours()
        if {"tz", "attendance_ids", "company_id", "two_weeks_calendar"}.intersection(vals):
            self._ptsp_forget_working_time()
        return result

    def switch_calendar_type(self):
        result = super(CalendarChange, self._ptsp_replacing_hours()).switch_calendar_type()
        self._check_ptsp_hours()
        return result

    def switch_based_on_duration(self):
        result = super(CalendarChange, self._ptsp_replacing_hours()).switch_based_on_duration()
        self._check_ptsp_hours()
        return result

    def _ptsp_replacing_hours(self):
        """Return the calendars for a call that replaces their lines, after which it is looked whether any are left."""
        return self.with_context(**{_CONTEXT_KEY: _REPLACING})


class AttendanceChange(models.Model):
    _inherit = "resource.calendar.attendance"

    @api.model_create_multi
    def create(self, vals_list):
        attendances = super().create(vals_list)
        attendances.calendar_id._ptsp_forget_working_time()
        return attendances

    def write(self, vals):
        before = self.calendar_id
        result = super().write(vals)
        (before | self.calendar_id)._ptsp_forget_working_time()
        before._check_ptsp_hours()
        return result

    def unlink(self):
        calendars = self.calendar_id
        result = super().unlink()
        calendars.exists()._ptsp_forget_working_time()
        calendars.exists()._check_ptsp_hours()
        return result


class HolidayChange(models.Model):
    _inherit = "resource.calendar.leaves"

    def _ptsp_touched(self):
        """Return the domains of the applications whose clock these holidays can change, one for each holiday.

        Public holidays change the working time of a service; the leave of one employee does not.
        """
        return [
            Domain("create_date", "<=", leave.date_to)
            & (Domain("service_id.calendar_id", "=", leave.calendar_id.id) if leave.calendar_id else Domain.TRUE)
            for leave in self.sudo()
            if not leave.resource_id
        ]

    def _ptsp_forget_working_time(self, touched):
        """Count anew what was counted with other holidays.

        :param list touched: from :meth:`_ptsp_touched`, before and after the change
        """
        if touched:
            self.env.registry.clear_cache()
            self.env["ptsp.application"]._recompute_open_clocks(Domain.OR(touched))

    @api.model_create_multi
    def create(self, vals_list):
        leaves = super().create(vals_list)
        leaves._ptsp_forget_working_time(leaves._ptsp_touched())
        return leaves

    def write(self, vals):
        before = self._ptsp_touched()
        result = super().write(vals)
        self._ptsp_forget_working_time(before + self._ptsp_touched())
        return result

    def unlink(self):
        touched = self._ptsp_touched()
        result = super().unlink()
        self._ptsp_forget_working_time(touched)
        return result
