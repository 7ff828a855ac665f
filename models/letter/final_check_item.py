from odoo import fields, models


class FinalCheckItem(models.Model):
    """What the registry goes through before a letter leaves: one line of the service's final checklist (step 15)."""

    _name = "ptsp.final.check.item"
    _description = "Line of the Final Checklist of a Service"
    _inherit = ["ptsp.confined.mixin"]
    _order = "service_id, sequence, id"

    active = fields.Boolean(default=True, help="Letters that are numbered later are checked for it.")
    service_id = fields.Many2one("ptsp.service", required=True, ondelete="cascade", index=True)
    sequence = fields.Integer(default=10)
    name = fields.Char("To Check", required=True, translate=True)
