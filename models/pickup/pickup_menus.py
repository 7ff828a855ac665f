from odoo import api, models


class PickupMenus(models.Model):
    """Who sees the menus of the pick-up desk."""

    _inherit = "ir.ui.menu"

    @api.model
    def _ptsp_menus_of_roles(self):
        return {
            **super()._ptsp_menus_of_roles(),
            "application_menu_pickup": ("pickup", "registry"),
            "pickup_finder_menu": ("pickup",),
        }
