"""Formats of official numbers, such as ``503/{number:04d}/{code}/{roman_month}/{year}``.

Only the placeholders of ``PLACEHOLDERS`` are understood; nothing else is evaluated.
"""

import re

ROMAN_MONTHS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
PLACEHOLDERS = ("number", "code", "year", "month", "roman_month")
#: An official number must tell one application from another and one year from the next.
REQUIRED = ("number", "year")

_PLACEHOLDER = re.compile(r"\{(\w*)(?::0(\d)d)?\}")


def problems(text):
    """Tell what is wrong with a format.

    :param str text: the format
    :return: the placeholders that are unknown or missing, as a pair of lists; both empty for a good format
    """
    used = [match.group(1) for match in _PLACEHOLDER.finditer(text or "")]
    stray = ["{"] if re.search(r"[{}]", _PLACEHOLDER.sub("", text or "")) else []
    unknown = [name for name in used if name not in PLACEHOLDERS] + stray
    return unknown, [name for name in REQUIRED if name not in used]


def render(text, number, code, day):
    """Write an official number.

    :param str text: a format in which ``problems`` finds nothing
    :param int number: the number within its year
    :param str code: the code of the service
    :param datetime.date day: the day, in the agency's time zone, on which the number is given
    :return: the number as it is printed
    """
    values = {
        "number": number,
        "code": code,
        "year": day.year,
        "month": day.month,
        "roman_month": ROMAN_MONTHS[day.month - 1],
    }

    def substitute(match):
        value = values[match.group(1)]
        width = match.group(2)
        return f"{value:0{width}d}" if width and isinstance(value, int) else str(value)

    return _PLACEHOLDER.sub(substitute, text)
