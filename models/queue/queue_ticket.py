from odoo import api, fields, models
from odoo.exceptions import UserError

#: States in which somebody sits in the waiting room and is not called yet.
WAITING = ("waiting", "transferred")
#: States in which somebody stands before a counter, or is on the way there.
AT_COUNTER = ("called", "serving")
PRIORITIES = [
    ("disabled", "Person with a Disability"),
    ("elderly", "Elderly"),
    ("pregnant", "Pregnant"),
    ("infant", "With an Infant"),
]


class QueueTicket(models.Model):
    """A number of the waiting room. No person is named: who holds the slip is called (*nomor antrean*).

    Numbers of a line and a day are gapless. In which order they are called follows from numbers of records, never from
    the clock; the times are for the figures.
    """

    _name = "ptsp.queue.ticket"
    _description = "Queue Number"
    _inherit = ["ptsp.protected.mixin"]
    _order = "day desc, id desc"

    name = fields.Char("Number", required=True, readonly=True, procedure=True, help="Letter of the line and number.")
    company_id = fields.Many2one("res.company", "Agency", required=True, readonly=True, procedure=True)
    service_id = fields.Many2one(
        "ptsp.queue.service",
        "Taken For",
        required=True,
        readonly=True,
        ondelete="restrict",
        index=True,
        procedure=True,
        help="The line for which the number was taken; its letter stands before it.",
    )
    line_id = fields.Many2one(
        "ptsp.queue.service",
        "Queue Line",
        required=True,
        readonly=True,
        ondelete="restrict",
        procedure=True,
        help="The line in which it waits now: another one, once an officer has transferred it.",
    )
    day = fields.Date(required=True, readonly=True, procedure=True, help="By the agency's clock; numbers begin anew.")
    number = fields.Integer("Count of the Day", required=True, readonly=True, aggregator=None, procedure=True)
    priority = fields.Selection(PRIORITIES, readonly=True, procedure=True, help="Why it is called before others.")
    state = fields.Selection(
        [
            ("waiting", "Waiting"),
            ("called", "Called"),
            ("serving", "Being Served"),
            ("served", "Served"),
            ("absent", "Absent"),
            ("transferred", "Transferred, Waiting"),
            ("expired", "Expired"),
        ],
        default="waiting",
        required=True,
        readonly=True,
        procedure=True,
    )
    counter_id = fields.Many2one(
        "ptsp.counter", readonly=True, ondelete="restrict", index="btree_not_null", procedure=True
    )
    user_id = fields.Many2one("res.users", "Officer", readonly=True, index="btree_not_null", procedure=True)
    application_id = fields.Many2one(
        "ptsp.application",
        readonly=True,
        ondelete="set null",
        index="btree_not_null",
        procedure=True,
        help="The application on account of which the visitor came, where the officer has said so.",
    )
    taken_at = fields.Datetime("Taken", required=True, readonly=True, procedure=True)
    called_at = fields.Datetime("First Called", readonly=True, procedure=True)
    serving_at = fields.Datetime("Served Since", readonly=True, procedure=True)
    ended_at = fields.Datetime("Ended", readonly=True, procedure=True)
    call_ids = fields.One2many("ptsp.queue.call", "ticket_id", "Calls", readonly=True)
    call_count = fields.Integer("Times Called", readonly=True, procedure=True)
    last_call = fields.Integer(
        readonly=True, aggregator=None, procedure=True, help="Number of the record of its last call."
    )
    device_id = fields.Many2one(
        "ptsp.queue.device", "Kiosk", readonly=True, ondelete="set null", index="btree_not_null", procedure=True
    )
    request_key = fields.Char(readonly=True, groups="base.group_system", procedure=True, help="Of the kiosk's page.")
    secret = fields.Char(
        required=True,
        readonly=True,
        groups="base.group_system",
        procedure=True,
        help="Stands in the QR code of the slip: random, so that nobody finds a number by guessing.",
    )

    _number_unique = models.UniqueIndex("(company_id, service_id, day, number)", "This number was given already.")
    # Where a letter has gone to another line.
    _name_unique = models.UniqueIndex("(company_id, day, name)", "This number was given already today.")
    _secret_unique = models.UniqueIndex("(secret)", "This slip was printed already.")
    _request_unique = models.UniqueIndex(
        "(device_id, request_key) WHERE request_key IS NOT NULL", "This page of the kiosk was sent already."
    )
    _open_index = models.Index("(company_id, day, line_id) WHERE state IN ('waiting', 'transferred')")
    _at_counter_index = models.Index("(company_id, last_call) WHERE state IN ('called', 'serving')")
    _day_index = models.Index("(company_id, day, last_call)")

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("Queue numbers are kept: without them numbers would have gaps."))

    def copy(self, default=None):  # pylint: disable=unknown-option-value,method-required-super
        raise UserError(self.env._("Queue numbers are taken at the kiosk and cannot be copied."))

    def action_wait_again(self):
        """Let somebody wait again who was not there when called: in the old place, which comes next.

        :return: True
        :raises AccessError: the user serves no visitors of this line
        :raises UserError: nobody with this number was absent today
        """
        for ticket in self:
            ticket.line_id._check_serves()
            if ticket.state != "absent" or ticket.day != ticket.company_id._ptsp_queue_day():
                raise UserError(self.env._("%(number)s is not among those who were absent today.", number=ticket.name))
            ticket._as_procedure().write({"state": "waiting", "ended_at": False, "counter_id": False})
            ticket.company_id._ptsp_queue_changed()
        return True

    def _wait_again(self):
        """Let numbers wait again that were ended before their day was over, in procedure mode.

        Whoever was called or served already comes next, as from another line.
        """
        called = self.filtered("last_call")
        called.write({"state": "transferred", "counter_id": False})
        (self - called).write({"state": "waiting"})

    @api.model
    def _cron_expire(self):
        """End what was left of days that are over, at every agency."""
        for company_sudo in self.env["res.company"].sudo().search([("ptsp_uses_queue", "=", True)]):
            self._expire(company_sudo)

    @api.model
    def _expire(self, company):
        """End what waits, was called or is served since a day that is over. Nobody is called any more by its number.

        A clock that was a day ahead for a moment has ended what is of today: that waits again.

        :param company: the ``res.company``
        """
        day = company._ptsp_queue_day()
        today_sudo = self._as_procedure().search(
            [("company_id", "=", company.id), ("day", "=", day), ("state", "=", "expired")]
        )
        today_sudo._wait_again()
        left_sudo = self._as_procedure().search(
            [("company_id", "=", company.id), ("day", "<", day), ("state", "in", [*WAITING, *AT_COUNTER])]
        )
        left_sudo.write({"state": "expired"})
        counters_sudo = self.env["ptsp.counter"]._as_procedure().search([("ticket_id.day", "<", day)])
        counters_sudo.filtered(lambda counter: counter.company_id == company).write(
            {"ticket_id": False, "state": "closed", "user_id": False}
        )
