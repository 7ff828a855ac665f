from odoo import fields, models


class ReviewEnteredLate(models.Model):
    """Opinions on paper that were entered more than a service day after they came: managers look at them (step 11)."""

    _inherit = "ptsp.technical.review"

    entered_late = fields.Boolean(
        readonly=True,
        copy=False,
        procedure=True,
        index="btree_not_null",
        help="The opinion came on paper, and was entered more than one service day later.",
    )

    def _opinion_kept(self, more):
        result = super()._opinion_kept(more)
        for review in self:
            # Who answers in the system has entered it at the moment at which it came.
            late = review.opinion_received_at < review.issued_at and review.issued_at > (
                review.application_id.service_id._end_of_working_day(review.opinion_received_at, 1)
            )
            if late != review.entered_late:
                review.entered_late = late
        return result
