from odoo import fields, models

RESULTS = [("ok", "OK"), ("deficient", "Deficient")]


class ChecklistMark(models.Model):
    """What a desk found of one paper, once and for all: with its reason, by whom and when (steps 4, 5, 6 and 7).

    The checklist shows of each desk the last mark; those of before stay, whoever looks at the paper later.
    """

    _name = "ptsp.checklist.mark"
    _description = "Mark in a Checklist"
    _inherit = ["ptsp.append.only.mixin"]
    _order = "line_id, id"
    _rec_name = "result"

    line_id = fields.Many2one(
        "ptsp.checklist.line", "Paper", required=True, ondelete="cascade", index=True, readonly=True
    )
    desk = fields.Selection(
        [
            ("service_result", "Customer Service"),
            ("registration_result", "Registration"),
            ("verification_result", "Verification"),
        ],
        required=True,
        readonly=True,
        help="The column of the checklist in which it stands.",
    )
    result = fields.Selection(RESULTS, "Finding", readonly=True)
    note = fields.Char("Reason", readonly=True)
    paper_seen = fields.Boolean(readonly=True, help="The paper lay on the counter.")
    # Empty for what was marked before marks were kept.
    user_id = fields.Many2one("res.users", "Marked By", readonly=True, ondelete="restrict", index=True)
    marked_at = fields.Datetime(required=True, readonly=True)
