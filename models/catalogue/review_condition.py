from odoo import fields, models


class ReviewCondition(models.Model):
    """One condition of an opinion that was given. The letter bears it."""

    _name = "ptsp.review.condition"
    _description = "Condition of an Opinion"
    _inherit = ["ptsp.protected.mixin", "ptsp.confined.mixin"]
    _order = "review_id, sequence, id"
    _rec_name = "text"

    review_id = fields.Many2one(
        "ptsp.technical.review",
        "Technical Review",
        required=True,
        readonly=True,
        ondelete="cascade",
        index=True,
        procedure=True,
    )
    sequence = fields.Integer(readonly=True, procedure=True)
    text = fields.Text("Condition", required=True, readonly=True, procedure=True)
    condition_id = fields.Many2one(
        "ptsp.opinion.condition",
        "From the Library",
        readonly=True,
        ondelete="set null",
        index="btree_not_null",
        procedure=True,
        help="The condition of the OPD's library that was chosen, if one was.",
    )
