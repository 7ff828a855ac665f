"""Random ways of an application through the procedure, with the mistakes and the waiting of real life."""

from typing import NamedTuple

#: (state, [(share, action, next state)]): the first whose share is met; the last is taken else.
_WAYS = {
    "draft": [(1, "submit", "cs_check")],
    "cs_check": [
        (0.04, "refer_help_desk", "help_desk"),
        (0.06, "return_incomplete", "returned"),
        (1, "accept", "registration"),
    ],
    "help_desk": [(1, "complete_consultation", "cs_check")],
    "returned": [(1, "resubmit", "cs_check")],
    "registration": [(1, "register", "verification")],
    "verification": [
        (0.15, "request_correction", "correction"),
        (0.25, "verify_technical", "liaison"),
        (1, "verify_direct", "drafting"),
    ],
    "correction": [(0.03, "cancel", "cancelled"), (1, "hand_in_correction", "corrected")],
    "corrected": [(1, "complete_correction", "verification")],
    "liaison": [(1, "dispatch", "technical")],
    "technical": [(1, "receive_advice", "drafting")],
    "drafting": [(1, "submit_draft", "section_review")],
    "section_review": [(0.10, "section_return", "drafting"), (1, "section_approve", "division_review")],
    "division_review": [(0.05, "division_return", "drafting"), (1, "division_approve", "agency_approval")],
    "agency_approval": [(1, "sign", "numbering")],
    "numbering": [(1, "number", "final_check")],
    "final_check": [(1, "release", "pickup")],
    "pickup": [(1, "hand_over", "done")],
}
#: Working minutes in a state: most, and the long tail.
_MINUTES = {
    "draft": (20, 60),
    "cs_check": (8, 30),
    "help_desk": (15, 40),
    "returned": (300, 3000),
    "registration": (5, 12),
    "verification": (8, 25),
    "correction": (400, 4000),
    "corrected": (8, 20),
    "liaison": (35, 90),
    "technical": (400, 2500),
    "drafting": (9, 30),
    "section_review": (15, 60),
    "division_review": (15, 60),
    "agency_approval": (40, 300),
    "numbering": (3, 10),
    "final_check": (3, 10),
    "pickup": (300, 3000),
}


class Station(NamedTuple):
    """A line of the control sheet: the state, what ended it, and when. The last of an open file has no end."""

    state: str
    action: str
    started_at: object
    ended_at: object
    effective_at: object = None


def walk(random, timeline, position, limit):
    """Let one application go its way.

    :param random: a ``random.Random``
    :param timeline: a ``Timeline``
    :param int position: working seconds at which it is filed
    :param int limit: working seconds at which the present is: what has not happened then is open
    :return: list of ``Station``
    """
    stations, state, corrections = [], "draft", 0
    started = timeline.moment(position)
    while state in _WAYS:
        usual, tail = _MINUTES[state]
        minutes = random.triangular(1, usual * 1.6, usual * 0.8)
        if random.random() < 0.12:
            minutes += random.expovariate(1 / tail)
        position += max(60, int(minutes * 60))
        if position >= limit:
            stations.append(Station(state, "", started, None))
            return stations
        ways = [way for way in _WAYS[state] if way[1] != "request_correction" or corrections < 3]
        action, following = next((way[1:] for way in ways if random.random() < way[0]), ways[-1][1:])
        corrections += action == "request_correction"
        ended = timeline.moment(position)
        stations.append(Station(state, action, started, ended))
        state, started = following, ended
    stations.append(Station(state, "", started, started))
    return stations
