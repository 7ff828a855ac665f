from odoo import fields, models


class PtspReviewWithdraw(models.TransientModel):
    """The dialog that asks why an opinion is not needed any more."""

    _name = "ptsp.review.withdraw"
    _description = "Withdrawal of an Opinion"

    review_id = fields.Many2one("ptsp.technical.review", "Opinion Asked", required=True, readonly=True)
    reason = fields.Text("Not Needed Because", required=True, max_chars=1000, max_lines=20)

    def action_confirm(self):
        """Withdraw the opinion.

        :return: the action that closes the dialog
        """
        self.ensure_one()
        self.review_id.action_withdraw(self.reason)
        return {"type": "ir.actions.act_window_close"}
