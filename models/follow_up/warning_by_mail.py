from odoo import fields, models


class WarningContact(models.Model):
    """A warning that the system has written to the mail box of an OPD by itself."""

    _inherit = "ptsp.opd.contact"

    threshold = fields.Selection(
        [("review_soon", "Due Soon"), ("review_late", "Late")],
        "Warned That",
        readonly=True,
        help="What the system has written of by itself. Empty where an officer has asked.",
    )
    threshold_at = fields.Datetime("Warned As Of", readonly=True, help="When that warning has fallen due.")

    _once = models.UniqueIndex(
        "(review_id, threshold, threshold_at) WHERE threshold IS NOT NULL", "The OPD was warned of this already."
    )


class ReviewWarnedByMail(models.Model):
    """Opinions that are due, told to an OPD that has a mail box only (steps 8 and 11)."""

    _inherit = "ptsp.technical.review"

    def _warn_by_mail(self, kind, now):
        """Write to the mail boxes of OPD without users that an opinion is due: once for each moment. In procedure mode.

        :param str kind: key of ``ALERTS`` that goes to OPD
        :param datetime now: naive UTC
        """
        moments = {review: review._moments_of_warning()[kind] for review in self}
        told = {
            (contact.review_id, contact.threshold_at)
            for contact in self.env["ptsp.opd.contact"].search_fetch(
                [("review_id", "in", self.ids), ("threshold", "=", kind)], ["review_id", "threshold_at"]
            )
        }
        vals_list = []
        for review in self.filtered(lambda one: (one, moments[one]) not in told):
            email = review.agency_id._email_for_warnings()
            if not email or review.agency_id._who_answers():
                continue
            link, address = review._link_to_warn_with()
            mail_sudo = link._queue_mail(
                "warning", review, email, late=kind == "review_late", link=address, good_until=link.expires_at
            )
            if link:
                link._follow_mail(mail_sudo)
            vals_list.append(
                {
                    "review_id": review.id,
                    "contacted_at": now,
                    "channel": "email",
                    "person": email,
                    "said": review._warning_in_words(kind, link),
                    "threshold": kind,
                    "threshold_at": moments[review],
                }
            )
        self.env["ptsp.opd.contact"].create(vals_list)

    def _link_to_warn_with(self):
        """Make a link that goes with a warning; the ones of before stay good: somebody may be writing there.

        :return: pair of the link and its address; both empty where the OPD does not answer by link, or where its last
            link was revoked by hand
        """
        self.ensure_one()
        last = self.link_ids.sorted("id")[-1:]
        if not self.agency_id._mailbox() or last.revoked_at:
            return self.env["ptsp.opd.link"], ""
        return self.env["ptsp.opd.link"]._make_for(self)

    def _warning_in_words(self, kind, link):
        """Return what the list of contacts says of a warning, in the language of the documents.

        :param str kind: key of ``ALERTS``
        :param link: the ``ptsp.opd.link`` that was sent, possibly none
        """
        env = self.application_id._officially().env
        due = self.application_id._official_moment(self.due_at)
        if kind == "review_late":
            said = env._("Warned by the system: the opinion was due on %(due)s.", due=due)
        else:
            said = env._("Warned by the system: the opinion is due on %(due)s.", due=due)
        return f"{said} {env._('A link was sent with it.')}" if link else said


class ApplicationWarnsByMail(models.Model):
    """With the officers, OPD are warned that have a mail box only."""

    _inherit = "ptsp.application"

    def _give_alerts(self, now):
        due = [
            (kind, application._reviews_warned_of(kind, now))
            for application in self
            for kind, moment in application._open_alerts().items()
            if kind in ("review_soon", "review_late") and moment < now
        ]
        result = super()._give_alerts(now)
        for kind, reviews in due:
            reviews._warn_by_mail(kind, now)
        return result
