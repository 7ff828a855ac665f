from odoo import api, fields, models

from ..procedure.drawn_signature import SIGNATURE_LIMIT, refuse_no_drawing
from .application_pickup import HANDOVER


class ApplicationSignature(models.Model):
    """Who collects the letter signs for it on the screen (step 17)."""

    _inherit = "ptsp.application"

    recipient_signature = fields.Binary(
        "Signature of the Recipient",
        attachment=False,
        copy=False,
        editable_in=HANDOVER,
        max_bytes=SIGNATURE_LIMIT,
        groups="ptsp_exhibition.group_reader",
        help="Drawn on the screen. Who signs on paper needs none here: attach the scan afterwards.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        refuse_no_drawing(self.env, vals_list, "recipient_signature")
        return super().create(vals_list)

    def write(self, vals):
        refuse_no_drawing(self.env, [vals], "recipient_signature")
        return super().write(vals)
