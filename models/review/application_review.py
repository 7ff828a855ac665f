from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ...tools.boolean_search import positive
from ...tools.read_lines import read_lines
from .technical_review import OPEN_STATES


class ApplicationReview(models.Model):
    """Technical opinions of OPD: asked for, delivered, received (steps 7, 9, 10 and 11)."""

    _inherit = "ptsp.application"

    review_ids = fields.One2many(
        "ptsp.technical.review", "application_id", "Technical Reviews", copy=False, groups="base.group_user"
    )
    # Read by whoever decides on the letter. Members of an OPD have it not: those of the others are none of theirs.
    opinion_ids = fields.One2many(
        "ptsp.technical.review",
        "application_id",
        "Opinions of the OPD",
        domain=[("state", "=", "issued")],
        readonly=True,
        copy=False,
        groups="ptsp_exhibition.group_reader",
        help="What the OPD have answered (step 10).",
    )
    may_issue_opinion = fields.Boolean(
        compute="_compute_may_issue_opinion",
        groups="base.group_user",
        help="An OPD owes an opinion that the current user can enter.",
    )
    has_open_review = fields.Boolean(
        compute="_compute_has_open_review", compute_sudo=True, groups="base.group_user", help="An OPD owes its opinion."
    )
    review_count = fields.Integer(
        "Reviews", compute="_compute_review_count", groups="ptsp_exhibition.group_reader", help="Opinions asked of OPD."
    )
    opd_said = fields.Text(
        "Opinions of OPD",
        compute="_compute_opd_said",
        groups="ptsp_exhibition.group_reader",
        help="What each OPD has answered, with its conditions.",
    )
    # Access rules ask this and not for the reviews themselves: what a rule has read stays in memory for whoever asks.
    sent_to_my_opd = fields.Boolean(
        compute="_compute_sent_to_my_opd",
        search="_search_sent_to_my_opd",
        compute_sudo=True,
        help="It was sent to an OPD of which the user is a member.",
    )

    @api.depends("review_ids.state")
    def _compute_has_open_review(self):
        for application in self:
            application.has_open_review = bool(application._open_reviews())

    @api.depends("review_ids.state")
    def _compute_review_count(self):
        for application in self:
            application.review_count = len(application.review_ids.filtered(lambda review: review.state != "cancelled"))

    @api.depends("review_ids.state", "review_ids.opinion", "review_ids.conditions")
    def _compute_opd_said(self):
        for application in self:
            issued = application._issued_reviews()
            application.opd_said = "\n".join(
                f"{review.display_name}: {' '.join(filter(None, (review.opinion, review.conditions)))}"
                for review in issued
            )

    @api.depends("review_ids.state", "review_ids.agency_id.member_ids")
    @api.depends_context("uid")
    def _compute_sent_to_my_opd(self):
        Review = self.env["ptsp.technical.review"]
        sent = Review.search(Review._domain_sent_to_my_opd() & Domain("application_id", "in", self.ids)).application_id
        for application in self:
            application.sent_to_my_opd = application in sent

    def _search_sent_to_my_opd(self, operator, values):
        return positive(operator, values, self._domain_sent_to_my_opd)

    @api.depends("review_ids.state", "review_ids.agency_id.member_ids")
    def _compute_my_turn(self):
        return super()._compute_my_turn()

    @api.depends("state", "review_ids.state", "review_ids.agency_id.member_ids")
    @api.depends_context("uid")
    def _compute_may_issue_opinion(self):
        for application in self:
            reviews = application._opinions_to_issue()
            application.may_issue_opinion = any(not review._why_not_issued() for review in reviews)

    @api.model
    def _pages_by_part(self):
        return {**super()._pages_by_part(), "reviews": "reviews", "receipts": "reviews", "opinions": "reviews"}

    def action_view_reviews(self):
        """Show the technical opinions that were asked for.

        :return: the action
        """
        self.ensure_one()
        self.check_access("read")
        name = self.env._("Technical Reviews of %(application)s", application=self.name)
        return self._linked(name, "ptsp.technical.review", Domain("application_id", "=", self.id), "list,form")

    @api.model
    def _domain_sent_to_my_opd(self):
        return Domain("review_ids", "any", self.env["ptsp.technical.review"]._domain_sent_to_my_opd())

    @api.model
    def _domain_awaited_of_my_opd(self):
        # Where all have answered and the file has not gone on yet, each OPD that was asked may send it on. Reviews of
        # other OPD count there, which the user may not read.
        owed = Domain("review_ids", "any", self.env["ptsp.technical.review"]._domain_awaited_of_my_opd())
        all_answered = Domain("review_ids", "not any!", Domain("state", "in", OPEN_STATES))
        return self._domain_sent_to_my_opd() & (owed | all_answered)

    def _read_format(self, fnames, load="_classic_read"):
        if "review_ids" in fnames and not self._reads_confined():
            # A list in memory is as long as for whoever has read it first.
            self.invalidate_recordset(["review_ids"])
        return super()._read_format(fnames, load)

    def _is_sent_to_my_opd(self):
        return self.sent_to_my_opd

    def _awaited_of_my_opd(self):
        awaited = super()._awaited_of_my_opd()
        if not self.env.user._ptsp_own_roles() & self.env["res.groups"]._ptsp_opd_roles():
            return awaited
        # Whatever of the reviews is in memory, and whoever has read it.
        mine = self._domain_awaited_of_my_opd() & Domain("id", "in", self._origin.ids)
        return awaited | self & self.search(mine)

    def _opinions_to_issue(self):
        """Return the reviews whose opinion the user can enter now, of those that the user may read."""
        return self._open_reviews().filtered(lambda review: review.may_issue and review.awaited)

    def action_issue_opinion(self):
        """Open the dialog in which the opinion is written that an OPD owes on the application (step 10).

        :return: the action
        :raises UserError: no opinion is asked for that the user can enter
        """
        self.ensure_one()
        self.check_access("read")
        reviews = self._opinions_to_issue()
        if not reviews:
            raise UserError(
                self.env._(
                    "No opinion on %(name)s is asked of you at the moment. Reload the page to see where it stands.",
                    name=self.name,
                )
            )
        # The one that can be given now first; where there is none, the dialog's button says why.
        return min(reviews, key=lambda review: bool(review._why_not_issued())).action_open_issue()

    def _open_reviews(self):
        """Return the technical reviews that are still to be answered, of those that the user may read."""
        if self._reads_confined():
            return self.review_ids.filtered(lambda review: review.state in OPEN_STATES)
        # What is in memory of a member of an OPD is the own reviews, or all of them, as they were read last.
        return self.env["ptsp.technical.review"].search(
            [("application_id", "in", self.ids), ("state", "in", OPEN_STATES)]
        )

    def _guard_review_requested(self):
        """At least one open technical review names its OPD and the kind of opinion."""
        reviews = self._open_reviews()
        if reviews and all((review.kind or "").strip() for review in reviews):
            return None
        return self.env._(
            "Add to %(name)s, under Technical Reviews, which OPD is asked for which kind of opinion.", name=self.name
        )

    def _reviews_of_all(self):
        """Read the reviews of these applications anew, whatever is in memory: it may be those of the user's OPD only.

        :return: the ``ptsp.technical.review`` in procedure mode
        """
        applications = self._as_procedure()
        applications.invalidate_recordset(["review_ids"], flush=False)
        return read_lines(applications, "review_ids")

    def _guard_no_open_review(self, reviews=None):
        """No technical review is open."""
        if reviews is None:
            reviews = self._open_reviews()
        else:
            reviews = reviews.filtered(lambda one: one.application_id == self and one.state in OPEN_STATES)
        if not reviews:
            return None
        if not self._reads_confined():
            return self.env._("%(name)s still waits for the opinion of another OPD.", name=self.name)
        return self.env._(
            "%(name)s still waits for the opinion of %(agencies)s.",
            name=self.name,
            agencies=", ".join(reviews.agency_id.mapped("name")),
        )

    def _guard_reviews_received(self):
        """Every open review has its receipt by the OPD: name and time."""
        missing = self._open_reviews().filtered(lambda review: review._lacks_receipt())
        if not missing:
            return None
        return self.env._(
            "Enter under Technical Reviews of %(name)s who received the file, and when, at %(agencies)s.",
            name=self.name,
            agencies=", ".join(missing.agency_id.mapped("name")),
        )

    def _effect_send_reviews(self, now):
        """Number the cover letters (step 7). The OPD sees the application from now on."""
        reviews = self._open_reviews().filtered(lambda review: not review.cover_letter_number)
        numbers = self.env["ptsp.register.entry"]._take_numbers(
            "cover_letter", [review.application_id for review in reviews], now
        )
        for review, number in zip(reviews, numbers, strict=True):
            review.write(
                {
                    "state": "sent",
                    "sent_at": now,
                    "cover_letter_number": number,
                    "cover_letter_date": review.application_id.service_id._local_day(now),
                }
            )
        # So that one statement writes both.
        reviews._recompute_recordset(["stage"])

    def _evidence(self, transition):
        evidence = super()._evidence(transition)
        if "send_reviews" in transition.effects:
            evidence["cover_letters"] = self._cover_letters()
        return evidence

    def _cover_letters(self):
        """Return the numbers of the cover letters by ids of their reviews, as the control sheet keeps them."""
        return {
            str(review.id): review.cover_letter_number for review in self.review_ids.filtered("cover_letter_number")
        }

    def _differences_from_sheet(self, lines):
        differences = super()._differences_from_sheet(lines)
        said = lines._evidence_of("cover_letters")
        if said is not None and said != self._cover_letters():
            differences.append(
                self.env["ptsp.technical.review"]._fields["cover_letter_number"]._description_string(self.env)
            )
        return differences

    def _effect_start_reviews(self, now):
        """Start the OPD's own time (step 9)."""
        self._open_reviews().write({"dispatched_at": now})
        self._recompute_reviews_due()

    def _recompute_reviews_due(self):
        """Derive when the open reviews are due: so many working days after the OPD has received the file."""
        for review in self._open_reviews().filtered("received_at"):
            service = review.application_id.service_id
            review.due_at = service._end_of_working_day(review._days_begin_at(), review._days_to_respond())

    def _working_time_changed(self):
        result = super()._working_time_changed()
        self._recompute_reviews_due()
        return result

    def _effect_close_reviews(self):
        """Nobody need answer for an application that is cancelled."""
        self._open_reviews().write({"state": "cancelled"})
