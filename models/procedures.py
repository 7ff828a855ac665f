from odoo import api, models

from .stations import WAY
from .workflow import PROCEDURE


class ServiceProcedures(models.Model):
    """SOP-LP2N-PAR-05 is the first procedure of the agency. Another addon adds one in the same way."""

    _inherit = "ptsp.service"

    @api.model
    def _procedures(self):
        return {PROCEDURE.key: PROCEDURE, **super()._procedures()}

    @api.model
    def _ways(self):
        return {PROCEDURE.key: WAY, **super()._ways()}
