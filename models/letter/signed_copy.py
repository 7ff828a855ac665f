from odoo import fields, models


class SignedCopy(models.Model):
    """The scan of a letter as it was signed by hand and stamped (SOP section R), for the archive."""

    _name = "ptsp.signed.copy"
    _description = "Signed and Stamped Letter"
    _inherit = ["ptsp.append.only.mixin"]
    _order = "application_id, id"
    _rec_name = "letter_number"

    application_id = fields.Many2one("ptsp.application", required=True, ondelete="restrict", index=True, readonly=True)
    company_id = fields.Many2one(related="application_id.company_id")
    letter_number = fields.Char(required=True, readonly=True)
    attachment_id = fields.Many2one(
        "ir.attachment", "Scan", required=True, readonly=True, ondelete="restrict", index=True
    )
    sha256 = fields.Char("SHA-256", required=True, readonly=True, help="The control sheet names this fingerprint.")
    attached_by_id = fields.Many2one("res.users", "Attached by", required=True, readonly=True, ondelete="restrict")
    attached_at = fields.Datetime("Attached", required=True, readonly=True)
