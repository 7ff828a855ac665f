from datetime import timedelta

from odoo import fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools.mail import plaintext2html

from ...tools.sent_files import read_files
from ..procedure.types import APPLICANT, DRAFT
from .message import APPLICANT_WROTE

#: How many days after the end of an application its applicant may still write about it.
DAYS_AFTER_END = 30
#: Within how many seconds the same words twice are one message: who presses a button twice means it once.
SECONDS_TWICE = 60


class ApplicationWrite(models.Model):
    """The applicant writes to the agency."""

    _inherit = "ptsp.application"

    def action_write_message(self, body=None, files=None):
        """Write to the agency about the own application.

        :param str body: what is said
        :param list files: dicts with the ``name`` of a file and its ``datas``, base64
        :return: True
        :raises AccessError: it is not the user's application
        :raises UserError: nothing is said, the application is a draft or ended long ago, too much was written within
            the hour, or a file cannot be read
        :raises ValidationError: a file is of a kind or size that is not taken
        """
        self.ensure_one()
        self.check_access("read")
        if not self._holds_any_role((APPLICANT,)):
            raise AccessError(
                self.env._("Only the applicant writes to the agency here. Officers write in the chatter.")
            )
        body = self.env["ptsp.message"]._ptsp_text("body", body)
        files = read_files(self.env, files)
        if not body and not files:
            raise UserError(self.env._("Write something, or attach a file."))
        # Of two that come at the same moment the second sees the first.
        self._hold_records()
        if not files and self._was_just_written(body):
            return True
        self._check_may_write(self.env.user.partner_id, files)
        self.sudo().message_post(
            body=plaintext2html(body) if body else "",
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
            author_id=self.env.user.partner_id.id,
            # Each is looked at as papers are.
            attachments=files,
        )
        return True

    def _check_may_write(self, partner, files=()):
        """Refuse a message of the applicant that is not taken now, and count one that is.

        :param partner: the ``res.partner`` who writes
        :param list files: pairs of a name and the content
        :raises UserError: saying what to do instead
        """
        if problem := self._why_no_message():
            raise UserError(problem)
        self.env["ptsp.message.count"]._count(partner)
        self._check_room_for(files)

    def _why_no_message(self):
        """Tell why the applicant cannot write about an application now.

        :return: a sentence that says what to do instead; nothing where he can
        """
        self.ensure_one()
        if self.state == DRAFT:
            return self.env._("Submit %(name)s first; then you can write about it.", name=self.name)
        if self._state().final:
            ended_at = max(filter(None, self.sudo().control_ids.mapped("ended_at")), default=None)
            if ended_at and ended_at < fields.Datetime.now() - timedelta(days=DAYS_AFTER_END):
                return self.env._(
                    "%(name)s ended more than %(days)s days ago. Write to or visit Customer Service.",
                    name=self.name,
                    days=DAYS_AFTER_END,
                )
        return None

    def _check_room_for(self, files):
        """Refuse files for which there is no room.

        :param list files: pairs of a name and the content
        :raises UserError: naming the limit
        """
        company = self.company_id
        there_sudo = self.sudo().conversation_ids.message_id.attachment_ids
        if len(there_sudo) + len(files) > company._ptsp_online_limit("files"):
            raise UserError(
                self.env._(
                    "At most %(limit)s files can be sent with the messages about one application.",
                    limit=company._ptsp_online_limit("files"),
                )
            )
        size = sum(there_sudo.mapped("file_size")) + sum(len(content) for _name, content in files)
        if size > company._ptsp_online_limit("megabytes") * 1024 * 1024:
            raise UserError(
                self.env._(
                    "The files of all messages may have %(limit)s MB together. Bring the others to Customer Service.",
                    limit=company._ptsp_online_limit("megabytes"),
                )
            )

    def _was_just_written(self, body):
        """Tell whether the user has written the same words a moment ago."""
        last_sudo = self.sudo().conversation_ids.filtered(lambda message: message.writer == APPLICANT_WROTE)[-1:]
        return (
            bool(body)
            and last_sudo.message_id.author_id == self.env.user.partner_id
            and last_sudo.body == body
            and last_sudo.written_at > fields.Datetime.now() - timedelta(seconds=SECONDS_TWICE)
        )
