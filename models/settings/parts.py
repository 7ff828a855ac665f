from odoo import api, models


class CompanyParts(models.Model):
    """Parts of the house that an agency may do without: what is switched off has no menus, pages, jobs or e-mails.

    A room that is such a part declares a switch on ``res.company`` and on ``ptsp.agency.settings`` under one name, and
    names its menus in :meth:`_ptsp_parts`. What it has kept so far stays, and is there again once it is switched on.
    """

    _inherit = "res.company"

    @api.model
    def _ptsp_parts(self):
        """Return the parts.

        :return: dict from the names of their switches, boolean fields of this model, to the XML ids of their menus,
            without the addon's name
        """
        return {}

    def write(self, vals):
        result = super().write(vals)
        if vals.keys() & self._ptsp_parts().keys():
            # Menus are kept per user.
            self.env.registry.clear_cache()
        return result


class MenuOfPart(models.Model):
    """Nobody sees menus of a part that none of their agencies uses, nor menus below which nothing is left by that."""

    _inherit = "ir.ui.menu"

    def _load_menus_blacklist(self):
        companies_sudo = self.env.user.company_ids.sudo()
        unused = [
            self.env.ref(f"ptsp_exhibition.{name}", raise_if_not_found=False)
            for switch, names in companies_sudo._ptsp_parts().items()
            if not any(companies_sudo.mapped(switch))
            for name in names
        ]
        hidden = {*super()._load_menus_blacklist(), *(menu.id for menu in unused if menu)}
        visible = self._visible_menu_ids()
        menus_sudo = self.sudo().browse(menu.id for menu in unused if menu)
        while menus_sudo := menus_sudo.parent_id.filtered(
            lambda menu: not menu.action and hidden.isdisjoint(menu.ids) and not visible & {*menu.child_id.ids} - hidden
        ):
            hidden.update(menus_sudo.ids)
        return list(hidden)
