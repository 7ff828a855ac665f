from odoo import api, fields, models


class PtspLegalBasis(models.Model):
    """A law or regulation on which the letters of a service rest (SOP section A)."""

    _name = "ptsp.legal.basis"
    _description = "Legal Basis"
    _order = "service_id, sequence, id"

    service_id = fields.Many2one("ptsp.service", required=True, ondelete="cascade", index=True)
    sequence = fields.Integer(default=10)
    name = fields.Text("Regulation", required=True, help="As the letters cite it.")

    @api.model_create_multi
    def create(self, vals_list):
        self.env.registry.clear_cache()
        return super().create(vals_list)

    def write(self, vals):
        self.env.registry.clear_cache()
        return super().write(vals)

    def unlink(self):
        self.env.registry.clear_cache()
        return super().unlink()
