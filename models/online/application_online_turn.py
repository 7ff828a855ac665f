from odoo import api, models
from odoo.fields import Domain

from ..procedure.types import DRAFT

#: What an applicant fills in at home, and nobody waits for at the agency.
_AT_HOME = Domain("filed_online", "=", True) & Domain("state", "=", DRAFT)


class ApplicationOnlineTurn(models.Model):
    """A draft that is filled in at home is its applicant's: no officer has it as a to-do before it is handed in."""

    _inherit = "ptsp.application"

    @api.depends("filed_online")
    def _compute_my_turn(self):
        result = super()._compute_my_turn()
        if not self.env.user._is_portal():
            self.filtered_domain(_AT_HOME).my_turn = False
        return result

    @api.model
    def _domain_waiting_for(self, roles):
        return super()._domain_waiting_for(roles) & ~_AT_HOME

    def _leave_to_dos(self, row=None):
        return super(ApplicationOnlineTurn, self - self.filtered_domain(_AT_HOME))._leave_to_dos(row)
