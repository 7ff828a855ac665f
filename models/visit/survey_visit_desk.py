from odoo import api, fields, models
from odoo.exceptions import UserError


class SurveyVisitDesk(models.Model):
    """Who plans visits on site and keeps their minutes: whoever gives the opinion, while it is the time for it."""

    _inherit = "ptsp.survey.visit"

    # Photos, people and findings are records of their own.
    _plan = frozenset(("starts_at", "ends_at", "place", "purpose", "person_ids"))
    _minutes = frozenset(("minutes_number", "observations", "conclusion", "person_ids", "finding_ids", "photo_ids"))

    may_keep = fields.Boolean(
        compute="_compute_may_keep", help="The current user plans the visit and keeps its minutes."
    )

    @api.depends("review_id.state", "state", "closed_at")
    @api.depends_context("uid")
    def _compute_may_keep(self):
        for visit in self:
            visit.may_keep = not visit._why_not_kept()

    def _why_not_kept(self):
        self.ensure_one()
        review = self.review_id
        if self._origin and self.closed_at:
            return self.env._("The minutes of this visit on site are closed: nothing in them changes any more.")
        if not review.may_issue:
            return self.env._(
                "Visits on site are planned and kept by members of %(agency)s, or by a processing officer.",
                agency=review.sudo().agency_id.name,
            )
        if self.state == "called_off":
            return self.env._("This visit on site was called off. Plan another one.")
        # Minutes may be finished once the opinion is given, and not when nobody waits for it any more.
        over = review.sudo().application_id._state().final or review.sudo().state == "cancelled"
        if (self.state == "planned" and not review.awaited) or over:
            return self.env._(
                "%(agency)s does not have the file now, or has given its opinion: reload the page.",
                agency=review.sudo().agency_id.name,
            )
        return None

    def _hold(self):
        self.review_id.check_access("read")
        # Whoever comes at the same moment begins anew with what this one leaves: nothing slips into closed minutes.
        self.review_id.application_id._hold_records()

    @api.model_create_multi
    def create(self, vals_list):
        if self._is_procedure:
            return super().create(vals_list)
        visits = super().create(vals_list)
        visits._check_keeper()
        visits._check_ahead()
        visits._as_procedure()._prepare()
        return visits

    def _check_ahead(self):
        # Of an OPD on paper one hears of a visit afterwards, too.
        now = fields.Datetime.now().replace(second=0)
        for visit in self.filtered(lambda one: one.starts_at and one.starts_at < now):
            if not visit.review_id._is_receiver():
                raise UserError(
                    self.env._("A visit on site is planned for a moment that lies ahead. Correct when it begins.")
                )
            visit._check_after_sending(visit.starts_at)

    def _check_after_sending(self, moment):
        """Refuse a moment at which the OPD had not been sent the file yet.

        :param datetime moment: naive UTC
        :raises UserError: naming the OPD
        """
        self.ensure_one()
        if self.review_id._is_before_sending(moment):
            raise UserError(
                self.env._(
                    "The visit on site cannot have been held before the file was sent to %(agency)s. Correct the time.",
                    agency=self.agency_id.name,
                )
            )

    def _why_not_now(self, label):
        self.ensure_one()
        if self.state == "planned":
            return self.env._("%(field)s: enter first that the visit on site was held.", field=label)
        return self.env._("%(field)s stays as it was when the visit on site was held.", field=label)

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("A visit on site is not deleted. Call it off, with a reason."))

    def copy(self, default=None):  # pylint: disable=unknown-option-value,method-required-super
        raise UserError(self.env._("Plan another visit on site instead of copying one."))

    def _prepare(self):
        """Let a visit have what every one has, in procedure mode: who plans it, who takes part, what is looked at."""
        for visit in self:
            visit.planned_by_id = self.env.uid
            visit._add_first_people()
            visit._add_subjects()
        self._note_in_calendar()
