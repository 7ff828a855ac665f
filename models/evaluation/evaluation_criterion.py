from odoo import fields, models

#: The longest scale.
MOST_POINTS = 100


class EvaluationCriterion(models.Model):
    """A criterion by which the agency evaluates its officers, with its weight and its scale.

    An evaluation takes a copy when it is opened. What is changed here later is for those that are opened later.
    """

    _name = "ptsp.evaluation.criterion"
    _description = "Criterion of the Evaluation"
    _inherit = ["ptsp.criterion.mixin"]
    _order = "company_id, sequence, id"
    _kept_values = ("weight", "scale")

    name = fields.Char(required=True, translate=True, max_chars=200)
    description = fields.Text(
        translate=True, max_chars=1000, max_lines=20, help="What the superior looks at, as it stands in the evaluation."
    )
    weight = fields.Integer(required=True, default=10, help="How much it counts, beside the weights of the others.")
    scale = fields.Integer("Highest Mark", required=True, default=100, help="Marks are given from 1 up to this one.")

    _check_weight = models.Constraint(
        f"CHECK (weight BETWEEN 1 AND 1000 AND scale BETWEEN 2 AND {MOST_POINTS})",
        f"A weight lies between 1 and 1000, the highest mark between 2 and {MOST_POINTS}.",
    )
