"""How applicants are told where their application stands: plain data, as ``models/stations.py`` writes it down.

Texts are ``LazyTranslate``: each is translated from the addon that wrote it, where it is shown.
"""

from dataclasses import dataclass
from datetime import date

#: What becomes of the stations of a way.
DONE, NOW, AHEAD = "done", "now", "ahead"


@dataclass(frozen=True, eq=False)
class Station:
    """A part of the way of an application, as applicants understand it.

    :param str key: names it
    :param label: its name, to be translated
    :param tuple states: keys of the states of the procedure that belong to it
    :param bool optional: not every application comes by, so it is shown only where one has
    :param bool reached: it counts from the day on which it is reached; others are done when they are left
    """

    key: str
    label: object
    states: tuple
    optional: bool = False
    reached: bool = False


@dataclass(frozen=True)
class Stop:
    """A station of one application.

    :param str label: its name, in the reader's language
    :param str place: ``DONE``, ``NOW`` or ``AHEAD``
    :param date day: the agency's date on which it was done; None where it is not
    """

    label: str
    place: str
    day: date | None = None


class Way:
    """The way of a procedure, in the words of those who apply."""

    def __init__(self, stations=(), sentences=None):
        """Take the rows of a table.

        :param stations: ``Station`` rows, in the order of the way
        :param dict sentences: from keys of states to texts that say in whole sentences where an application stands. A
            text may name words such as ``%(since)s``; one whose words are not known is left out
        :raises ValueError: a state belongs to two stations
        """
        self.stations = tuple(stations)
        self.sentences = dict(sentences or {})
        states = [state for station in self.stations for state in station.states]
        if len(states) != len(set(states)):
            raise ValueError("a state belongs to two stations")

    def station_of(self, state):
        """Return the station to which a state belongs, or None.

        :param str state: key of the state
        """
        return next((station for station in self.stations if state in station.states), None)
