from odoo import fields, models


class Requirement(models.Model):
    _name = "ptsp.requirement"
    _description = "Requirement"
    _inherit = ["ptsp.confined.mixin"]
    _order = "service_id, sequence, id"

    service_id = fields.Many2one("ptsp.service", required=True, ondelete="cascade", index=True)
    sequence = fields.Integer(default=10)
    name = fields.Char("Paper", required=True, translate=True)
    mandatory = fields.Boolean(
        default=True,
        help="The file is complete only when this paper has been found in order.",
    )
    only_if_represented = fields.Boolean(
        "Only if Represented",
        help="Asked for only when a representative files the application.",
    )
