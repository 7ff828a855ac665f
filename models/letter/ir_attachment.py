from odoo import models


class AttachmentOfLetter(models.Model):
    """The final letter never changes."""

    _inherit = "ir.attachment"

    def _ptsp_settled(self):
        letters_sudo = self.env["ptsp.application"].sudo().search([("letter_attachment_id", "in", self.ids)])
        voided_sudo = self.env["ptsp.voided.letter"].sudo().search([("attachment_id", "in", self.ids)])
        return super()._ptsp_settled() | letters_sudo.letter_attachment_id | voided_sudo.attachment_id
