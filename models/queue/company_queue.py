from odoo import api, fields, models

#: What holds where an agency has not said otherwise.
IN_A_ROW, EARLY = 2, 30
_NAMES = ("ptsp_queue_in_a_row", "ptsp_queue_keeps_hours", "ptsp_queue_early")


class CompanyQueue(models.Model):
    """How an agency gives numbers to visitors and calls them."""

    _inherit = "res.company"

    ptsp_uses_queue = fields.Boolean(
        "Queue", default=True, help="Kiosk, call screen and counters of the waiting room. Numbers given so far stay."
    )
    ptsp_queue_in_a_row = fields.Integer(
        "Priority Numbers in a Row",
        default=IN_A_ROW,
        help="After that many numbers of the priority line one of the others is called, where any waits.",
    )
    ptsp_queue_keeps_hours = fields.Boolean(
        "Numbers in Service Hours Only",
        default=True,
        help="The kiosk gives no numbers on holidays and outside service hours, and says when it will.",
    )
    ptsp_queue_early = fields.Integer(
        "Minutes Before Opening",
        default=EARLY,
        help="So long before service hours begin the kiosk gives numbers already.",
    )

    _ptsp_queue_in_a_row_bounded = models.Constraint(
        "CHECK (ptsp_queue_in_a_row BETWEEN 1 AND 20)", "Between 1 and 20 priority numbers may be called in a row."
    )
    _ptsp_queue_early_bounded = models.Constraint(
        "CHECK (ptsp_queue_early BETWEEN 0 AND 240)", "Numbers are given at most 240 minutes before opening."
    )

    @api.model
    def _ptsp_parts(self):
        return {
            **super()._ptsp_parts(),
            "ptsp_uses_queue": (
                "counter_menu",
                "figure_queue_menu",
                "queue_booking_menu",
                "queue_menu",
                "queue_ticket_menu",
            ),
        }

    @api.model
    def _ptsp_queue_anywhere(self):
        """Tell whether any agency of this database uses the queue: else its pages are not there."""
        return bool(self.sudo().search_count([("ptsp_uses_queue", "=", True)], limit=1))

    def _ptsp_queue_is_used(self):
        """Tell whether the agency uses the queue: whoever comes to its pages is told so."""
        self.ensure_one()
        return bool(self.sudo().ptsp_uses_queue)


class AgencySettingsQueue(models.TransientModel):
    """A manager says how numbers are given and called."""

    _inherit = "ptsp.agency.settings"

    ptsp_uses_queue = fields.Boolean("Queue")
    ptsp_queue_in_a_row = fields.Integer("Priority Numbers in a Row")
    ptsp_queue_keeps_hours = fields.Boolean("Numbers in Service Hours Only")
    ptsp_queue_early = fields.Integer("Minutes Before Opening")

    @api.model
    def _settings(self):
        return [*super()._settings(), *_NAMES]
