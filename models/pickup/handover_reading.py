from odoo import fields, models


class HandoverReading(models.Model):
    """One right or duty that was explained to who collects a letter: by whom, when, and in which words (step 16)."""

    _name = "ptsp.handover.reading"
    _description = "Right or Duty Explained"
    _inherit = ["ptsp.protected.mixin", "ptsp.confined.mixin"]
    _order = "application_id, id"

    application_id = fields.Many2one(
        "ptsp.application", required=True, readonly=True, procedure=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(related="application_id.company_id")
    item_id = fields.Many2one(
        "ptsp.handover.item", readonly=True, procedure=True, ondelete="set null", index="btree_not_null"
    )
    kind = fields.Selection([("right", "Right"), ("duty", "Duty")], required=True, readonly=True, procedure=True)
    name = fields.Char(
        "Explained", required=True, readonly=True, procedure=True, max_chars=400, help="In the words of that day."
    )
    user_id = fields.Many2one(
        "res.users", "Explained by", required=True, readonly=True, procedure=True, ondelete="restrict"
    )
    read_at = fields.Datetime("When", required=True, readonly=True, procedure=True)

    _once = models.UniqueIndex("(application_id, item_id)", "This was ticked already. Reload the page.")
