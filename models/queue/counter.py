from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError


class Counter(models.Model):
    """A counter of the waiting room: whom it serves, who sits there, and whose number was called (*loket*)."""

    _name = "ptsp.counter"
    _description = "Counter"
    _inherit = ["ptsp.protected.mixin"]
    _order = "number, id"
    _check_company_auto = True

    name = fields.Char(required=True, max_chars=60, help="Stands on the call screen beside the number.")
    number = fields.Integer(required=True, aggregator=None, help="Is spoken when a number is called.")
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", "Agency", default=lambda self: self.env.company, required=True, index=True
    )
    service_ids = fields.Many2many(
        "ptsp.queue.service",
        "ptsp_counter_queue_service_rel",
        "counter_id",
        "service_id",
        "Queue Lines",
        check_company=True,
        help="Whose numbers this counter calls.",
    )
    officer_ids = fields.Many2many(
        "res.users",
        "ptsp_counter_officer_rel",
        "counter_id",
        "user_id",
        "Officers",
        domain=[("share", "=", False)],
        help="Who may sit here. Where nobody is named, everybody who holds the role of one of the lines.",
    )
    state = fields.Selection(
        [("closed", "Not Open"), ("open", "Open")], default="closed", required=True, readonly=True, procedure=True
    )
    user_id = fields.Many2one(
        "res.users",
        "On Duty",
        readonly=True,
        copy=False,
        index="btree_not_null",
        procedure=True,
        help="Who sits here.",
    )
    ticket_id = fields.Many2one(
        "ptsp.queue.ticket",
        "Number Called",
        readonly=True,
        copy=False,
        index="btree_not_null",
        procedure=True,
        help="Whom this counter serves, or has called.",
    )
    ticket_state = fields.Selection(related="ticket_id.state", string="State of the Number")
    ticket_line_id = fields.Many2one(related="ticket_id.line_id", string="Line of the Number")
    ticket_priority = fields.Selection(related="ticket_id.priority", string="Priority")
    is_mine = fields.Boolean(compute="_compute_is_mine", help="I sit here.")
    may_open = fields.Boolean(compute="_compute_is_mine", help="I may sit here.")

    _number_unique = models.UniqueIndex(
        "(company_id, number) WHERE active", "Another counter of the agency has this number. Choose another one."
    )
    _number_bounded = models.Constraint("CHECK (number BETWEEN 1 AND 99)", "Counters are numbered from 1 to 99.")
    _user_unique = models.UniqueIndex(
        "(user_id) WHERE user_id IS NOT NULL", "You sit at another counter. Close that one first."
    )

    @api.depends("number", "name")
    def _compute_display_name(self):
        for counter in self:
            counter.display_name = f"{counter.number} {counter.name}" if counter.name else str(counter.number)

    @api.depends("user_id", "officer_ids", "service_ids.role", "company_id")
    @api.depends_context("uid")
    def _compute_is_mine(self):
        for counter in self:
            counter.is_mine = counter.user_id == self.env.user
            counter.may_open = not counter._why_not_mine()

    @api.constrains("company_id", "officer_ids")
    def _check_officers(self):
        """Who sits at a counter works for its agency."""
        for counter in self:
            strangers_sudo = counter.sudo().officer_ids.filtered(
                lambda user, company=counter.company_id: company not in user.company_ids
            )
            if strangers_sudo:
                raise ValidationError(
                    self.env._(
                        "%(user)s does not work for the agency of counter %(counter)s. Choose somebody else.",
                        user=strangers_sudo[0].name,
                        counter=counter.display_name,
                    )
                )

    def write(self, vals):
        if {"active", "company_id", "number"} & vals.keys() and (
            busy := self.filtered(lambda counter: counter.state == "open")
        ):
            raise UserError(
                self.env._("Counter %(counter)s is open. Let its officer close it first.", counter=busy[0].display_name)
            )
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_without_calls(self):
        """Counters that have called are archived, for their numbers name them."""
        called_sudo = self.env["ptsp.queue.call"].sudo().search([("counter_id", "in", self.ids)], limit=1).counter_id
        if called_sudo:
            raise UserError(
                self.env._(
                    "Counter %(counter)s has called numbers. Archive it instead.", counter=called_sudo.display_name
                )
            )

    def _why_not_mine(self):
        """Say why the user may not sit at this counter.

        :return: sentence; empty where the user may
        """
        self.ensure_one()
        user, company = self.env.user, self.company_id
        if not company._ptsp_queue_is_used():
            return self.env._("%(agency)s does not use the queue.", agency=company.sudo().name)
        # What a counter is for, its officers read; whoever may not read it was refused before.
        counter_sudo = self.sudo()
        if company not in user.company_ids or not user._is_ptsp_staff():
            return self.env._("Only officers of the agency call numbers.")
        if counter_sudo.officer_ids and user not in counter_sudo.officer_ids:
            return self.env._(
                "Counter %(counter)s is for other officers. Ask a manager to add you.",
                counter=counter_sudo.display_name,
            )
        roles = set(counter_sudo.service_ids.mapped("role"))
        if not roles & user._ptsp_roles(company):
            return self.env._(
                "You hold none of the roles of counter %(counter)s. Open a counter of your own desk.",
                counter=counter_sudo.display_name,
            )
        return ""

    def _check_mine(self):
        """Refuse who does not sit at this counter.

        :raises AccessError: saying who does, or why the user may not
        """
        self.ensure_one()
        self.check_access("read")
        if reason := self._why_not_mine():
            raise AccessError(reason)
        if self.state != "open" or self.user_id != self.env.user:
            raise AccessError(
                self.env._("You do not sit at counter %(counter)s. Open it, or a free one.", counter=self.display_name)
            )
