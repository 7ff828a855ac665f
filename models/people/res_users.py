from odoo import api, models
from odoo.fields import Domain


class UserRoles(models.Model):
    """Which roles of the procedure a user holds, and what waits for them."""

    _inherit = "res.users"

    def _ptsp_roles(self, company=None):
        """Return the roles of the procedure that a user holds at this moment, as an acting officer too.

        :param company: the ``res.company`` in which; without one, those in which the user may be
        :return: frozenset of names such as ``registry``
        """
        return self._ptsp_own_roles().union(self._ptsp_acting(company))

    def _ptsp_own_roles(self):
        """Return the roles that a user was given for good, as a frozenset of names."""
        self.ensure_one()
        group_ids = set(self._get_group_ids())
        roles = self.env["res.groups"]._ptsp_role_ids()
        return frozenset(role for role, group_id in roles.items() if group_id in group_ids)

    @api.model
    def _ptsp_managers(self, company):
        """Return the active managers of an agency.

        :param company: a ``res.company``
        """
        managers = self.env.ref("ptsp_exhibition.group_manager").sudo().all_user_ids
        return managers.filtered(lambda user: user.active and company in user.company_ids)

    @api.model
    def _get_activity_groups(self):
        """Show in Odoo's own to-do counter how many applications wait for one of the user's roles."""
        groups = super()._get_activity_groups()
        if not self.env.user._ptsp_roles():
            return groups
        Application = self.env["ptsp.application"]
        waiting = Domain("my_turn", "=", True)
        total = Application.search_count(waiting)
        overdue = Application.search_count(
            waiting & (Domain("sla_status", "=", "overdue") | Domain("step_late", "=", True))
        )
        groups = [group for group in groups if group["model"] != Application._name]
        if total:
            model = self.env["ir.model"]._get(Application._name)
            groups.insert(
                0,
                {
                    "id": model.id,
                    "name": self.env._("Applications waiting for me"),
                    "model": Application._name,
                    "type": "activity",
                    "icon": "/ptsp_exhibition/static/description/icon.png",
                    "domain": list(waiting),
                    "total_count": total,
                    "today_count": total - overdue,
                    "overdue_count": overdue,
                    "planned_count": 0,
                    "view_type": "list",
                },
            )
        return groups
