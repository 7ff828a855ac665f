from odoo import fields, models


class PtspLetterRevocation(models.TransientModel):
    """The dialog in which the agency head says why a letter is revoked."""

    _name = "ptsp.letter.revocation"
    _description = "Revocation of a Letter"

    application_ids = fields.Many2many("ptsp.application", required=True)
    reason = fields.Text(required=True)

    def action_confirm(self):
        """Revoke the letters.

        :return: the action that closes the dialog
        """
        self.ensure_one()
        self.application_ids.action_revoke(self.reason)
        return {"type": "ir.actions.act_window_close"}
