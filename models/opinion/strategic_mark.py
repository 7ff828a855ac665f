from odoo import fields, models


class StrategicMark(models.Model):
    """A head has called an application strategic, or has taken that back, with a reason (step 14b)."""

    _name = "ptsp.strategic.mark"
    _description = "Mark of a Strategic Application"
    _inherit = ["ptsp.append.only.mixin", "ptsp.confined.mixin"]
    _order = "id desc"
    _rec_name = "reason"

    application_id = fields.Many2one("ptsp.application", required=True, readonly=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="application_id.company_id")
    is_strategic = fields.Boolean("Strategic", readonly=True, help="Called strategic; not ticked where taken back.")
    reason = fields.Text(required=True, readonly=True, max_chars=2000, max_lines=40)
    user_id = fields.Many2one("res.users", "Who", required=True, readonly=True, ondelete="restrict", index=True)
    marked_at = fields.Datetime("When", required=True, readonly=True)
