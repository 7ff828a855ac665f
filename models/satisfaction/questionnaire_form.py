from odoo import models

#: Longest text that a respondent writes.
TEXT_LIMIT = 2000
#: Kinds of questions that the page asks.
CHOICE, TEXTS = "simple_choice", ("text_box", "char_box")


class QuestionnaireForm(models.Model):
    """A questionnaire as a form of its own, by Odoo's questions, answers and rules."""

    _inherit = "survey.survey"

    def _ptsp_questions(self):
        """Return the questions that are asked, in their order."""
        self.ensure_one()
        return self.question_ids.filtered(lambda question: question.question_type in (CHOICE, *TEXTS))

    def _ptsp_form(self):
        """Return what the page asks, in the language of the context.

        :return: list of dicts
        """
        return [
            {
                "name": f"q{question.id}",
                "title": question.title,
                "required": question._ptsp_is_required(),
                "profile": bool(question.ptsp_profile),
                "choices": [(str(each.id), each.value) for each in question.suggested_answer_ids],
                "is_choice": question.question_type == CHOICE,
            }
            for question in self._ptsp_questions()
        ]

    def _ptsp_read_answers(self, typed):
        """Read what somebody has answered.

        :param dict typed: from names of the form to texts
        :return: pair: dict from ids of questions to ids of answers or texts, and the questions that are not answered
        """
        answers, missing = {}, self.env["survey.question"]
        for question in self._ptsp_questions():
            text = (typed.get(f"q{question.id}") or "").replace("\0", "").strip()[:TEXT_LIMIT]
            if question.question_type == CHOICE:
                chosen = question.suggested_answer_ids.filtered(lambda each, text=text: str(each.id) == text)
                answer = chosen.id
            else:
                answer = text
            if (question._ptsp_is_required() and not answer) or (answer and question.validate_question(answer)):
                missing += question
            elif answer:
                answers[question.id] = answer
        return answers, missing


class QuestionAsked(models.Model):
    """A question of the questionnaire says whether it must be answered."""

    _inherit = "survey.question"

    def _ptsp_is_required(self):
        """Tell whether the question must be answered: each element, for the index is taken of whole answers."""
        return bool(self.constr_mandatory or self.ptsp_element)
