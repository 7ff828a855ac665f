from odoo import fields, models


class OpdMessageWrite(models.TransientModel):
    """The dialog in which an OPD writes to the agency, or an officer to the OPD."""

    _name = "ptsp.opd.message.write"
    _description = "Writing between an OPD and the Agency"

    review_id = fields.Many2one("ptsp.technical.review", required=True)
    body = fields.Text("Message", required=True, max_chars=5000, max_lines=100)

    def action_confirm(self):
        """Send what was written.

        :return: the action that closes the dialog
        """
        self.ensure_one()
        self.review_id.action_write_message(self.body)
        return {"type": "ir.actions.act_window_close"}
