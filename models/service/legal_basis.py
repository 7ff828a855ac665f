from odoo import fields, models


class LegalBasis(models.Model):
    """A law or regulation on which the letters of a service rest (SOP section A)."""

    _name = "ptsp.legal.basis"
    _description = "Legal Basis"
    _inherit = ["ptsp.confined.mixin", "ptsp.remembered.mixin"]
    _order = "service_id, sequence, id"

    service_id = fields.Many2one("ptsp.service", required=True, ondelete="cascade", index=True)
    sequence = fields.Integer(default=10)
    name = fields.Text("Regulation", required=True, help="As the letters cite it.")
    in_letter = fields.Boolean(
        "In Letters",
        default=True,
        help="The letters cite it. The others are of the SOP only, so that a letter stays on its page.",
    )
