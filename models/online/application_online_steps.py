from odoo import api, models

from ..details.detail import Detail
from ..service.text_limits import LIMITS
from .question import COLUMN, DETAIL, Question

#: The pages that ask questions; the papers and the last look have pages of their own.
APPLICANT_STEP, DETAILS_STEP = "applicant", "details"


class ApplicationOnlineSteps(models.Model):
    """What an applicant is asked, page by page, and what is answered so far."""

    _inherit = "ptsp.application"

    # Questions

    def _online_questions(self, step):
        """Return what a page asks of the applicant.

        :param str step: ``APPLICANT_STEP`` or ``DETAILS_STEP``
        :return: list of ``Question``, in their order
        """
        return self._questions_that_count(step)

    def _questions_that_count(self, step):
        """Return what of a page must be in order before the application is submitted.

        :param str step: see :meth:`_online_questions`
        :return: list of ``Question``, in their order
        """
        self.ensure_one()
        if step != DETAILS_STEP:
            return []
        columns = [self._question_of_field(name, required=True) for name in self._online_columns()]
        return [*columns, *map(self._question_of_detail, self.service_id._details())]

    def _online_columns(self):
        """Return the names of the fields in which the applicant says what the application is about.

        The details of the service need no name. A room adds the fields of its theme.
        """
        return []

    @api.model
    def _question_of_field(self, field_name, model=None, **values):
        """Return the question to which a field holds the answer.

        :param str field_name: name of the field
        :param model: the model that has it; this one where nothing is said
        :param values: what differs from what the field says
        """
        model = self if model is None else model
        field = model._fields[field_name]
        limit = model._ptsp_limits().get(field_name)
        said = {
            "name": field_name,
            "label": field._description_string(self.env),
            "kind": field.type,
            "kept_in": COLUMN,
            "field": field_name,
            "hint": field._description_help(self.env) or "",
            "options": tuple(field._description_selection(self.env)) if field.type == "selection" else (),
            "max_chars": limit.chars if limit else None,
        }
        return Question(**{**said, **values})

    @api.model
    def _question_of_detail(self, detail):
        """Return the question to which a detail of the service holds the answer.

        :param Detail detail: the detail
        """
        limit = LIMITS.get(detail.kind)
        return Question(
            name=f"detail_{detail.name}",
            label=detail.label,
            kind=detail.kind,
            kept_in=DETAIL,
            field=detail.name,
            required=detail.required,
            options=detail.options,
            max_chars=limit.chars if limit else None,
            suffix=detail.suffix,
        )

    # What is answered so far

    def _online_answers(self, questions):
        """Return what is answered so far.

        :param list questions: of type ``Question``
        :return: dict from names of questions to texts as they were typed, to keys, or to lists of keys
        """
        self.ensure_one()
        return {question.name: self._as_typed(question, self._online_answer(question)) for question in questions}

    def _online_answer(self, question):
        """Return the value that answers a question so far.

        :param Question question: the question
        """
        if question.kept_in == DETAIL:
            return self._declared_details().get(question.field)
        # The contacts behind the application are named in it for whoever reads it.
        return self.sudo()._record_of_answers(question.kept_in)[question.field]

    def _record_of_answers(self, kept_in):
        """Return the record that keeps some answers.

        :param str kept_in: as questions say it
        """
        return self

    @api.model
    def _as_typed(self, question, value):
        """Write a value as a field of a page has it.

        :param Question question: the question
        :param value: as Odoo keeps it
        """
        if question.kind == "tags":
            return list(value or ())
        if question.kind == "boolean":
            return "yes" if value else "no"
        if question.kind in ("integer", "float"):
            # Odoo keeps no number as zero.
            return str(value) if value or (question.kept_in == DETAIL and not Detail.is_blank(value)) else ""
        return str(value) if value else ""
