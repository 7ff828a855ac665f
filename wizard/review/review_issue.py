from odoo import api, fields, models

from ...models.review.technical_review import OPINION_KINDS


class PtspReviewIssue(models.TransientModel):
    """The dialog in which an OPD, or an officer in its name, writes a technical opinion."""

    _name = "ptsp.review.issue"
    _description = "Technical Opinion"

    review_id = fields.Many2one("ptsp.technical.review", "Opinion Asked", required=True)
    application_id = fields.Many2one(related="review_id.application_id")
    opinion_kind = fields.Selection(OPINION_KINDS, "Result")
    opinion = fields.Text(required=True, help="What the OPD advises, with its conditions.")
    conditions = fields.Text(
        max_lines=100,
        help="What the applicant must observe, one condition a line. They go into the letter.",
    )
    advice_number = fields.Char(help="Number of the OPD's letter, if it has one.")
    advice_date = fields.Date(default=lambda self: self.env.company._ptsp_today(), help="Date of the OPD's letter.")
    on_paper = fields.Boolean(compute="_compute_on_paper", help="Who enters it has received it on paper.")
    received_at = fields.Datetime(
        "Received", help="When the opinion came on paper: the promise goes on from then. Now where empty."
    )
    control_note = fields.Text(
        "For the Control Sheet",
        max_chars=500,
        max_lines=10,
        help="Considerations and advice to the desks beside the opinion. They go into the control sheet.",
    )
    file = fields.Binary(attachment=False, help="The OPD's letter (PDF, JPEG or PNG).")
    file_name = fields.Char()

    @api.depends("review_id")
    @api.depends_context("uid")
    def _compute_on_paper(self):
        for dialog in self:
            dialog.on_paper = bool(dialog.review_id) and dialog.review_id._is_receiver()

    def action_confirm(self):
        """Issue the opinion.

        :return: the action that closes the dialog
        """
        self.ensure_one()
        self.review_id.action_issue(**self._arguments())
        return {"type": "ir.actions.act_window_close"}

    def _arguments(self):
        """Return with what the opinion is issued, by names of arguments. A room adds what its theme asks."""
        self.ensure_one()
        return {
            "opinion": self.opinion,
            "advice_number": self.advice_number,
            "advice_date": self.advice_date,
            "conditions": self.conditions,
            "opinion_kind": self.opinion_kind,
            "files": [{"name": self.file_name or self.env._("Opinion"), "datas": self.file}] if self.file else None,
            "received_at": self.received_at,
            "note": self.control_note,
        }
