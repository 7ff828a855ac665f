from odoo import api, fields, models


class PtspLetterDecisionAgainst(models.TransientModel):
    """Who signs a letter against the opinion of an OPD writes why (step 14)."""

    _inherit = "ptsp.letter.decision"

    is_against_opinion = fields.Boolean(compute="_compute_is_against_opinion")
    against_opinion_reason = fields.Text(
        "Decided Against the OPD Because",
        compute="_compute_against_opinion_reason",
        store=True,
        readonly=False,
        max_chars=2000,
        max_lines=50,
        help="It stands on the verification form, and in the control sheet.",
    )

    @api.depends("application_ids", "transition")
    def _compute_is_against_opinion(self):
        for wizard in self:
            wizard.is_against_opinion = bool(wizard._letters_against_opinion())

    @api.depends("application_ids", "transition")
    def _compute_against_opinion_reason(self):
        for wizard in self:
            against = wizard._letters_against_opinion()
            wizard.against_opinion_reason = against[:1].against_opinion_reason if len(against) == 1 else False

    def _letters_against_opinion(self):
        """Return the letters for whose signature a reason is asked."""
        if not self.is_signature:
            return self.application_ids.browse()
        return self.application_ids.filtered("against_opinion")

    def action_confirm(self):
        """Keep the reason, then sign; see there."""
        self.ensure_one()
        reason = (self.against_opinion_reason or "").strip()
        if reason:
            for application in self._letters_against_opinion():
                if (application.against_opinion_reason or "") != reason:
                    application.against_opinion_reason = reason
        return super().action_confirm()
