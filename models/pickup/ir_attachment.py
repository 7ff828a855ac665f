from odoo import models


class AttachmentOfHandover(models.Model):
    """Proofs of handover never change. They are read with their record: by the agency, and not with the application."""

    _inherit = "ir.attachment"

    def _ptsp_settled(self):
        proofs_sudo = self.env["ptsp.handover.proof"].sudo().search([("attachment_id", "in", self.ids)])
        return super()._ptsp_settled() | proofs_sudo.attachment_id
