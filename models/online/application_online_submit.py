from typing import NamedTuple

from odoo import models

from ..procedure.types import DRAFT
from .application_online_steps import APPLICANT_STEP, DETAILS_STEP

PAPERS_STEP, CHECK_STEP = "papers", "check"


class Missing(NamedTuple):
    """What is missing, and where it is filled in: the page, the name of the question or of the line, a sentence."""

    step: str
    name: str
    text: str


class ApplicationOnlineSubmit(models.Model):
    """What an applicant who files online must have done before the agency takes the file (step 3)."""

    _inherit = "ptsp.application"

    def _online_steps(self):
        """Return the pages of filing, as a dict from keys to what they are called, in their order."""
        return {
            APPLICANT_STEP: self.env._("Applicant"),
            DETAILS_STEP: self.env._("Details"),
            PAPERS_STEP: self.env._("Papers"),
            CHECK_STEP: self.env._("Check"),
        }

    def _missing_online(self, lines=None):
        """Return what must still be filled in or attached.

        :param lines: the lines of the checklist that count, where they are at hand
        :return: list of ``Missing``, in the order of the pages
        """
        self.ensure_one()
        missing = []
        for step in self._online_steps():
            questions = self._questions_that_count(step)
            answers = self._online_answers(questions)
            for question in questions:
                problem = self._problem_online(question, answers[question.name])
                if problem:
                    missing.append(Missing(step, question.name, problem))
            missing += [Missing(step, name, text) for name, text in self._problems_at_check(step).items()]
        for line in self._papers_missing_online(lines):
            missing.append(Missing(PAPERS_STEP, f"line_{line.id}", self.env._("Attach: %(paper)s.", paper=line.name)))
        return missing

    def _problem_online(self, question, typed):
        """Tell what is wrong with an answer as it is kept: nothing, or a sentence.

        :param Question question: the question
        :param typed: the answer, as a page has it
        """
        if self._is_unanswered(question, {}):
            return self._please_answer(question)
        # An officer may have entered what nobody would take online.
        return self._online_value(question, typed)[1] if typed else None

    def _problems_at_check(self, step):
        """Tell what was in order when it was entered, and is not any more. A room adds what it knows of its theme.

        :param str step: key of a page
        :return: dict from names of questions to sentences
        """
        return {}

    def _guard_details_complete(self):
        answer = super()._guard_details_complete()
        if not self.filed_online or not self.env.user._is_portal():
            return answer
        # What the page of the last look shows, each with its page, before the button is pressed.
        missing = [*self._why_not_under_this_revision(), *(missing.text for missing in self._missing_online())]
        return " ".join(missing) or answer

    def _why_not_under_this_revision(self):
        """Tell that the service was revised or withdrawn while the draft lay, as a list of at most one sentence."""
        service, current = self.service_id, self.service_id._revision_in_force()
        if current == service or self.state != DRAFT:
            return []
        # Whoever reads an application is told of its service.
        name = service.sudo().name
        if current:
            return [
                self.env._(
                    "%(service)s was revised since you began. Move your draft to the revision in force, then submit "
                    "it.",
                    service=name,
                )
            ]
        return [self.env._("%(service)s is not offered any more. Ask the agency what takes its place.", service=name)]
