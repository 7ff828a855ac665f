from odoo import fields, models


class QueueTransfer(models.TransientModel):
    """The dialog that asks to which line somebody is sent."""

    _name = "ptsp.queue.transfer"
    _description = "Sending to Another Line"

    counter_id = fields.Many2one("ptsp.counter", required=True, readonly=True)
    company_id = fields.Many2one(related="counter_id.company_id")
    line_id = fields.Many2one(related="counter_id.ticket_id.line_id", string="Present Line")
    service_id = fields.Many2one(
        "ptsp.queue.service",
        "Queue Line",
        required=True,
        help="Where the visitor is called next, with the same number.",
    )

    def action_confirm(self):
        """Send whom the counter serves to the other line.

        :return: the action that closes the dialog
        """
        self.ensure_one()
        self.counter_id.action_transfer(self.service_id.id)
        return {"type": "ir.actions.act_window_close"}
