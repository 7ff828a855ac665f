from odoo import api, models
from odoo.fields import Domain

from .applicant_member import EDIT


class ApplicationFollowers(models.Model):
    """An application is followed by whom its applicant lets, and by its representative while the power lasts."""

    _inherit = "ptsp.application"

    @api.model
    def _domain_followed(self, acting=False):
        own = super()._domain_followed(acting)
        user = self.env.user
        if not user._is_portal():
            return own
        roles = user._ptsp_principals()
        ids = [principal_id for principal_id, role in roles.items() if role == EDIT or not acting]
        # The own company is among them, unless it says otherwise of the user.
        followed = Domain("commercial_partner_id", "in", ids)
        represented_ids = user._ptsp_represented_ids()
        return followed | Domain("id", "in", represented_ids) if represented_ids else followed

    @api.model_create_multi
    def create(self, vals_list):
        applications = super().create(vals_list)
        if applications.filtered("representative_id"):
            self._followed_otherwise()
        return applications

    def write(self, vals):
        result = super().write(vals)
        if {"representative_id", "is_represented", "power_of_attorney_until"}.intersection(vals):
            self._followed_otherwise()
        return result

    @api.model
    def _followed_otherwise(self):
        """Forget what is in memory of who follows which application."""
        self.env["res.users"].invalidate_model(["ptsp_followed"], flush=False)
        self.invalidate_model(["followed_by_me", "my_turn", "available_actions"], flush=False)
