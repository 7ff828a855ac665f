from odoo import models


class AttachmentOfMessage(models.Model):
    """What was sent along with a message stays as long as the message does."""

    _inherit = "ir.attachment"

    def _ptsp_settled(self):
        messages_sudo = self.env["mail.message"].sudo().search([("attachment_ids", "in", self.ids)])
        return super()._ptsp_settled() | messages_sudo._ptsp_kept().attachment_ids
