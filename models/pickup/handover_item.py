from odoo import fields, models


class HandoverItem(models.Model):
    """A right or a duty of whoever has the letter, as the pick-up desk explains it (step 16): one of a service."""

    _name = "ptsp.handover.item"
    _description = "Right or Duty"
    _inherit = ["ptsp.confined.mixin"]
    _order = "service_id, sequence, id"

    active = fields.Boolean(default=True, help="The pick-up desk can tick it. What was ticked stays.")
    service_id = fields.Many2one("ptsp.service", required=True, ondelete="cascade", index=True)
    sequence = fields.Integer(default=10)
    kind = fields.Selection([("right", "Right"), ("duty", "Duty")], required=True, default="duty")
    name = fields.Char("Right or Duty", required=True, translate=True, max_chars=400)
