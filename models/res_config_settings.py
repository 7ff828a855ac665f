from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    ptsp_separation_of_duties = fields.Boolean(related="company_id.ptsp_separation_of_duties", readonly=False)
    ptsp_attachment_limit = fields.Integer(related="company_id.ptsp_attachment_limit", readonly=False)
