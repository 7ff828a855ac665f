from odoo import SUPERUSER_ID, api


def migrate(cr, version):
    """Give the agencies that use the addon already what new installations begin with."""
    api.Environment(cr, SUPERUSER_ID, {})["res.company"]._ptsp_give_emblem()
