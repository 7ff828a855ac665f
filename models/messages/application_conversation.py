from odoo import fields, models
from odoo.exceptions import AccessError

from ..procedure.types import APPLICANT
from .message import AGENCY_WROTE, APPLICANT_WROTE


class ApplicationConversation(models.Model):
    """The thread between applicant and agency."""

    _inherit = "ptsp.application"

    conversation_ids = fields.One2many(
        "ptsp.message",
        "application_id",
        "Messages with the Applicant",
        readonly=True,
        procedure=True,
        groups="ptsp_exhibition.group_reader",
        help="What applicant and agency have written to each other.",
    )

    def _keep_messages(self, messages):
        """Take messages into the thread. An answer of the desk shows that it has read what was written before.

        :param messages: ``mail.message``, as superuser
        """
        self.ensure_one()
        application_sudo = self.sudo()
        vals_list = []
        for message in messages:
            author = message.author_id
            of_applicant = author in application_sudo._people_of_applicant(author) and not any(
                user._is_internal() for user in author.user_ids
            )
            vals_list.append(
                {
                    "application_id": self.id,
                    "message_id": message.id,
                    "writer": APPLICANT_WROTE if of_applicant else AGENCY_WROTE,
                    "role": False if of_applicant else application_sudo._role_of_writer(author),
                    "written_at": message.date or fields.Datetime.now(),
                }
            )
        kept = self.env["ptsp.message"]._as_procedure().create(vals_list)
        if any(message.writer == AGENCY_WROTE for message in kept) and self._reads_for_agency():
            self._agency_has_read()
        self._as_procedure()._leave_message_to_dos()

    def _role_of_writer(self, author):
        """Return the role under which an officer writes: one whose turn it is, else the first that he holds.

        :param author: ``res.partner``
        :return: name of a role, or nothing
        """
        user_sudo = author.sudo().user_ids.filtered(lambda user: user._is_internal())[:1]
        roles = user_sudo._ptsp_roles(self.company_id) if user_sudo else frozenset()
        ordered = [*self._state().roles, "customer_service", *self._procedure().roles]
        return next((role for role in ordered if role in roles), False)

    def _conversation(self):
        """Return the thread for its applicant, as superuser, oldest first.

        :return: ``ptsp.message``
        :raises AccessError: it is somebody else's
        """
        self.ensure_one()
        self.check_access("read")
        # Officers read it in the chatter; members of an OPD read none of it. Which applications are theirs applicants
        # are told by the access rules: who may read one need not be somebody who writes.
        if not (self._reads_confined() or self.env.user._is_portal()):
            raise AccessError(self.env._("Messages are read by the applicant and the agency only."))
        return self.env["ptsp.message"].sudo().search([("application_id", "=", self.id)])

    def _seen_by_applicant(self, conversation):
        """Note that the applicant has read what the agency wrote.

        :param conversation: of :meth:`_conversation`, as superuser
        """
        if self._holds_any_role((APPLICANT,)):
            conversation.filtered(lambda message: message.writer == AGENCY_WROTE)._note_read()

    def _message_subscribe(self, partner_ids=None, subtype_ids=None, customer_ids=None):
        # Who follows is written to: the applicant is told by notices, and who has left the company by nothing.
        own = self.env["res.partner"].browse(partner_ids or ()).filtered(lambda partner: not partner.partner_share)
        return super()._message_subscribe(own.ids, subtype_ids, customer_ids=[])

    def message_post(self, *, partner_ids=None, **kwargs):
        if self._is_letter(kwargs):
            partner_ids = [*(partner_ids or ()), *self._written_to().ids]
        return super().message_post(partner_ids=partner_ids, **kwargs)

    def _is_letter(self, values):
        """Tell whether an officer is about to write to the applicant.

        :param dict values: arguments of ``message_post``
        """
        if len(self) != 1 or values.get("message_type") != "comment" or not self.env.user._is_internal():
            return False
        comment = self.env.ref("mail.mt_comment")
        return values.get("subtype_xmlid") == "mail.mt_comment" or values.get("subtype_id") == comment.id

    def _written_to(self):
        """Return whom the agency writes to: the applicant, and who wrote last for the applicant."""
        application_sudo = self.sudo()
        last = application_sudo.conversation_ids.filtered(lambda message: message.writer == APPLICANT_WROTE)[-1:]
        people = application_sudo.partner_id | application_sudo._people_of_applicant(last.message_id.author_id)
        return people.filtered("email")

    def _notify_get_recipients_groups(self, message, model_description, msg_vals=False):
        groups = super()._notify_get_recipients_groups(message, model_description, msg_vals=msg_vals)
        if len(self) == 1:
            page = f"{self.get_base_url()}/my/applications/{self.id}"
            for name, _belongs, data in groups:
                # Odoo's own way leads into the office, or nowhere.
                if name != "user":
                    data.update(
                        has_button_access=True,
                        button_access={"url": page, "title": self.env._("Open Your Application")},
                    )
        return groups
