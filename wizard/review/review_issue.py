from odoo import fields, models


class PtspReviewIssue(models.TransientModel):
    """The dialog in which an OPD, or an officer in its name, writes a technical opinion."""

    _name = "ptsp.review.issue"
    _description = "Technical Opinion"

    review_id = fields.Many2one("ptsp.technical.review", required=True, readonly=True)
    opinion = fields.Text(required=True, help="What the OPD advises, with its conditions.")
    conditions = fields.Text(
        max_lines=100,
        help="What the applicant must observe, one condition a line. They go into the letter.",
    )
    advice_number = fields.Char(help="Number of the OPD's letter, if it has one.")
    advice_date = fields.Date(default=lambda self: self.env.company._ptsp_today(), help="Date of the OPD's letter.")

    def action_confirm(self):
        """Issue the opinion.

        :return: the action that closes the dialog
        """
        self.ensure_one()
        self.review_id.action_issue(self.opinion, self.advice_number, self.advice_date, self.conditions)
        return {"type": "ir.actions.act_window_close"}
