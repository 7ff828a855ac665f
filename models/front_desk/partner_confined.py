from odoo import api, models


class PartnerConfined(models.Model):
    """An applicant reads the own contact, but nothing of what is noted there, and by whom."""

    _name = "res.partner"
    _inherit = ["res.partner", "ptsp.confined.mixin"]

    @api.model
    def _reads_confined(self):
        # Among those who work here Odoo's own rules hold.
        return not self.env.user.share
