from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Command

from ...tools.uninstall import is_uninstalling
from .types import DRAFT

#: What a message says, to whom, from whom and about what. Stars, reactions and what was read may change.
_SAID = frozenset(
    (
        "body",
        "subject",
        "date",
        "model",
        "res_id",
        "parent_id",
        "message_type",
        "subtype_id",
        "is_internal",
        "email_from",
        "author_id",
        "author_guest_id",
        "partner_ids",
        "attachment_ids",
    )
)
#: Of that, what makes a message out of a note.
_OUTWARD = frozenset(("model", "res_id", "message_type", "subtype_id", "is_internal", "partner_ids"))


class MailMessage(models.Model):
    """What an applicant was told stays as it was, and so does what the system has noted on an application.

    Whoever writes an internal note may mend it, as everywhere in Odoo.
    """

    _inherit = "mail.message"

    def _get_forbidden_access(self, operation):
        forbidden = super()._get_forbidden_access(operation)
        if operation != "read" or self.env.user._is_internal():
            return forbidden
        # Odoo itself keeps internal notes of people from applicants, but not what the system notes.
        noted_sudo = (
            (self - forbidden)
            .sudo()
            .filtered(
                lambda message: (
                    message.model == "ptsp.application"
                    and message.message_type == "notification"
                    and message._ptsp_is_internal()
                )
            )
        )
        return forbidden + self.browse(noted_sudo.ids)

    @api.model_create_multi
    def create(self, vals_list):
        messages = super().create(vals_list)
        messages._ptsp_check_outward()
        return messages

    def write(self, vals):
        if _SAID.intersection(vals):
            self._ptsp_check_kept(vals)
        result = super().write(vals)
        if _OUTWARD.intersection(vals):
            self._ptsp_check_outward()
        return result

    def unlink(self):
        # With the addon goes what was written about its records.
        if not is_uninstalling(self.env):
            self._ptsp_check_kept()
        return super().unlink()

    def _ptsp_check_outward(self):
        """Let whoever reads an application write notes about it, but only whose turn it is write to anybody else.

        Odoo would let whoever reads a record notify anybody about it.

        :raises AccessError: a message is no note, or goes to an applicant, and it is not the user's turn
        """
        outward_sudo = self.sudo().filtered(
            lambda message: (
                message.model == "ptsp.application"
                and message.res_id
                and (
                    any(partner.partner_share for partner in message.partner_ids)
                    or not (message.message_type == "user_notification" or message._ptsp_is_note_of_somebody())
                )
            )
        )
        # Who works elsewhere in the database has no right on applications, and writes about none.
        if outward_sudo:
            self.env["ptsp.application"].browse(outward_sudo.mapped("res_id")).check_access("write")

    def _ptsp_check_kept(self, vals=None):
        """Refuse to change messages that are kept, for everyone.

        :param dict vals: what is about to be written; nothing where they are about to be deleted
        :raises UserError: naming the application
        """
        for message_sudo in self._ptsp_kept():
            if vals is None or any(message_sudo._ptsp_differs(name, vals[name]) for name in _SAID.intersection(vals)):
                raise UserError(
                    self.env._(
                        "What was written about %(name)s stays as it is. Write another message instead.",
                        name=message_sudo.record_name or message_sudo.model,
                    )
                )

    def _ptsp_kept(self):
        """Return, as superuser, the messages about applications that stay: all but the internal notes of people.

        Messages about a draft go with it.
        """
        messages_sudo = self.sudo().filtered(lambda message: message.model == "ptsp.application" and message.res_id)
        applications_sudo = messages_sudo.env["ptsp.application"].browse(messages_sudo.mapped("res_id")).exists()
        kept_ids = set(applications_sudo.filtered(lambda application: application.state != DRAFT).ids)
        return messages_sudo.filtered(
            lambda message: message.res_id in kept_ids and not message._ptsp_is_note_of_somebody()
        )

    def _ptsp_is_note_of_somebody(self):
        """Tell whether a message is an internal note that a person wrote."""
        return self.message_type == "comment" and self._ptsp_is_internal()

    def _ptsp_is_internal(self):
        """Tell whether a message was meant for the agency only."""
        return self.is_internal or not self.subtype_id or self.subtype_id.internal

    def _ptsp_differs(self, name, value):
        """Tell whether a value would change a field of the message.

        :param str name: name of the field
        :param value: as ``write`` takes it
        """
        # As it sends a message, Odoo gives it a subject where it has none, and writes once more what is there already.
        if name == "subject" and not self.subject:
            return False
        field = self._fields[name]
        if field.type != "many2many":
            return field.convert_to_cache(value, self) != field.convert_to_cache(self[name], self)
        linked = {Command.LINK, Command.SET}
        ids = {record_id for command in value or () for record_id in (command[2] or command[1:2])}
        return any(command[0] not in linked for command in value or ()) or not ids.issubset(self[name].ids)
