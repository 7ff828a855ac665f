from collections import defaultdict
from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL

from ...tools.client_action import notification
from ..procedure.types import AGENCY, APPLICANT, OPD

#: Over how many days the time that a step takes is looked at.
PERIOD_DAYS = 30
#: Per cent of its norm from which a step is near it.
NEAR_NORM = 75


class StepLoad(models.Model):
    """The SOP map: what stands at each step at this moment, and how long the step takes against its norm."""

    _inherit = "ptsp.step"

    actor = fields.Char(
        "Done By", compute="_compute_load", groups="ptsp_exhibition.group_reader", help="The role, or the applicant."
    )
    waiting_count = fields.Integer(
        "Waiting",
        compute="_compute_load",
        groups="ptsp_exhibition.group_reader",
        help="Applications that stand at this step at this moment.",
    )
    applicant_count = fields.Integer(
        "With Applicant",
        compute="_compute_load",
        groups="ptsp_exhibition.group_reader",
        help="How many of the waiting applications wait for the applicant.",
    )
    awaits = fields.Selection(
        [(AGENCY, "Agency"), (APPLICANT, "Applicant"), (OPD, "OPD")],
        "Waits For",
        compute="_compute_load",
        groups="ptsp_exhibition.group_reader",
        help="Who must move before an application leaves this step. Empty where none can stand.",
    )
    late_count = fields.Integer(
        "Late",
        compute="_compute_load",
        groups="ptsp_exhibition.group_reader",
        help="Applications that have stood at this step longer than its norm.",
    )
    done_count = fields.Integer(
        "Done in 30 Days",
        compute="_compute_load",
        groups="ptsp_exhibition.group_reader",
        help="How often the step was done within the last 30 days.",
    )
    median_minutes = fields.Float(
        "Median (min)",
        compute="_compute_load",
        groups="ptsp_exhibition.group_reader",
        digits=(16, 0),
        help="Working minutes. Within the last 30 days one half took less time, the other half took more.",
    )
    norm_share = fields.Integer(
        "Share of Norm (%)",
        compute="_compute_load",
        groups="ptsp_exhibition.group_reader",
        help="The median as a share of the longest norm. Zero where the step has none.",
    )
    load_level = fields.Selection(
        [
            ("unmeasured", "Not Measured"),
            ("empty", "Empty"),
            ("no_norm", "No Norm"),
            ("in_time", "In Time"),
            ("near", "Near the Norm"),
            ("over", "Over the Norm"),
        ],
        string="Load",
        compute="_compute_load",
        groups="ptsp_exhibition.group_reader",
        help="Over the norm: an application is late here now, or the median is above the norm. "
        "Near the norm: the median has reached three quarters of it.",
    )
    load_text = fields.Char(
        "Time Taken",
        compute="_compute_load",
        groups="ptsp_exhibition.group_reader",
        help="Median within the last 30 days, against the longest norm.",
    )

    @api.depends("state", "second_state", "service_id", "norm_max", "group_id.name")
    @api.depends_context("uid", "lang", "allowed_company_ids")
    def _compute_load(self):
        counts = self._count_applications()
        times = self._times_taken()
        for step in self:
            here = {state.key: counts[step.service_id._origin.id, state.key] for state in step._rows_open()}
            step.waiting_count, step.late_count = (sum(column) for column in zip((0, 0), *here.values(), strict=True))
            step.applicant_count = sum(here[state.key][0] for state in step._rows_open() if state.awaits == APPLICANT)
            done, median = times.get(step._origin.id, (0, 0))
            step.actor = step.group_id.name or self.env._("Applicant")
            step.awaits = step._awaits()
            step.done_count = done
            step.median_minutes = median
            step.norm_share = round(median / step.norm_max * 100) if step.norm_max else 0
            step.load_level = step._load_level()
            step.load_text = step._load_text()

    def _rows_of_states(self):
        """Return the states in which the step is being done, as the procedure of its service has them.

        :return: list of ``State``
        """
        self.ensure_one()
        states = self.service_id._procedure().states
        return [states[key] for key in self._states() if key in states]

    def _rows_open(self):
        """Return the states in which an application can stand at the step; none after the last."""
        return [state for state in self._rows_of_states() if not state.final]

    def _is_last(self):
        """Tell whether the procedure has ended well at the step."""
        return any(state.final and not state.given_up for state in self._rows_of_states())

    def _awaits(self):
        """Return who must move before what stands at the step leaves it; nobody where nothing can stand.

        Of a step that is done in two states the officers are waited for as soon as one application lies with them.
        """
        possible = {state.awaits for state in self._rows_open()}
        if APPLICANT in possible and self.waiting_count > self.applicant_count:
            possible.remove(APPLICANT)
        return next((who for who in (APPLICANT, OPD, AGENCY) if who in possible), False)

    def _count_applications(self):
        """Count the applications that stand at the steps now, as far as the user may read them.

        :return: a dict from pairs of a service's id and the key of a state to two counts: all, and the late
        """
        Application = self.env["ptsp.application"]
        states = sorted({state.key for step in self for state in step._rows_open()})
        query = Application._search([("service_id", "in", self.service_id.ids), ("state", "in", states)])
        service, state, due = (
            Application._field_to_sql(query.table, name, query) for name in ("service_id", "state", "step_due_at")
        )
        query.groupby = SQL("%s, %s", service, state)
        late = SQL("count(*) FILTER (WHERE %s < %s)", due, fields.Datetime.now())
        rows = self.env.execute_query(query.select(service, state, SQL("count(*)"), late))
        return defaultdict(lambda: (0, 0), {(service_id, key): numbers for service_id, key, *numbers in rows})

    def _times_taken(self):
        """Return how often the steps were done within the last 30 days, and their medians.

        Giving up is not doing, nor is what the applicant does while the file lies there: of a step that is done in two
        states that time is none of the officers'.

        A step belongs to one service of one company, so the steps that a user may read are the limit.

        :return: a dict from ids of steps to pairs of a count and working minutes
        """
        self.env["ptsp.control.line"].flush_model(["step_id", "state", "ended_at", "action", "working_minutes"])
        giving_up = [
            row.key
            for procedure in self.env["ptsp.service"]._procedures().values()
            for row in procedure.transitions.values()
            if procedure.gives_up(row.key)
        ]
        with_applicant = {key for service in self.service_id for key in service._procedure().states_with(APPLICANT)}
        rows = self.env.execute_query(
            SQL(
                """SELECT step_id, count(*), percentile_cont(0.5) WITHIN GROUP (ORDER BY working_minutes)
                     FROM ptsp_control_line
                    WHERE step_id = ANY(%s) AND ended_at >= %s AND (action IS NULL OR action <> ALL(%s))
                          AND state <> ALL(%s)
                    GROUP BY step_id""",
                self._origin.ids,
                fields.Datetime.now() - timedelta(days=PERIOD_DAYS),
                giving_up,
                sorted(with_applicant),
            )
        )
        return {step_id: (count, median or 0) for step_id, count, median in rows}

    def _load_level(self):
        """Return the key of the load that drives the colour."""
        self.ensure_one()
        if not self._rows_open():
            return "unmeasured"
        if self.late_count or self.norm_share > 100:
            return "over"
        if not (self.waiting_count or self.done_count):
            return "empty"
        if not self.norm_max:
            return "no_norm"
        return "near" if self.norm_share >= NEAR_NORM else "in_time"

    def _load_text(self):
        """Return in words how long the step takes, in the user's language."""
        self.ensure_one()
        if self._is_last():
            return self.env._("%(count)s handed over in 30 days", count=self.done_count)
        if self.load_level == "unmeasured":
            return self.env._("comes before an application is filed")
        if not self.done_count:
            return self.env._("not done in the last 30 days")
        median = self._duration(self.median_minutes)
        if not self.norm_max:
            return self.env._("median %(median)s, no norm", median=median)
        return self.env._("median %(median)s of %(norm)s", median=median, norm=self._duration(self.norm_max))

    @api.model
    def _duration(self, minutes):
        """Return working minutes in words, from two hours on in hours."""
        minutes = round(minutes)
        if minutes < 120:
            return self.env._("%(minutes)s min", minutes=minutes)
        return self.env._("%(hours)s h %(minutes)s min", hours=minutes // 60, minutes=minutes % 60)

    def action_view_waiting(self):
        """Open the applications that stand at this step; at the last step, those that were handed over.

        :return: the action, or a notification where no application can stand
        """
        self.ensure_one()
        states = [state.key for state in self._rows_of_states()]
        if not states:
            return notification(self.env._("No application stands at this step: it comes before the filing."), "info")
        action = self.env["ir.actions.act_window"]._for_xml_id("ptsp_exhibition.application_action_all")
        return {
            **action,
            "name": self.display_name,
            "domain": [("service_id", "=", self.service_id.id), ("state", "in", states)],
            "views": sorted(action["views"], key=lambda view: view[1] != "list"),
        }
