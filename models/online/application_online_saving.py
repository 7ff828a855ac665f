from psycopg2 import IntegrityError

from odoo import api, models
from odoo.exceptions import UserError

from ..details.detail import Detail
from .question import COLUMN, DETAIL


class ApplicationOnlineSaving(models.Model):
    """How answers are kept: what is valid, each for itself; the rest is answered with a sentence."""

    _inherit = "ptsp.application"

    def _save_online(self, step, entered, leaving=False):
        """Keep what an applicant has entered on a page: what is valid is kept, the rest is answered with a sentence.

        :param str step: see :meth:`_online_questions`
        :param dict entered: from names of questions to texts, or to lists of keys; names that nobody asked count not
        :param bool leaving: the applicant goes on later, so what is still blank is no matter
        :return: dict from names of questions to sentences that say what is wrong; empty where all is well
        :raises AccessError: the application is not the user's
        :raises UserError: it is not the applicant's turn
        """
        self._check_online()
        asked = {question.name: question for question in self._online_questions(step)}
        values, problems = {}, {}
        for name in asked.keys() & entered.keys():
            values[name], problem = self._online_value(asked[name], entered[name])
            if problem:
                problems[name] = problem
        problems |= self._problems_between(step, values)
        problems |= self._store_online({asked[name]: values[name] for name in values.keys() - problems.keys()})
        if not leaving:
            for name, question in asked.items():
                if name not in problems and self._is_unanswered(question, values):
                    problems[name] = self._please_answer(question)
        # In the order of the page.
        return {name: problems[name] for name in asked if name in problems}

    @api.model
    def _please_answer(self, question):
        """Return the sentence for a question that must be answered and was not.

        :param Question question: the question
        """
        if question.kind in ("selection", "tags"):
            return self.env._("%(field)s: choose an answer.", field=question.label)
        return self.env._("Fill in: %(field)s.", field=question.label)

    def _is_unanswered(self, question, values):
        """Tell whether a question must be answered and is not.

        :param Question question: the question
        :param dict values: what was entered just now
        """
        if not question.required:
            return False
        value = values[question.name] if question.name in values else self._online_answer(question)
        return Detail.is_blank(value) if question.kept_in == DETAIL else not value

    def _problems_between(self, step, values):
        """Tell what does not fit together on a page. A room adds what it knows of its theme.

        :param str step: see :meth:`_online_questions`
        :param dict values: from names of questions to what was entered, as Odoo keeps it
        :return: dict from names of questions to sentences
        """
        return {}

    # How answers are kept

    def _store_online(self, answers):
        """Keep answers, together where they can be, else each for itself.

        :param dict answers: from ``Question`` to value
        :return: dict from names of questions to sentences that say why an answer cannot be kept
        """
        if not answers:
            return {}
        try:
            with self.env.cr.savepoint():
                self._keep_answers(answers)
            return {}
        except (UserError, IntegrityError) as error:
            if len(answers) == 1:
                [question] = answers
                return {question.name: self._sentence_of(error)}
        problems = {}
        for question, value in answers.items():
            problems |= self._store_online({question: value})
        return problems

    @api.model
    def _sentence_of(self, error):
        """Return what an error says to whoever has entered something.

        :param Exception error: the error
        """
        return self._sql_error_to_message(error) if isinstance(error, IntegrityError) else str(error)

    def _keep_answers(self, answers):
        """Write answers where they belong, as superuser in the applicant's name.

        :param dict answers: from ``Question`` to value
        """
        application_sudo = self.sudo()
        details = {question.field: value for question, value in answers.items() if question.kept_in == DETAIL}
        if details:
            application_sudo._declare_details(details)
        vals = {question.field: value for question, value in answers.items() if question.kept_in == COLUMN}
        changed = {name: value for name, value in vals.items() if application_sudo[name] != value}
        if changed:
            application_sudo.write(changed)
