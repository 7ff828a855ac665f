from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..catalogue.opinion_finding import RESULTS

FINDINGS_LIMIT = 60
#: What is looked at where the catalogue names no criteria, as the form of the minutes has it.
SUBJECTS = (
    "Kesesuaian lokasi dengan denah",
    "Akses masuk, keluar dan darurat",
    "Keamanan dan ketertiban",
    "Kebersihan dan lingkungan",
)


class SurveyFinding(models.Model):
    """What was found on site on one thing that was looked at."""

    _name = "ptsp.survey.finding"
    _description = "Finding on Site"
    _inherit = "ptsp.minutes.part.mixin"
    _order = "visit_id, sequence, id"

    _part_of = "visit_id"

    visit_id = fields.Many2one("ptsp.survey.visit", required=True, ondelete="cascade", index=True)
    finding_id = fields.Many2one(
        "ptsp.opinion.finding",
        "Criterion of the Opinion",
        ondelete="set null",
        index="btree_not_null",
        readonly=True,
        procedure=True,
        copy=False,
    )
    sequence = fields.Integer(default=100)
    name = fields.Char("Looked At", required=True, max_chars=300)
    result = fields.Selection(RESULTS, help="What was found on site.")
    remark = fields.Text(max_chars=1000, max_lines=20)

    @api.constrains("visit_id")
    def _check_number(self):
        for visit in self.visit_id:
            if len(visit.finding_ids) > FINDINGS_LIMIT:
                raise ValidationError(
                    self.env._("Minutes hold at most %(limit)s findings. Put some together.", limit=FINDINGS_LIMIT)
                )

    def _why_not_before(self):
        return self.env._("Enter first that the visit on site was held, then what was found.")

    def _as_kept(self):
        """Return a finding as the minutes keep it, JSON-serialisable."""
        self.ensure_one()
        return [self.name, self.result or "", self.remark or ""]


class FindingsOfVisit(models.Model):
    """A visit looks at the criteria of its opinion, and hands on what was found."""

    _inherit = "ptsp.survey.visit"

    def _add_subjects(self):
        """Add what is to be looked at, in procedure mode: the criteria of the opinion, or what the form names."""
        self.ensure_one()
        if self.finding_ids:
            return
        criteria = self.review_id.finding_ids
        subjects = [{"name": one.name, "finding_id": one.id} for one in criteria] or [
            {"name": subject} for subject in SUBJECTS
        ]
        self.env["ptsp.survey.finding"].create(
            [
                {**vals, "visit_id": self.id, "sequence": 10 + position}
                for position, vals in enumerate(subjects[:FINDINGS_LIMIT])
            ]
        )

    def _hand_on_findings(self):
        """Write what was found on site at the criteria of the opinion on which nothing is found yet."""
        for found in self.finding_ids.filtered(lambda one: one.finding_id and one.result):
            if not found.finding_id.result and found.finding_id.review_id.awaited:
                found.finding_id._as_procedure().write({"result": found.result, "remark": found.remark})
