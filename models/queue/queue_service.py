import re

from odoo import api, fields, models
from odoo.exceptions import AccessError, ValidationError

#: Minutes that somebody is served where nothing was measured yet.
MINUTES = 10


class QueueService(models.Model):
    """What a number is for: a line of the waiting room, with the letter of its numbers (SOP steps 1, 3, 4, 6, 16)."""

    _name = "ptsp.queue.service"
    _description = "Line of the Queue"
    _order = "sequence, letter, id"

    name = fields.Char(required=True, translate=True, max_chars=40, help="Stands on the buttons of the kiosk.")
    description = fields.Char(
        translate=True, max_chars=100, help="Second line on the button: for whom it is, in a few words."
    )
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", "Agency", default=lambda self: self.env.company, required=True, index=True
    )
    letter = fields.Char(
        "Letter of the Line", required=True, max_chars=1, help="Numbers of this line begin with it, such as A001."
    )
    role = fields.Selection(
        selection="_selection_role", required=True, help="The desk to which it leads: who holds this role calls."
    )
    minutes = fields.Integer(
        "Minutes per Visitor",
        default=MINUTES,
        required=True,
        help="How long somebody is served, as visitors are told until enough was measured on the day.",
    )
    counter_ids = fields.Many2many(
        "ptsp.counter", "ptsp_counter_queue_service_rel", "service_id", "counter_id", "Counters", readonly=True
    )

    _letter_unique = models.UniqueIndex(
        "(company_id, letter) WHERE active", "Another line of the agency has this letter. Choose another one."
    )
    _minutes_bounded = models.Constraint(
        "CHECK (minutes BETWEEN 1 AND 240)", "Between 1 and 240 minutes per visitor can be entered."
    )

    @api.model
    def _selection_role(self):
        """Return the roles that serve visitors, in the order of the SOP."""
        Groups = self.env["res.groups"]
        opd = Groups._ptsp_opd_roles()
        return [(role, Groups._ptsp_role_label(role)) for role in Groups._ptsp_role_ids() if role not in opd]

    @api.constrains("letter")
    def _check_letter(self):
        """Letters are spoken and read from afar: one capital of the alphabet."""
        for service in self:
            if not re.fullmatch("[A-Z]", service.letter):
                raise ValidationError(
                    self.env._("The letter of %(service)s must be a capital from A to Z.", service=service.name)
                )

    @api.constrains("company_id")
    def _check_company(self):
        """Numbers that were given are the agency's: a line with numbers stays where it is."""
        tickets_sudo = self.env["ptsp.queue.ticket"].sudo()
        for service in self:
            if tickets_sudo.search_count(
                [("service_id", "=", service.id), ("company_id", "!=", service.company_id.id)], limit=1
            ):
                raise ValidationError(
                    self.env._("%(service)s has given numbers already. Make a new line instead.", service=service.name)
                )

    @api.ondelete(at_uninstall=False)
    def _unlink_without_numbers(self):
        """Lines that have given numbers are archived, for figures name them."""
        given_sudo = self.env["ptsp.queue.ticket"].sudo().search([("service_id", "in", self.ids)], limit=1).service_id
        if given_sudo:
            raise ValidationError(
                self.env._("%(service)s has given numbers. Archive it instead of deleting it.", service=given_sudo.name)
            )

    def _check_serves(self):
        """Refuse who serves no visitors of this line.

        :raises AccessError: naming the role that does
        """
        self.ensure_one()
        self.check_access("read")
        if self.role not in self.env.user._ptsp_roles(self.company_id) or not self.company_id._ptsp_queue_is_used():
            raise AccessError(
                self.env._(
                    "%(service)s is served by: %(role)s. Ask a colleague of that role.",
                    service=self.name,
                    role=self.env["res.groups"]._ptsp_role_label(self.role),
                )
            )
