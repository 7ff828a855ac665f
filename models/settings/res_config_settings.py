from odoo import fields, models


class Settings(models.TransientModel):
    """The agency on the page of administrators."""

    _inherit = "res.config.settings"

    ptsp_separation_of_duties = fields.Boolean(related="company_id.ptsp_separation_of_duties", readonly=False)
    ptsp_government = fields.Char(related="company_id.ptsp_government", readonly=False)
    ptsp_emblem = fields.Image(related="company_id.ptsp_emblem", readonly=False)
    ptsp_logo = fields.Binary(related="company_id.logo", string="Logo of the Agency", readonly=False)
    ptsp_paper = fields.Selection(related="company_id.ptsp_paper", readonly=False, required=True)
    ptsp_coverage_days = fields.Integer(related="company_id.ptsp_coverage_days", readonly=False)
    ptsp_attachment_limit = fields.Integer(related="company_id.ptsp_attachment_limit", readonly=False)
