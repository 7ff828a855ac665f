from odoo import models


class AttachmentOfOpinion(models.Model):
    """What an OPD has sent with its opinion stays as it came."""

    _inherit = "ir.attachment"

    def _ptsp_settled(self):
        reviews_sudo = self.env["ptsp.technical.review"].sudo().search([("opinion_file_ids", "in", self.ids)])
        return super()._ptsp_settled() | reviews_sudo.opinion_file_ids
