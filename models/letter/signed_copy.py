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
    letter_number = fields.Char(readonly=True)
    attachment_id = fields.Many2one(
        "ir.attachment", "Scan", required=True, readonly=True, ondelete="restrict", index=True
    )
    sha256 = fields.Char("SHA-256", required=True, readonly=True, help="The control sheet names this fingerprint.")
    attached_by_id = fields.Many2one("res.users", "Attached by", required=True, readonly=True, ondelete="restrict")
    attached_at = fields.Datetime("Attached", required=True, readonly=True)

    def action_view_scan(self):
        """Show the scan in a new window.

        :return: the action
        """
        self.ensure_one()
        self.check_access("read")
        return {"type": "ir.actions.act_url", "url": f"/web/content/{self.attachment_id.id}", "target": "new"}
