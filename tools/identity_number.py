"""The form of Indonesian identity numbers, told by the number alone. It imports nothing of Odoo.

Whether a number was given to somebody, only the population register knows; its form shows a slip of the keyboard.
"""

import re
from datetime import date

#: Added to the day of birth of women.
_WOMEN = 40
_NIK = re.compile(r"([0-9]{6})([0-9]{2})([0-9]{2})([0-9]{2})([0-9]{4})")
_NIB = re.compile(r"[0-9]{13}")
_BETWEEN_DIGITS = re.compile(r"[\s.\-]+")


def compact(text):
    """Return a number without the spaces, points and hyphens by which people read it.

    :param str text: as somebody has typed it, or nothing
    """
    return _BETWEEN_DIGITS.sub("", text or "")


def is_identity_number(text):
    """Tell whether a number has the form of an identity number (NIK).

    It has 16 digits: the region (6), the date of birth as ddmmyy, with 40 more on the day for women (6), and the
    serial number (4); neither region nor serial number is zero.

    :param str text: the number, already without what stands between its digits
    """
    match = _NIK.fullmatch(text or "")
    if not match:
        return False
    region, day, month, year, serial = match.groups()
    return int(region) > 0 and int(serial) > 0 and _is_birthday(int(day), int(month), int(year))


def _is_birthday(day, month, year):
    """Tell whether day, month and year of two digits are a date, of this century or the last."""
    day -= _WOMEN if day > _WOMEN else 0
    return any(_is_date(century + year, month, day) for century in (1900, 2000))


def _is_date(year, month, day):
    try:
        return bool(date(year, month, day))
    except ValueError:
        return False


def is_company_number(text):
    """Tell whether a number has the form of a company registration number (NIB): 13 digits, not all zero.

    :param str text: the number, already without what stands between its digits
    """
    return bool(_NIB.fullmatch(text or "")) and int(text) > 0


def masked(text):
    """Return a number of which only the first and the last digits can be read; empty where there is none.

    Of a long one the first four and the last three, of a short one, such as a passport's, the last two.

    :param str text: the number, or nothing
    """
    number = compact(text)
    if not number:
        return ""
    first, last = (4, 3) if len(number) >= 12 else (0, min(2, len(number) // 3))
    return number[:first] + "•" * (len(number) - first - last) + number[len(number) - last :]
