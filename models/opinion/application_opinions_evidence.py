from odoo import models


class ReviewEvidence(models.Model):
    """What the control sheet keeps of an opinion includes the fingerprints of the OPD's letters."""

    _inherit = "ptsp.technical.review"

    def _opinion_as_given(self):
        given = super()._opinion_as_given()
        if self.opinion_file_ids:
            given["sha256"] = [file._ptsp_fingerprint() for file in self.opinion_file_ids]
        return given


class ApplicationOpinionsEvidence(models.Model):
    """The control sheet says which opinions came, and which were withdrawn (step 11)."""

    _inherit = "ptsp.application"

    def _evidence(self, transition):
        evidence = super()._evidence(transition)
        received = transition in self._procedure().opinion_rows
        if received:
            evidence["opinions"] = self._opinions_as_given()
        asked = "proposals_decided" in transition.guards
        if (received or asked) and (withdrawn := self.review_ids.filtered("withdrawn_at")):
            evidence["withdrawn_opinions"] = {str(review.id): review._withdrawal_as_given() for review in withdrawn}
        return evidence

    def _opinions_as_given(self):
        """Return the opinions that were given by ids of their reviews, as the control sheet keeps them."""
        return {str(review.id): review._opinion_as_given() for review in self._issued_reviews()}

    def _differences_from_sheet(self, lines):
        differences = super()._differences_from_sheet(lines)
        said = lines._evidence_of("opinions")
        # What is with its OPD again has changed since, as another line of the sheet says.
        now = self._opinions_as_given()
        if said is not None and any(now.get(number, given) != given for number, given in said.items()):
            differences.append(self._fields["opinion_ids"]._description_string(self.env))
        return differences

    def _moments_of_answer(self):
        return super()._moments_of_answer() + [moment for moment in self.review_ids.mapped("withdrawn_at") if moment]
