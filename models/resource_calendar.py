"""Working time is asked for at every transition, so it is remembered until a calendar changes."""

from datetime import datetime

import pytz
from dateutil.relativedelta import relativedelta

from odoo import api, models, tools


class ResourceCalendar(models.Model):
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
            tz=pytz.timezone(self._ptsp_timezone_name()),
        )[False]
        return tuple(
            (since.astimezone(pytz.utc).replace(tzinfo=None), until.astimezone(pytz.utc).replace(tzinfo=None))
            for since, until, _source in intervals
        )

    @tools.ormcache("self.id")
    def _ptsp_timezone_name(self):
        """Return the name of the time zone of the service hours."""
        return self.sudo().tz or "Asia/Makassar"

    def write(self, vals):
        self.env.registry.clear_cache()
        return super().write(vals)


class ResourceCalendarAttendance(models.Model):
    _inherit = "resource.calendar.attendance"

    @api.model_create_multi
    def create(self, vals_list):
        self.env.registry.clear_cache()
        return super().create(vals_list)

    def write(self, vals):
        self.env.registry.clear_cache()
        return super().write(vals)

    def unlink(self):
        self.env.registry.clear_cache()
        return super().unlink()


class ResourceCalendarLeaves(models.Model):
    _inherit = "resource.calendar.leaves"

    def _ptsp_forget_working_time(self):
        """Public holidays change the working time of a service; the leave of one employee does not."""
        if any(not leave.resource_id for leave in self):
            self.env.registry.clear_cache()

    @api.model_create_multi
    def create(self, vals_list):
        leaves = super().create(vals_list)
        leaves._ptsp_forget_working_time()
        return leaves

    def write(self, vals):
        self._ptsp_forget_working_time()
        result = super().write(vals)
        self._ptsp_forget_working_time()
        return result

    def unlink(self):
        self._ptsp_forget_working_time()
        return super().unlink()
