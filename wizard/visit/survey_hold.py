from odoo import api, fields, models


class PtspSurveyHold(models.TransientModel):
    """The dialog that asks when a visit on site was held."""

    _name = "ptsp.survey.hold"
    _description = "Holding of a Visit on Site"

    visit_id = fields.Many2one("ptsp.survey.visit", "Visit on Site", required=True, readonly=True)
    held_at = fields.Datetime(
        "Took Place",
        compute="_compute_held_at",
        store=True,
        precompute=True,
        readonly=False,
        required=True,
        help="When the site was visited. It stands in the minutes.",
    )

    @api.depends("visit_id")
    def _compute_held_at(self):
        for dialog in self:
            dialog.held_at = dialog.held_at or dialog.visit_id._held_as_planned()

    def action_confirm(self):
        """Enter that the visit was held.

        :return: the action that closes the dialog
        """
        self.ensure_one()
        self.visit_id.action_hold(self.held_at)
        return {"type": "ir.actions.act_window_close"}
