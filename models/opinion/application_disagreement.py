from odoo import api, fields, models

#: Stands in the context where a dialog opens that asks for the reason. No client can send it.
_ASKED_BY_DIALOG = object()


class ApplicationDisagreement(models.Model):
    """A positive decision against the opinion of an OPD has a written reason of the agency head (step 14)."""

    _inherit = "ptsp.application"

    opinions_differ = fields.Boolean(
        compute="_compute_opinions_differ",
        compute_sudo=True,
        groups="ptsp_exhibition.group_reader",
        help="One OPD recommends what another one does not.",
    )
    against_opinion = fields.Boolean(
        compute="_compute_opinions_differ",
        compute_sudo=True,
        groups="ptsp_exhibition.group_reader",
        help="The letter recommends what an OPD does not recommend.",
    )
    against_opinion_reason = fields.Text(
        "Decided Against the OPD Because",
        copy=False,
        editable_in="against_opinion",
        max_chars=2000,
        max_lines=50,
        groups="ptsp_exhibition.group_reader",
        help="Why the letter recommends what an OPD does not recommend. The agency head writes it before signing; it "
        "stands on the verification form.",
    )

    @api.depends("review_ids.state", "review_ids.opinion_kind", "decision")
    def _compute_opinions_differ(self):
        for application in self:
            kinds = {review.opinion_kind for review in application._issued_reviews()}
            negative = "not_recommended" in kinds
            application.opinions_differ = negative and bool(kinds & {"recommended", "conditional"})
            application.against_opinion = negative and application.decision == "recommended"

    def _guard_reason_against_opinion(self):
        """Where the letter recommends what an OPD does not, the agency head has written why."""
        if not self.against_opinion or (self.against_opinion_reason or "").strip():
            return None
        if self.env.context.get("ptsp_against_opinion") is _ASKED_BY_DIALOG:
            return None
        negative = self._issued_reviews().filtered(lambda review: review.opinion_kind == "not_recommended")
        return self.env._(
            "%(agencies)s has not recommended %(name)s: write why the letter recommends it.",
            agencies=", ".join(negative.agency_id.mapped("name")),
            name=self.name,
        )

    def action_decide(self):
        # The dialog itself asks for the reason.
        asking = self.with_context(ptsp_against_opinion=_ASKED_BY_DIALOG)
        return super(ApplicationDisagreement, asking).action_decide()

    def _evidence(self, transition):
        evidence = super()._evidence(transition)
        if "reason_against_opinion" in transition.guards and self.against_opinion:
            evidence["against_opinion"] = self.against_opinion_reason or ""
        return evidence
