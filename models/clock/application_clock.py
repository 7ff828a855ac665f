from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain
from odoo.tools.translate import LazyTranslate

from ...tools.boolean_search import positive
from ...tools.client_action import notification
from ..procedure.types import AGENCY, APPLICANT, OPD, STARTS
from .promise import read_promise

_lt = LazyTranslate(__name__)
#: What groups are called in which it is not there yet.
_NO_VERDICT = _lt("No Verdict")


class ApplicationClock(models.Model):
    """The promise of the service: counted in working time, paused but never reset, derived from the control sheet."""

    _inherit = "ptsp.application"

    clock_started_at = fields.Datetime(
        "Promise Begins",
        readonly=True,
        copy=False,
        procedure=True,
        help="Receipt of the file, or receipt of the first technical opinion where one was needed.",
    )
    clock_ended_at = fields.Datetime("Promise Ends", readonly=True, copy=False, procedure=True)
    deadline = fields.Datetime(
        readonly=True,
        copy=False,
        index="btree_not_null",
        procedure=True,
        help="End of service hours on the promised working day, moved by the working time of all pauses.",
    )
    at_risk_at = fields.Datetime(
        "At Risk From",
        readonly=True,
        copy=False,
        procedure=True,
        help="When the share of the promised time that is set on the service has passed.",
    )
    paused_minutes = fields.Float(
        "Paused (min)",
        readonly=True,
        copy=False,
        procedure=True,
        aggregator="avg",
        help="Working minutes during which the file was with the applicant or an OPD after the promise had begun.",
    )
    pause_count = fields.Integer("Pauses", readonly=True, copy=False, procedure=True)
    applicant_minutes = fields.Float(
        "With Applicant (min)",
        readonly=True,
        copy=False,
        procedure=True,
        aggregator="avg",
        help="Working minutes from registration to release during which the file was with the applicant.",
    )
    opd_minutes = fields.Float(
        "With OPD (min)",
        readonly=True,
        copy=False,
        procedure=True,
        aggregator="avg",
        help="Working minutes from registration to release during which the file was with an OPD, or on its way there.",
    )
    agency_minutes = fields.Float(
        "With Agency (min)",
        readonly=True,
        copy=False,
        procedure=True,
        aggregator="avg",
        help="Working minutes from registration to release during which the file was with the agency.",
    )
    sla_verdict = fields.Selection(
        [("met", "Kept"), ("missed", "Missed")],
        "Promise",
        readonly=True,
        copy=False,
        procedure=True,
        falsy_value_label=_NO_VERDICT,
    )
    step_due_at = fields.Datetime(
        "Step Due", readonly=True, copy=False, procedure=True, help="When the current step passes its norm."
    )
    step_late = fields.Boolean(compute="_compute_step_late", search="_search_step_late")

    _clock_running = models.Index("(deadline) WHERE clock_ended_at IS NULL AND clock_started_at IS NOT NULL")
    _step_due = models.Index("(step_due_at) WHERE step_due_at IS NOT NULL")

    def _recompute_clock(self):
        """Derive the clock from the control lines, and from nothing else; of what has ended, as it ended."""
        lines_by_application = self._control_lines().grouped("application_id")
        for application in self:
            lines = lines_by_application.get(application, self.env["ptsp.control.line"])
            application._set_clock(lines)

    def _set_clock(self, lines):
        """Write what follows from the control sheet.

        :param lines: the control lines, in their order
        """
        self.write(self._values_from_sheet(lines))

    def _state_entered(self, transition, now):
        result = super()._state_entered(transition, now)
        going_on = self.filtered(lambda application: application._is_going_on())
        going_on._recompute_step_due()
        for application in self - going_on:
            application.step_due_at = application._step_due(now, application._current_norm())
        if transition:
            touched = self.filtered(lambda application: application._procedure().touches_promise(transition))
            # With the line that ends a promise its clock was derived already, and is kept there.
            touched.filtered(lambda application: not application.clock_ended_at)._recompute_clock()
        return result

    def _to_do_date(self):
        due = self.step_due_at or self.deadline
        return self.service_id._local_day(due) if due else super()._to_do_date()

    def _shares(self, lines, ended, hours=None):
        """Return the working minutes with applicant, OPD and agency since the receipt; none before the end.

        :param lines: the control lines, in their order
        :param datetime ended: when the clock ended, or nothing
        :param hours: what counts working time, where it is not the service: ``KeptHours``
        """
        hours = hours or self.service_id
        shares = dict.fromkeys((APPLICANT, OPD, AGENCY), 0)
        if ended:
            states = self._procedure().states
            since = self._receipt_given(lines) or ended
            for line in lines.filtered(lambda line: since <= line.started_at < ended):
                moment = line.effective_at or line.ended_at
                shares[states[line.state].holder] += hours._working_minutes(line.started_at, moment)
                # What has come back and was not entered yet lies with the agency.
                shares[AGENCY] += hours._working_minutes(moment, line.ended_at)
        return {f"{holder}_minutes": minutes for holder, minutes in shares.items()}

    def _receipt_given(self, lines):
        """Return when the applicant got the receipt, as the control sheet says, or nothing (step 6).

        :param lines: the control lines
        """
        rows = self._procedure().transitions
        given = (line.ended_at for line in lines if line.action and rows[line.action].promise == STARTS)
        return min(given, default=None)

    def action_recompute_clock(self):
        """Derive the clock anew from the control sheet, for managers (SOP remarks to step 6).

        :return: a notification that tells how many applications stood otherwise
        :raises AccessError: the user is no manager
        """
        if not self.env.user.has_group("ptsp_exhibition.group_manager"):
            raise AccessError(self.env._("The clock is computed anew by a manager."))
        self.check_access("read")
        before = [application._clock_as_stored() for application in self.sudo()]
        noted_before = self._count_recomputations()
        self._as_procedure()._working_time_changed()
        after = [application._clock_as_stored() for application in self.sudo()]
        changed = sum(old != new for old, new in zip(before, after, strict=True))
        message = self.env._(
            "The clock of %(count)s applications was computed anew; %(changed)s stood otherwise.",
            count=len(self),
            changed=changed,
        )
        if noted := self._count_recomputations() - noted_before:
            message += " " + self.env._(
                "%(count)s that have ended would come out otherwise by the hours of today; they stay, and it is noted.",
                count=noted,
            )
        return notification(message, "warning" if changed else "success")

    def _count_recomputations(self):
        """Return how often closed clocks of these applications were noted to come out otherwise."""
        # The manager may read it; whoever else asks is refused before.
        return self.env["ptsp.clock.recomputation"].sudo().search_count([("application_id", "in", self.ids)])

    def _clock_as_stored(self):
        """Return what is derived from the control sheet, as it is stored."""
        names = ("clock_started_at", "clock_ended_at", "deadline", "at_risk_at", "sla_verdict", "step_due_at")
        minutes = ("paused_minutes", "applicant_minutes", "opd_minutes", "agency_minutes")
        return [self[name] for name in names] + [round(self[name], 2) for name in minutes]

    def _recompute_step_due(self):
        """Derive from the open control lines when the current steps pass their norm."""
        for line, taken in self._open_lines().items():
            application = line.application_id
            application.step_due_at = application._step_due(line.started_at, line.norm_minutes, taken)

    def _step_due(self, started, norm, taken=0):
        """Return when a step passes its norm, or nothing where it has none.

        :param datetime started: naive, in UTC
        :param int norm: working minutes
        :param float taken: working minutes that the step has taken before, in another state of its own
        """
        return self.service_id._add_working_minutes(started, max(norm - taken, 0)) if norm else False

    @api.model
    def _recompute_open_clocks(self, domain):
        """Derive the clocks of open applications anew, after service hours or holidays have changed.

        :param Domain domain: which of them the change can touch
        """
        going = self._domain_of_states(lambda procedure: procedure.open_states)
        applications = self._as_procedure().search(going & Domain("clock_ended_at", "=", False) & domain)
        applications._working_time_changed()

    def _working_time_changed(self):
        """Derive anew what was counted in working time, in procedure mode. A room adds what its theme counts."""
        self._recompute_clock()
        self._recompute_step_due()

    def _values_from_sheet(self, lines, hours=None):
        """Return the fields that follow from the control sheet. A room adds what its theme counts there.

        :param lines: the control lines, in their order
        :param hours: what counts working time, where it is not the service: ``KeptHours``
        """
        self.ensure_one()
        promise = read_promise(self._procedure(), lines)
        return {**self._shares(lines, promise.end, hours), **self._clock_values(promise, hours)}

    def _clock_values(self, promise, hours=None):
        """Return the fields of the clock.

        :param Promise promise: as read off the control sheet
        :param hours: what counts working time, where it is not the service: ``KeptHours``
        """
        self.ensure_one()
        hours = hours or self.service_id
        if not promise.start:
            return {
                "clock_started_at": False,
                "clock_ended_at": False,
                "deadline": False,
                "at_risk_at": False,
                "paused_minutes": 0,
                "pause_count": 0,
                "sla_verdict": False,
            }
        closed = [(since, until) for since, until in promise.pauses if until]
        lengths = [hours._working_minutes(since, until) for since, until in closed]
        paused = sum(lengths)
        promised_end = hours._end_of_working_day(promise.start, hours.sla_days)
        deadline = hours._add_working_minutes(promised_end, paused)
        share = hours._working_minutes(promise.start, promised_end) * hours.at_risk_percent / 100
        at_risk_at = hours._add_working_minutes(promise.start, share)
        for (since, _until), length in zip(closed, lengths, strict=True):
            if since < at_risk_at:
                at_risk_at = hours._add_working_minutes(at_risk_at, length)
        given_up = self._state().given_up
        return {
            "clock_started_at": promise.start,
            "clock_ended_at": promise.end,
            "deadline": deadline,
            "at_risk_at": at_risk_at,
            "paused_minutes": paused,
            "pause_count": len(promise.pauses),
            "sla_verdict": promise.end and not given_up and ("met" if promise.end <= deadline else "missed"),
        }

    @api.depends("step_due_at", "state")
    def _compute_step_late(self):
        now = fields.Datetime.now()
        for application in self:
            application.step_late = bool(application.step_due_at and application.step_due_at < now)

    def _search_step_late(self, operator, values):
        return positive(operator, values, lambda: Domain("step_due_at", "<", fields.Datetime.now()))
