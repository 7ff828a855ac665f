from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ...tools import number_format


class ServiceDeliveryNumber(models.Model):
    """How sheets are numbered by which files of the service are taken to OPD."""

    _inherit = "ptsp.service"

    delivery_format = fields.Char(
        "Delivery Sheet Number",
        default="{number:04d}/{code}/ANTAR/{year}",
        required=True,
        help="Placeholders: {number:04d}, {code}, {year}, {month}, {roman_month}.",
    )

    @api.constrains("delivery_format")
    def _check_delivery_format(self):
        for service in self:
            unknown, missing = number_format.problems(service.delivery_format)
            if unknown or missing:
                raise ValidationError(
                    self.env._(
                        "The number of delivery sheets must contain %(names)s, and may contain %(known)s.",
                        names=", ".join(f"{{{name}}}" for name in number_format.REQUIRED),
                        known=", ".join(f"{{{name}}}" for name in number_format.PLACEHOLDERS),
                    )
                )


class RegisterDelivery(models.Model):
    """Delivery sheets have a page of their own in the register."""

    _inherit = "ptsp.register.entry"

    kind = fields.Selection(selection_add=[("delivery", "Delivery Sheet")], ondelete={"delivery": "cascade"})
