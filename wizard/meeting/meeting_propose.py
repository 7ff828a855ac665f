from odoo import fields, models

from ...models.meeting.meeting import KINDS


class PtspMeetingPropose(models.TransientModel):
    """The dialog in which a meeting is proposed."""

    _name = "ptsp.meeting.propose"
    _description = "Meeting to Be Proposed"

    application_id = fields.Many2one("ptsp.application", "About", required=True, readonly=True)
    kind = fields.Selection(KINDS, "Kind of Meeting", required=True, default="meeting")
    agenda = fields.Text(required=True, max_chars=2000, max_lines=40)
    starts_at = fields.Datetime("Begins", help="Empty where the head shall choose it.")
    place = fields.Char(max_chars=200, help="Empty where the head shall choose it.")

    def action_confirm(self):
        """Propose the meeting.

        :return: the action that opens it
        """
        self.ensure_one()
        meeting = self.application_id.action_propose_meeting(self.agenda, self.starts_at, self.place, self.kind)
        action = self.env["ir.actions.act_window"]._for_xml_id("ptsp_exhibition.meeting_action")
        return {**action, "views": [(False, "form")], "view_mode": "form", "res_id": meeting.id, "domain": []}
