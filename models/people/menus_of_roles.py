from odoo import api, models

#: Who sees the menus of every desk, whatever roles they hold.
_OVERSIGHT = ("ptsp_exhibition.group_manager", "ptsp_exhibition.group_auditor")


class MenusOfRoles(models.Model):
    """Menus of a desk are seen by who holds its role at this moment: acting officers have them, too."""

    _inherit = "ir.ui.menu"

    @api.model
    def _ptsp_menus_of_roles(self):
        """Return the menus that only some roles need. Their groups let all officers in; a room adds its own here.

        :return: dict from XML ids of menus, without the addon's name, to names of roles
        """
        return {}

    @api.model
    def load_menus(self, debug):
        menus = super().load_menus(debug)
        # Odoo keeps menus per user; whoever acts holds a role by the clock.
        hidden = self._ptsp_hidden_menu_ids() & menus.keys()
        if not hidden:
            return menus
        return {
            key: {**menu, "children": [child for child in menu["children"] if child not in hidden]}
            for key, menu in menus.items()
            if key not in hidden
        }

    @api.model
    def _ptsp_hidden_menu_ids(self):
        """Return the ids of the menus of desks that the user is not at."""
        user = self.env.user
        if any(user.has_group(group) for group in _OVERSIGHT):
            return set()
        roles = user._ptsp_roles()
        menus = [
            self.env.ref(f"ptsp_exhibition.{name}", raise_if_not_found=False)
            for name, those in self._ptsp_menus_of_roles().items()
            if roles.isdisjoint(those)
        ]
        return {menu.id for menu in menus if menu}
