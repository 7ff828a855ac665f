from odoo import api, fields, models
from odoo.fields import Domain


class CompanyPickup(models.Model):
    """Whether an agency uses the pick-up desk with all that it adds to the hand-over."""

    _inherit = "res.company"

    ptsp_uses_pickup_desk = fields.Boolean(
        "Pick-up of Letters",
        default=True,
        help="Letters are found by QR code, rights and duties are ticked, who collects signs on the screen, and who "
        "does not come is reminded.",
    )

    @api.model
    def _ptsp_parts(self):
        return {**super()._ptsp_parts(), "ptsp_uses_pickup_desk": ["application_menu_pickup", "pickup_finder_menu"]}

    def write(self, vals):
        result = super().write(vals)
        if "ptsp_uses_pickup_desk" in vals:
            self.env["ptsp.application"]._reschedule_alerts(Domain("company_id", "in", self.ids))
        return result


class AgencySettingsPickup(models.TransientModel):
    """A manager switches the pick-up desk."""

    _inherit = "ptsp.agency.settings"

    ptsp_uses_pickup_desk = fields.Boolean("Pick-up of Letters")
