"""Who is told what, and when it is late: the warnings of the monitoring as plain data.

When each falls due is ``_alert_moments`` of ``ptsp.application``. The sentences are translated where they
are shown. It imports nothing of Odoo but what marks a text for translation.
"""

from typing import NamedTuple

from odoo.tools.translate import LazyTranslate

from ...tools.label import label_in
from ..procedure.types import APPLICANT

_lt = LazyTranslate(__name__)

#: Beside the names of roles: those whose turn it is, members of an OPD that is late, and the desks that deal with it.
TURN, OPD, OPD_DESKS = "turn", "opd", "opd_desks"


class AlertKind(NamedTuple):
    """A warning.

    ``to`` tells who gets it: ``TURN``, ``OPD``, ``OPD_DESKS``, ``APPLICANT`` or a role. ``lasting`` tells that its
    to-do stays until the promise has ended, not only until the step is done. ``notice`` names the e-mail to
    the applicant.
    """

    key: str
    label: object
    sentence: object
    to: str
    lasting: bool = False
    notice: str = ""

    def sentence_in(self, env, application):
        """Return what an officer reads about an application, in the language of an environment.

        :param env: the environment
        :param application: a ``ptsp.application``
        """
        return label_in(env, self.sentence) % {"name": application.name}


#: In the order of severity: of several that fall due together, an officer reads the last.
ALERTS = {
    alert.key: alert
    for alert in (
        AlertKind("step_late", _lt("Step late"), _lt("%(name)s has passed the norm of this step."), TURN),
        AlertKind(
            "review_soon",
            _lt("Opinion due soon"),
            _lt("The technical opinion on %(name)s is due soon: issue it in time."),
            OPD,
        ),
        AlertKind(
            "review_soon_desks",
            _lt("Opinion due soon: follow up"),
            _lt("The technical opinion on %(name)s is due soon: ask the OPD whether it comes in time."),
            OPD_DESKS,
        ),
        AlertKind(
            "review_nobody",
            _lt("Opinion: OPD without a user"),
            _lt("%(name)s is with an OPD whose users are all gone: call the OPD, and enter its opinion from paper."),
            OPD_DESKS,
        ),
        AlertKind("review_late", _lt("Opinion late"), _lt("The technical opinion on %(name)s is due: issue it."), OPD),
        AlertKind(
            "review_follow_up",
            _lt("Opinion late: follow up"),
            _lt("The technical opinion on %(name)s is late: ask the OPD for it."),
            OPD_DESKS,
        ),
        AlertKind("at_risk", _lt("Promise at risk"), _lt("Finish %(name)s first: its promise is at risk."), TURN),
        AlertKind(
            "correction_first",
            _lt("Correction: first reminder"),
            "",
            APPLICANT,
            notice="correction_reminder",
        ),
        AlertKind(
            "correction_second",
            _lt("Correction: second reminder"),
            "",
            APPLICANT,
            notice="correction_reminder",
        ),
        AlertKind(
            "correction_close",
            _lt("Correction: closing proposed"),
            _lt("The applicant of %(name)s has not answered for a long time: call once more, or cancel it."),
            TURN,
        ),
        AlertKind("uncollected_first", _lt("Letter uncollected: first reminder"), "", APPLICANT, notice="uncollected"),
        AlertKind(
            "uncollected_second", _lt("Letter uncollected: second reminder"), "", APPLICANT, notice="uncollected"
        ),
        AlertKind(
            "overdue_section_head",
            _lt("Overdue: section head"),
            _lt("The promise of %(name)s is overdue: see to it that it goes on."),
            "section_head",
            lasting=True,
        ),
        AlertKind(
            "overdue_division_head",
            _lt("Overdue: division head"),
            _lt("The promise of %(name)s is overdue: see to it that it goes on."),
            "division_head",
            lasting=True,
        ),
        AlertKind(
            "overdue_agency_head",
            _lt("Overdue: agency head"),
            _lt("The promise of %(name)s is overdue: see to it that it goes on."),
            "agency_head",
            lasting=True,
        ),
    )
}

#: Where a role has nobody, its warnings go one level up, and at last to the managers.
LEVELS = ("section_head", "division_head", "agency_head", "manager")
