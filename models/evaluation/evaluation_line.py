from odoo import api, fields, models
from odoo.exceptions import UserError


class EvaluationLine(models.Model):
    """A mark of an evaluation, with the criterion as it was on the day on which the evaluation was opened."""

    _name = "ptsp.evaluation.line"
    _description = "Mark of an Evaluation"
    _inherit = ["ptsp.protected.mixin"]
    _order = "evaluation_id, sequence, id"

    evaluation_id = fields.Many2one("ptsp.evaluation", required=True, readonly=True, ondelete="cascade", index=True)
    sequence = fields.Integer(readonly=True)
    name = fields.Char("Criterion", required=True, readonly=True, max_chars=200)
    description = fields.Text(readonly=True, max_chars=1000, max_lines=20)
    weight = fields.Integer(required=True, readonly=True, aggregator=None)
    scale = fields.Integer("Highest Mark", required=True, readonly=True, aggregator=None)
    mark = fields.Integer(aggregator=None, help="From 1 up to the highest mark.")
    remark = fields.Text("Note", max_chars=1000, max_lines=20)

    _mark_range = models.Constraint(
        "CHECK (mark BETWEEN 0 AND scale)", "A mark is given from 1 up to the highest mark of its criterion."
    )

    @property
    def _protected_fields(self):
        return frozenset(self._fields) - {"id", "mark", "remark"}

    def write(self, vals):
        if not self._is_procedure and vals:
            self._check_protected(vals)
            self.check_access("write")
            self.evaluation_id._check_hand("superior", "open")
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("Evaluations are kept and cannot be deleted."))
