from odoo import api, models


class RememberedMixin(models.AbstractModel):
    """Data of a service that is read at every transition, and so is remembered until one of its records changes."""

    _name = "ptsp.remembered.mixin"
    _description = "Remembered Data of a Service"

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
