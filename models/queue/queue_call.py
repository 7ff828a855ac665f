from odoo import fields, models


class QueueCall(models.Model):
    """One call of a number: by it a number is claimed, and call screens know what to say next.

    Whoever calls a number inserts its next call; of two who call the same number at one moment the second waits for
    the first, finds it called, and takes the next number in the line.
    """

    _name = "ptsp.queue.call"
    _description = "Call of a Queue Number"
    _inherit = ["ptsp.append.only.mixin"]
    _order = "id desc"
    _rec_name = "ticket_id"

    ticket_id = fields.Many2one("ptsp.queue.ticket", "Number", required=True, readonly=True, ondelete="cascade")
    company_id = fields.Many2one("res.company", "Agency", required=True, readonly=True)
    counter_id = fields.Many2one("ptsp.counter", required=True, readonly=True, ondelete="restrict", index=True)
    user_id = fields.Many2one("res.users", "Officer", required=True, readonly=True)
    attempt = fields.Integer(required=True, readonly=True, aggregator=None, help="How often it was called so far.")
    called_at = fields.Datetime("Called", required=True, readonly=True)

    _attempt_unique = models.UniqueIndex("(ticket_id, attempt)", "This number was called by another counter just now.")
    _company_index = models.Index("(company_id, id)")
