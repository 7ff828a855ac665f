"""How far an application of the demo has come, whatever it asks for.

A history is a way through the procedure, cut off where the application shall stand. When its last step was
made is told in working minutes before now, so that the demo looks alike on whatever day it is loaded.
"""

from dataclasses import dataclass, field

from ..models.workflow import PROCEDURE

#: The OPD's answer. It is no transition: with the last one the procedure moves the file on by itself.
OPINION = "opinion"

_START = ("submit", "accept", "register")
_LETTER = ("submit_draft", "section_approve", "division_approve", "sign", "number", "release", "hand_over")
_OPD = ("verify_technical", "dispatch")

ROUTES = {
    "direct": (*_START, "verify_direct", *_LETTER),
    "help_desk": ("submit", "refer_help_desk", "complete_consultation", *_START[1:], "verify_direct", *_LETTER),
    "returned": ("submit", "return_incomplete", "resubmit", *_START[1:], "verify_direct", *_LETTER),
    "correction": (
        *_START,
        "request_correction",
        "hand_in_correction",
        "complete_correction",
        "verify_direct",
        *_LETTER,
    ),
    "redrafted": (*_START, "verify_direct", "submit_draft", "section_return", *_LETTER),
    "opd": (*_START, *_OPD, OPINION, *_LETTER),
    # The agency head wants to hear two OPD before signing.
    "opd_later": (
        *_START,
        "verify_direct",
        *_LETTER[:3],
        "return_to_verification",
        *_OPD,
        OPINION,
        OPINION,
        *_LETTER,
    ),
    "cancelled": (*_START, "cancel"),
    "withdrawn": ("submit", "return_incomplete", "withdraw"),
}

#: Working minutes for which a file lies in a state, from and to. Most keep the norms of the SOP.
DURATIONS = {
    "draft": (15, 90),
    "cs_check": (10, 40),
    "help_desk": (12, 28),
    "returned": (180, 700),
    "registration": (4, 10),
    "verification": (6, 15),
    "correction": (120, 500),
    "corrected": (5, 15),
    "liaison": (35, 60),
    "technical": (240, 900),
    "drafting": (7, 15),
    "section_review": (10, 30),
    "division_review": (12, 30),
    "agency_approval": (20, 150),
    "numbering": (2, 6),
    "final_check": (3, 8),
    "pickup": (30, 600),
}


@dataclass(frozen=True, kw_only=True)
class History:
    """One application.

    ``state`` is where it stands, ``ago`` when it came there (working minutes), ``service`` under which it was filed,
    ``details`` what is declared, by placeholders of the service's details: a ``timedelta`` is a day counted from
    today. ``slow`` is how long it lay in a state instead of what ``DURATIONS`` says, ``at_risk`` that it was with the
    applicant for just so long that its promise is at risk now. ``partner`` (who applies), ``applicant`` (who does it
    on the portal), ``representative``, ``service`` and ``agencies`` are XML ids.
    """

    service: str = "service_par_05"
    state: str
    route: str
    ago: int
    partner: str
    details: dict = field(default_factory=dict)
    agencies: tuple = ()
    slow: dict = field(default_factory=dict)
    refusal: str = ""
    representative: str = ""
    applicant: str = ""
    papers: bool = False
    at_risk: bool = False

    def declared(self, partner, today):
        """Return what is declared beside the details, as values of fields.

        :param partner: who applies, a ``res.partner``
        :param date today: the agency's date
        """
        return {}

    @property
    def steps(self):
        """Return the steps of the route until the application stands where it shall."""
        steps = ROUTES[self.route]
        state, reached = "draft", 0
        for position, step in enumerate(steps, start=1):
            state = self._after(state, step, steps[position : position + 1])
            if state == self.state:
                reached = position
        return steps[:reached]

    @staticmethod
    def _after(state, step, following):
        """Return the state after a step."""
        if step != OPINION:
            return PROCEDURE.transitions[step].target
        return state if following == (OPINION,) else "drafting"

    def lags(self, number):
        """Return how long the file lay before each of its steps.

        :param int number: makes one history differ from the next
        :return: a list of pairs of a step and working minutes
        """
        state, lags, steps = "draft", [], self.steps
        for position, step in enumerate(steps):
            shortest, longest = DURATIONS[state]
            usual = shortest + (number * 7 + position * 11) % (longest - shortest + 1)
            lags.append((step, self.slow.get(state, usual)))
            state = self._after(state, step, steps[position + 1 : position + 2])
        return lags
