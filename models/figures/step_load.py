from collections import defaultdict
from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL

from .. import workflow

#: Over how many days the time that a step takes is looked at.
PERIOD_DAYS = 30
#: Per cent of its norm from which a step is near it.
NEAR_NORM = 75

#: The states in which an application stands at each step of the SOP, by its number.
_STATES = {}
#: At which steps somebody else must move. When to collect a letter is the applicant's choice.
_AWAITS = {}
for _state in workflow.STATES.values():
    if _state.final:
        continue
    _STATES.setdefault(_state.step, []).append(_state.key)
    if workflow.APPLICANT in (*_state.roles, _state.holder) or _state.key == "pickup":
        _AWAITS[_state.step] = workflow.APPLICANT
    elif "technical" in _state.roles:
        _AWAITS[_state.step] = workflow.OPD
_FINAL_STEP = workflow.STATES["done"].step
_GIVING_UP = tuple(key for key, transition in workflow.TRANSITIONS.items() if transition.target == "cancelled")


class PtspStep(models.Model):
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
    awaits = fields.Selection(
        [(workflow.AGENCY, "Agency"), (workflow.APPLICANT, "Applicant"), (workflow.OPD, "OPD")],
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
        "Median",
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

    @api.depends("number", "service_id", "norm_max", "group_id.name")
    @api.depends_context("uid", "lang", "allowed_company_ids")
    def _compute_load(self):
        counts = self._count_applications()
        times = self._times_taken()
        for step in self:
            step.waiting_count, step.late_count = counts[step.service_id._origin.id, step.number]
            done, median = times.get(step._origin.id, (0, 0))
            step.actor = step.group_id.name or self.env._("Applicant")
            step.awaits = _AWAITS.get(step.number, workflow.AGENCY) if step.number in _STATES else False
            step.done_count = done
            step.median_minutes = median
            step.norm_share = round(median / step.norm_max * 100) if step.norm_max else 0
            step.load_level = step._load_level()
            step.load_text = step._load_text()

    def _count_applications(self):
        """Count the applications that stand at the steps now, as far as the user may read them.

        :return: a dict from pairs of a service's id and a step's number to a list of two counts: all, and the late
        """
        Application = self.env["ptsp.application"]
        states = [state for number in set(self.mapped("number")) for state in _STATES.get(number, ())]
        query = Application._search([("service_id", "in", self.service_id.ids), ("state", "in", states)])
        service, state, due = (
            Application._field_to_sql(query.table, name, query) for name in ("service_id", "state", "step_due_at")
        )
        query.groupby = SQL("%s, %s", service, state)
        late = SQL("count(*) FILTER (WHERE %s < %s)", due, fields.Datetime.now())
        counts = defaultdict(lambda: [0, 0])
        for service_id, key, *numbers in self.env.execute_query(query.select(service, state, SQL("count(*)"), late)):
            count = counts[service_id, workflow.STATES[key].step]
            count[:] = [sum(pair) for pair in zip(count, numbers, strict=True)]
        return counts

    def _times_taken(self):
        """Return how often the steps were done within the last 30 days, and their medians. Giving up is not doing.

        A step belongs to one service of one company, so the steps that a user may read are the limit.

        :return: a dict from ids of steps to pairs of a count and working minutes
        """
        self.env["ptsp.control.line"].flush_model(["step_id", "ended_at", "action", "working_minutes"])
        rows = self.env.execute_query(
            SQL(
                """SELECT step_id, count(*), percentile_cont(0.5) WITHIN GROUP (ORDER BY working_minutes)
                     FROM ptsp_control_line
                    WHERE step_id = ANY(%s) AND ended_at >= %s AND (action IS NULL OR action NOT IN %s)
                    GROUP BY step_id""",
                self._origin.ids,
                fields.Datetime.now() - timedelta(days=PERIOD_DAYS),
                _GIVING_UP,
            )
        )
        return {step_id: (count, median or 0) for step_id, count, median in rows}

    def _load_level(self):
        """Return the key of the load that drives the colour."""
        self.ensure_one()
        if self.number not in _STATES:
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
        if self.number == _FINAL_STEP:
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
        states = ["done"] if self.number == _FINAL_STEP else _STATES.get(self.number)
        if not states:
            return {
                "type": "ir.actions.client",
                "tag": "display_notification",
                "params": {
                    "type": "info",
                    "message": self.env._("No application stands at this step: it comes before the filing."),
                },
            }
        action = self.env["ir.actions.act_window"]._for_xml_id("ptsp_exhibition.application_action_all")
        return {
            **action,
            "name": self.display_name,
            "domain": [("service_id", "=", self.service_id.id), ("state", "in", states)],
            "views": sorted(action["views"], key=lambda view: view[1] != "list"),
        }


class PtspService(models.Model):
    """The way from the service to its map."""

    _inherit = "ptsp.service"

    def action_view_sop_map(self):
        """Open the map of the steps of these services; of several services, each in a column of its own.

        :return: the action
        """
        action = self.env["ir.actions.act_window"]._for_xml_id("ptsp_exhibition.sop_map_action")
        return {
            **action,
            "domain": [("service_id", "in", self.ids)],
            "context": {"search_default_group_service": len(self) > 1},
        }
