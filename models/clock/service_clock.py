from odoo import models
from odoo.fields import Domain

#: What the clock of open applications is derived from.
_CLOCK_SETTINGS = {"sla_days", "at_risk_percent", "calendar_id"}


class ServiceClock(models.Model):
    """Another promise, or other service hours, move what is open under the service."""

    _inherit = "ptsp.service"

    def write(self, vals):
        result = super().write(vals)
        if _CLOCK_SETTINGS.intersection(vals):
            self.env["ptsp.application"]._recompute_open_clocks(Domain("service_id", "in", self.ids))
        return result
