from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

from ...models.satisfaction.questionnaire_form import CHOICE, TEXT_LIMIT

#: Number of an answer on paper.
_NUMBERS = [(str(number), str(number)) for number in range(1, 10)]


class PtspSatisfactionPaper(models.TransientModel):
    """The dialog in which the pick-up desk enters an answer on paper: the numbers of the answers, one after the other.

    It is kept nowhere: with its entry the dialog is emptied.
    """

    _name = "ptsp.satisfaction.paper"
    _description = "Answer on Paper"

    application_id = fields.Many2one("ptsp.application", required=True, readonly=True)
    numbers = fields.Char(
        "Numbers of the Answers",
        max_chars=40,
        help="As they are crossed on the sheet, from above; 0 where nothing is crossed. The last ones may be left out.",
    )
    suggestion = fields.Text("Suggestions", max_chars=TEXT_LIMIT, max_lines=40)
    asks_suggestion = fields.Boolean(compute="_compute_asks_suggestion")
    line_ids = fields.One2many("ptsp.satisfaction.paper.line", "paper_id", "Answers")

    @api.depends("application_id")
    def _compute_asks_suggestion(self):
        for paper in self:
            paper.asks_suggestion = bool(paper._text_question())

    @api.model
    def default_get(self, fields):
        values = super().default_get(fields)
        application = self.env["ptsp.application"].browse(values.get("application_id") or [])
        if application:
            application._check_may_ask()
            values["line_ids"] = [
                Command.create(
                    {
                        "question_id": question.id,
                        "title": question.title,
                        "choices": " · ".join(
                            f"{number} {each.value}" for number, each in enumerate(question.suggested_answer_ids, 1)
                        ),
                    }
                )
                for question in self._choice_questions(application)
            ]
        return values

    @api.model
    def _choice_questions(self, application):
        """Return the questions of an application's questionnaire that have answers to choose from, as superuser."""
        questions_sudo = application._satisfaction_survey()._ptsp_questions()
        return questions_sudo.filtered(lambda question: question.question_type == CHOICE)

    def _text_question(self):
        """Return the first question that is answered in words, as superuser; possibly none."""
        questions_sudo = self.application_id._satisfaction_survey()._ptsp_questions()
        return questions_sudo.filtered(lambda question: question.question_type != CHOICE)[:1]

    @api.onchange("numbers")
    def _onchange_numbers(self):
        digits = [each for each in self.numbers or "" if each.isdigit()]
        for line, digit in zip(self.line_ids, digits, strict=False):
            line.number = digit if digit != "0" else False

    def action_confirm(self):
        """Put the answer to the others, and keep that the application has one, on paper.

        :return: the action that closes the dialog
        :raises AccessError: the user does not hand letters over
        :raises UserError: an element has no answer, there is no such answer, or the application has one already
        """
        self.ensure_one()
        application = self.application_id
        application._check_may_ask()
        answers, missing = self._answers()
        if missing:
            raise UserError(
                self.env._(
                    "Enter for each question one of the numbers beside it. It is missing for: %(questions)s",
                    questions=" ".join(missing),
                )
            )
        if not application._take_answer("paper", answers):
            raise UserError(self.env._("The questionnaire of %(name)s was answered already.", name=application.name))
        # What was answered does not stay beside the application.
        self.sudo().unlink()
        return {"type": "ir.actions.act_window_close"}

    def _answers(self):
        """Return what was answered, by the questions of the questionnaire, whatever the dialog names.

        :return: pair: dict from ids of questions to ids of answers or texts, and the questions that lack one
        """
        numbers = {line.question_id: line.number for line in self.line_ids}
        answers, missing = {}, []
        for question in self._choice_questions(self.application_id):
            number = int(numbers.get(question.id) or 0)
            chosen = question.suggested_answer_ids[number - 1 : number] if number else question.suggested_answer_ids[:0]
            if chosen:
                answers[question.id] = chosen.id
            elif number or question._ptsp_is_required():
                missing.append(question.title)
        text_question = self._text_question()
        if text_question and (self.suggestion or "").strip():
            answers[text_question.id] = self.suggestion.strip()[:TEXT_LIMIT]
        return answers, missing


class PtspSatisfactionPaperLine(models.TransientModel):
    """One question of an answer on paper."""

    _name = "ptsp.satisfaction.paper.line"
    _description = "Question of an Answer on Paper"
    _order = "id"

    paper_id = fields.Many2one("ptsp.satisfaction.paper", required=True, ondelete="cascade", index=True)
    # The desk reads no questionnaires.
    question_id = fields.Integer("Number of the Question")
    title = fields.Char("Question Asked")
    choices = fields.Char("Answers", max_chars=1000)
    number = fields.Selection(_NUMBERS, "Number Crossed")
