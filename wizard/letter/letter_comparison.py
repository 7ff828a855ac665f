from odoo import api, fields, models

from ...tools import text_comparison


class PtspLetterComparison(models.TransientModel):
    """Two revisions of a letter side by side, in one text."""

    _name = "ptsp.letter.comparison"
    _description = "Comparison of Two Revisions"

    application_id = fields.Many2one("ptsp.application", required=True, readonly=True)
    older_id = fields.Many2one(
        "ptsp.letter.revision", required=True, domain="[('application_id', '=', application_id)]"
    )
    newer_id = fields.Many2one(
        "ptsp.letter.revision", required=True, domain="[('application_id', '=', application_id)]"
    )
    comparison = fields.Html(compute="_compute_comparison")

    @api.depends("older_id", "newer_id")
    def _compute_comparison(self):
        for wizard in self:
            wizard.comparison = text_comparison.compare(wizard.older_id.body, wizard.newer_id.body)
