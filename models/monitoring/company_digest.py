from collections import Counter
from datetime import datetime, time, timedelta

import pytz

from odoo import api, fields, models
from odoo.fields import Domain

from ..procedure.types import APPLICANT, DRAFT

#: Who gets the daily digest.
_HEADS = ("section_head", "division_head", "agency_head")
#: Overdue applications that the digest names; it counts the others.
_NAMED = 10


class CompanyDigest(models.Model):
    """Every working day, when the service opens, the heads read how the applications stand."""

    _inherit = "res.company"

    ptsp_daily_digest = fields.Boolean(
        "Daily Digest",
        default=True,
        help="On working days, at the opening, the heads are told by e-mail what waits, what is overdue, what is due "
        "today and what is paused.",
    )
    ptsp_digest_day = fields.Date(readonly=True, help="Day of the last daily digest.")

    @api.model
    def _cron_daily_digest(self):
        """Send the daily digest of every agency whose service is open, once a day.

        Runs as a scheduled action some times an hour: the first run within service hours sends it.
        """
        now = fields.Datetime.now()
        by_company = self.env["ptsp.service"]._open_at(now).grouped("company_id")
        companies = self.browse(company.id for company in by_company if company.ptsp_daily_digest)
        for company in companies.try_lock_for_update(allow_referencing=True):
            service = by_company[company][0]
            today = service._local_day(now)
            if not company.ptsp_digest_day or company.ptsp_digest_day < today:
                company.ptsp_digest_day = today
                company._send_daily_digest(by_company[company], service, today)
            self.env["ir.cron"]._commit_progress(1)

    def _send_daily_digest(self, services, service, today):
        """Queue the e-mails to the heads.

        :param services: the ``ptsp.service`` of the agency that are open
        :param service: the one whose time zone counts
        :param date today: the agency's date
        """
        self.ensure_one()
        holders = self.env["res.users"]._ptsp_holders(self, _HEADS)
        heads = self.env["res.users"].union(*holders.values())
        midnight = service._timezone().localize(datetime.combine(today + timedelta(days=1), time.min))
        figures = self._daily_figures(services, midnight.astimezone(pytz.utc).replace(tzinfo=None))

        def subject(env):
            return env._(
                "PTSP on %(day)s: %(waiting)s waiting, %(overdue)s overdue",
                day=fields.Date.to_string(today),
                waiting=figures["waiting"],
                overdue=figures["overdue"],
            )

        def body(env):
            label = env["res.groups"]._ptsp_role_label
            return {
                **figures,
                "today": today,
                "roles": [(label(role), *counts) for role, *counts in figures["roles"]],
                "late": figures["late"].with_env(env),
            }

        self.env["ptsp.digest.mail"]._queue("ptsp_exhibition.daily_digest", self, dict.fromkeys(heads, (subject, body)))

    def _daily_figures(self, services, tomorrow):
        """Return what the digest counts.

        :param services: the ``ptsp.service`` whose applications count
        :param datetime tomorrow: the end of the day, naive UTC
        :return: dict of counts, of ``roles`` (triples of role, waiting and late) and of ``late`` applications
        """
        ApplicationSudo = self.env["ptsp.application"].sudo()
        waiting = Domain("service_id", "in", services.ids) & ApplicationSudo._domain_of_states(
            lambda procedure: procedure.open_states - {DRAFT}
        )
        overdue = waiting & Domain("sla_status", "=", "overdue")
        counts = self._count_by_desk(waiting)
        late = self._count_by_desk(waiting & Domain("step_late", "=", True))
        due_today = waiting & Domain("sla_status", "in", ("running", "at_risk")) & Domain("deadline", "<", tomorrow)
        return {
            "waiting": counts.total(),
            "roles": [
                (role, counts[role], late[role]) for role in self.env["res.groups"]._ptsp_role_ids() if counts[role]
            ],
            "overdue": ApplicationSudo.search_count(overdue),
            "late": ApplicationSudo.search(overdue, order="deadline, id", limit=_NAMED),
            "due_today": ApplicationSudo.search_count(due_today),
            "paused": ApplicationSudo.search_count(waiting & Domain("sla_status", "=", "paused")),
        }

    @api.model
    def _count_by_desk(self, domain):
        """Count applications by the role of the staff on whose desk they lie.

        :param Domain domain: which of them
        :return: ``Counter`` of roles
        """
        counts = Counter()
        rows = self.env["ptsp.application"].sudo()._read_group(domain, ["service_id", "state"], ["__count"])
        for service, key, count in rows:
            roles = service._procedure().states[key].roles
            counts[next(role for role in roles if role != APPLICANT)] += count
        return counts
