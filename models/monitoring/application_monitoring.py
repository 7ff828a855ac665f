import logging
from collections import defaultdict
from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY

from ..procedure.types import APPLICANT
from .alert_table import ALERTS, LEVELS, OPD, OPD_DESKS, TURN

_logger = logging.getLogger(__name__)

#: Applications that are locked, written and committed together.
_PORTION = 50
#: How long an application that could not be looked at is left alone.
_PAUSE_AFTER_FAILURE = timedelta(hours=1)
#: The to-do of a warning goes with the step, or stays until the promise has ended.
_ACTIVITY_TYPES = {False: "ptsp_exhibition.activity_type_late", True: "ptsp_exhibition.activity_type_overdue"}


class ApplicationMonitoring(models.Model):
    """Watching the promise: who is told when a step, an opinion, a correction or the promise is late.

    An application knows when it next wants attention (``alert_at``), so a run looks at nothing else. A
    warning is given once for each moment at which it falls due: when that moment moves, it is given again.
    """

    _inherit = "ptsp.application"

    waiting_since = fields.Datetime(
        readonly=True, copy=False, procedure=True, help="Since when the application stands in its present state."
    )
    alert_at = fields.Datetime(
        "Next Warning", readonly=True, copy=False, procedure=True, groups="ptsp_exhibition.group_reader"
    )
    alerts_given = fields.Json(readonly=True, copy=False, procedure=True, groups="ptsp_exhibition.group_reader")
    alert_ids = fields.One2many(
        "ptsp.alert", "application_id", "Warnings", readonly=True, groups="ptsp_exhibition.group_reader"
    )

    _alert_at = models.Index("(alert_at, id) WHERE alert_at IS NOT NULL")

    # When

    def _alert_moments(self):
        """Return when each warning falls due as things stand.

        :return: dict from keys of ``ALERTS`` to naive UTC moments
        """
        self.ensure_one()
        state, service = self._state(), self.service_id
        if state.final:
            return {}
        moments = {"step_late": self.step_due_at}
        if self.clock_started_at and not self.clock_ended_at and not state.paused:
            moments["at_risk"] = self.at_risk_at
            for level in ("section", "division", "agency"):
                minutes = service[f"escalate_{level}_hours"] * 60
                moments[f"overdue_{level}_head"] = service._add_working_minutes(self.deadline, minutes)
        if state.holder == APPLICANT:
            for name in ("first", "second", "close"):
                days = service[f"correction_{name}_days"]
                moments[f"correction_{name}"] = service._end_of_working_day(self.waiting_since, days)
        if state.at_opd:
            moments |= self._moments_of_opinions()
        return {kind: moment for kind, moment in moments.items() if moment}

    def _open_alerts(self):
        """Return the warnings that are still to be given, as a dict from keys to naive UTC moments."""
        given = self.alerts_given or {}
        return {
            kind: moment
            for kind, moment in self._alert_moments().items()
            if given.get(kind) != fields.Datetime.to_string(moment)
        }

    def _schedule_alerts(self):
        """Note when each application next wants attention."""
        for application in self:
            moment = min(application._open_alerts().values(), default=False)
            if application.alert_at != moment:
                application.alert_at = moment

    @api.model
    def _reschedule_alerts(self, domain):
        """Note anew when open applications want attention, after the settings have changed.

        :param Domain domain: which of them the change can touch
        """
        going = self._domain_of_states(lambda procedure: procedure.open_states)
        self._as_procedure().search(going & domain)._schedule_alerts()

    def _state_entered(self, transition, now):
        result = super()._state_entered(transition, now)
        for application in self:
            application.waiting_since = now
        self._schedule_alerts()
        return result

    def _working_time_changed(self):
        result = super()._working_time_changed()
        self._schedule_alerts()
        return result

    # The run

    @api.model
    def _cron_monitor(self, portion=_PORTION):
        """Give the warnings that have fallen due. Nothing is sent outside service hours.

        Runs as a scheduled action, in portions; each is committed, so a run may be cut short, repeated or run
        beside another. What fails for one application is reported, and the others go on.

        :param int portion: applications in one portion
        """
        now = fields.Datetime.now()
        open_services = self.env["ptsp.service"]._open_at(now)
        due = (
            Domain("alert_at", "<", now)
            & Domain("service_id", "in", open_services.ids)
            & Domain("company_id", "in", open_services.company_id.ids)
        )
        watched = self._as_procedure()
        while applications := watched.search(due, order="alert_at, id", limit=portion):
            locked = applications.try_lock_for_update(allow_referencing=True)
            locked._watch(now)
            # What somebody is working on this moment is left to the next run, else it would be looked at for ever.
            due &= Domain("id", "not in", (applications - locked).ids)
            if not self.env["ir.cron"]._commit_progress(len(locked), remaining=watched.search_count(due)):
                return
        self.env["ptsp.alert"]._mail_digests(open_services, now)

    def _watch(self, now):
        """Give the warnings that have fallen due: together, or one by one where that fails.

        :param datetime now: naive UTC
        """
        try:
            with self.env.cr.savepoint():
                self._give_alerts(now)
        except Exception:
            _logger.info("%s warnings are given one by one, after a failure", len(self))
            for application in self:
                application._watch_alone(now)

    def _watch_alone(self, now):
        """Give the warnings of one application. What fails is reported to the managers, and tried again later."""
        try:
            with self.env.cr.savepoint():
                self._give_alerts(now)
        except PG_CONCURRENCY_EXCEPTIONS_TO_RETRY:
            raise
        except Exception as error:
            _logger.exception("The monitoring failed for application %s", self.id)
            self.alert_at = now + _PAUSE_AFTER_FAILURE
            self.service_id._report_unwatched(self.name, error)

    def _give_alerts(self, now):
        """Give every warning that has fallen due: to-dos, the log for the digest mails, reminders to applicants.

        :param datetime now: naive UTC
        """
        values, to_dos, notices = [], {}, defaultdict(self.browse)
        holders = {company: self.env["res.users"]._ptsp_holders(company) for company in self.company_id}
        for application in self:
            due = {kind: moment for kind, moment in application._open_alerts().items() if moment < now}
            for alert in (alert for alert in ALERTS.values() if alert.key in due):
                users = application._alert_recipients(alert, holders[application.company_id], now)
                # Without an officer a warning is the applicant's.
                told = users or ([users] if alert.to == APPLICANT else [])
                values += [application._alert_values(alert, due[alert.key], user, now) for user in told]
                for user in users:
                    to_dos[application, user] = alert
                if alert.notice:
                    notices[alert.notice] |= application
            application.alerts_given = (application.alerts_given or {}) | {
                kind: fields.Datetime.to_string(moment) for kind, moment in due.items()
            }
        self.env["ptsp.alert"].create(values)
        self._leave_warnings(to_dos, now)
        for notice, applications in notices.items():
            applications._send_notice(notice)
        self._schedule_alerts()

    def _alert_values(self, alert, due_at, user, now):
        """Return the values of a ``ptsp.alert``."""
        return {
            "application_id": self.id,
            "service_id": self.service_id.id,
            "company_id": self.company_id.id,
            "kind": alert.key,
            "state": self.state,
            "user_id": user.id,
            "due_at": due_at,
            "given_at": now,
        }

    def _alert_recipients(self, alert, holders, now):
        """Return the officers whom a warning goes to; none where it goes to the applicant, or to an OPD without users.

        Where nobody holds the role, it goes one level up, and at last to the managers.

        :param AlertKind alert: the warning
        :param dict holders: from roles to those who hold them in the agency at this moment
        :param datetime now: naive UTC
        """
        nobody = self.env["res.users"]
        if alert.to == APPLICANT:
            return nobody
        if alert.to == OPD:
            return self._reviews_warned_of(alert.key, now).agency_id._who_answers()
        if alert.to == OPD_DESKS:
            desks = nobody.union(*(holders.get(role, nobody) for role in self._procedure().opd_desks))
            return desks or nobody._ptsp_managers(self.company_id)
        if alert.to == TURN:
            return self._officers_in_turn(holders) or nobody._ptsp_managers(self.company_id)
        for level in LEVELS[LEVELS.index(alert.to) :]:
            users = holders.get(level) or (nobody._ptsp_managers(self.company_id) if level == "manager" else nobody)
            if users:
                return users
        return nobody

    def _officers_in_turn(self, holders):
        """Return the users whose turn it is: who holds the state's roles in the agency.

        :param dict holders: from roles to those who hold them in the agency at this moment
        """
        self.ensure_one()
        users = self.env["res.users"]
        opd_roles = self.env["res.groups"]._ptsp_opd_roles()
        for role in self._state().roles:
            if role in opd_roles:
                users |= self._open_reviews().agency_id.member_ids.filtered("active")
            else:
                users |= holders.get(role, users.browse())
        return users

    # To-dos

    def _leave_warnings(self, to_dos, now):
        """Leave each officer one to-do for each application; one that is there already says the newest.

        :param dict to_dos: from pairs of application and user to the ``AlertKind``
        :param datetime now: naive UTC
        """
        Activity = self.env["mail.activity"].with_context(mail_activity_quick_update=True)
        kinds = {lasting: self.env.ref(xml_id) for lasting, xml_id in _ACTIVITY_TYPES.items()}
        there = {
            (activity.res_id, activity.user_id.id, activity.activity_type_id): activity
            for activity in Activity.search_fetch(
                [
                    ("res_model", "=", self._name),
                    ("res_id", "in", self.ids),
                    ("activity_type_id", "in", [kind.id for kind in kinds.values()]),
                ]
            )
        }
        vals_list = []
        for (application, user), alert in to_dos.items():
            kind = kinds[alert.lasting]
            vals = {
                "summary": alert.sentence_in(self.with_context(lang=user.lang).env, application),
                "date_deadline": application.service_id._local_day(now),
            }
            if activity := there.get((application.id, user.id, kind)):
                activity.write(vals)
            else:
                vals_list.append(
                    {
                        **vals,
                        "activity_type_id": kind.id,
                        "automated": True,
                        "user_id": user.id,
                        "res_model_id": self.env["ir.model"]._get_id(self._name),
                        "res_id": application.id,
                    }
                )
        Activity.create(vals_list)

    def _is_warned_for_good(self):
        """Tell whether the heads are still to see to the application: its promise goes on being overdue."""
        self.ensure_one()
        state = self._state()
        return not (state.final or state.paused or self.clock_ended_at)

    def _to_do_types(self):
        return [*super()._to_do_types(), *_ACTIVITY_TYPES.values()]

    def _moot_to_dos(self, activities):
        """A warning goes with its step; what goes on being overdue stays with the heads."""
        overdue_id = self.env["ir.model.data"]._xmlid_to_res_id(_ACTIVITY_TYPES[True], True)
        late_id = self.env["ir.model.data"]._xmlid_to_res_id(_ACTIVITY_TYPES[False], True)
        warned = self.filtered(lambda application: application._is_warned_for_good())
        return super()._moot_to_dos(activities) | activities.filtered(
            lambda activity: (
                activity.activity_type_id.id == late_id
                or (activity.activity_type_id.id == overdue_id and activity.res_id not in warned.ids)
            )
        )
