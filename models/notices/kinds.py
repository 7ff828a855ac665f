"""The kinds of notices, as plain data: which transition sends which stands in the table of the procedure, ``notice``.

Another addon adds its own by ``ptsp.notice._kinds()``. The words of each stand in the e-mail template
``mail_template_<key>``, which the agency edits.
"""

from dataclasses import dataclass

from odoo.tools.translate import LazyTranslate

_lt = LazyTranslate(__name__)


@dataclass(frozen=True, eq=False)
class Kind:
    """A kind of notice.

    :param str key: names it, and its template
    :param label: what it is called in the outbox, to be translated
    :param bool needed: the applicant has something to do, or must know: it is sent whatever he wishes
    """

    key: str
    label: object
    needed: bool = False


KINDS = (
    Kind("returned", _lt("File is incomplete"), needed=True),
    Kind("registered", _lt("Registered, with the receipt")),
    Kind("correction", _lt("Correction needed"), needed=True),
    Kind("asked", _lt("An OPD asks"), needed=True),
    Kind("correction_reminder", _lt("Reminder of a correction"), needed=True),
    Kind("answer_received", _lt("Answer received")),
    Kind("sent_to_opd", _lt("Sent to the OPD")),
    Kind("opinion_received", _lt("Opinion of the OPD received")),
    Kind("ready", _lt("Letter is ready"), needed=True),
    Kind("uncollected", _lt("Letter waits to be collected"), needed=True),
    Kind("handed_over", _lt("Letter handed over, questionnaire")),
    Kind("cancelled", _lt("Cancelled"), needed=True),
    Kind("message", _lt("Message of an officer"), needed=True),
)
#: What an officer writes in the chatter: Odoo's own e-mail, without a template.
MESSAGE = "message"
