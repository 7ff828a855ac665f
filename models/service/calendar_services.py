from odoo import fields, models


class CalendarServices(models.Model):
    """Which services count their promise by a calendar: record rules ask whose they are."""

    _inherit = "resource.calendar"

    ptsp_service_ids = fields.One2many(
        "ptsp.service", "calendar_id", "Services", context={"active_test": False}, groups="base.group_user"
    )
