import re

from psycopg2 import IntegrityError

from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Date

from ...tools import identity_number
from ..details.detail import YEARS, Detail
from ..service.text_limits import LIMITS
from .question import COLUMN, DETAIL, Question

#: The pages that ask questions; the papers and the last look have pages of their own.
APPLICANT_STEP, DETAILS_STEP = "applicant", "details"
#: Days as people type them where a browser has no field for days.
_DAY = re.compile(r"([0-9]{1,2})[./\- ]([0-9]{1,2})[./\- ]([0-9]{4})")
#: Points, commas or spaces between groups of three digits.
_GROUPED = re.compile(r"[+-]?[0-9]{1,3}(?:([., \u00a0])[0-9]{3})(?:\1[0-9]{3})*")
_WHOLE = re.compile(r"[+-]?[0-9]{1,15}")
#: What a column of whole numbers takes.
_LARGEST = 2**31 - 1


class ApplicationOnlineSteps(models.Model):
    """What an applicant is asked, page by page, and how the answers are kept: what is valid, each for itself."""

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

    # Answers

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

    def _online_value(self, question, text):
        """Read what was entered.

        :param Question question: the question
        :param text: a text, or a list of keys
        :return: pair of the value as Odoo keeps it and nothing, or of nothing and a sentence that says what is wrong
        """
        if question.kind == "tags":
            keys = [text] if isinstance(text, str) else list(text or ())
            known = [key for key, _label in question.options if key in keys]
            return known, None
        text = (text if isinstance(text, str) else "").replace("\r\n", "\n").strip()
        if not text:
            return False, None
        read = getattr(self, f"_read_{question.kind}", None)
        return read(question, text) if read else (text, None)

    def _read_boolean(self, question, text):
        return text == "yes", None

    def _read_selection(self, question, text):
        if text in dict(question.options):
            return text, None
        return None, self._please_answer(question)

    def _read_date(self, question, text):
        match = _DAY.fullmatch(text)
        if match:
            day, month, year = match.groups()
            text = f"{year}-{month:0>2}-{day:0>2}"
        try:
            value = Date.to_date(text) if len(text) == 10 else None
        except ValueError:
            value = None
        if value and value.year in YEARS:
            return (str(value) if question.kept_in == DETAIL else value), None
        return None, self.env._("%(field)s: enter a day that there is, such as 17-08-2027.", field=question.label)

    def _read_integer(self, question, text):
        match = _GROUPED.fullmatch(text)
        text = text.replace(match.group(1), "") if match else text
        if _WHOLE.fullmatch(text) and abs(int(text)) <= _LARGEST:
            return int(text), None
        return None, self.env._("%(field)s: enter a whole number, such as 250.", field=question.label)

    def _read_float(self, question, text):
        # As Indonesians write it: points between groups, and a comma before the decimals.
        plain = text.replace(" ", "")
        plain = plain.replace(".", "").replace(",", ".") if "," in plain else plain
        try:
            return float(plain), None
        except ValueError:
            return None, self.env._("%(field)s: enter a number, such as 12,5.", field=question.label)

    def _read_identity_number(self, question, text):
        number = identity_number.compact(text)
        if identity_number.is_identity_number(number):
            return number, None
        return None, self.env._(
            "%(field)s: an identity number has 16 digits, with region, date of birth and serial number. Compare it "
            "with the identity card; who has only a passport files at the counter.",
            field=question.label,
        )

    def _read_company_number(self, question, text):
        number = identity_number.compact(text)
        if identity_number.is_company_number(number):
            return number, None
        return None, self.env._(
            "%(field)s: a company registration number has 13 digits. Compare it with the certificate.",
            field=question.label,
        )

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
