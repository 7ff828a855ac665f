from dataclasses import dataclass

#: Where an answer is kept: in a column of the application, among the details of its service, with the applicant's
#: contact, with the applicant's company, or with the contact of the representative.
COLUMN, DETAIL, CONTACT, COMPANY, REPRESENTATIVE = "column", "detail", "contact", "company", "representative"


@dataclass(frozen=True)
class Question:
    """One thing that an applicant is asked on a page.

    :param str name: names the answer on the page
    :param str label: what the applicant reads, in the language of the context
    :param str kind: kind of the answer, by Odoo's names of kinds of fields and properties
    :param str kept_in: where the answer is kept, one of the constants above
    :param str field: name of the field or detail in which it is kept
    :param bool required: it must be answered before the application is submitted
    :param str hint: what helps to answer it
    :param tuple options: pairs of key and label to choose from
    :param int max_chars: how many characters an answer may have, or None
    :param str autocomplete: what a browser may fill in, by the names of HTML
    :param bool numeric: its answer has digits only, so a phone shows those
    :param str suffix: what follows the answer, such as a unit
    """

    name: str
    label: str
    kind: str
    kept_in: str
    field: str
    required: bool = False
    hint: str = ""
    options: tuple = ()
    max_chars: int | None = None
    autocomplete: str = ""
    numeric: bool = False
    suffix: str = ""

    @property
    def is_masked(self):
        """Whether the answer is shown masked once it is kept: it is a number that one is known by."""
        return self.kind in ("identity_number", "company_number")
