from odoo import api, models


class ApplicationDeepened(models.Model):
    """A visit on site deepens the examination of a strategic application (step 14b)."""

    _inherit = "ptsp.application"

    def _deepenings(self):
        deepenings = super()._deepenings()
        if not self.is_strategic or not self.strategic_at:
            return deepenings
        return deepenings + [
            ("visit", visit.id, visit.held_at)
            for visit in self._closed_visits()
            if visit.held_at and visit.held_at >= self.strategic_at
        ]

    @api.depends("review_ids.visit_ids.closed_at", "review_ids.visit_ids.held_at")
    def _compute_is_deepened(self):
        return super()._compute_is_deepened()
