from odoo import api, models

from ..service.text_limits import LIMITS


class MessageLimits(models.Model):
    """What is written into the chatter of a record of this addon has the limits of its other texts."""

    _inherit = "mail.message"

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            if (vals.get("model") or "").startswith("ptsp."):
                self._ptsp_check_message(vals)
        return super().create(vals_list)

    def write(self, vals):
        if any((message.model or "").startswith("ptsp.") for message in self.sudo()):
            self._ptsp_check_message(vals)
        return super().write(vals)

    @api.model
    def _ptsp_check_message(self, vals):
        """Refuse a message that is too long.

        :param dict vals: what is about to be stored
        :raises ValidationError: naming the field and its limit
        """
        for name in {"subject", "body"} & vals.keys():
            if value := vals[name]:
                field = self._fields[name]
                self._ptsp_check_limit(field, LIMITS[field.type], value)
