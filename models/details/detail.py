"""The details that a service asks for, as a manager defines them. It imports nothing of Odoo but how dates are read."""

import re
from dataclasses import dataclass
from datetime import date

from odoo.fields import Date

#: What a detail may be, by Odoo's own names of kinds of properties. Others, such as links to records, would show
#: applicants and the public what they may not read.
KINDS = ("char", "text", "integer", "float", "date", "selection", "tags")
#: Details of several words, by which people may know an application.
TEXT_KINDS = ("char", "text")
#: Longest label of a detail or of one of its options.
LABEL_LIMIT = 100
#: More than anybody counts; such a number is a slip of the keyboard.
NUMBER_LIMIT = 10**12
#: Years outside are a slip of the keyboard, too.
YEARS = range(1900, 2201)


def placeholder_of(label):
    """Return the name by which letters call a detail, such as ``judul_penelitian`` for *Judul Penelitian*.

    :param str label: its label
    :return: str; empty where the label has no letter
    """
    return re.sub(r"\W+", "_", label.lower()).strip("_")


@dataclass(frozen=True)
class Detail:
    """A detail that a service asks for.

    :param str name: its key in what applications declare; it stays when the label changes
    :param str label: what people read
    :param str kind: one of ``KINDS``
    :param bool required: it must be filled in before the application is submitted
    :param bool public: anybody may know it who has the letter
    :param tuple options: pairs of key and label, of a choice or of tags
    :param str suffix: what follows the value, such as a unit
    """

    name: str
    label: str
    kind: str
    required: bool = False
    public: bool = False
    options: tuple = ()
    suffix: str = ""

    @classmethod
    def of(cls, definition):
        """Return the detail of a property's definition.

        :param dict definition: as Odoo keeps it
        """
        kind = definition["type"]
        return cls(
            name=definition["name"],
            label=(definition.get("string") or "").strip(),
            kind=kind,
            required=bool(definition.get("required")),
            public=bool(definition.get("public")),
            options=tuple((option[0], option[1]) for option in definition.get(kind) or ()),
            suffix=definition.get("suffix") or "",
        )

    @property
    def placeholder(self):
        """The name by which letters call it."""
        return placeholder_of(self.label)

    @staticmethod
    def is_blank(value):
        """Tell whether nobody has filled in a value: spaces are no answer, zero is one."""
        if isinstance(value, str):
            return not value.strip()
        return value is None or value is False or value == []

    def fits(self, value):
        """Tell whether a value is of the detail's kind.

        :param value: as Odoo keeps it; nothing fits everywhere
        """
        return self.is_blank(value) or getattr(self, f"_fits_{self.kind}")(value)

    @staticmethod
    def _fits_char(value):
        return isinstance(value, str)

    _fits_text = _fits_char

    @staticmethod
    def _fits_integer(value):
        return isinstance(value, int) and not isinstance(value, bool) and abs(value) <= NUMBER_LIMIT

    @staticmethod
    def _fits_float(value):
        # What is no number at all compares with none.
        return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= NUMBER_LIMIT

    @staticmethod
    def _fits_date(value):
        try:
            day = Date.to_date(value)
        except (TypeError, ValueError):
            return False
        return isinstance(day, date) and day.year in YEARS

    def _fits_selection(self, value):
        return isinstance(value, str) and value in dict(self.options)

    def _fits_tags(self, value):
        return isinstance(value, list) and all(isinstance(key, str) and key in dict(self.options) for key in value)
