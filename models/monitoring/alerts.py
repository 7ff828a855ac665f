"""Who is told what, and when it is late: the warnings of the monitoring as plain data.

When each falls due is ``_alert_moments`` of ``ptsp.application``. The sentences are translated where they
are shown. It imports nothing of Odoo.
"""

# pylint: disable=prefer-env-translation
from typing import NamedTuple

from .. import workflow


def _(text):
    """Mark a text for translation; it is translated where it is shown."""
    return text


#: Beside the names of roles: those whose turn it is, and the members of an OPD that is late.
TURN, OPD = "turn", "opd"


class Alert(NamedTuple):
    """A warning.

    ``to`` tells who gets it: ``TURN``, ``OPD``, ``workflow.APPLICANT`` or a role. ``lasting`` tells that its
    to-do stays until the promise has ended, not only until the step is done. ``notice`` names the e-mail to
    the applicant.
    """

    key: str
    label: str
    sentence: str
    to: str
    lasting: bool = False
    notice: str = ""


#: In the order of severity: of several that fall due together, an officer reads the last.
ALERTS = {
    alert.key: alert
    for alert in (
        Alert("step_late", _("Step late"), _("%(name)s has passed the norm of this step."), TURN),
        Alert("review_late", _("Opinion late"), _("The technical opinion on %(name)s is due: issue it."), OPD),
        Alert("at_risk", _("Promise at risk"), _("Finish %(name)s first: its promise is at risk."), TURN),
        Alert(
            "correction_first",
            _("Correction: first reminder"),
            "",
            workflow.APPLICANT,
            notice="correction_reminder",
        ),
        Alert(
            "correction_second",
            _("Correction: second reminder"),
            "",
            workflow.APPLICANT,
            notice="correction_reminder",
        ),
        Alert(
            "correction_close",
            _("Correction: closing proposed"),
            _("The applicant of %(name)s has not answered for a long time: call once more, or cancel it."),
            TURN,
        ),
        Alert(
            "overdue_section_head",
            _("Overdue: section head"),
            _("The promise of %(name)s is overdue: see to it that it goes on."),
            "section_head",
            lasting=True,
        ),
        Alert(
            "overdue_division_head",
            _("Overdue: division head"),
            _("The promise of %(name)s is overdue: see to it that it goes on."),
            "division_head",
            lasting=True,
        ),
        Alert(
            "overdue_agency_head",
            _("Overdue: agency head"),
            _("The promise of %(name)s is overdue: see to it that it goes on."),
            "agency_head",
            lasting=True,
        ),
    )
}

#: Where a role has nobody, its warnings go one level up, and at last to the managers.
LEVELS = ("section_head", "division_head", "agency_head", "manager")
