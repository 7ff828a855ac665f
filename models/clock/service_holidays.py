from datetime import date, timedelta

from odoo import api, models


class ServiceHolidays(models.Model):
    """Managers are told in December where next year's public holidays are missing."""

    _inherit = "ptsp.service"

    @api.model
    def _cron_missing_holidays(self):
        """Leave a to-do for each manager of an agency whose calendar has no holidays for next year. Once each."""
        today = self.env.company._ptsp_today()
        if today.month != 12:
            return
        for service in self.search([("in_force", "=", True)]):
            if service._has_holidays(today.year + 1):
                continue
            managers = self.env["res.users"]._ptsp_managers(service.company_id)
            told = service.activity_ids.filtered(
                lambda activity: activity.activity_type_id == self.env.ref("ptsp_exhibition.activity_holidays")
            ).user_id
            for manager in managers - told:
                service.with_context(lang=manager.lang).activity_schedule(
                    "ptsp_exhibition.activity_holidays",
                    date_deadline=date(today.year, 12, 31),
                    summary=service.with_context(lang=manager.lang).env._(
                        "Enter the public holidays of %(year)s", year=str(today.year + 1)
                    ),
                    user_id=manager.id,
                )

    def _has_holidays(self, year):
        """Tell whether the service hours know a public holiday of a year."""
        self.ensure_one()
        return bool(
            self.env["resource.calendar.leaves"].search_count(
                [
                    ("resource_id", "=", False),
                    ("calendar_id", "in", (self.calendar_id.id, False)),
                    ("company_id", "in", (self.company_id.id, False)),
                    ("date_from", ">=", date(year, 1, 1) - timedelta(days=1)),
                    ("date_from", "<=", date(year, 12, 31)),
                ],
                limit=1,
            )
        )
