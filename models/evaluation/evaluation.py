from odoo import api, fields, models
from odoo.exceptions import UserError

from ..procedure.drawn_signature import refuse_no_drawing

#: What each of the two enters, and while the evaluation stands where. All else is written by the procedure.
BY_HAND = {
    "superior_remark": ("superior", "open"),
    "officer_word": ("officer", "marked"),
    "officer_signature": ("officer", "answered"),
    "superior_signature": ("superior", "answered"),
}
STATES = [
    ("open", "With the Superior"),
    ("marked", "With the Officer"),
    ("answered", "To Be Signed"),
    ("signed", "Signed"),
]


class Evaluation(models.Model):
    """How an officer has worked in a semester (*evaluasi kinerja pelaksana*, section T).

    ================  ======================================================================================
    open              the direct superior reads the figures, marks and remarks; the officer sees nothing yet
    marked            handed over: the officer reads it and adds an own word
    answered          both sign
    signed            nothing changes any more
    ================  ======================================================================================

    It is read by the officer, the direct superior, the heads above that one and the auditor, and by nobody else: see
    ``security/evaluation_rules.xml``. The figures are those of the day on which it was opened.
    """

    _name = "ptsp.evaluation"
    _description = "Evaluation of an Officer"
    _inherit = ["ptsp.protected.mixin", "ptsp.confined.mixin", "ptsp.without.messages.mixin"]
    _order = "semester desc, officer_id, id"

    company_id = fields.Many2one("res.company", "Agency", required=True, readonly=True, index=True)
    officer_id = fields.Many2one("res.users", required=True, readonly=True, ondelete="restrict", index=True)
    superior_id = fields.Many2one(
        "res.users", "Direct Superior", required=True, readonly=True, ondelete="restrict", index=True
    )
    above_ids = fields.Many2many(
        "res.users", "ptsp_evaluation_above_rel", "evaluation_id", "user_id", "Heads Above", readonly=True
    )
    semester = fields.Char(required=True, readonly=True, help="Year and half of the year, such as 2026-I.")
    state = fields.Selection(STATES, required=True, readonly=True, default="open", index=True)
    opened_on = fields.Date("Opened", required=True, readonly=True, help="The figures are those of this day.")

    # Figures of that day.
    steps_signed = fields.Integer(
        readonly=True, aggregator="sum", help="Lines of control sheets that the officer has ended in the semester."
    )
    steps_normed = fields.Integer("Steps with a Norm", readonly=True, aggregator="sum")
    norm_kept = fields.Float(
        "Norm Kept (%)", readonly=True, digits=(16, 1), aggregator=None, help="Share of the steps with a norm."
    )
    corrections_caused = fields.Integer(
        readonly=True, aggregator="sum", help="How often a later desk has sent back what the officer had passed on."
    )
    counts_complaints = fields.Boolean(readonly=True, help="Complaints were counted: the agency used that part.")
    complaints_about = fields.Integer(
        "Complaints",
        readonly=True,
        aggregator="sum",
        help="Complaints about the officer that were answered in the semester. Open ones are not counted.",
    )
    counts_satisfaction = fields.Boolean(readonly=True, help="There was an index of a service worked on.")
    satisfaction = fields.Float(
        "Satisfaction (IKM)",
        readonly=True,
        digits=(16, 2),
        aggregator=None,
        help="Index of the services that the officer has worked on, weighted by the steps signed.",
    )
    satisfaction_text = fields.Char(
        "Satisfaction by Service", readonly=True, max_chars=2000, help="Index and grade of each service worked on."
    )

    # Marks and words.
    line_ids = fields.One2many("ptsp.evaluation.line", "evaluation_id", "Marks Given")
    result = fields.Float(
        "Result (%)",
        compute="_compute_result",
        store=True,
        digits=(16, 2),
        aggregator="avg",
        help="Weighted mean of the marks, each as a share of its scale.",
    )
    superior_remark = fields.Text("Remark of the Superior", max_chars=4000, max_lines=80)
    officer_word = fields.Text("Word of the Officer", max_chars=4000, max_lines=80)
    handed_over_at = fields.Datetime("Handed Over", readonly=True)
    answered_at = fields.Datetime("Answered", readonly=True)

    is_superior = fields.Boolean(compute="_compute_hands")
    is_officer = fields.Boolean(compute="_compute_hands")

    _once = models.UniqueIndex(
        "(company_id, officer_id, semester)", "This officer has an evaluation of this semester already."
    )
    _two_people = models.Constraint("CHECK (officer_id != superior_id)", "Nobody evaluates the own work.")

    @property
    def _protected_fields(self):
        return frozenset(self._fields) - BY_HAND.keys() - {"id", "line_ids", "activity_ids"}

    @api.depends("officer_id", "semester")
    def _compute_display_name(self):
        for evaluation in self:
            evaluation.display_name = f"{evaluation.sudo().officer_id.name}, {evaluation.semester}"

    @api.depends("line_ids.mark", "line_ids.weight", "line_ids.scale")
    def _compute_result(self):
        for evaluation in self:
            lines = evaluation.line_ids
            weight = sum(lines.mapped("weight"))
            points = sum(line.weight * line.mark / line.scale for line in lines if line.scale)
            evaluation.result = 100 * points / weight if weight else 0

    @api.depends_context("uid")
    @api.depends("officer_id", "superior_id")
    def _compute_hands(self):
        for evaluation in self:
            evaluation.is_superior = evaluation.superior_id == self.env.user
            evaluation.is_officer = evaluation.officer_id == self.env.user

    def write(self, vals):
        if not self._is_procedure:
            self._check_protected(vals)
            for who, state in {BY_HAND[name] for name in vals if name in BY_HAND}:
                self._check_hand(who, state)
            refuse_no_drawing(self.env, [vals], "officer_signature", "superior_signature")
        result = super().write(vals)
        if not self._is_procedure and any(name.endswith("_signature") for name in vals):
            self._as_procedure()._note_signatures()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("Evaluations are kept and cannot be deleted."))
