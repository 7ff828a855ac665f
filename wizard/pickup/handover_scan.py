from odoo import fields, models


class PtspHandoverScan(models.TransientModel):
    """The dialog in which the scan of a proof of handover that was signed on paper is attached."""

    _name = "ptsp.handover.scan"
    _description = "Attaching a Proof of Handover"

    application_id = fields.Many2one("ptsp.application", required=True)
    file = fields.Binary(
        "Scan",
        required=True,
        attachment=False,
        # The agency's own limit is looked at as it is attached.
        max_bytes=100 * 1024 * 1024,
        help="The proof of handover as it was signed (PDF, JPEG or PNG).",
    )
    file_name = fields.Char()

    def action_confirm(self):
        """Attach the scan.

        :return: the action that closes the dialog
        """
        self.ensure_one()
        name = self.file_name or self.env._("Proof of Handover")
        self.application_id.action_attach_proof(name, self.file)
        return {"type": "ir.actions.act_window_close"}
