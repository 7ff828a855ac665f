from odoo import api, models
from odoo.fields import Domain


class ApplicationLate(models.Model):
    """What counts as late."""

    _inherit = "ptsp.application"

    @api.model
    def _domain_late(self):
        """Return the domain of the applications that are late: none, unless a room knows better.

        :return: ``Domain``
        """
        return Domain.FALSE


class ActivityCounter(models.Model):
    """Odoo's own to-do counter, which would not count what waits for a role."""

    _inherit = "res.users"

    @api.model
    def _get_activity_groups(self):
        """Show in Odoo's own to-do counter how many applications wait for one of the user's roles."""
        groups = super()._get_activity_groups()
        if not self.env.user._ptsp_roles():
            return groups
        Application = self.env["ptsp.application"]
        waiting = Domain("my_turn", "=", True)
        total = Application.search_count(waiting)
        overdue = Application.search_count(waiting & Application._domain_late())
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
