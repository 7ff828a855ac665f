from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from .assessment_criterion import EVIDENCE, HIGHEST

#: Files that come with one aspect.
FILE_LIMIT = 10
_BY_HAND = frozenset(("score", "target", "remark", "attachment_ids"))


class SelfAssessmentLine(models.Model):
    """An aspect of a self-assessment: score, target, gap, and the evidence for it."""

    _name = "ptsp.self.assessment.line"
    _description = "Aspect of a Self-Assessment"
    _inherit = ["ptsp.protected.mixin"]
    _order = "assessment_id, sequence, id"

    assessment_id = fields.Many2one(
        "ptsp.self.assessment", required=True, readonly=True, ondelete="cascade", index=True
    )
    sequence = fields.Integer(readonly=True)
    name = fields.Char("Aspect", required=True, readonly=True, max_chars=200)
    description = fields.Text(readonly=True, max_chars=2000, max_lines=40)
    weight = fields.Float(required=True, readonly=True, digits=(16, 2), aggregator="sum")
    score = fields.Float(digits=(16, 2), aggregator="avg", help="From 0 to 5.")
    target = fields.Float(digits=(16, 2), aggregator="avg", help="From 0 to 5.")
    gap = fields.Float(
        compute="_compute_gap", store=True, digits=(16, 2), aggregator="avg", help="What is missing to the target."
    )
    remark = fields.Text("Note", max_chars=2000, max_lines=40)
    evidence = fields.Selection(EVIDENCE, readonly=True)
    evidence_value = fields.Text(
        "What It Shows", readonly=True, max_chars=2000, max_lines=40, help="As of the day beside it."
    )
    evidence_on = fields.Date("As of", readonly=True)
    attachment_ids = fields.Many2many(
        "ir.attachment", "ptsp_assessment_line_attachment_rel", "line_id", "attachment_id", "Files"
    )

    _check_range = models.Constraint(
        f"CHECK (score BETWEEN 0 AND {HIGHEST} AND target BETWEEN 0 AND {HIGHEST})",
        f"Scores and targets lie between 0 and {HIGHEST}.",
    )

    @property
    def _protected_fields(self):
        return frozenset(self._fields) - _BY_HAND - {"id"}

    @api.depends("score", "target")
    def _compute_gap(self):
        for line in self:
            line.gap = max(0, line.target - line.score)

    @api.constrains("attachment_ids")
    def _check_number_of_files(self):
        for line in self:
            if len(line.attachment_ids) > FILE_LIMIT:
                raise ValidationError(self.env._("At most %(limit)s files come with an aspect.", limit=FILE_LIMIT))

    def write(self, vals):
        if not self._is_procedure and vals:
            self._check_protected(vals)
            self.check_access("write")
            self.assessment_id._check_open()
        result = super().write(vals)
        if "attachment_ids" in vals and not self._is_procedure:
            self.env["ir.attachment"]._ptsp_adopt(self)
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_with_the_assessment(self):
        raise UserError(self.env._("Aspects are those of the agency: they are changed in the configuration."))

    def action_open_evidence(self):
        """Show what the evidence is taken from.

        :return: the action; nothing where there is no evidence of this system
        """
        self.ensure_one()
        self.check_access("read")
        return getattr(self, f"_open_{self.evidence}")() if self.evidence else False
