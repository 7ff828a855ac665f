from odoo import api, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools.mimetypes import guess_mimetype

from odoo.addons.base.models.ir_model import MODULE_UNINSTALL_FLAG

ALLOWED_MIMETYPES = ("application/pdf", "image/jpeg", "image/png")
CHECKED_MODELS = ("ptsp.application", "ptsp.checklist.line", "ptsp.technical.review")
#: What must not change once a decision rests on it.
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


class Attachment(models.Model):
    """Papers of an application: of an allowed kind and size, and unchanged once a decision rests on them."""

    _inherit = "ir.attachment"

    @api.model_create_multi
    def create(self, vals_list):
        attachments = super().create(vals_list)
        attachments._ptsp_check_content()
        return attachments

    def write(self, vals):
        if _CONTENT_FIELDS.intersection(vals):
            self._ptsp_check_not_frozen()
        result = super().write(vals)
        if _CONTENT_FIELDS.intersection(vals):
            self._ptsp_check_content()
        return result

    def unlink(self):
        if not self.env.su:  # nosemgrep: superuser-mode-is-no-permission
            # With this flag, meant for its own use, Odoo skips the rules of ``@api.ondelete``.
            self = self.with_context(**{MODULE_UNINSTALL_FLAG: False})
        return super().unlink()

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
            for attachment in line.attachment_ids.sudo():
                if attachment.res_model == line._name and attachment.res_id == line.id:
                    continue
                if attachment.res_id or attachment.create_uid != self.env.user:
                    raise UserError(
                        self.env._(
                            "The file %(name)s belongs to another record. Upload it here anew.", name=attachment.name
                        )
                    )
                attachment.write({"res_model": line._name, "res_id": line.id})

    def _ptsp_check_content(self):
        """Check kind, by content and not by name, and size of the papers of an application.

        :raises ValidationError: naming the file, and what is allowed
        """
        for attachment in self:
            if attachment.res_model not in CHECKED_MODELS:
                continue
            content = attachment.raw or b"" if attachment.type == "binary" else b""
            limit = self.env.company.sudo().ptsp_attachment_limit
            if len(content) > limit * 1024 * 1024:
                raise ValidationError(
                    self.env._(
                        "The file %(name)s is larger than %(limit)s MB. "
                        "Scan it at a lower resolution and attach it again.",
                        name=attachment.name,
                        limit=limit,
                    )
                )
            if guess_mimetype(content) not in ALLOWED_MIMETYPES:
                raise ValidationError(
                    self.env._(
                        "The file %(name)s is not a PDF, JPEG or PNG. Save it as PDF and attach it again.",
                        name=attachment.name,
                    )
                )

    def _ptsp_check_not_frozen(self):
        """Refuse to change papers that a decision rests on, and the final letter, for everyone.

        :raises UserError: naming the file
        """
        evidence_sudo = self.sudo().filtered(lambda attachment: attachment.res_model in CHECKED_MODELS)
        if not evidence_sudo:
            return
        for attachment in evidence_sudo & evidence_sudo._ptsp_settled():
            raise UserError(
                self.env._(
                    "The file %(name)s can be neither changed nor deleted: a decision rests on it.",
                    name=attachment.name,
                )
            )

    def _ptsp_settled(self):
        """Return, as superuser, what of these attachments a decision rests on. A room adds those of its theme."""
        return self.browse()
