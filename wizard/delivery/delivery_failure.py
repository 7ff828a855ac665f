from odoo import fields, models

from ...models.delivery.delivery_attempt import REASONS


class PtspDeliveryFailure(models.TransientModel):
    """The dialog in which a liaison officer says why nobody has received the files."""

    _name = "ptsp.delivery.failure"
    _description = "Delivery in Vain"

    delivery_id = fields.Many2one("ptsp.delivery", "Sheet", required=True, readonly=True)
    reason = fields.Selection(REASONS, required=True)
    note = fields.Char("What Was Told There", max_chars=500)

    def action_confirm(self):
        """Note the attempt.

        :return: the action that closes the dialog
        """
        self.ensure_one()
        self.delivery_id.action_fail(self.reason, self.note)
        return {"type": "ir.actions.act_window_close"}
