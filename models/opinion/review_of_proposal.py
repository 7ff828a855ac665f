from odoo import api, models


class ReviewOfProposal(models.Model):
    """A review answers the proposal of its kind, or of its OPD, whoever has asked for it."""

    _inherit = "ptsp.technical.review"

    @api.model_create_multi
    def create(self, vals_list):
        reviews = super().create(vals_list)
        if any(review.service_id._proposing_kind_ids() for review in reviews.sudo()):
            proposals_sudo = self.env["ptsp.opinion.proposal"].sudo()
            waiting = proposals_sudo.search(
                [("application_id", "in", reviews.application_id.ids), ("state", "=", "proposed")]
            )
            waiting._as_procedure()._take_what_is_asked()
        return reviews

    def unlink(self):
        proposals_sudo = self.env["ptsp.opinion.proposal"].sudo().search([("review_id", "in", self.ids)])
        result = super().unlink()
        # What was asked for and is asked for no longer is to be decided anew.
        proposals_sudo._as_procedure()._reopen_proposals()
        return result


class ProposalOfReview(models.Model):
    """A proposal is taken by the review that asks for it."""

    _inherit = "ptsp.opinion.proposal"

    def _take_what_is_asked(self):
        """Mark the proposals as taken for which an OPD is asked already, in procedure mode."""
        for proposal in self:
            asked = proposal.application_id.review_ids.filtered(lambda review: review.state != "cancelled")
            taken = asked.filtered(lambda review, kind=proposal.kind_id: kind and review.kind_id == kind)
            # Who has asked an OPD by hand has named the kind in words of his own.
            taken = taken or asked.filtered(
                lambda review, agency=proposal.agency_id: agency and not review.kind_id and review.agency_id == agency
            )
            if taken:
                proposal._decide("taken", taken[0])
                proposal.agency_id = taken[0].agency_id
