from odoo import models
from odoo.fields import Domain

from .types import DRAFT


class CompanyWaiting(models.Model):
    """How many applications wait at an agency."""

    _inherit = "res.company"

    def _ptsp_count_waiting(self, roles):
        Application = self.env["ptsp.application"]
        waiting = Application._domain_of_states(lambda procedure: procedure.states_of(roles) - {DRAFT})
        return super()._ptsp_count_waiting(roles) + Application.search_count(
            Domain("company_id", "=", self.id) & waiting
        )
