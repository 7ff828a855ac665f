from datetime import date, timedelta

from odoo import api, models


class CompanyHolidays(models.Model):
    """Managers are told in December where next year's public holidays are missing."""

    _inherit = "res.company"

    @api.model
    def _cron_missing_holidays(self):
        """Leave each manager of an agency one to-do for each calendar that has no holidays of next year."""
        for company in self.env["ptsp.service"].search([("in_force_from", "!=", False)]).company_id:
            today = company._ptsp_today()
            if today.month == 12:
                company._ptsp_tell_of_missing_holidays(today)
                self.env["ir.cron"]._commit_progress(1)

    def _ptsp_tell_of_missing_holidays(self, today):
        """Tell the managers of an agency which service hours have no holidays of next year.

        :param date today: the agency's date, in December
        """
        self.ensure_one()
        Service = self.env["ptsp.service"]
        year = today.year + 1
        for calendar, services in Service._in_force_on(today, self).grouped("calendar_id").items():
            if self._ptsp_has_holidays(calendar, year):
                continue
            self.env["res.users"]._ptsp_tell_managers(
                "ptsp_exhibition.activity_holidays",
                services[:1],
                lambda env: {
                    "summary": env._("Enter the public holidays of %(year)s", year=str(year)),
                    "date_deadline": date(today.year, 12, 31),
                },
                beside=Service.with_context(active_test=False).search(
                    [("company_id", "=", self.id), ("calendar_id", "=", calendar.id)]
                ),
            )

    def _ptsp_has_holidays(self, calendar, year):
        """Tell whether the agency knows a public holiday of a year.

        :param calendar: the ``resource.calendar`` whose holidays count, beside those of all calendars
        :param int year: the year
        """
        self.ensure_one()
        return bool(
            self.env["resource.calendar.leaves"].search_count(
                [
                    ("resource_id", "=", False),
                    ("calendar_id", "in", (calendar.id, False)),
                    ("company_id", "in", (self.id, False)),
                    ("date_from", ">=", date(year, 1, 1) - timedelta(days=1)),
                    ("date_from", "<=", date(year, 12, 31)),
                ],
                limit=1,
            )
        )
