from odoo import fields, models


class PtspRequestAgain(models.TransientModel):
    """The dialog in which a desk says why an answer does not do."""

    _name = "ptsp.request.again"
    _description = "Asking Again"

    request_id = fields.Many2one("ptsp.request", "Asked For", required=True)
    reason = fields.Text(
        "Why the Answer Does Not Do", required=True, max_chars=2000, max_lines=50, help="The applicant reads it."
    )

    def action_confirm(self):
        """Ask again.

        :return: the action that closes the dialog
        """
        self.ensure_one()
        self.request_id.action_ask_again(self.reason)
        return {"type": "ir.actions.act_window_close"}
