from markupsafe import Markup

from odoo import api, fields, models

from odoo.addons.html_editor.models.diff_utils import generate_comparison

#: How Odoo's comparison marks what changed, and how it is shown: not by colour alone.
_MARKS = {
    "<added>": '<ins class="bg-success-subtle">',
    "</added>": "</ins>",
    "<removed>": '<del class="bg-danger-subtle">',
    "</removed>": "</del>",
}


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
    # Both texts were sanitized when they were written; the marks would not survive a second time.
    comparison = fields.Html(compute="_compute_comparison", sanitize=False)

    @api.depends("older_id", "newer_id")
    def _compute_comparison(self):
        for wizard in self:
            # Odoo's comparison tells how to come back from the current text to an earlier one.
            text = generate_comparison(wizard.older_id.body or "", wizard.newer_id.body or "")
            for mark, tag in _MARKS.items():
                text = text.replace(mark, tag)
            wizard.comparison = Markup(text)
