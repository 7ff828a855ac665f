from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain

from ...tools.boolean_search import positive
from .message import APPLICANT_WROTE

_UNREAD = Domain("writer", "=", APPLICANT_WROTE) & Domain("read_at", "=", False)


class ApplicationNewMessages(models.Model):
    """What an applicant has written and nobody has read yet shows, until the desk or Customer Service has."""

    _inherit = "ptsp.application"

    has_new_message = fields.Boolean(
        "New Message",
        compute="_compute_new_messages",
        search="_search_has_new_message",
        groups="ptsp_exhibition.group_reader",
        help="The applicant has written, and neither the desk nor Customer Service has read it yet.",
    )
    new_messages = fields.Text(
        "What the Applicant Wrote", compute="_compute_new_messages", groups="ptsp_exhibition.group_reader"
    )
    may_read_messages = fields.Boolean(
        compute="_compute_new_messages",
        groups="ptsp_exhibition.group_reader",
        help="There are new messages, and I may note that they were read.",
    )

    @api.depends("conversation_ids.read_at")
    @api.depends_context("uid")
    def _compute_new_messages(self):
        for application in self:
            unread = application._new_messages()
            application.has_new_message = bool(unread)
            application.new_messages = "\n\n".join(
                message.body or ", ".join(message.sudo().attachment_ids.mapped("name")) for message in unread
            )
            application.may_read_messages = bool(unread) and application._reads_for_agency()

    def _search_has_new_message(self, operator, values):
        return positive(operator, values, lambda: Domain("conversation_ids", "any", _UNREAD))

    def _new_messages(self):
        """Return what the applicants wrote and nobody has read."""
        return self.conversation_ids.filtered_domain(_UNREAD)

    def _reads_for_agency(self):
        """Tell whether the user reads messages for the agency: Customer Service, or whose turn it is."""
        self.ensure_one()
        # As in Odoo's own check of access: what the system posts nobody has read.
        user = self.env.user
        return user._is_internal() and (self._holds_any_role(("customer_service",)) or self.my_turn)

    def action_read_messages(self):
        """Note that the agency has read what the applicants wrote.

        :return: True
        :raises AccessError: the user is neither of Customer Service nor is it the user's turn
        """
        self.check_access("read")
        for application in self:
            if not application._reads_for_agency():
                raise AccessError(
                    self.env._(
                        "Messages about %(name)s are read by Customer Service, or by whoever has the file now.",
                        name=application.name,
                    )
                )
            application._agency_has_read()
            application._as_procedure()._leave_message_to_dos()
        return True

    def _agency_has_read(self):
        """Note that the user has read what the applicant wrote."""
        self.sudo()._new_messages().with_env(self.env)._note_read()

    def _leave_message_to_dos(self):
        """Leave Customer Service a to-do where a message was not read, and take it away where all were.

        In procedure mode.
        """
        Activity = self.env["mail.activity"]
        type_id = self.env["ir.model.data"]._xmlid_to_res_id("ptsp_exhibition.activity_type_message", True)
        there = Activity.search(
            [
                ("res_model", "=", self._name),
                ("res_id", "in", self.ids),
                ("activity_type_id", "=", type_id),
                ("automated", "=", True),
            ]
        )
        waiting = self.filtered(lambda application: application._new_messages())
        there.filtered(lambda activity: activity.res_id not in waiting.ids).unlink()
        missing = waiting.filtered(lambda application: application.id not in there.mapped("res_id"))
        if missing:
            Activity.create(
                [
                    {
                        "activity_type_id": type_id,
                        "automated": True,
                        "user_id": False,
                        "summary": self.env._("The applicant has written"),
                        "date_deadline": application.service_id._local_day(fields.Datetime.now()),
                        "res_model_id": self.env["ir.model"]._get_id(self._name),
                        "res_id": application.id,
                    }
                    for application in missing
                ]
            )

    def _moot_to_dos(self, activities):
        # Who wrote about a file that has ended waits for an answer all the same.
        type_id = self.env["ir.model.data"]._xmlid_to_res_id("ptsp_exhibition.activity_type_message", False)
        return super()._moot_to_dos(activities).filtered(lambda activity: activity.activity_type_id.id != type_id)
