from odoo import api, fields, models


class ApplicationChange(models.Model):
    """A change of what a registered file says: what stood there before, what stands there since, by whom and when."""

    _name = "ptsp.application.change"
    _description = "Change of a Registered File"
    _inherit = ["ptsp.append.only.mixin"]
    _order = "application_id, id"
    _rec_name = "label"

    application_id = fields.Many2one("ptsp.application", required=True, ondelete="cascade", index=True, readonly=True)
    company_id = fields.Many2one(related="application_id.company_id")
    detail = fields.Char("Key", required=True, readonly=True, help="The key of what was changed.")
    label = fields.Char("Changed", required=True, readonly=True)
    # Lists of papers are longer than what people enter.
    old_value = fields.Text("Before", readonly=True, max_chars=100_000, max_lines=1_000)
    new_value = fields.Text("Since", readonly=True, max_chars=100_000, max_lines=1_000)
    paper_ids = fields.Many2many(
        "ir.attachment",
        "ptsp_application_change_paper_rel",
        "change_id",
        "attachment_id",
        "Papers",
        bypass_search_access=True,
        readonly=True,
        help="The papers that were taken off or added. They are kept.",
    )
    state = fields.Selection(selection="_selection_state", required=True, readonly=True)
    control_line = fields.Integer(
        "Line", required=True, readonly=True, aggregator=None, help="The line of the control sheet that was open then."
    )
    user_id = fields.Many2one("res.users", "Changed By", required=True, readonly=True, ondelete="restrict", index=True)
    changed_at = fields.Datetime(required=True, readonly=True)

    @api.model
    def _selection_state(self):
        return self.env["ptsp.service"]._selection_state()
