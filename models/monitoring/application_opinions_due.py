from odoo import api, fields, models
from odoo.fields import Domain


class ReviewWarnings(models.Model):
    """When an OPD is warned of an opinion that it owes: before it is due, and after."""

    _inherit = "ptsp.technical.review"

    def _moments_of_warning(self):
        """Return when the OPD is warned, as a dict from keys of ``ALERTS`` to naive UTC moments, some perhaps empty."""
        self.ensure_one()
        service = self.application_id.service_id
        days, begin = self._days_to_respond(), self._days_begin_at()
        before = service.opinion_warn_days
        soon = service._end_of_working_day(begin, days - before) if begin and 0 < before < days else None
        return {"review_soon": soon, "review_late": self.due_at}


class ApplicationOpinionsDue(models.Model):
    """The warnings of opinions that fall due, and of OPD whose users are gone (steps 8 and 11)."""

    _inherit = "ptsp.application"

    def _moments_of_opinions(self):
        """Return when the warnings of open opinions fall due, as a dict from keys of ``ALERTS``, some perhaps empty."""
        self.ensure_one()
        now = fields.Datetime.now()
        reviews = self._open_reviews()
        moments = [review._moments_of_warning() for review in reviews]
        # Who is late already is not told that it will be so soon.
        soon = [each["review_soon"] for each in moments if each["review_late"] and each["review_late"] >= now]
        late = [each["review_late"] for each in moments]
        abandoned = any(agency._has_lost_its_users() for agency in reviews.agency_id)
        return {
            "review_soon": self._next_unwarned("review_soon", soon),
            "review_soon_desks": self._next_unwarned("review_soon_desks", soon),
            "review_nobody": self.waiting_since if abandoned else None,
            "review_late": self._next_unwarned("review_late", late),
            "review_follow_up": self._next_unwarned("review_follow_up", late),
        }

    def _next_unwarned(self, kind, moments):
        """Return the next of the moments of a warning that was not given yet, else the last. Possibly none.

        :param str kind: key of ``ALERTS``
        :param list moments: naive UTC, some perhaps empty
        """
        given = (self.alerts_given or {}).get(kind) or ""
        due = sorted(filter(None, moments))
        return next((moment for moment in due if fields.Datetime.to_string(moment) > given), due[-1] if due else None)

    def _reviews_warned_of(self, kind, now):
        """Return the open reviews for which a warning to the OPD has fallen due.

        :param str kind: key of ``ALERTS``
        :param datetime now: naive UTC
        """
        given = (self.alerts_given or {}).get(kind) or ""

        def is_due(review):
            moments = review._moments_of_warning()
            # Of two opinions one may be late and the other due soon; and one was warned of before, at its own moment.
            over = kind != "review_late" and moments["review_late"] and moments["review_late"] < now
            due = bool(moments[kind]) and moments[kind] < now and not over
            return due and fields.Datetime.to_string(moments[kind]) > given

        return self._open_reviews().filtered(is_due)

    @api.model
    def _reschedule_of_agencies(self, agencies):
        """Look anew at what is with OPD whose users have changed.

        :param agencies: ``ptsp.agency``
        """
        self._reschedule_alerts(Domain("review_ids", "any", Domain("agency_id", "in", agencies.ids)))


class AgencyUsers(models.Model):
    """An OPD whose users are all gone is not left alone with what it owes."""

    _inherit = "ptsp.agency"

    def _has_lost_its_users(self):
        """Tell whether the OPD has members of whom none can log in any more. One without any answers on paper."""
        self.ensure_one()
        return not self._who_answers() and bool(self.with_context(active_test=False).member_ids)

    def write(self, vals):
        result = super().write(vals)
        if "member_ids" in vals:
            self.env["ptsp.application"]._reschedule_of_agencies(self.sudo())
        return result


class UserOfAgency(models.Model):
    """With a user who leaves, an OPD may have lost its last one."""

    _inherit = "res.users"

    def write(self, vals):
        result = super().write(vals)
        if "active" in vals:
            agencies_sudo = (
                self.env["ptsp.agency"].sudo().with_context(active_test=False).search([("member_ids", "in", self.ids)])
            )
            if agencies_sudo:
                self.env["ptsp.application"]._reschedule_of_agencies(agencies_sudo)
        return result
