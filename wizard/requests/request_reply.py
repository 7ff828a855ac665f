import base64
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ...models.procedure.application_turn import JsonList


class PtspRequestReply(models.TransientModel):
    """The dialog in which Customer Service enters an answer that came on paper (step 8)."""

    _name = "ptsp.request.reply"
    _description = "Answer on Paper"

    request_id = fields.Many2one("ptsp.request", "Asked For", required=True)
    kind = fields.Selection(related="request_id.kind")
    asked = fields.Text(related="request_id.text", string="What Is Asked")
    answer = fields.Text(max_chars=5000, max_lines=100, help="What the applicant says.")
    attachment_ids = fields.Many2many("ir.attachment", string="Files", help="Scanned papers (PDF, JPEG or PNG).")

    # A detail of the application, by what it is: nothing is filled in with what was wrong.
    value_kind = fields.Char(compute="_compute_value_kind", help="What kind of detail is entered.")
    value_options = JsonList(compute="_compute_value_kind", help="Among what one chooses: lists of key and label.")
    value_text = fields.Text("Correct Entry", max_chars=5000, max_lines=100)
    value_number = fields.Float("Correct Number")
    value_whole = fields.Integer("Correct Whole Number")
    value_day = fields.Date("Correct Day")
    value_moment = fields.Datetime("Correct Time")
    value_choice = fields.Json("Chosen")

    @api.depends("request_id")
    def _compute_value_kind(self):
        for dialog in self:
            request = dialog.request_id
            kind, options = request._entered_as() if request.kind == "data" else (False, [])
            dialog.value_kind = kind
            dialog.value_options = options

    def action_confirm(self):
        """Enter the answer.

        :return: the action that closes the dialog
        :raises UserError: a file was not attached here
        """
        self.ensure_one()
        attachments = self.attachment_ids
        attachments.check_access("read")
        if any(file.res_model != self._name or file.create_uid != self.env.user for file in attachments):
            raise UserError(self.env._("This file belongs to another record. Upload it here anew."))
        files = [{"name": file.name, "datas": base64.b64encode(file.raw or b"")} for file in attachments]
        self.request_id.action_answer(self.answer, files, self._value())
        # They are kept as papers of the request now.
        attachments.unlink()
        return {"type": "ir.actions.act_window_close"}

    def _value(self):
        """Return what is entered for a detail, as ``action_answer`` takes it; None where nothing is."""
        kind = self.value_kind
        if kind in ("char", "text"):
            return self.value_text or None
        if kind == "integer":
            return self.value_whole or None
        if kind == "float":
            return self.value_number or None
        if kind == "date":
            return fields.Date.to_string(self.value_day) if self.value_day else None
        if kind == "datetime":
            return fields.Datetime.to_string(self.value_moment) if self.value_moment else None
        chosen = self.value_choice if isinstance(self.value_choice, list) else []
        if kind == "tags":
            return chosen or None
        return chosen[0] if chosen else None

    @api.autovacuum
    def _gc_files(self):
        """Delete what was attached in dialogs that nobody confirmed."""
        yesterday = fields.Datetime.now() - timedelta(days=1)
        self.env["ir.attachment"].search(
            Domain("res_model", "=", self._name) & Domain("create_date", "<", yesterday)
        ).unlink()
