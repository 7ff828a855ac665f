from odoo import api, fields, models


class AgencySettingsDigest(models.TransientModel):
    """Whether the heads of the agency get the daily digest, as a manager sets it."""

    _inherit = "ptsp.agency.settings"

    ptsp_daily_digest = fields.Boolean("Daily Digest")

    @api.model
    def _settings(self):
        return [*super()._settings(), "ptsp_daily_digest"]


class SettingsDigest(models.TransientModel):
    """The same on the page of administrators."""

    _inherit = "res.config.settings"

    ptsp_daily_digest = fields.Boolean(related="company_id.ptsp_daily_digest", readonly=False)
