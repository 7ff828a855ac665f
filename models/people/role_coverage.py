from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

_HORIZON = timedelta(days=60)


class ServiceCoverage(models.Model):
    """Managers are told which role will have nobody, before an application gets stuck there."""

    _inherit = "ptsp.service"

    coverage_days = fields.Integer(
        "Look Ahead for Absences",
        default=3,
        tracking=True,
        help="Working days ahead for which managers are told that a role has nobody: everybody is on leave, or gone.",
    )

    @api.constrains("coverage_days")
    def _check_coverage_days(self):
        for service in self:
            if not 0 <= service.coverage_days <= 30:
                raise ValidationError(
                    self.env._(
                        "Look Ahead for Absences of %(service)s must be 0 to 30 days.", service=service.display_name
                    )
                )

    @api.model
    def _cron_role_coverage(self):
        """Keep one to-do for each manager of an agency where a role has, or is going to have, nobody."""
        for service in self.search([("in_force", "=", True)]):
            service._tell_managers_of_gaps(service._role_gaps(fields.Datetime.now()))
            self.env["ir.cron"]._commit_progress(1)

    def _role_gaps(self, now):
        """Return the roles that have nobody on one of the working days ahead.

        :param datetime now: naive UTC
        :return: dict from roles to the opening (naive UTC) of the first day without anybody
        """
        self.ensure_one()
        roles, hours = self._roles_passed(), {}
        for since, until in self._working_intervals(now, now + _HORIZON):
            hours.setdefault(self._local_day(since), []).append((since, until))
        gaps = {}
        for day in sorted(hours)[: self.coverage_days + 1]:
            opening, closing = hours[day][0][0], hours[day][-1][1]
            holders = self.env["res.users"]._ptsp_holders(self.company_id, roles, opening)
            away = self._who_is_away(self.env["res.users"].union(*holders.values()), opening, closing)
            for role in roles:
                if not holders[role] - away.get(role, away[""]):
                    gaps.setdefault(role, opening)
        return gaps

    def _roles_passed(self):
        """Return the names of the roles that an application passes, in their order.

        An OPD without members stops nothing: Processing enters its letter (step 11).
        """
        needed = set(self._procedure().roles)
        needed -= self.env["res.groups"]._ptsp_opd_roles()
        return [role for role in self.env["res.groups"]._ptsp_role_ids() if role in needed]

    def _who_is_away(self, users, opening, closing):
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
                Domain("company_id", "=", self.company_id.id)
                & Domain("holder_id", "in", users.ids)
                & Domain("starts_at", "<=", opening)
                & Domain("ends_at", ">=", closing)
            )
        )
        for deputation in deputations_sudo:
            away[deputation.role] = away.get(deputation.role, on_leave) | deputation.holder_id
        return away

    def _tell_managers_of_gaps(self, gaps):
        """Leave each manager one to-do that names the roles without anybody, or withdraw it.

        :param dict gaps: from roles to the opening of the first day without anybody
        """
        self.ensure_one()
        kind = self.env.ref("ptsp_exhibition.activity_coverage")
        told = self.activity_ids.filtered(lambda activity: activity.activity_type_id == kind)
        managers = self.env["res.users"]._ptsp_managers(self.company_id) if gaps else self.env["res.users"]
        told.filtered(lambda activity: activity.user_id not in managers).unlink()
        told = told.exists()
        for manager in managers:
            vals = self.with_context(lang=manager.lang)._gaps_in_words(gaps)
            activity = told.filtered(lambda activity, manager=manager: activity.user_id == manager)
            if not activity:
                self.with_context(mail_activity_quick_update=True).activity_schedule(
                    "ptsp_exhibition.activity_coverage", user_id=manager.id, **vals
                )
            elif activity.summary != vals["summary"]:
                activity.write(vals)

    def _gaps_in_words(self, gaps):
        """Return the values of the to-do, in the language of the environment.

        :param dict gaps: from roles to the opening of the first day without anybody
        """
        label = self.env["res.groups"]._ptsp_role_label
        missing = "; ".join(
            self.env._(
                "%(role)s from %(day)s",
                role=label(role),
                day=fields.Date.to_string(self._local_day(opening)),
            )
            for role, opening in gaps.items()
        )
        states = sorted(self._procedure().states_of(gaps))
        waiting = self.env["ptsp.application"].search_count(
            [("service_id", "=", self.id), ("state", "in", states), ("state", "!=", "draft")]
        )
        return {
            "summary": self.env._("Nobody is there as: %(missing)s", missing=missing),
            "note": self.env._(
                "Name an acting officer under Configuration, Acting Officers. Applications waiting there: %(count)s.",
                count=waiting,
            ),
            "date_deadline": self._local_day(min(gaps.values())),
        }
