from odoo import fields, models


class ServiceItems(models.Model):
    """What the information desk explains of a service. The next SOP revision takes it along."""

    _inherit = "ptsp.service"

    information_item_ids = fields.One2many(
        "ptsp.information.item",
        "service_id",
        "Explained at the Information Desk",
        copy=True,
        groups="ptsp_exhibition.group_reader",
        help="What the information desk ticks as explained (step 2).",
    )
