from odoo import api, fields, models
from odoo.exceptions import UserError

from .technical_review import OPEN_STATES


class PtspApplication(models.Model):
    """Technical opinions of OPD: asked for, delivered, received (steps 7, 9, 10 and 11)."""

    _inherit = "ptsp.application"

    has_open_review = fields.Boolean(compute="_compute_has_open_review", groups="base.group_user")

    @api.depends("review_ids.state")
    def _compute_has_open_review(self):
        for application in self:
            application.has_open_review = bool(application._open_reviews())

    def _open_reviews(self):
        """Return the technical reviews that are still to be answered."""
        return self.review_ids.filtered(lambda review: review.state in OPEN_STATES)

    def _guard_review_requested(self, transition):
        """At least one open technical review names its OPD and the kind of opinion."""
        for application in self.sudo():
            reviews = application._open_reviews()
            if not reviews or any(not (review.kind or "").strip() for review in reviews):
                raise UserError(
                    self.env._(
                        "Add to %(name)s, under Technical Reviews, which OPD is asked for which kind of opinion.",
                        name=application.name,
                    )
                )

    def _guard_no_open_review(self, transition):
        """No technical review is open."""
        for application in self.sudo():
            reviews = application._open_reviews()
            if reviews:
                raise UserError(
                    self.env._(
                        "%(name)s still waits for the opinion of %(agencies)s.",
                        name=application.name,
                        agencies=", ".join(reviews.agency_id.mapped("name")),
                    )
                )

    def _guard_reviews_received(self, transition):
        """Every open review has its receipt by the OPD: name and time."""
        for application in self.sudo():
            missing = application._open_reviews().filtered(
                lambda review: not (review.received_by or "").strip() or not review.received_at
            )
            if missing:
                raise UserError(
                    self.env._(
                        "Enter under Technical Reviews of %(name)s who received the file, and when, at %(agencies)s.",
                        name=application.name,
                        agencies=", ".join(missing.agency_id.mapped("name")),
                    )
                )

    def _effect_send_reviews(self, transition, now):
        """Number the cover letters (step 7). The OPD sees the application from now on."""
        reviews = self._open_reviews().filtered(lambda review: not review.cover_letter_number)
        numbers = self.env["ptsp.register.entry"]._take_numbers(
            "cover_letter", [review.application_id for review in reviews], now
        )
        for review, number in zip(reviews, numbers, strict=True):
            review.write(
                {
                    "state": "sent",
                    "cover_letter_number": number,
                    "cover_letter_date": review.application_id.service_id._local_day(now),
                }
            )

    def _effect_start_reviews(self, transition, now):
        """Start the OPD's own time (step 9)."""
        self._recompute_reviews_due()

    def _recompute_reviews_due(self):
        """Derive when the open reviews are due: so many working days after the OPD has received the file."""
        for review in self._open_reviews().filtered("received_at"):
            service = review.application_id.service_id
            review.due_at = service._end_of_working_day(review.received_at, review.agency_id.response_days)

    def _effect_close_reviews(self, transition, now):
        """Nobody need answer for an application that is cancelled."""
        self._open_reviews().write({"state": "cancelled"})
