from odoo import fields, models


class PtspSignedCopyUpload(models.TransientModel):
    """The dialog in which the scan of the signed and stamped letter is attached."""

    _name = "ptsp.signed.copy.upload"
    _description = "Attaching a Signed Letter"

    application_id = fields.Many2one("ptsp.application", required=True)
    file = fields.Binary(
        "Scan", required=True, attachment=False, help="The signed and stamped letter (PDF, JPEG or PNG)."
    )
    file_name = fields.Char()

    def action_confirm(self):
        """Attach the scan.

        :return: the action that closes the dialog
        """
        self.ensure_one()
        name = self.file_name or self.application_id.letter_number or self.env._("Letter")
        self.application_id.action_attach_signed_copy(name, self.file)
        return {"type": "ir.actions.act_window_close"}
