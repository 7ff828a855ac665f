import logging
from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY

_logger = logging.getLogger(__name__)
#: Complaints that are locked, written and committed together.
_PORTION = 50
#: Who is told, in the order of severity; for the heads, the service says after how many hours, as of steps.
HEADS = {"section_head": "section", "division_head": "division", "agency_head": "agency"}
_DAYS_OF_HEADS = {"section_head": 1, "division_head": 2, "agency_head": 3}
_TO_DO = "ptsp_exhibition.activity_type_complaint_late"


class _Watch:
    """What a run reads once for each agency, and whom it writes to."""

    def __init__(self, env, now, companies):
        """Read what all complaints of an agency share.

        :param Environment env: of the scheduled action
        :param datetime now: naive UTC
        :param companies: the ``res.company`` whose complaints are watched
        """
        Service, Users = env["ptsp.service"], env["res.users"]
        self.now = now
        #: By whose hours complaints of no service go on to the heads: the service that came into force last.
        self.services = {company: Service._in_force_on(company._ptsp_today(), company)[:1] for company in companies}
        self.holders = {company: Users._ptsp_holders(company, list(HEADS)) for company in companies}
        #: From agencies to dicts from users to lists of pairs of the id of a complaint and the level.
        self.letters = {}


class ComplaintWatch(models.Model):
    """Who handles complaints is warned before the answer is due and when it is late; then the heads, one by one.

    What was answered closes by itself when the ten days are over.
    """

    _inherit = "ptsp.complaint"

    warned = fields.Json(readonly=True, copy=False, procedure=True, groups="base.group_system")

    @api.model
    def _cron_watch_complaints(self, portion=_PORTION):
        """Give the warnings that have fallen due, within service hours, and close what may be closed.

        Runs as a scheduled action, in portions; each is committed, so that a run may be cut short or repeated.

        :param int portion: complaints in one portion
        """
        now = fields.Datetime.now()
        companies_sudo = self.env["res.company"].sudo().search([("ptsp_uses_complaints", "=", True)])
        self._in_portions(
            Domain("company_id", "in", companies_sudo.ids)
            & Domain("state", "=", "answered")
            & Domain("reopen_until", "<", now),
            portion,
            lambda complaints: complaints._close_complaint(self.env["res.users"]),
        )
        open_now = companies_sudo.filtered(lambda company: company._ptsp_intervals(now, now + timedelta(minutes=1)))
        watch = _Watch(self.env, now, open_now)
        self._in_portions(
            Domain("company_id", "in", open_now.ids) & self._open_domain(),
            portion,
            lambda complaints: complaints._warn(watch),
        )
        self._mail_warnings(watch.letters)

    @api.model
    def _in_portions(self, domain, portion, do):
        """Do something with complaints, some at a time, in procedure mode.

        :param Domain domain: which of them
        :param int portion: how many at a time
        :param callable do: takes the complaints
        """
        ids = self._as_procedure().search(domain, order="due_at, id").ids
        for start in range(0, len(ids), portion):
            complaints = self._as_procedure().browse(ids[start : start + portion]).exists()
            # What somebody is working on this moment is left to the next run.
            for complaint in complaints.try_lock_for_update(allow_referencing=True):
                complaint._watch_complaint(do)
            self.env["ir.cron"]._commit_progress(len(complaints), remaining=max(0, len(ids) - start - portion))

    def _watch_complaint(self, do):
        """Do something with one complaint. What fails is logged, and the others go on.

        :param callable do: takes the complaint
        """
        try:
            with self.env.cr.savepoint():
                do(self)
        except PG_CONCURRENCY_EXCEPTIONS_TO_RETRY:
            raise
        except Exception:
            _logger.exception("The watch failed for complaint %s", self.id)

    def _warn(self, watch):
        """Give the warnings of complaints that have fallen due, in procedure mode.

        :param watch: the :class:`_Watch` of this run; its letters are added to
        """
        self._keep_due()
        for complaint in self:
            given = complaint.warned or {}
            due = {
                level: fields.Datetime.to_string(moment)
                for level, moment in complaint._moments_of_warnings(watch).items()
                if moment and moment < watch.now and given.get(level) != fields.Datetime.to_string(moment)
            }
            if not due:
                continue
            # Of several that fall due together the gravest is told.
            level = list(due)[-1]
            told = complaint._whom_to_warn(level, watch)
            for user in told:
                watch.letters.setdefault(complaint.company_id, {}).setdefault(user, []).append((complaint.id, level))
            complaint._leave_warning(told, level)
            complaint.write({"warned": {**given, **due}})
            complaint._note_entry("warned", user=self.env["res.users"])

    def _moments_of_warnings(self, watch):
        """Return when each warning falls due, in the order of severity: dict from levels to naive UTC or nothing.

        :param watch: the :class:`_Watch` of this run
        """
        self.ensure_one()
        company, days = self.company_id, self._days_to_answer()
        soon = company._ptsp_end_of_day_after(self.counted_from, days - 1) if days > 1 else False
        service = self.service_id or watch.services[company]
        moments = {"soon": soon, "late": self.due_at}
        for role, level in HEADS.items():
            if not self.due_at:
                moments[role] = False
            elif service:
                moments[role] = service._add_working_minutes(self.due_at, service[f"escalate_{level}_hours"] * 60)
            else:
                moments[role] = company._ptsp_end_of_day_after(self.due_at, _DAYS_OF_HEADS[role])
        return moments

    def _whom_to_warn(self, level, watch):
        """Return who is told: who handles it, or a head; never who is complained of.

        :param str level: ``soon``, ``late``, or the role of a head
        :param watch: the :class:`_Watch` of this run
        """
        self.ensure_one()
        if level not in HEADS:
            return self._who_handles()
        # Before a manager has passed it on, heads learn nothing of it but the highest.
        roles = list(HEADS)[list(HEADS).index(level) :] if self.is_screened else ["agency_head"]
        holders = watch.holders[self.company_id]
        for role in roles:
            if found := holders[role] - self.officer_ids:
                return found
        return self._who_handles()

    def _leave_warning(self, users, level):
        """Leave each of these users a to-do that says how late a complaint is, in procedure mode."""
        self.ensure_one()
        mine = self.activity_ids.filtered(lambda activity: activity.user_id in users and activity.automated)
        mine.unlink()
        for user in users:
            spoken = self.with_context(lang=user.lang, mail_activity_quick_update=True)
            spoken.activity_schedule(
                _TO_DO,
                date_deadline=self.due_at and self.company_id._ptsp_local_day(self.due_at),
                user_id=user.id,
                summary=spoken._sentence_of_warning(level),
            )

    def _sentence_of_warning(self, level):
        """Return what a warning says, in the language of the environment.

        :param str level: ``soon``, ``late``, or the role of a head
        """
        self.ensure_one()
        if level == "soon":
            return self.env._("The answer to %(number)s is due soon: write it in time.", number=self.name)
        if level == "late":
            return self.env._("The answer to %(number)s is late: write it now.", number=self.name)
        return self.env._("The answer to %(number)s is long late: see to it that it is written.", number=self.name)

    @api.model
    def _mail_warnings(self, letters):
        """Queue one e-mail for each officer with all warnings.

        :param dict letters: see :class:`_Watch`
        """
        for company, of_company in letters.items():
            self.env["ptsp.digest.mail"]._queue(
                "ptsp_exhibition.complaint_digest",
                company,
                {user: self._letter_of_warnings(warnings) for user, warnings in of_company.items()},
            )

    @api.model
    def _letter_of_warnings(self, warnings):
        """Return subject and body of the e-mail with these warnings, as ``_queue`` takes them.

        :param list warnings: pairs of id and level
        """

        def subject(env):
            return env._("PTSP: complaints that need you now: %(count)s", count=len(warnings))

        def body(env):
            complaints_sudo = env["ptsp.complaint"].sudo()
            return {
                "warnings": [
                    (complaints_sudo.browse(number), complaints_sudo.browse(number)._sentence_of_warning(level))
                    for number, level in warnings
                ]
            }

        return subject, body
