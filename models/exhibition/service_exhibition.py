from odoo import fields, models


class ServiceExhibition(models.Model):
    """A service may be about exhibitions."""

    _inherit = "ptsp.service"

    about = fields.Selection(selection_add=[("exhibition", "An exhibition")], ondelete={"exhibition": "set default"})
