from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

_HORIZON = timedelta(days=60)
_KIND = "ptsp_exhibition.activity_coverage"


class CompanyCoverage(models.Model):
    """Managers are told which role of their agency will have nobody, before an application gets stuck there."""

    _inherit = "res.company"

    ptsp_coverage_days = fields.Integer(
        "Look Ahead for Absences",
        default=3,
        help="Working days ahead for which managers are told that a role has nobody: everybody is on leave, or gone.",
    )

    @api.constrains("ptsp_coverage_days")
    def _check_ptsp_coverage_days(self):
        for company in self:
            if not 0 <= company.ptsp_coverage_days <= 30:
                raise ValidationError(
                    self.env._("Look Ahead for Absences of %(agency)s must be 0 to 30 days.", agency=company.name)
                )

    @api.model
    def _cron_role_coverage(self):
        """Keep one to-do for each manager of an agency where a role has, or is going to have, nobody."""
        now = fields.Datetime.now()
        for company in self.env["ptsp.service"].search([("in_force_from", "!=", False)]).company_id:
            services = self.env["ptsp.service"]._in_force_on(company._ptsp_local_day(now), company)
            company._ptsp_tell_of_gaps(services, company._ptsp_role_gaps(services, now))
            self.env["ir.cron"]._commit_progress(1)

    # Who is missing

    def _ptsp_role_gaps(self, services, now):
        """Return the roles that have nobody on one of the working days ahead.

        :param services: the ``ptsp.service`` in force at the agency
        :param datetime now: naive UTC
        :return: dict from roles, in the order of the SOP, to the opening (naive UTC) of the first day without anybody
        """
        self.ensure_one()
        gaps = {}
        # Services with the same hours have the same days.
        for of_calendar in services.grouped("calendar_id").values():
            roles = of_calendar._roles_passed()
            for opening, closing in self._ptsp_days_ahead(of_calendar[:1], now):
                holders = self.env["res.users"]._ptsp_holders(self, roles, opening)
                away = self._ptsp_who_is_away(self.env["res.users"].union(*holders.values()), opening, closing)
                for role in roles:
                    if not holders[role] - away.get(role, away[""]):
                        gaps[role] = min(gaps.get(role, opening), opening)
        return {role: gaps[role] for role in self.env["res.groups"]._ptsp_role_ids() if role in gaps}

    def _ptsp_days_ahead(self, service, now):
        """Return the working days for which managers are told, today among them.

        :param service: the ``ptsp.service`` whose hours count
        :param datetime now: naive UTC
        :return: list of pairs of opening and closing, naive UTC
        """
        hours = {}
        for since, until in service._working_intervals(now, now + _HORIZON):
            hours.setdefault(service._local_day(since), []).append((since, until))
        days = sorted(hours)[: self.ptsp_coverage_days + 1]
        return [(hours[day][0][0], hours[day][-1][1]) for day in days]

    def _ptsp_who_is_away(self, users, opening, closing):
        """Return who of some officers is away during all the service hours of a day.

        Leave is what Odoo keeps in the working time of a user's resource, where its own time-off application
        writes approved leave; and whoever has a deputy for a role is away for that role.

        :param users: ``res.users``
        :param datetime opening: of the service on that day, naive UTC
        :param datetime closing: of the service on that day, naive UTC
        :return: dict from roles to the ``res.users`` who are away for them; ``""`` stands for all other roles
        """
        leaves_sudo = (
            self.env["resource.calendar.leaves"]
            .sudo()
            .search(
                [
                    ("resource_id.user_id", "in", users.ids),
                    ("time_type", "=", "leave"),
                    ("date_from", "<=", opening),
                    ("date_to", ">=", closing - timedelta(minutes=1)),
                ]
            )
        )
        on_leave = leaves_sudo.resource_id.user_id
        away = {"": on_leave}
        deputations_sudo = (
            self.env["ptsp.deputation"]
            .sudo()
            .search(
                Domain("company_id", "=", self.id)
                & Domain("holder_id", "in", users.ids)
                & Domain("starts_at", "<=", opening)
                & Domain("ends_at", ">=", closing)
            )
        )
        for deputation in deputations_sudo:
            away[deputation.role] = away.get(deputation.role, on_leave) | deputation.holder_id
        return away

    # Who is told

    def _ptsp_tell_of_gaps(self, services, gaps):
        """Leave each manager one to-do that names the roles without anybody, or withdraw it.

        It is left on a service that passes such a role, because managers may open services.

        :param services: the ``ptsp.service`` in force at the agency
        :param dict gaps: from roles to the opening of the first day without anybody
        """
        self.ensure_one()
        of_agency = self.env["ptsp.service"].with_context(active_test=False).search([("company_id", "=", self.id)])
        if not gaps:
            self.env["res.users"]._ptsp_told(_KIND, of_agency).unlink()
            return
        service = services.filtered(lambda service: gaps.keys() & set(service._roles_passed()))[:1]
        self.env["res.users"]._ptsp_tell_managers(
            _KIND,
            # A to-do, but no e-mail: it is rewritten whenever the gap changes.
            service.with_context(mail_activity_quick_update=True),
            lambda env: self.with_env(env)._ptsp_gaps_in_words(gaps),
            beside=of_agency,
            rewrite=True,
        )

    def _ptsp_gaps_in_words(self, gaps):
        """Return the values of the to-do, in the language of the environment.

        :param dict gaps: from roles to the opening of the first day without anybody
        """
        label = self.env["res.groups"]._ptsp_role_label
        missing = "; ".join(
            self.env._(
                "%(role)s from %(day)s",
                role=label(role),
                day=fields.Date.to_string(self._ptsp_local_day(opening)),
            )
            for role, opening in gaps.items()
        )
        return {
            "summary": self.env._("Nobody is there as: %(missing)s", missing=missing),
            "note": self.env._(
                "Name an acting officer under Configuration, Acting Officers. Applications waiting there: %(count)s.",
                count=self._ptsp_count_waiting(gaps),
            ),
            "date_deadline": self._ptsp_local_day(min(gaps.values())),
        }

    def _ptsp_count_waiting(self, roles):
        """Return how many applications of the agency wait for one of some roles: none, unless a room knows them.

        :param roles: names of roles
        """
        return 0


class ServiceRoles(models.Model):
    """Which roles the applications of a service pass."""

    _inherit = "ptsp.service"

    def _roles_passed(self):
        """Return the names of the roles that applications of these services pass, in the order of the SOP.

        An OPD without members stops nothing: Processing enters its letter (step 11).
        """
        passed = {role for service in self for role in service._procedure().roles}
        passed -= self.env["res.groups"]._ptsp_opd_roles()
        return [role for role in self.env["res.groups"]._ptsp_role_ids() if role in passed]
