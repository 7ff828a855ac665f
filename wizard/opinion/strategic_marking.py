from odoo import fields, models


class PtspStrategicMarking(models.TransientModel):
    """The dialog that asks why an application is strategic, or is not any more."""

    _name = "ptsp.strategic.marking"
    _description = "Marking of a Strategic Application"

    application_id = fields.Many2one("ptsp.application", required=True, readonly=True)
    is_strategic = fields.Boolean(related="application_id.is_strategic")
    reason = fields.Text("Because", required=True, max_chars=2000, max_lines=40)

    def action_confirm(self):
        """Mark the application, or take its mark away.

        :return: the action that closes the dialog
        """
        self.ensure_one()
        if self.is_strategic:
            self.application_id.action_unmark_strategic(self.reason)
        else:
            self.application_id.action_mark_strategic(self.reason)
        return {"type": "ir.actions.act_window_close"}
