from odoo import models


class ApplicationDeliveryEvidence(models.Model):
    """The control sheet says with which sheets the files were received, and the fingerprints of who signed (step 9)."""

    _inherit = "ptsp.application"

    def _evidence(self, transition):
        evidence = super()._evidence(transition)
        if "start_reviews" in transition.effects and (receipts := self._receipts_of_delivery()):
            evidence["deliveries"] = receipts
        return evidence

    def _receipts_of_delivery(self):
        """Return the receipts of OPD by ids of reviews, as the control sheet keeps them."""
        received = {
            review: review.delivery_ids.filtered(lambda sheet: sheet.state == "received")[-1:]
            for review in self.review_ids
        }
        return {
            str(review.id): [sheet.name, sheet.received_by or "", sheet._fingerprint_of_receipt()]
            for review, sheet in received.items()
            if sheet
        }

    def _differences_from_sheet(self, lines):
        differences = super()._differences_from_sheet(lines)
        said = lines._evidence_of("deliveries")
        now = self._receipts_of_delivery()
        if said is not None and any(now.get(number) != receipt for number, receipt in said.items()):
            differences.append(self.env["ptsp.delivery"]._fields["receipt_sha256"]._description_string(self.env))
        return differences
