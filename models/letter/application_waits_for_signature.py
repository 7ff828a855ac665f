from odoo import api, fields, models
from odoo.fields import Domain

from ...tools.boolean_search import positive


class ApplicationWaitsForSignature(models.Model):
    """Which letters wait for the user's initial or signature (steps 12 to 14)."""

    _inherit = "ptsp.application"

    waits_for_my_signature = fields.Boolean(
        compute="_compute_waits_for_my_signature",
        search="_search_waits_for_my_signature",
        help="It is my turn to initial or sign the letter.",
    )

    @api.depends("state", "my_turn")
    @api.depends_context("uid")
    def _compute_waits_for_my_signature(self):
        for application in self:
            at_stage = application.state in self._states_of_signatures(application._procedure())
            application.waits_for_my_signature = application.my_turn and at_stage

    def _search_waits_for_my_signature(self, operator, values):
        return positive(operator, values, self._domain_waits_for_my_signature)

    @api.model
    def _domain_waits_for_my_signature(self):
        """Return the domain of the letters that wait for the user's initial or signature."""
        return Domain("my_turn", "=", True) & self._domain_of_states(self._states_of_signatures)

    @api.model
    def _states_of_signatures(self, procedure):
        """Return the keys of the states of a procedure in which a letter is initialled or signed.

        :param Procedure procedure: the procedure
        """
        return frozenset(
            source
            for row in procedure.transitions.values()
            if {"initial", "sign"}.intersection(row.effects)
            for source in row.sources
        )
