from odoo import models


class AttachmentOfLetter(models.Model):
    """The final letter never changes, nor do letters that were voided and scans of what was signed."""

    _inherit = "ir.attachment"

    def _ptsp_settled(self):
        letters_sudo = self.env["ptsp.application"].sudo().search([("letter_attachment_id", "in", self.ids)])
        voided_sudo = self.env["ptsp.voided.letter"].sudo().search([("attachment_id", "in", self.ids)])
        copies_sudo = self.env["ptsp.signed.copy"].sudo().search([("attachment_id", "in", self.ids)])
        letters = letters_sudo.letter_attachment_id | voided_sudo.attachment_id | copies_sudo.attachment_id
        return super()._ptsp_settled() | letters
