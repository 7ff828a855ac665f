"""How dates and moments are written for applicants and the public, in every language alike.

Not by Odoo's formats: where English is not activated, they would write English texts with Indonesian dates.
"""

from babel.dates import format_date, format_datetime

from odoo.tools import babel_locale_parse

#: Day, month and year, as the agency writes them; English of the United States alone has another order.
_DAY = "d MMMM y"


def locale_of(lang):
    """Return the locale of a language.

    :param str lang: its code, such as ``id_ID``; English where there is none
    """
    return babel_locale_parse(lang or "en_US")


def day_in_words(day, lang):
    """Write a date, such as ``3 December 2026``.

    :param date day: the date
    :param str lang: code of a language, or nothing
    """
    return format_date(day, _DAY, locale=locale_of(lang))


def moment_in_words(moment, lang):
    """Write a moment, such as ``3 December 2026, 16.00``.

    :param datetime moment: aware, in the time zone of the clock that it is told by
    :param str lang: code of a language, or nothing
    """
    return format_datetime(moment, f"{_DAY}, HH.mm", tzinfo=moment.tzinfo, locale=locale_of(lang))
