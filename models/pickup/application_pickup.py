from odoo import api, fields, models

from ...tools.boolean_search import positive

#: What of an application is open where its letter waits for whoever collects it.
HANDOVER = "handover"


class ApplicationPickup(models.Model):
    """Letters that wait at the pick-up desk, and what the desk notes of who collects one (step 16)."""

    _inherit = "ptsp.application"

    uses_pickup_desk = fields.Boolean(
        compute="_compute_uses_pickup_desk", compute_sudo=True, help="The agency uses the pick-up desk."
    )
    to_collect = fields.Boolean(
        compute="_compute_to_collect",
        search="_search_to_collect",
        groups="ptsp_exhibition.group_reader",
        help="The letter is ready and waits for who collects it.",
    )
    recipient_identity_kind = fields.Selection(
        [
            ("ktp", "Identity Card (KTP)"),
            ("sim", "Driving Licence (SIM)"),
            ("passport", "Passport"),
            ("other", "Other"),
        ],
        "Identity Seen",
        copy=False,
        editable_in=HANDOVER,
        groups="ptsp_exhibition.group_reader",
        help="Which identity who collects the letter has shown.",
    )

    @api.depends("company_id.ptsp_uses_pickup_desk")
    def _compute_uses_pickup_desk(self):
        for application in self:
            application.uses_pickup_desk = application.company_id.ptsp_uses_pickup_desk

    @api.depends("state", "service_id")
    def _compute_to_collect(self):
        for application in self:
            application.to_collect = HANDOVER in application._state().opens

    def _search_to_collect(self, operator, values):
        return positive(
            operator, values, lambda: self._domain_of_states(lambda procedure: procedure.states_opening(HANDOVER))
        )

    @api.model
    def _identity_kinds_on_paper(self):
        """Return what kinds of identity are called on paper, by their keys."""
        return {"ktp": "KTP", "sim": "SIM", "passport": "paspor", "other": "lainnya"}

    def _is_handed_over_by_me(self):
        """Tell whether the user holds the role that hands letters over, in the agency of the application."""
        self.ensure_one()
        return any(self._holds_any_role(row.roles) for row in self.sudo()._rows_of_handover())
