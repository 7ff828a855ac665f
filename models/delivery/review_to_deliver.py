from odoo import api, fields, models
from odoo.fields import Domain

from ...tools.boolean_search import positive


class ReviewToDeliver(models.Model):
    """Which files wait to be taken to their OPD."""

    _inherit = "ptsp.technical.review"

    to_deliver = fields.Boolean(
        compute="_compute_to_deliver",
        search="_search_to_deliver",
        compute_sudo=True,
        help="The file has not been received by the OPD yet, and is not sent to it by mail.",
    )

    @api.depends("state", "application_id.state", "received_by", "received_at", "agency_id.answers_by_link")
    def _compute_to_deliver(self):
        for review in self:
            carried = review.state == "sent" and review._state_of_delivery()
            review.to_deliver = bool(carried and not review.agency_id.answers_by_link and review._lacks_receipt())

    def _state_of_delivery(self):
        """Return the state of the application, if files are taken to OPD in it."""
        state = self.application_id._state()
        return state if "receipts" in state.opens else None

    def _search_to_deliver(self, operator, values):
        return positive(operator, values, self._domain_to_deliver)

    @api.model
    def _domain_to_deliver(self):
        """Return the domain of the reviews whose file waits to be taken to the OPD."""
        carried = self.env["ptsp.service"]._domain_of_states(
            lambda procedure: [key for key, state in procedure.states.items() if "receipts" in state.opens],
            service="application_id.service_id",
            state="application_id.state",
        )
        missing = Domain("received_by", "in", [False, ""]) | Domain("received_at", "=", False)
        return Domain("state", "=", "sent") & Domain("agency_id.answers_by_link", "=", False) & missing & carried

    def _is_of_delivering_desk(self):
        """Tell whether the user takes files of this service to OPD."""
        self.ensure_one()
        application_sudo = self.sudo().application_id
        states = application_sudo._procedure().states.values()
        roles = self.env.user._ptsp_roles(application_sudo.company_id)
        return any(roles.intersection(state.roles) for state in states if "receipts" in state.opens)
