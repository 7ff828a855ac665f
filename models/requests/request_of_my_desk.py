from odoo import api, fields, models
from odoo.fields import Domain

from ...tools.boolean_search import positive


class RequestOfMyDesk(models.Model):
    """Which requests are those of the desk, or of the OPD, of whoever looks."""

    _inherit = "ptsp.request"

    # A kanban of requests shows its columns in the order in which they are walked through.
    state = fields.Selection(group_expand=True)
    of_my_desk = fields.Boolean(
        "My Desk",
        compute="_compute_of_my_desk",
        search="_search_of_my_desk",
        groups="base.group_user",
        help="A desk of mine has asked, or an OPD of which I am a member.",
    )

    @api.depends("desk", "review_id")
    @api.depends_context("uid")
    def _compute_of_my_desk(self):
        mine = self.filtered_domain(self._domain_of_my_desk())
        for request in self:
            request.of_my_desk = request in mine

    def _search_of_my_desk(self, operator, values):
        return positive(operator, values, self._domain_of_my_desk)

    @api.model
    def _domain_of_my_desk(self):
        """Return the domain of the requests asked by a desk whose role the user holds, or by an OPD of the user."""
        opd_roles = self.env["res.groups"]._ptsp_opd_roles()
        roles = self.env.user._ptsp_roles() - opd_roles
        asked = self.env["ptsp.service"]._domain_of_states(
            lambda procedure: procedure.states_of(roles), service="application_id.service_id", state="desk"
        )
        return (Domain("review_id", "=", False) & asked) | Domain("review_id.agency_id.is_mine", "=", True)
