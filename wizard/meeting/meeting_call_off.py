from odoo import fields, models


class PtspMeetingCallOff(models.TransientModel):
    """The dialog that asks why a meeting is called off or declined."""

    _name = "ptsp.meeting.call.off"
    _description = "Meeting to Be Called Off"

    meeting_id = fields.Many2one("ptsp.meeting", required=True, readonly=True)
    reason = fields.Text("Called Off Because", required=True, max_chars=1000, max_lines=20)

    def action_confirm(self):
        """Call the meeting off.

        :return: the action that closes the dialog
        """
        self.ensure_one()
        self.meeting_id.action_call_off(self.reason)
        return {"type": "ir.actions.act_window_close"}
