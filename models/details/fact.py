from typing import NamedTuple


class Fact(NamedTuple):
    """One thing that an applicant declares.

    ``key`` is its placeholder in letters, ``label`` and ``value`` are texts in the reader's language; a fact that
    nobody has filled in has an empty value.
    """

    key: str
    label: str
    value: str = ""
