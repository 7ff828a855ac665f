from odoo import fields, models


class OpinionCriterion(models.Model):
    """What an OPD examines for a kind of opinion."""

    _name = "ptsp.opinion.criterion"
    _description = "Criterion of an Opinion"
    _inherit = ["ptsp.confined.mixin"]
    _order = "kind_id, sequence, id"

    active = fields.Boolean(default=True, help="Later opinions are given by it.")
    kind_id = fields.Many2one("ptsp.opinion.kind", required=True, ondelete="cascade", index=True)
    sequence = fields.Integer(default=10)
    name = fields.Char("Criterion", required=True, translate=True, help="What is examined, as the OPD reads it.")
