from odoo import api, fields, models
from odoo.exceptions import UserError


class PtspOpinionReturn(models.TransientModel):
    """The dialog in which processing sends opinions back to their OPD, and says what lacks (step 11)."""

    _name = "ptsp.opinion.return"
    _description = "Return of Opinions"

    application_id = fields.Many2one("ptsp.application", required=True)
    review_ids = fields.Many2many(
        "ptsp.technical.review",
        string="Opinions",
        compute="_compute_review_ids",
        store=True,
        readonly=False,
        help="Which opinions go back. Those of the other OPD stay.",
    )
    note = fields.Text("What Lacks", required=True, max_chars=2000, max_lines=50, help="The OPD reads it.")

    @api.depends("application_id")
    def _compute_review_ids(self):
        for dialog in self:
            dialog.review_ids = dialog.application_id.opinion_ids

    def action_confirm(self):
        """Send the chosen opinions back.

        :return: the action that closes the dialog
        :raises UserError: none is chosen
        """
        self.ensure_one()
        reviews = self.review_ids & self.application_id.opinion_ids
        if not reviews:
            raise UserError(self.env._("Choose under Opinions at least one that goes back."))
        reviews.action_return(self.note)
        return {"type": "ir.actions.act_window_close"}
