"""The clock of the promise, read off a control sheet. It imports nothing of Odoo."""

from collections import namedtuple

from ..procedure.types import DEFERS, RESTARTS, SETTLES, STARTS

Promise = namedtuple("Promise", "start end pauses")


def read_promise(procedure, lines):
    """Read the clock of the promise off a control sheet.

    What each transition does to the promise, its row says. The promise starts with the registration; but if the first
    verification sends the file to an OPD, it starts with the opinion. After that, time with the applicant or an OPD
    pauses it. It ends when the file comes to a state in which the letter is ready and the applicant is told.

    :param Procedure procedure: the procedure of the application
    :param lines: lines in their order, each with ``action``, ``state``, ``started_at``, ``ended_at`` and
        ``effective_at``
    :return: a ``Promise``: ``start`` and ``end`` are moments or None, ``pauses`` pairs of moments, of which
        the last may have no end yet
    """
    start = end = None
    settled = paused = False
    pauses = []
    for position, line in enumerate(lines, start=1):
        moment = line.effective_at or line.ended_at or None
        was_paused, paused = paused, bool(start) and procedure.states[line.state].paused
        if paused:
            # On the way to the OPD and with the OPD is one wait, not two.
            since = pauses.pop()[0] if was_paused else line.started_at
            pauses.append((since, moment))
        promise = procedure.transitions[line.action].promise if line.action else ""
        if promise == STARTS or (promise == RESTARTS and not start):
            start = moment
        elif promise == DEFERS and not settled:
            start, pauses = None, []
        settled = settled or promise in (DEFERS, SETTLES)
        if line.action and procedure.states[_state_after(procedure, lines, position)].released:
            end = end or line.ended_at
    return Promise(start, end, pauses)


def _state_after(procedure, lines, position):
    """Return the state to which a line led. What a sheet of another day says counts, not what its row says now.

    :param Procedure procedure: the procedure of the application
    :param lines: the lines in their order
    :param int position: of the line, the first is 1
    """
    following = lines[position : position + 1]
    return following[0].state if following else procedure.transitions[lines[position - 1].action].target
