from odoo import fields, models


class PtspSurveyCallOff(models.TransientModel):
    """The dialog that asks why a visit on site is called off."""

    _name = "ptsp.survey.call.off"
    _description = "Calling Off of a Visit on Site"

    visit_id = fields.Many2one("ptsp.survey.visit", "Visit on Site", required=True, readonly=True)
    reason = fields.Text(
        "Called Off Because", required=True, max_chars=1000, max_lines=20, help="Who was invited reads it."
    )

    def action_confirm(self):
        """Call the visit off.

        :return: the action that closes the dialog
        """
        self.ensure_one()
        self.visit_id.action_call_off(self.reason)
        return {"type": "ir.actions.act_window_close"}
