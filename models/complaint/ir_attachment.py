from odoo import models
from odoo.exceptions import UserError, ValidationError

from ...tools import paper, photo, smaller_image

#: More than this nobody's photo has; it is not taken into memory to be made smaller.
_MEGABYTES = 60
#: What is kept of all files that come with one text.
_MEGABYTES_TOGETHER = 25


class AttachmentOfComplaint(models.Model):
    """Files of complaints are looked at as papers are, and stay as they came."""

    _inherit = "ir.attachment"

    def _ptsp_settled(self):
        return super()._ptsp_settled() | self._ptsp_of_complaints()

    def _ptsp_of_complaints(self):
        """Return, as superuser, those that belong to what was said in complaints."""
        complaints_sudo = self.env["ptsp.complaint"].sudo().search([("attachment_ids", "in", self.ids)])
        entries_sudo = self.env["ptsp.complaint.entry"].sudo().search([("attachment_ids", "in", self.ids)])
        return complaints_sudo.attachment_ids | entries_sudo.attachment_ids

    def _ptsp_keep_with_complaint(self, complaint, record, files, limit):
        """Keep files that came with a complaint or with a word of it.

        :param complaint: the ``ptsp.complaint``, in procedure mode
        :param record: to which they belong
        :param files: pairs of name and content
        :param int limit: how many there may be
        :return: the attachments
        :raises UserError: there are too many, or one is not of an allowed kind or size
        """
        if len(files) > limit:
            raise UserError(self.env._("At most %(limit)s files come with it. Leave some out.", limit=limit))
        unnamed = complaint.confidential or not complaint.person_ids.name
        allowed = (complaint.company_id.sudo().ptsp_attachment_limit or paper.DEFAULT_LIMIT) * 1024 * 1024
        kept, weight = self.browse(), 0
        for name, content in files:
            if not content:
                raise ValidationError(self.env._("The file %(name)s is empty. Choose another one.", name=name[:100]))
            if len(content) > _MEGABYTES * 1024 * 1024:
                raise ValidationError(
                    self.env._(
                        "The file %(name)s is larger than %(limit)s MB. Choose a smaller one.",
                        name=name[:100],
                        limit=_MEGABYTES,
                    )
                )
            small = smaller_image.smaller(content) if len(content) > allowed // 4 else content
            if unnamed:
                # A camera says where it was, and whose it is.
                small = photo.cleaned(small) or small
            weight += len(small)
            if weight > _MEGABYTES_TOGETHER * 1024 * 1024:
                raise ValidationError(
                    self.env._(
                        "Your files are larger than %(limit)s MB together. Leave some out, or scan them at a lower "
                        "resolution.",
                        limit=_MEGABYTES_TOGETHER,
                    )
                )
            kept += self.create(
                {"name": name[-200:], "raw": small, "res_model": record._name, "res_id": record.id, "public": False}
            )
        return kept
