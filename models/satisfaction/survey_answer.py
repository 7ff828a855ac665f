from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import AccessError
from odoo.tools import SQL

from .survey_marks import ELEMENT_NAMES


class SatisfactionAnswer(models.Model):
    """An answer to the questionnaire of a service: of which service and semester it is known, and nothing else.

    Record rules keep single answers from everybody, those who administer surveys included. They come from
    ``ptsp.satisfaction.ballot`` in groups, in an order by lot, and bear the day on which the semester begins.
    """

    _name = "survey.user_input"
    _inherit = ["survey.user_input", "ptsp.protected.mixin"]

    ptsp_service_id = fields.Many2one(
        "ptsp.service",
        "Service",
        readonly=True,
        copy=False,
        procedure=True,
        ondelete="restrict",
        index="btree_not_null",
    )
    ptsp_semester = fields.Char("Semester", readonly=True, copy=False, procedure=True)

    @api.model
    def _ptsp_enter(self, service, semester, survey, answers_list):
        """Enter answers of one service and semester, in the order given.

        :param service: the ``ptsp.service``
        :param str semester: such as ``2026-I``
        :param survey: the ``survey.survey`` that was answered
        :param list answers_list: dicts from ids of questions, as texts, to what was answered
        """
        questions_sudo = survey.sudo().question_ids
        entry = self.with_user(SUPERUSER_ID)._as_procedure()
        # Their chatter is empty: nobody is told whose it is.
        entry = entry.with_context(mail_create_nolog=True, mail_create_nosubscribe=True)
        # The dates, too: each answer of a semester bears the same.
        since, _until = service._semester_span(semester)
        inputs = entry.create(
            [
                {
                    "survey_id": survey.id,
                    "state": "done",
                    "start_datetime": since,
                    "end_datetime": since,
                    "predefined_question_ids": [fields.Command.set(questions_sudo.ids)],
                    "ptsp_service_id": service.id,
                    "ptsp_semester": semester,
                }
                for _answers in answers_list
            ]
        )
        lines = entry.env["survey.user_input.line"].create(
            [
                one._ptsp_line_values(question, answers.get(str(question.id)))
                for one, answers in zip(inputs, answers_list, strict=True)
                for question in questions_sudo
                if question.question_type in ("simple_choice", "char_box", "text_box")
            ]
        )
        self.env.flush_all()
        for records in (inputs, lines):
            self.env.cr.execute(
                SQL(
                    "UPDATE %s SET create_date = %s, write_date = %s WHERE id = ANY(%s)",
                    SQL.identifier(records._table),
                    since,
                    since,
                    records.ids,
                )
            )
        self.env.invalidate_all()

    def _ptsp_line_values(self, question, answer):
        """Return the values of the line of one question.

        :param question: a ``survey.question``
        :param answer: id of what was chosen, or a text; possibly nothing
        """
        kind = "suggestion" if question.question_type == "simple_choice" else question.question_type
        values = self._get_line_answer_values(question, answer, kind)
        chosen = self.env["survey.question.answer"].browse(values.get("suggested_answer_id", []))
        element = question.ptsp_element if chosen else False
        return {
            **values,
            "ptsp_service_id": self.ptsp_service_id.id,
            "ptsp_semester": self.ptsp_semester,
            # As it was asked: what is marked otherwise later changes no index.
            "ptsp_element": element,
            "ptsp_points": round(chosen.answer_score) if element else False,
        }


class SatisfactionAnswerLine(models.Model):
    """One question of an answer. What the index is taken of stands here once more, in whole numbers."""

    _name = "survey.user_input.line"
    _inherit = ["survey.user_input.line", "ptsp.protected.mixin"]

    ptsp_service_id = fields.Many2one("ptsp.service", "Service", readonly=True, copy=False, procedure=True)
    ptsp_semester = fields.Char("Semester", readonly=True, copy=False, procedure=True)
    ptsp_element = fields.Selection(ELEMENT_NAMES, "Element", readonly=True, copy=False, procedure=True)
    ptsp_points = fields.Integer("Points", readonly=True, copy=False, procedure=True, aggregator=None)

    #: All that the index reads, so that it reads nothing else.
    _ptsp_element_index = models.Index(
        "(ptsp_service_id, ptsp_semester, ptsp_element, ptsp_points, id) WHERE ptsp_element IS NOT NULL"
    )
    _ptsp_service_index = models.Index("(ptsp_service_id, question_id) WHERE ptsp_service_id IS NOT NULL")

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        lines._ptsp_check_untouched()
        return lines

    def write(self, vals):
        self._ptsp_check_untouched()
        result = super().write(vals)
        if "user_input_id" in vals:
            self._ptsp_check_untouched()
        return result

    def _ptsp_check_untouched(self):
        """Refuse to add to, or change, an answer that counts.

        :raises AccessError: saying so
        """
        if not self._is_procedure and self.sudo().user_input_id.ptsp_service_id:
            raise AccessError(self.env._("Answers to the questionnaire of a service are changed by nobody."))
