from odoo import api, fields, models
from odoo.fields import Domain

from ...tools.boolean_search import positive


class AgencyMembers(models.Model):
    """Who answers for an OPD at this moment: its members, and colleagues to whom one has delegated."""

    _inherit = "ptsp.agency"

    delegation_ids = fields.One2many(
        "ptsp.agency.delegation",
        "agency_id",
        "Delegations",
        help="Colleagues who answer for a member for a period.",
    )
    # Access rules ask this: a period ends by the clock, and not when somebody writes it down.
    is_mine = fields.Boolean(
        "My OPD",
        compute="_compute_is_mine",
        search="_search_is_mine",
        compute_sudo=True,
        help="The user is a member of the OPD, or answers for one at the moment.",
    )

    has_user = fields.Boolean(
        "Answers in the System",
        compute="_compute_has_user",
        search="_search_has_user",
        compute_sudo=True,
        help="Somebody with an active account answers for the OPD at the moment.",
    )

    @api.depends("member_ids.active", "delegation_ids.deputy_id", "delegation_ids.starts_at", "delegation_ids.ends_at")
    def _compute_has_user(self):
        for agency in self:
            agency.has_user = bool(agency._who_answers())

    def _search_has_user(self, operator, values):
        return positive(
            operator,
            values,
            lambda: (
                Domain("member_ids.active", "=", True)
                | Domain(
                    "delegation_ids",
                    "any",
                    self.env["ptsp.agency.delegation"]._domain_in_force() & Domain("deputy_id.active", "=", True),
                )
            ),
        )

    def _who_answers(self):
        """Return the active users who answer for these OPD at this moment: members, and to whom one has delegated."""
        return (self.member_ids | self.delegation_ids.filtered("in_force").deputy_id).filtered("active")

    @api.depends("member_ids", "delegation_ids.deputy_id", "delegation_ids.starts_at", "delegation_ids.ends_at")
    @api.depends_context("uid")
    def _compute_is_mine(self):
        user = self.env.user
        for agency in self:
            agency.is_mine = user in agency.member_ids
        others = self.filtered(lambda agency: not agency.is_mine)
        if others:
            delegated = self.env["ptsp.agency.delegation"].search(
                Domain("agency_id", "in", others.ids) & self._domain_delegated_to_me()
            )
            delegated.agency_id.is_mine = True

    def _search_is_mine(self, operator, values):
        return positive(
            operator,
            values,
            lambda: (
                Domain("member_ids", "in", self.env.uid)
                | Domain("delegation_ids", "any", self._domain_delegated_to_me())
            ),
        )

    @api.model
    def _domain_delegated_to_me(self):
        """Return the domain of the delegations by which the user answers at this moment."""
        return Domain("deputy_id", "=", self.env.uid) & self.env["ptsp.agency.delegation"]._domain_in_force()

    def write(self, vals):
        before = {agency: agency.member_ids for agency in self} if "member_ids" in vals else {}
        result = super().write(vals)
        for agency, members in before.items():
            if gone := members - agency.member_ids:
                agency.delegation_ids._end_for(gone)
        return result
