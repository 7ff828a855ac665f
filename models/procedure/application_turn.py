from odoo import api, fields, models
from odoo.fields import Domain

from ...tools.boolean_search import positive
from .types import APPLICANT


class JsonList(fields.Json):
    """A list as JSON. The empty list reads as such, where Odoo's own field would read as False."""

    def convert_to_record(self, value, record):
        return super().convert_to_record(value, record) or []


class ApplicationTurn(models.Model):
    """Whose turn it is, and what a user may do now."""

    _inherit = "ptsp.application"

    my_turn = fields.Boolean(
        compute="_compute_my_turn",
        search="_search_my_turn",
        help="The next step of the procedure is one of my roles'.",
    )
    available_actions = JsonList(
        compute="_compute_available_actions", help="Keys of the transitions that the current user may make now."
    )
    open_parts = JsonList(
        compute="_compute_open_parts", help="What of the application may be edited in its present state."
    )
    is_closed = fields.Boolean(
        compute="_compute_is_closed", search="_search_is_closed", help="The procedure has come to its end."
    )
    is_given_up = fields.Boolean(
        compute="_compute_is_closed",
        search="_search_is_given_up",
        help="The application has come to no decision and comes to none.",
    )
    waits_for_applicant = fields.Boolean(
        compute="_compute_is_closed",
        search="_search_waits_for_applicant",
        help="The applicant must move: file, complete or correct the application, or collect the letter.",
    )
    what_is_missing = fields.Text(
        compute="_compute_what_is_missing",
        groups="ptsp_exhibition.group_reader",
        help="What must still be done before the application can go on from here.",
    )

    @api.depends("state", "partner_id")
    @api.depends_context("uid")
    def _compute_my_turn(self):
        of_opd = self.env["res.groups"]._ptsp_opd_roles()
        awaited = self._awaited_of_my_opd()
        for application in self:
            roles = frozenset(application._state().roles)
            application.my_turn = application._holds_any_role(roles - of_opd) or (
                application in awaited and application._holds_any_role(roles & of_opd)
            )

    def _search_my_turn(self, operator, values):
        return positive(operator, values, self._domain_my_turn)

    @api.model
    def _domain_my_turn(self):
        """Return the domain of the applications whose next step is one of the user's roles', or acting roles'."""
        user = self.env.user
        waiting = self._domain_waiting_for(user._ptsp_own_roles())
        for company in user.company_ids:
            if acting := user._ptsp_acting(company):
                waiting |= Domain("company_id", "=", company.id) & self._domain_waiting_for(acting)
        if user._is_portal():
            own = self._domain_of_states(lambda procedure: procedure.states_of((APPLICANT,)))
            waiting |= own & self._domain_followed(acting=True)
        return waiting

    @api.model
    def _domain_waiting_for(self, roles):
        """Return the domain of the applications that wait for one of some roles of the user's.

        Members of an OPD are waited for only where their OPD owes its answer.

        :param roles: names of roles
        :return: ``Domain``
        """
        of_opd = self.env["res.groups"]._ptsp_opd_roles().intersection(roles)
        at_agency = frozenset(roles) - of_opd
        waiting = self._domain_of_states(lambda procedure: procedure.states_of(at_agency))
        if of_opd:
            at_opd = self._domain_of_states(lambda procedure: procedure.states_of(of_opd))
            waiting |= at_opd & self._domain_awaited_of_my_opd()
        return waiting

    @api.model
    def _domain_awaited_of_my_opd(self):
        """Return the domain of the applications on which an OPD of which the user is a member owes its answer.

        The room of the reviews knows them; without it nothing is asked of any.
        """
        return Domain.FALSE

    def _awaited_of_my_opd(self):
        """Return which of the applications an OPD of which the user is a member owes its answer on."""
        return self.browse()

    def _is_sent_to_my_opd(self):
        """Tell whether the application was sent to an OPD of which the user is a member."""
        return False

    @api.depends("state", "partner_id")
    @api.depends_context("uid")
    def _compute_available_actions(self):
        for application in self:
            application.available_actions = [row.key for row in application._available_rows()]

    def _available_rows(self):
        """Return the transitions that the user's roles allow now, in the order of the procedure."""
        self.ensure_one()
        rows = self._procedure().transitions_from(self.state)
        return [row for row in rows if self._holds_any_role(row.roles)]

    @api.depends("state", "service_id")
    def _compute_open_parts(self):
        for application in self:
            application.open_parts = [*application._state().opens]

    @api.depends("state", "service_id")
    def _compute_is_closed(self):
        for application in self:
            state = application._state()
            application.is_closed = state.final
            application.is_given_up = state.given_up
            application.waits_for_applicant = state.awaits == APPLICANT

    def _search_is_closed(self, operator, values):
        return positive(operator, values, lambda: self._domain_of_states(lambda procedure: procedure.final_states))

    def _search_is_given_up(self, operator, values):
        return positive(operator, values, lambda: self._domain_of_states(lambda procedure: procedure.given_up_states))

    def _search_waits_for_applicant(self, operator, values):
        return positive(
            operator, values, lambda: self._domain_of_states(lambda procedure: procedure.states_awaiting(APPLICANT))
        )

    @api.depends_context("uid", "lang")
    @api.depends("state")
    def _compute_what_is_missing(self):
        for application in self:
            ways = [row for row in application._available_rows() if row.primary and application._is_offered(row)]
            reasons = [reason for row in ways for reason in application._reasons_against(row)]
            application.what_is_missing = "\n".join(dict.fromkeys(reasons))

    def _is_offered(self, row):
        """Tell whether a transition is the way to offer at the moment, as its row says.

        :param Transition row: one that leaves the state of the application
        """
        self.ensure_one()
        if not row.shown_if:
            return True
        *negated, name = row.shown_if.split()
        return bool(self.sudo()[name]) != bool(negated)

    def _holds_any_role(self, roles):
        """Tell whether the user holds one of the roles on this application.

        A manager or administrator holds none by that alone. Members of an OPD hold theirs only where
        their OPD was asked, applicants only on their own applications.

        :param tuple roles: names of roles, as in the procedure
        """
        self.ensure_one()
        return bool(self.env.user._ptsp_acting(self.company_id).keys() & set(roles)) or self._holds_own_role(roles)

    def _holds_own_role(self, roles):
        """Tell whether the user holds one of the roles, not as an acting officer.

        :param tuple roles: names of roles, as in the procedure
        """
        self.ensure_one()
        user = self.env.user
        mine = user._ptsp_own_roles().intersection(roles)
        if mine - self.env["res.groups"]._ptsp_opd_roles():
            return True
        if mine:
            return self.sudo()._is_sent_to_my_opd()
        return APPLICANT in roles and self._is_applicants()
