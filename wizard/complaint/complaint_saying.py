import base64

from odoo import fields, models

from ...models.complaint.kinds import TEXT_CHARS, TEXT_LINES


class PtspComplaintSaying(models.TransientModel):
    """The dialog in which a complaint is answered, reopened, or a note is added."""

    _name = "ptsp.complaint.saying"
    _description = "Answer or Note"

    complaint_id = fields.Many2one("ptsp.complaint", required=True, readonly=True)
    what = fields.Selection(
        [("answer", "Answer"), ("note", "Note"), ("reopen", "Reopen")], required=True, readonly=True, default="note"
    )
    # As the user, else whoever names a number would be shown the text.
    question = fields.Text("What Was Written or Said", related="complaint_id.text", related_sudo=False)
    text = fields.Text(required=True, max_chars=TEXT_CHARS, max_lines=TEXT_LINES)
    attachment_ids = fields.Many2many("ir.attachment", string="Files", help="PDF, JPEG or PNG.")

    def action_confirm(self):
        """Say it.

        :return: the action that closes the dialog
        """
        self.ensure_one()
        complaint = self.complaint_id
        # As the user: a file of somebody else is not slipped in.
        self.attachment_ids.check_access("read")
        files = [{"name": file.name, "datas": base64.b64encode(file.raw or b"")} for file in self.attachment_ids]
        if self.what == "answer":
            complaint.action_answer(self.text, files)
        elif self.what == "reopen":
            complaint.action_reopen(self.text)
        else:
            complaint.action_note(self.text, files)
        return {"type": "ir.actions.act_window_close"}
