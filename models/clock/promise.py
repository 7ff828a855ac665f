"""The clock of the promise, read off a control sheet. It imports nothing of Odoo."""

from collections import namedtuple

from ..procedure.types import DEFERS, ENDS, RESTARTS, SETTLES, STARTS

Promise = namedtuple("Promise", "start end pauses")


def read_promise(procedure, lines):
    """Read the clock of the promise off a control sheet.

    What each transition does to the promise, its row says. The promise starts with the registration; but if the first
    verification sends the file to an OPD, it starts with the opinion. After that, time with the applicant or an OPD
    pauses it.

    :param Procedure procedure: the procedure of the application
    :param lines: lines in their order, each with ``action``, ``state``, ``started_at`` and ``ended_at``
    :return: a ``Promise``: ``start`` and ``end`` are moments or None, ``pauses`` pairs of moments, of which
        the last may have no end yet
    """
    start = end = None
    settled = paused = False
    pauses = []
    for line in lines:
        was_paused, paused = paused, bool(start) and procedure.states[line.state].paused
        if paused:
            # On the way to the OPD and with the OPD is one wait, not two.
            since = pauses.pop()[0] if was_paused else line.started_at
            pauses.append((since, line.ended_at or None))
        promise = procedure.transitions[line.action].promise if line.action else ""
        if promise == STARTS or (promise == RESTARTS and not start):
            start = line.ended_at
        elif promise == DEFERS and not settled:
            start, pauses = None, []
        elif promise == ENDS:
            end = line.ended_at
        settled = settled or promise in (DEFERS, SETTLES)
    return Promise(start, end, pauses)
