from collections import namedtuple

from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain
from odoo.tools import SQL

from .. import workflow

SLA_STATUSES = [
    ("none", "No Promise Yet"),
    ("running", "In Time"),
    ("at_risk", "At Risk"),
    ("overdue", "Overdue"),
    ("paused", "Paused"),
    ("met", "Kept"),
    ("missed", "Missed"),
]

Promise = namedtuple("Promise", "start end pauses")


def read_promise(lines):
    """Read the clock of the promise off a control sheet.

    The promise starts at ``register``; but if the first verification sends the file to an OPD, it starts
    at the following ``receive_advice``. After that, time with the applicant or an OPD pauses it.

    :param lines: lines in their order, each with ``action``, ``state``, ``started_at`` and ``ended_at``
    :return: a ``Promise``: ``start`` and ``end`` are moments or None, ``pauses`` pairs of moments, of which
        the last may have no end yet
    """
    start = end = None
    verified = paused = False
    pauses = []
    for line in lines:
        was_paused, paused = paused, bool(start) and workflow.STATES[line.state].paused
        if paused:
            # On the way to the OPD and with the OPD is one wait, not two.
            since = pauses.pop()[0] if was_paused else line.started_at
            pauses.append((since, line.ended_at or None))
        if line.action == "register":
            start = line.ended_at
        elif line.action == "verify_technical" and not verified:
            start, pauses = None, []
        elif line.action == "receive_advice" and not start:
            start = line.ended_at
        elif line.action == "number":
            end = line.ended_at
        verified = verified or line.action in ("verify_technical", "verify_direct")
    return Promise(start, end, pauses)


class PtspApplication(models.Model):
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
        "Paused",
        readonly=True,
        copy=False,
        procedure=True,
        aggregator="avg",
        help="Working minutes during which the file was with the applicant or an OPD after the promise had begun.",
    )
    pause_count = fields.Integer("Pauses", readonly=True, copy=False, procedure=True)
    applicant_minutes = fields.Float(
        "With Applicant",
        readonly=True,
        copy=False,
        procedure=True,
        aggregator="avg",
        help="Working minutes from registration to number during which the file was with the applicant.",
    )
    opd_minutes = fields.Float(
        "With OPD",
        readonly=True,
        copy=False,
        procedure=True,
        aggregator="avg",
        help="Working minutes from registration to number during which the file was with an OPD, or on its way there.",
    )
    agency_minutes = fields.Float(
        "With Agency",
        readonly=True,
        copy=False,
        procedure=True,
        aggregator="avg",
        help="Working minutes from registration to number during which the file was with the agency.",
    )
    sla_verdict = fields.Selection(
        [("met", "Kept"), ("missed", "Missed")], "Promise", readonly=True, copy=False, procedure=True
    )
    sla_status = fields.Selection(
        SLA_STATUSES,
        "Promise Status",
        compute="_compute_sla_status",
        search="_search_sla_status",
        help="Where the application stands against the promise at this moment.",
    )
    step_due_at = fields.Datetime(
        "Step Due", readonly=True, copy=False, procedure=True, help="When the current step passes its norm."
    )
    step_late = fields.Boolean(compute="_compute_step_late", search="_search_step_late")

    _clock_running = models.Index("(deadline) WHERE clock_ended_at IS NULL AND clock_started_at IS NOT NULL")
    _step_due = models.Index("(step_due_at) WHERE step_due_at IS NOT NULL")

    def _recompute_clock(self):
        """Derive the clock from the control lines, and from nothing else."""
        lines_by_application = (
            self.env["ptsp.control.line"]
            .search_fetch([("application_id", "in", self.ids)], order="application_id, sequence")
            .grouped("application_id")
        )
        for application in self:
            lines = lines_by_application.get(application, self.env["ptsp.control.line"])
            values = application._clock_values(read_promise(lines))
            values |= application._shares(lines, values["clock_ended_at"])
            values["correction_rounds"] = self._count_corrections(lines)
            application.write(values)

    def _shares(self, lines, ended):
        """Return the working minutes with applicant, OPD and agency since the registration; none before the end.

        :param lines: the control lines, in their order
        :param datetime ended: when the clock ended, or nothing
        """
        shares = dict.fromkeys((workflow.APPLICANT, workflow.OPD, workflow.AGENCY), 0)
        if ended:
            for line in lines.filtered(lambda line: line.started_at >= self.registered_at and line.started_at < ended):
                minutes = self.service_id._working_minutes(line.started_at, line.ended_at)
                shares[workflow.STATES[line.state].holder] += minutes
        return {f"{holder}_minutes": minutes for holder, minutes in shares.items()}

    def action_recompute_clock(self):
        """Derive the clock anew from the control sheet, for managers (SOP remarks to step 6).

        :return: a notification that tells how many applications stood otherwise
        :raises AccessError: the user is no manager
        """
        if not self.env.user.has_group("ptsp_exhibition.group_manager"):
            raise AccessError(self.env._("The clock is computed anew by a manager."))
        self.check_access("read")
        before = [application._clock_as_stored() for application in self.sudo()]
        applications = self._as_procedure()
        applications._recompute_clock()
        applications._recompute_step_due()
        applications._recompute_reviews_due()
        applications._schedule_alerts()
        after = [application._clock_as_stored() for application in self.sudo()]
        changed = sum(old != new for old, new in zip(before, after, strict=True))
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "warning" if changed else "success",
                "message": self.env._(
                    "The clock of %(count)s applications was computed anew; %(changed)s stood otherwise.",
                    count=len(self),
                    changed=changed,
                ),
            },
        }

    def _clock_as_stored(self):
        """Return what is derived from the control sheet, as it is stored."""
        names = ("clock_started_at", "clock_ended_at", "deadline", "at_risk_at", "sla_verdict", "step_due_at")
        minutes = ("paused_minutes", "applicant_minutes", "opd_minutes", "agency_minutes")
        return [self[name] for name in names] + [round(self[name], 2) for name in minutes]

    def _recompute_step_due(self):
        """Derive from the open control lines when the current steps pass their norm."""
        lines = self.env["ptsp.control.line"].search_fetch(
            [("application_id", "in", self.ids), ("ended_at", "=", False)]
        )
        for line in lines:
            application = line.application_id
            application.step_due_at = application._step_due(line.started_at, line.norm_minutes)

    def _step_due(self, started, norm):
        """Return when a step passes its norm, or nothing where it has none.

        :param datetime started: naive, in UTC
        :param int norm: working minutes
        """
        return self.service_id._add_working_minutes(started, norm) if norm else False

    @api.model
    def _recompute_open_clocks(self, domain):
        """Derive the clocks of open applications anew, after service hours or holidays have changed.

        :param Domain domain: which of them the change can touch
        """
        going = [key for key, state in workflow.STATES.items() if not state.final]
        applications = self._as_procedure().search(
            Domain("state", "in", going) & Domain("clock_ended_at", "=", False) & domain
        )
        applications._recompute_clock()
        applications._recompute_step_due()
        applications._recompute_reviews_due()
        applications._schedule_alerts()

    def _clock_values(self, promise):
        """Return the fields of the clock.

        :param Promise promise: as read off the control sheet
        """
        self.ensure_one()
        service = self.service_id
        cancelled = self.state == "cancelled"
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
        lengths = [service._working_minutes(since, until) for since, until in closed]
        paused = sum(lengths)
        promised_end = service._end_of_working_day(promise.start, service.sla_days)
        deadline = service._add_working_minutes(promised_end, paused)
        share = service._working_minutes(promise.start, promised_end) * service.at_risk_percent / 100
        at_risk_at = service._add_working_minutes(promise.start, share)
        for (since, _until), length in zip(closed, lengths, strict=True):
            if since < at_risk_at:
                at_risk_at = service._add_working_minutes(at_risk_at, length)
        return {
            "clock_started_at": promise.start,
            "clock_ended_at": promise.end,
            "deadline": deadline,
            "at_risk_at": at_risk_at,
            "paused_minutes": paused,
            "pause_count": len(promise.pauses),
            "sla_verdict": promise.end and not cancelled and ("met" if promise.end <= deadline else "missed"),
        }

    @api.depends("state", "clock_started_at", "deadline", "at_risk_at", "sla_verdict")
    def _compute_sla_status(self):
        now = fields.Datetime.now()
        for application in self:
            if application.sla_verdict:
                status = application.sla_verdict
            elif not application.clock_started_at or application.state == "cancelled":
                status = "none"
            elif workflow.STATES[application.state].paused:
                status = "paused"
            elif now > application.deadline:
                status = "overdue"
            elif now >= application.at_risk_at:
                status = "at_risk"
            else:
                status = "running"
            application.sla_status = status

    def _search_sla_status(self, operator, value):
        if operator not in ("in", "not in"):
            return NotImplemented
        now = fields.Datetime.now()
        paused = [key for key, state in workflow.STATES.items() if state.paused]
        open_clock = (
            Domain("sla_verdict", "=", False)
            & Domain("clock_started_at", "!=", False)
            & Domain("state", "!=", "cancelled")
        )
        going = open_clock & Domain("state", "not in", paused)
        domains = {
            "met": Domain("sla_verdict", "=", "met"),
            "missed": Domain("sla_verdict", "=", "missed"),
            "none": Domain("sla_verdict", "=", False)
            & (Domain("clock_started_at", "=", False) | Domain("state", "=", "cancelled")),
            "paused": open_clock & Domain("state", "in", paused),
            "overdue": going & Domain("deadline", "<", now),
            "at_risk": going & Domain("deadline", ">=", now) & Domain("at_risk_at", "<=", now),
            "running": going & Domain("deadline", ">=", now) & Domain("at_risk_at", ">", now),
        }
        wanted = Domain.OR(domains[status] for status in value if status in domains)
        return wanted if operator == "in" else ~wanted

    def _read_group_groupby(self, alias, groupby_spec, query):
        """Let lists, kanban and pivot group by the status against now, which is never stored."""
        if groupby_spec != "sla_status":
            return super()._read_group_groupby(alias, groupby_spec, query)
        column = {
            name: self._field_to_sql(alias, name, query)
            for name in ("sla_verdict", "clock_started_at", "state", "deadline", "at_risk_at")
        }
        return SQL(
            """CASE WHEN %(sla_verdict)s IS NOT NULL THEN %(sla_verdict)s
                    WHEN %(clock_started_at)s IS NULL OR %(state)s = 'cancelled' THEN 'none'
                    WHEN %(state)s IN %(paused)s THEN 'paused'
                    WHEN %(deadline)s < %(now)s THEN 'overdue'
                    WHEN %(at_risk_at)s <= %(now)s THEN 'at_risk'
                    ELSE 'running' END""",
            **column,
            paused=tuple(key for key, state in workflow.STATES.items() if state.paused),
            now=fields.Datetime.now(),
        )

    @api.depends("step_due_at", "state")
    def _compute_step_late(self):
        now = fields.Datetime.now()
        for application in self:
            application.step_late = bool(application.step_due_at and application.step_due_at < now)

    def _search_step_late(self, operator, values):
        if operator not in ("in", "not in"):
            return NotImplemented
        late = Domain("step_due_at", "<", fields.Datetime.now())
        wanted = Domain.OR(late if value else ~late for value in values)
        return wanted if operator == "in" else ~wanted
