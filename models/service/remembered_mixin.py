from odoo import api, models


class RememberedMixin(models.AbstractModel):
    """Data of a service that is read at every transition, and so is remembered until one of its records changes.

    It is forgotten after the change, so that nothing read on the way stays; also where the change fails, for what was
    read then is undone with it.
    """

    _name = "ptsp.remembered.mixin"
    _description = "Remembered Data of a Service"

    @api.model_create_multi
    def create(self, vals_list):
        try:
            return super().create(vals_list)
        finally:
            self.env.registry.clear_cache()

    def write(self, vals):
        try:
            return super().write(vals)
        finally:
            self.env.registry.clear_cache()

    def unlink(self):
        try:
            return super().unlink()
        finally:
            self.env.registry.clear_cache()
