from odoo import fields, models


class QueueApplication(models.TransientModel):
    """The dialog that asks on account of which application a visitor came."""

    _name = "ptsp.queue.application"
    _description = "Application of a Visitor"

    counter_id = fields.Many2one("ptsp.counter", required=True, readonly=True)
    company_id = fields.Many2one(related="counter_id.company_id")
    application_id = fields.Many2one("ptsp.application", required=True)

    def action_confirm(self):
        """Note the application with the number, and open it.

        :return: the action that opens the application
        """
        self.ensure_one()
        self.counter_id.action_link_application(self.application_id.id)
        return self.counter_id.action_open_application()
