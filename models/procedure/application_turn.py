from odoo import api, fields, models
from odoo.fields import Domain

from .. import workflow


class JsonList(fields.Json):
    """A list as JSON. The empty list reads as such, where Odoo's own field would read as False."""

    def convert_to_record(self, value, record):
        return super().convert_to_record(value, record) or []


class PtspApplication(models.Model):
    """Whose turn it is: the work list, the to-do, and what a user may do now."""

    _inherit = "ptsp.application"

    my_turn = fields.Boolean(
        compute="_compute_my_turn",
        search="_search_my_turn",
        help="The next step of the procedure is one of my roles'.",
    )
    available_actions = JsonList(
        compute="_compute_available_actions", help="Keys of the transitions that the current user may make now."
    )

    @api.depends("state", "partner_id", "review_ids.state", "review_ids.agency_id.member_ids")
    @api.depends_context("uid")
    def _compute_my_turn(self):
        for application in self:
            application.my_turn = application._holds_any_role(workflow.STATES[application.state].roles)

    def _search_my_turn(self, operator, values):
        if operator not in ("in", "not in"):
            return NotImplemented
        roles = self.env.user._ptsp_own_roles()
        waiting = self._domain_waiting_for(roles)
        for company in self.env.user.company_ids:
            if acting := self.env.user._ptsp_acting(company):
                waiting |= Domain("company_id", "=", company.id) & self._domain_waiting_for(set(acting))
        if "technical" in roles:
            waiting |= Domain("state", "=", "technical") & Domain(self._domain_sent_to_my_opd())
        if self.env.user._is_portal():
            own = [key for key, state in workflow.STATES.items() if workflow.APPLICANT in state.roles]
            waiting |= Domain("state", "in", own) & Domain(
                "commercial_partner_id", "=", self.env.user.commercial_partner_id.id
            )
        wanted = Domain.OR(waiting if mine else ~waiting for mine in values)
        return wanted if operator == "in" else ~wanted

    @api.model
    def _domain_waiting_for(self, roles):
        """Return the domain of the applications that wait for one of some roles of the agency itself."""
        states = [
            key
            for key, state in workflow.STATES.items()
            if roles.intersection(state.roles) and not self._is_opd_state(state)
        ]
        return Domain("state", "in", states)

    @api.model
    def _is_opd_state(self, state):
        return state.roles == ("technical",)

    @api.model
    def _domain_sent_to_my_opd(self):
        """Return the domain of the applications that were sent to an OPD of which the user is a member."""
        return [
            (
                "review_ids",
                "any",
                [("state", "not in", ("requested", "cancelled")), ("agency_id.member_ids", "in", self.env.uid)],
            )
        ]

    @api.depends("state", "partner_id")
    @api.depends_context("uid")
    def _compute_available_actions(self):
        for application in self:
            application.available_actions = [
                transition.key
                for transition in workflow.transitions_from(application.state)
                if application._holds_any_role(transition.roles)
            ]

    def _holds_any_role(self, roles):
        """Tell whether the user holds one of the roles on this application.

        A manager or administrator holds none by that alone. Members of an OPD hold theirs only where
        their OPD was asked, applicants only on their own applications.

        :param tuple roles: names of roles, as in the workflow
        """
        self.ensure_one()
        return bool(self.env.user._ptsp_acting(self.company_id).keys() & set(roles)) or self._holds_own_role(roles)

    def _holds_own_role(self, roles):
        """Tell whether the user holds one of the roles, not as an acting officer.

        :param tuple roles: names of roles, as in the workflow
        """
        self.ensure_one()
        mine = self.env.user._ptsp_own_roles().intersection(roles)
        if mine - {"technical"}:
            return True
        if mine:
            return bool(self.sudo().filtered_domain(self._domain_sent_to_my_opd()))
        return (
            workflow.APPLICANT in roles
            and self.env.user._is_portal()
            and self.sudo().commercial_partner_id == self.env.user.commercial_partner_id
        )

    def _leave_to_dos(self):
        """Move the to-do to the role whose turn it is, and drop it where the procedure has ended."""
        Activity = self.env["mail.activity"]
        to_id = self.env["ir.model.data"]._xmlid_to_res_id
        todo_type_id = to_id("ptsp_exhibition.activity_type_turn", True)
        overdue_type_id = to_id("ptsp_exhibition.activity_type_overdue", True)
        activities = Activity.search_fetch(
            [("res_model", "=", self._name), ("res_id", "in", self.ids), ("automated", "=", True)]
        )
        to_dos = activities.filtered(lambda activity: activity.activity_type_id.id == todo_type_id)
        ended = self.filtered(lambda application: workflow.STATES[application.state].final)
        warned = self.filtered(lambda application: application._is_warned_for_good())
        lasting = activities.filtered(
            lambda activity: activity.activity_type_id.id == overdue_type_id and activity.res_id in warned.ids
        )
        moot = activities - to_dos - lasting
        moot |= to_dos.filtered(lambda activity: activity.res_id in ended.ids)
        if moot:
            moot.unlink()
        by_application = {activity.res_id: activity for activity in to_dos - moot}
        vals_list = []
        for application in self - ended:
            step = application._current_step()
            vals = {
                "summary": step.display_name or application._state_label(),
                "date_deadline": application._to_do_date(),
            }
            if activity := by_application.get(application.id):
                activity.write(vals)
            else:
                vals_list.append(
                    {
                        **vals,
                        "activity_type_id": todo_type_id,
                        "automated": True,
                        # The role's turn, not one officer's: whoever of the role is free takes it.
                        "user_id": False,
                        "res_model_id": self.env["ir.model"]._get_id(self._name),
                        "res_id": application.id,
                    }
                )
        if vals_list:
            Activity.create(vals_list)

    def _to_do_date(self):
        """Return the day by which the current step is due: of its norm, else of the promise, else today."""
        self.ensure_one()
        return self.service_id._local_day(self.step_due_at or self.deadline or fields.Datetime.now())
