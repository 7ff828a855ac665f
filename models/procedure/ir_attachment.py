import os

from odoo import api, models
from odoo.exceptions import UserError, ValidationError

from ...tools import paper
from ...tools.file_blocks import file_blocks, fingerprint
from ...tools.uninstall import with_rules

CHECKED_MODELS = (
    "ptsp.application",
    "ptsp.checklist.line",
    "ptsp.technical.review",
    "ptsp.request",
    "ptsp.signed.copy",
    "ptsp.handover.proof",
    "ptsp.complaint",
    "ptsp.complaint.entry",
    "ptsp.self.assessment.line",
)
#: What a paper is: it is checked anew with each change.
_CONTENT_FIELDS = frozenset(
    (
        "raw",
        "datas",
        "db_datas",
        "store_fname",
        "name",
        "url",
        "type",
        "checksum",
        "mimetype",
        "res_model",
        "res_id",
        "res_field",
    )
)
#: Whom it is shown to.
_DOORS = frozenset(("public", "access_token"))
#: What must not change while an application holds the paper.
_KEPT_FIELDS = _CONTENT_FIELDS | _DOORS
#: A context key is worth nothing by itself: only this very object, which no client can send, goes past the rules.
_OWN_HAND = object()
_CONTEXT_KEY = "ptsp_paper"


class Attachment(models.Model):
    """Papers of an application: of an allowed kind and size, and unchanged once a decision rests on them.

    Whether an application holds a paper is told by what links to it, and not by what the file says of itself.
    """

    _inherit = "ir.attachment"

    @api.model_create_multi
    def create(self, vals_list):
        attachments = super().create(vals_list)
        attachments._ptsp_check_content()
        return attachments

    def write(self, vals):
        if self.env.context.get(_CONTEXT_KEY) is _OWN_HAND:
            return super().write(vals)
        if _KEPT_FIELDS.intersection(vals):
            # Who may not change a file learns nothing of it, not even its name.
            self.check_access("write")
            self._ptsp_check_not_frozen()
            self._ptsp_check_not_held()
        result = super().write(vals)
        if _KEPT_FIELDS.intersection(vals):
            self._ptsp_check_content()
        return result

    def _postprocess_contents(self, values):
        # Odoo makes every larger photo smaller without asking: what was handed in is kept as it came.
        if (values.get("res_model") or self[:1].res_model) in CHECKED_MODELS:
            return values
        return super()._postprocess_contents(values)

    def unlink(self):
        return super(Attachment, with_rules(self)).unlink()

    @api.ondelete(at_uninstall=False)
    def _unlink_except_evidence(self):
        self._ptsp_check_not_frozen()

    def _ptsp_adopt(self, lines):
        """Tie papers that were uploaded for a checklist line to that line, so that all who see it see them.

        :param lines: the ``ptsp.checklist.line`` records that were given the papers
        :raises UserError: a paper belongs to something else
        :raises ValidationError: a paper is not of an allowed kind or size
        """
        for line in lines:
            for attachment_sudo in line.attachment_ids.sudo():
                own = (attachment_sudo.res_model, attachment_sudo.res_id) == (line._name, line.id)
                if not own and (attachment_sudo.res_id or attachment_sudo.create_uid != self.env.user):
                    # Its name is not for whoever has guessed its number.
                    raise UserError(self.env._("This file belongs to another record. Upload it here anew."))
                if not own:
                    attachment_sudo._ptsp_set({"res_model": line._name, "res_id": line.id})
                    attachment_sudo._ptsp_check_content()
                attachment_sudo._ptsp_close_doors()

    def _ptsp_check_content(self):
        """Check kind, by content and not by name, and size of the papers of an application, and name them by it.

        :raises ValidationError: naming the file, and what is allowed
        """
        for attachment in self:
            if not attachment._ptsp_is_paper():
                continue
            content = attachment.raw or b"" if attachment.type == "binary" else b""
            limit = self.env.company.sudo().ptsp_attachment_limit or paper.DEFAULT_LIMIT
            if len(content) > limit * 1024 * 1024:
                raise ValidationError(
                    self.env._(
                        "The file %(name)s is larger than %(limit)s MB. "
                        "Scan it at a lower resolution and attach it again.",
                        name=attachment.name,
                        limit=limit,
                    )
                )
            kind = paper.kind_of(content)
            if not kind:
                raise ValidationError(
                    self.env._(
                        "The file %(name)s is not a PDF, JPEG or PNG. Save it as PDF and attach it again.",
                        name=attachment.name,
                    )
                )
            # Who may write the record may have its papers called by their right names.
            attachment_sudo = attachment.sudo()
            attachment_sudo._ptsp_set({"mimetype": kind, "name": paper.name_for(attachment.name, kind)})
            attachment_sudo._ptsp_close_doors()

    def _ptsp_is_paper(self):
        """Tell whether a file belongs to an application, and so is looked at before it is kept."""
        return self.res_model in CHECKED_MODELS

    def _ptsp_close_doors(self):
        """Show a paper of an application only to whoever may read the application."""
        self._ptsp_set(dict.fromkeys(_DOORS, False))

    def _ptsp_set(self, vals):
        """Write what differs, past the rules for whoever changes a paper.

        :param dict vals: values of fields
        """
        different = {name: value for name, value in vals.items() if self[name] != value}
        if different:
            context = {**self.env.context, _CONTEXT_KEY: _OWN_HAND}
            self.with_context(context).write(different)  # pylint: disable=unknown-option-value,context-overridden

    def _ptsp_check_not_frozen(self):
        """Refuse to change papers that a decision rests on, and the final letter, for everyone.

        :raises UserError: naming the file
        """
        for attachment in self._ptsp_settled() & self.sudo():
            raise UserError(
                self.env._(
                    "The file %(name)s can be neither changed nor deleted: a decision rests on it.",
                    name=attachment.name,
                )
            )

    def _ptsp_check_not_held(self):
        """Refuse to change a paper that an application holds: another one is attached in its place.

        :raises ValidationError: naming the file
        """
        for attachment in self._ptsp_held() & self.sudo():
            raise ValidationError(
                self.env._(
                    "The file %(name)s is a paper of an application. Take it off there and attach another one instead.",
                    name=attachment.name,
                )
            )

    def _ptsp_fingerprint(self):
        """Return the SHA-256 of what a file holds. A room knows it of files that hold nothing any more."""
        return fingerprint(self._ptsp_blocks())[0]

    def _ptsp_blocks(self):
        """Return what a file holds piece by piece: none of many papers stands whole in memory.

        :return: iterable of bytes; empty where the file is lost
        """
        self.ensure_one()
        if path := self._ptsp_path():
            return file_blocks(path)
        return [self.raw or b""]

    def _ptsp_path(self):
        """Return where in the file store a file lies; empty where it lies in the database or is lost."""
        self.ensure_one()
        path = self._full_path(self.store_fname) if self.store_fname else ""
        return path if path and os.path.isfile(path) else ""

    def _ptsp_settled(self):
        """Return, as superuser, what of these attachments a decision rests on. A room adds those of its theme."""
        changes_sudo = self.env["ptsp.application.change"].sudo().search([("paper_ids", "in", self.ids)])
        return changes_sudo.paper_ids

    def _ptsp_held(self):
        """Return, as superuser, what of these attachments an application holds. A room adds those of its theme."""
        return self.sudo().browse()
