from odoo import models
from odoo.fields import Domain


class AttachmentOfRequest(models.Model):
    """What came with an answer, and what was there before, is kept."""

    _inherit = "ir.attachment"

    def _ptsp_settled(self):
        said_sudo = (
            self.env["ptsp.request.exchange"]
            .sudo()
            .search(Domain("attachment_ids", "in", self.ids) | Domain("replaced_ids", "in", self.ids))
        )
        return super()._ptsp_settled() | said_sudo.attachment_ids | said_sudo.replaced_ids
