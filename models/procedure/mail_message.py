from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tools import email_normalize

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
        "outgoing_email_to",
        "reply_to",
        "attachment_ids",
    )
)
#: Of that, what makes a message out of a note.
_OUTWARD = frozenset(
    ("model", "res_id", "message_type", "subtype_id", "is_internal", "partner_ids", "outgoing_email_to")
)

#: What people write; all else the system notes.
_BY_HAND = ("comment", "email")


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
        messages._ptsp_check_author()
        messages._ptsp_check_outward(is_new=True)
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

    def _ptsp_check_outward(self, is_new=False):
        """Let whoever reads an application write notes about it, and officers write to its applicant.

        Only whose turn it is writes to anybody else: Odoo would let whoever reads a record notify anybody about it.

        :param bool is_new: they are written just now; a note becomes no message
        :raises AccessError: a message goes outside, or bears another name, and it is not the user's turn
        """
        outward_sudo = self.sudo().filtered(
            lambda message: (
                message.model == "ptsp.application"
                and message.res_id
                and (
                    message.outgoing_email_to
                    or any(partner.partner_share for partner in message.partner_ids)
                    or not (message.message_type == "user_notification" or message._ptsp_is_note_of_somebody())
                )
            )
        )
        # Who works elsewhere in the database has no right on applications, and writes about none.
        for application_id, messages_sudo in outward_sudo.grouped("res_id").items():
            application = self.env["ptsp.application"].browse(application_id)
            if self._ptsp_is_of_officer() and any(message.message_type in _BY_HAND for message in messages_sudo):
                # Odoo's chatter posts as superuser for whoever may read: it is the officer who must be allowed to.
                application = application.sudo(False)
            if (
                is_new
                and application._writes_to_applicant()
                and all(message._ptsp_is_letter_to(application) for message in messages_sudo)
            ):
                continue
            application.check_access("write")

    def _ptsp_check_author(self):
        """Let people write about an application as themselves and now only, whoever has the file: Odoo takes anything.

        :raises AccessError: a message bears the name or the address of somebody else, another time, or lets the answer
            go elsewhere
        """
        # The gateway writes for whose e-mail it is.
        by_gateway = self.env.transaction.default_env.user._is_system()
        if self.env.user._is_superuser():
            return
        for message_sudo in self.sudo().filtered(lambda message: message.model == "ptsp.application"):
            said = message_sudo.message_type in _BY_HAND
            # What the addon itself notes it writes as superuser, after its own checks.
            noted = not said and self.env.su  # nosemgrep: superuser-mode-is-no-permission
            if noted or (message_sudo.message_type == "email" and by_gateway):
                continue
            if not message_sudo._ptsp_is_by(self.env.user.partner_id):
                raise AccessError(
                    self.env._(
                        "Write about %(name)s in your own name, with the present date, and let answers come here.",
                        name=message_sudo.record_name or message_sudo.model,
                    )
                )

    @api.model
    def _ptsp_is_of_officer(self):
        """Tell whether somebody who works here is at it, and not the system."""
        return self.env.user._is_internal() and not self.env.user._is_superuser()

    def _ptsp_is_by(self, partner):
        """Tell whether somebody writes as himself, now, and is answered in the thread.

        :param partner: the ``res.partner``
        """
        self.ensure_one()
        application_sudo = self.env["ptsp.application"].browse(self.res_id)
        replies_to = application_sudo._notify_get_reply_to(default=self.email_from, author_id=self.author_id.id)
        return (
            self.author_id == partner
            and not self.author_guest_id
            and email_normalize(self.email_from or "") in (False, partner.email_normalized)
            and (self.reply_to or False) == (replies_to[self.res_id] or False)
            and abs(self.date - fields.Datetime.now()) < timedelta(minutes=1)
        )

    def _ptsp_is_letter_to(self, application):
        """Tell whether the user writes here, in the own name, to the applicant and to nobody else outside.

        :param application: what it is about
        """
        self.ensure_one()
        outside_sudo = self.partner_ids.filtered("partner_share")
        return (
            self.message_type == "comment"
            and not self._ptsp_is_internal()
            and self.author_id == self.env.user.partner_id
            and not self.outgoing_email_to
            and outside_sudo == application._people_of_applicant(outside_sudo)
        )

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
