from odoo import api, models


class ApplicationDeepened(models.Model):
    """A visit on site deepens the examination of a strategic application (step 14b)."""

    _inherit = "ptsp.application"

    def _examinations(self):
        return super()._examinations() + self._closed_visits()._as_examinations()

    @api.depends("review_ids.visit_ids.closed_at", "review_ids.visit_ids.held_at")
    def _compute_is_deepened(self):
        return super()._compute_is_deepened()
