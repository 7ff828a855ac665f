from odoo import fields, models


class PtspArchiveScanUpload(models.TransientModel):
    """The dialog in which the scan of a signed paper is attached after the application was closed."""

    _name = "ptsp.archive.scan.upload"
    _description = "Attaching a Scan to a File of the Archive"

    record_id = fields.Many2one("ptsp.archive.record", "File", required=True)
    kind = fields.Selection(
        selection=lambda self: self.env["ptsp.signed.copy"]._fields["kind"]._description_selection(self.env),
        string="What It Is",
        required=True,
        default="letter",
    )
    file = fields.Binary("Scan", required=True, attachment=False, help="PDF, JPEG or PNG.")
    file_name = fields.Char()

    def action_confirm(self):
        """Attach the scan.

        :return: the action that closes the dialog
        """
        self.ensure_one()
        self.record_id.action_attach_scan(self.kind, self.file_name or self.kind, self.file)
        return {"type": "ir.actions.act_window_close"}
