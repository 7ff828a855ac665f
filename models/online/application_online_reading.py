import re

from odoo import models
from odoo.fields import Date

from ...tools import identity_number
from ..details.detail import YEARS
from .question import DETAIL

#: Days as people type them where a browser has no field for days.
_DAY = re.compile(r"([0-9]{1,2})[./\- ]([0-9]{1,2})[./\- ]([0-9]{4})")
#: Points, commas or spaces between groups of three digits.
_GROUPED = re.compile(r"[+-]?[0-9]{1,3}(?:([., \u00a0])[0-9]{3})(?:\1[0-9]{3})*")
_WHOLE = re.compile(r"[+-]?[0-9]{1,15}")
#: What a column of whole numbers takes.
_LARGEST = 2**31 - 1


class ApplicationOnlineReading(models.Model):
    """How an answer is read: days and numbers as people write them; what is none is answered with a sentence."""

    _inherit = "ptsp.application"

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
