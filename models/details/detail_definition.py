from odoo import models

#: What a detail knows beside what Odoo's properties know.
DETAIL_FLAGS = ("required", "public")


class Base(models.AbstractModel):
    """The definition of a property may say whether it is required, and whether it is public."""

    _inherit = "base"

    def _additional_allowed_keys_properties_definition(self):
        return (*super()._additional_allowed_keys_properties_definition(), *DETAIL_FLAGS)
