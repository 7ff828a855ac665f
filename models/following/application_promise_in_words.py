from odoo import api, models

from ..procedure.types import APPLICANT, OPD


class ApplicationPromiseInWords(models.Model):
    """The promise as a date, with what has moved it, for the applicant to whom it was given."""

    _inherit = "ptsp.application"

    def _promise_in_words(self, lines=None):
        """Say by when the letter is promised, and what has moved that.

        :param lines: its control lines, where they are at hand
        :return: list of sentences in the language of the context; the first one is the promise. Empty where nothing is
            promised any more
        """
        self.ensure_one()
        # Whoever is told of the promise is told what has moved it.
        application_sudo = self.sudo()
        if application_sudo._state().given_up:
            return []
        lines = application_sudo._lines_told() if lines is None else lines
        return [application_sudo._promise_told(lines), *application_sudo._moves_told(lines)]

    def _promise_told(self, lines):
        """Return the sentence of the promise.

        :param lines: the control lines, in their order, as superuser
        """
        words = {
            "days": self._days_promised(),
            "deadline": self._moment_told(self.deadline),
            "ended": self._moment_told(self.clock_ended_at),
        }
        if self.clock_ended_at:
            return self.env._("The letter was ready on %(ended)s. It was promised by %(deadline)s.", **words)
        if self.clock_started_at:
            return self.env._("The letter is promised by %(deadline)s.", **words)
        if self._receipt_given(lines):
            names = self._opd_asked()
            return self.env._(
                "The letter is promised within %(days)s after the opinion of %(opd)s has come.", opd=names, **words
            )
        return self.env._("The letter is promised within %(days)s after the complete file was registered.", **words)

    def _moves_told(self, lines):
        """Return a sentence for each thing that has moved the promise.

        :param lines: the control lines, in their order, as superuser
        """
        said = []
        receipt = self._receipt_given(lines)
        if self.clock_started_at and receipt and self.clock_started_at > receipt:
            said.append(
                self.env._(
                    "The time began on %(day)s, when the opinion of %(opd)s had come.",
                    day=self._day_told(self.clock_started_at),
                    opd=self._opd_asked(),
                )
            )
        waits = self._waits(lines) if self.clock_started_at else []
        # What passed outside of service hours has moved nothing.
        return said + [self._wait_told(wait) for wait in waits if not wait.until or round(wait.minutes)]

    def _wait_told(self, wait):
        """Return the sentence of one wait.

        :param Wait wait: as the clock has it
        """
        words = {
            "time": self._time_told(wait),
            "since": self._day_told(wait.since),
            "opd": self._opd_asked() if wait.holder == OPD else "",
        }
        by_applicant = wait.holder == APPLICANT
        if not wait.until:
            if by_applicant:
                return self.env._(
                    "The time stands still since %(since)s, until your answer has come; the date moves by as much.",
                    **words,
                )
            return self.env._(
                "The time stands still since %(since)s, until the opinion of %(opd)s has come; the date moves by as "
                "much.",
                **words,
            )
        if by_applicant:
            return self.env._("%(time)s from %(since)s on waited for your answer; the date moved by as much.", **words)
        return self.env._(
            "%(time)s from %(since)s on waited for the opinion of %(opd)s; the date moved by as much.", **words
        )

    def _opd_asked(self):
        """Return the names of the OPD that were asked for their opinion, as a list in a sentence."""
        asked = self.review_ids.filtered(lambda review: review.state not in ("requested", "cancelled"))
        return self._names_told(asked.agency_id.mapped("name"))

    def _days_promised(self):
        """Return how long the service takes, such as ``2 working days``."""
        return self._working_days_told(self.service_id.sla_days)

    def _time_told(self, wait):
        """Return how long a wait was, in whole working days, hours or minutes.

        :param Wait wait: as the clock has it
        """
        if wait.days:
            return self._working_days_told(wait.days)
        minutes = round(wait.minutes)
        if minutes >= 90:
            return self.env._("%(count)s working hours", count=round(minutes / 60))
        return (
            self.env._("1 working minute") if minutes == 1 else self.env._("%(count)s working minutes", count=minutes)
        )

    @api.model
    def _working_days_told(self, count):
        if count == 1:
            return self.env._("1 working day")
        return self.env._("%(count)s working days", count=count)
