from odoo import fields, models


class ApplicationAskedOpinions(models.Model):
    """That no opinion is needed is a decision, and stands in the control sheet (remark to step 7)."""

    _inherit = "ptsp.application"

    no_opinion_reason = fields.Text(
        "No Opinion Needed Because",
        copy=False,
        editable_in="reviews",
        max_chars=1000,
        max_lines=20,
        groups="ptsp_exhibition.group_reader",
        help="Why no OPD is asked. It stands in the control sheet and on the verification form.",
    )

    def _evidence(self, transition):
        evidence = super()._evidence(transition)
        if "proposals_decided" in transition.guards:
            asked = self.review_ids.filtered(lambda review: review.state != "cancelled")
            decided = self.proposal_ids if self.service_id._proposing_kind_ids() else ()
            evidence["opinions_asked"] = {
                "reviews": {str(review.id): [review.agency_id.id, review.kind] for review in asked},
                "proposals": [proposal._as_decided() for proposal in decided],
                "none_needed_because": "" if asked else self.no_opinion_reason or "",
            }
        return evidence

    def _why_no_opinion(self):
        """Return why no OPD was asked, as papers say it: what verification wrote, and why it dropped proposals."""
        self.ensure_one()
        dropped = self.proposal_ids.filtered(lambda proposal: proposal.state == "dropped")
        reasons = [f"{proposal.name}: {proposal.drop_reason}" for proposal in dropped]
        return "\n".join(filter(None, [self.no_opinion_reason, *reasons]))
