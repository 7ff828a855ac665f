from odoo import api, fields, models


class PtspReviewIssueLibrary(models.TransientModel):
    """The dialog of an opinion offers the conditions of the OPD's library, and says which criteria are still open."""

    _inherit = "ptsp.review.issue"

    agency_id = fields.Many2one(related="review_id.agency_id")
    condition_ids = fields.Many2many(
        "ptsp.opinion.condition",
        "ptsp_review_issue_condition_rel",
        "dialog_id",
        "condition_id",
        "From the Library",
        domain="[('agency_id', '=', agency_id)]",
        help="Conditions that the OPD often sets. Others are written below, one a line.",
    )
    open_finding_count = fields.Integer(related="review_id.open_finding_count")

    def _arguments(self):
        return {**super()._arguments(), "condition_ids": self.condition_ids.ids}

    @api.onchange("review_id")
    def _onchange_review_id(self):
        self.condition_ids = self.condition_ids.filtered(
            lambda condition: condition.agency_id == self.review_id.agency_id
        )
