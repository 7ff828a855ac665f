"""Telephone numbers as people write them, in one spelling. It imports nothing of Odoo."""

import re
import unicodedata

import phonenumbers

#: The country of numbers that name none.
_COUNTRY = "ID"
#: The library knows what is dialled in Indonesia before a number abroad; people write what is dialled elsewhere, too.
_ABROAD = re.compile(r"^([^\d+]*)00(?![0789])")
#: Digits of a number with its country, by the standard E.164.
_LONGEST = 15


def normalised(text):
    """Return a telephone number with its country, such as ``+6281234567890``, however it was written.

    :param str text: as somebody has typed it: with blanks, dots, dashes, brackets, digits of other scripts, ``0``,
        ``62``, ``+62``, ``0062`` or nothing before it
    :return: the number; nothing where the text is none
    """
    text = _ABROAD.sub(r"\1+", unicodedata.normalize("NFKC", text or ""))
    try:
        number = phonenumbers.parse(text, _COUNTRY)
    except phonenumbers.NumberParseException:
        return ""
    # Not whether it was given to anybody: ranges of numbers are opened that no list knows yet.
    possible = phonenumbers.is_possible_number_with_reason(number) == phonenumbers.ValidationResult.IS_POSSIBLE
    written = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return written if possible and len(written) <= _LONGEST + 1 else ""
