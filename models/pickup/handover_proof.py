from odoo import fields, models


class HandoverProof(models.Model):
    """The proof of handover as it is kept: the PDF of that day, or the scan of the one that was signed on paper."""

    _name = "ptsp.handover.proof"
    _description = "Proof of Handover"
    _inherit = ["ptsp.append.only.mixin", "ptsp.confined.mixin"]
    _order = "application_id, id"
    _rec_name = "kind"

    application_id = fields.Many2one("ptsp.application", required=True, readonly=True, ondelete="restrict", index=True)
    company_id = fields.Many2one(related="application_id.company_id")
    kind = fields.Selection([("printed", "As Printed"), ("scan", "Signed on Paper")], required=True, readonly=True)
    attachment_id = fields.Many2one(
        "ir.attachment", "File", required=True, readonly=True, ondelete="restrict", index=True
    )
    sha256 = fields.Char("SHA-256", required=True, readonly=True, help="Fingerprint of the file.")
    kept_by_id = fields.Many2one("res.users", "Kept by", required=True, readonly=True, ondelete="restrict")
    kept_at = fields.Datetime("Kept On", required=True, readonly=True)

    _printed_once = models.UniqueIndex("(application_id) WHERE kind = 'printed'", "This proof is kept already.")
