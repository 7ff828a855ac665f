from odoo import api, models

from .information_contact_access import DESKS


class InformationMenus(models.Model):
    """Who sees the menus of the information desk."""

    _inherit = "ir.ui.menu"

    @api.model
    def _ptsp_menus_of_roles(self):
        return {**super()._ptsp_menus_of_roles(), "information_contact_menu": DESKS}
