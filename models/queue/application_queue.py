from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ...tools.sent_id import sent_id
from .queue_ticket import AT_COUNTER


class ApplicationQueue(models.Model):
    """An application that was filed for, or asked after by, somebody with a number."""

    _inherit = "ptsp.application"

    queue_ticket_ids = fields.One2many(
        "ptsp.queue.ticket",
        "application_id",
        "Queue Numbers",
        readonly=True,
        copy=False,
        groups="ptsp_exhibition.group_reader",
    )

    @api.model_create_multi
    def create(self, vals_list):
        applications = super().create(vals_list)
        ticket_id = sent_id(self.env.context.get("ptsp_ticket"))
        if len(applications) == 1 and ticket_id:
            self.env["ptsp.counter"]._note_begun(ticket_id, applications)
        return applications


class CounterApplication(models.Model):
    """The application of whom a counter serves: opened, begun, or found."""

    _inherit = "ptsp.counter"

    application_id = fields.Many2one(
        "ptsp.application", compute="_compute_application_id", help="On account of which the visitor came."
    )
    may_file = fields.Boolean(compute="_compute_application_id", help="I file applications for visitors.")

    @api.depends("ticket_id.application_id")
    @api.depends_context("uid")
    def _compute_application_id(self):
        files = self.env["ptsp.application"]._is_front_office()
        for counter in self:
            counter.application_id = counter.ticket_id.application_id
            counter.may_file = files

    def action_open_application(self):
        """Open the application of whom this counter serves; a new one, where none is known yet.

        :return: the action
        :raises AccessError: the user does not sit here, or files no applications
        :raises UserError: nobody is at the counter
        """
        ticket_sudo = self._current(*AT_COUNTER)
        action = self.env["ir.actions.act_window"]._for_xml_id("ptsp_exhibition.application_action")
        action |= {"views": [(False, "form")], "view_mode": "form", "target": "current"}
        if ticket_sudo.application_id:
            return {**action, "res_id": ticket_sudo.application_id.id}
        if not self.env["ptsp.application"]._is_front_office():
            raise AccessError(self.env["ptsp.application"]._not_front_office().args[0])
        # Until it is saved another number may have been called.
        return {**action, "context": {"ptsp_ticket": ticket_sudo.id}}

    @api.model
    def _note_begun(self, ticket_id, application):
        """Note which application was begun for a visitor, where that one is still at the user's counter.

        Else nothing happens: an application is worth more than the number on account of which it was begun. That the
        id of the number comes from a client gives no right: who does not sit where it is served notes nothing.

        :param int ticket_id: id of a ``ptsp.queue.ticket``
        :param application: the ``ptsp.application`` that the user has just created
        """
        if not self.has_access("read"):
            return
        at_counter = [("user_id", "=", self.env.uid), ("state", "=", "open"), ("ticket_id", "=", ticket_id)]
        counter = self.search([*at_counter, ("company_id", "=", application.sudo().company_id.id)])
        ticket_sudo = counter.sudo().ticket_id
        if ticket_sudo.state in AT_COUNTER and not ticket_sudo.application_id and not counter._why_not_mine():
            ticket_sudo._as_procedure().application_id = application.id

    def action_link_application(self, application_id):
        """Note on account of which application the visitor came whom this counter serves.

        :param int application_id: id of a ``ptsp.application`` that the user reads
        :return: True
        :raises AccessError: the user does not sit here, or may not read the application
        :raises UserError: nobody is at the counter
        """
        ticket_sudo = self._current(*AT_COUNTER)
        application = self.env["ptsp.application"].browse(sent_id(application_id)).exists()
        application.check_access("read")
        if not application or application.sudo().company_id != self.company_id:
            raise UserError(self.env._("Choose an application of your agency."))
        ticket_sudo._as_procedure().application_id = application.id
        return True
