from contextlib import suppress

from odoo import fields, models
from odoo.exceptions import UserError

#: Warnings of the monitoring by which an applicant is reminded, and the setting of the service that says when.
REMINDERS = {"uncollected_first": "uncollected_first_days", "uncollected_second": "uncollected_second_days"}


class ApplicationUncollected(models.Model):
    """An applicant whose letter lies uncollected is reminded, once for each term that the service sets (step 16)."""

    _inherit = "ptsp.application"

    def _alert_moments(self):
        moments = super()._alert_moments()
        if not self._is_to_be_received() or not self.waiting_since or not self.uses_pickup_desk:
            return moments
        service = self.service_id
        for kind, name in REMINDERS.items():
            # Service hours that end before the term hold no letter up: nobody is reminded.
            with suppress(UserError):
                if days := service[name]:
                    moments[kind] = service._end_of_working_day(self.waiting_since, days)
        return moments

    def _open_alerts(self):
        # A term that a holiday or another setting moves reminds nobody a second time of the same letter.
        since = fields.Datetime.to_string(self.waiting_since) if self.waiting_since else ""
        given = self.alerts_given or {}
        return {
            kind: moment
            for kind, moment in super()._open_alerts().items()
            if kind not in REMINDERS or given.get(kind, "") <= since
        }
