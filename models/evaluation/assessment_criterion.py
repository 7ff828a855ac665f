from odoo import fields, models

#: After what a service assesses itself.
KINDS = [
    ("pekppp", "Ministry's Evaluation (PEKPPP)"),
    ("star", "Star Qualification (BKPM)"),
]
#: The highest score of an aspect.
HIGHEST = 5
#: What this system can show for an aspect.
EVIDENCE = [
    ("standards", "Published Service Standard"),
    ("promise", "Promise Kept"),
    ("index", "Satisfaction Index (IKM)"),
    ("improvements", "Improvements"),
    ("complaints", "Published Figures of Complaints"),
    ("opd", "Opinions of OPD in Time"),
    ("online", "Applications Filed Online"),
    ("evaluations", "Evaluations of Officers"),
]


class AssessmentCriterion(models.Model):
    """An aspect by which services assess themselves, with weight, target, and what this system shows for it.

    A self-assessment takes a copy when it is opened.
    """

    _name = "ptsp.assessment.criterion"
    _description = "Aspect of the Self-Assessment"
    _inherit = ["ptsp.criterion.mixin"]
    _order = "company_id, kind, sequence, id"
    _kept_values = ("weight", "target", "evidence")

    kind = fields.Selection(KINDS, "Assessed After", required=True, default="pekppp")
    name = fields.Char("Aspect", required=True, translate=True, max_chars=200)
    description = fields.Text(translate=True, max_chars=2000, max_lines=40, help="What is looked at.")
    weight = fields.Float(required=True, default=10, digits=(16, 2), help="Beside the weights of the other aspects.")
    target = fields.Float(
        required=True, default=4, digits=(16, 2), aggregator=None, help="Score that the agency wants to reach."
    )
    evidence = fields.Selection(EVIDENCE, help="What this system shows for the aspect.")

    _check_numbers = models.Constraint(
        f"CHECK (weight > 0 AND weight <= 1000 AND target BETWEEN 0 AND {HIGHEST})",
        f"A weight lies between 0 and 1000, a target between 0 and {HIGHEST}.",
    )
