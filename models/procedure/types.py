"""What a procedure is made of: plain data, as a table such as ``models/workflow.py`` writes it down.

A procedure is asked here for whatever follows from its rows, so that nothing else need know them. Labels are
``LazyTranslate`` texts: each is translated from the addon that wrote the row, where it is shown.
"""

from dataclasses import dataclass
from functools import cached_property

#: Where every application begins, whatever its procedure.
DRAFT = "draft"

#: Beside the roles of the staff: the portal user whose application it is.
APPLICANT = "applicant"
#: With whom a file lies; the first of them is the role of the same name.
AGENCY, OPD = "agency", "opd"

#: What a transition does to the promise of the service: it begins now, it waits for the opinion of an OPD, it can wait
#: for none any more, it begins now if it waited.
STARTS, DEFERS, SETTLES, RESTARTS = "starts", "defers", "settles", "restarts"


@dataclass(frozen=True, eq=False)
class State:
    """A state in which an application stands.

    :param str key: names it
    :param label: its name, to be translated
    :param tuple roles: whose turn it is
    :param str holder: with whom the file lies (``AGENCY``, ``OPD``, ``APPLICANT``), and so whether the time counts
        against the promise
    :param bool at_opd: it is the turn of the members of an OPD, which owes its opinion
    :param tuple opens: what of an application may be edited here; fields name theirs by ``editable_in``
    :param str column: the column of the checklist that is filled in here
    :param str finding: the column of the checklist whose finding counts here; else the latest
    :param bool released: the letter is ready and the applicant is told, and so the promise has ended
    :param bool final: nothing follows
    :param bool given_up: the application has come to no decision and comes to none
    """

    key: str
    label: object
    roles: tuple = ()
    holder: str = AGENCY
    at_opd: bool = False
    opens: tuple = ()
    column: str = ""
    finding: str = ""
    released: bool = False
    final: bool = False
    given_up: bool = False

    @property
    def paused(self):
        """Tell whether the time is not held against the promise."""
        return self.holder != AGENCY

    @property
    def with_applicant(self):
        """Tell whether something is expected of the applicant."""
        return self.holder == APPLICANT or APPLICANT in self.roles

    @property
    def awaits(self):
        """The one who must move before a file leaves the state: ``AGENCY``, ``OPD`` or ``APPLICANT``; empty at the end.

        When to collect a letter is the applicant's choice.
        """
        if self.final:
            return ""
        if self.with_applicant or self.released:
            return APPLICANT
        return OPD if self.at_opd else AGENCY


@dataclass(frozen=True, eq=False)
class Transition:
    """A way from some states to another, and the button that goes it.

    ``guards`` and ``effects`` are names: ``"checklist_ok"`` is the method ``_guard_checklist_ok`` or
    ``_effect_checklist_ok`` of ``ptsp.application``.

    :param str key: names it, and its public method ``action_<key>``
    :param label: what stands on the button, to be translated
    :param tuple sources: keys of the states where it begins
    :param str target: key of the state to which it leads
    :param tuple roles: who may make it
    :param bool note: the actor must say why
    :param tuple guards: what must hold
    :param tuple effects: what happens
    :param str notice: the e-mail that the applicant gets, ``mail_template_<notice>``
    :param bool primary: it is the way forward
    :param str promise: what it does to the promise: ``STARTS``, ``DEFERS``, ``SETTLES`` or ``RESTARTS``
    :param bool in_list: it is offered for many applications at once
    :param str shown_if: name of a field, perhaps after ``not``, without which it is not the way to offer at the moment
    """

    key: str
    label: object
    sources: tuple
    target: str
    roles: tuple
    note: bool = False
    guards: tuple = ()
    effects: tuple = ()
    notice: str = ""
    primary: bool = False
    promise: str = ""
    in_list: bool = False
    shown_if: str = ""


class Procedure:
    """A procedure: its states and transitions, each in its order, and the questions that follow from them."""

    def __init__(self, key, label, states, transitions):
        """Take the rows of a table.

        :param str key: names the procedure, as ``ptsp.service`` keeps it
        :param label: its name, to be translated
        :param states: ``State`` rows, in the order of the procedure
        :param transitions: ``Transition`` rows, in the order of the procedure
        :raises ValueError: the rows do not fit together
        """
        self.key = key
        self.label = label
        self.states = {state.key: state for state in states}
        self.transitions = {transition.key: transition for transition in transitions}
        self._check(len(states), len(transitions))

    def _check(self, state_count, transition_count):
        if len(self.states) != state_count or len(self.transitions) != transition_count:
            raise ValueError(f"{self.key}: two rows have the same key")
        if DRAFT not in self.states:
            raise ValueError(f"{self.key}: every procedure begins at {DRAFT!r}")
        for row in self.transitions.values():
            if unknown := {*row.sources, row.target} - self.states.keys():
                raise ValueError(f"{self.key}: {row.key} names unknown states: {', '.join(sorted(unknown))}")

    def transitions_from(self, state):
        """Return the transitions that leave a state, in the order of the procedure.

        :param str state: key of the state
        """
        return self._leaving[state]

    @cached_property
    def _leaving(self):
        return {key: tuple(row for row in self.transitions.values() if key in row.sources) for key in self.states}

    def states_of(self, roles):
        """Return the keys of the states in which it is the turn of one of some roles.

        :param roles: names of roles
        """
        return frozenset(key for key, state in self.states.items() if not set(roles).isdisjoint(state.roles))

    def states_opening(self, part):
        """Return the keys of the states in which a part of an application may be edited.

        :param str part: as fields name it by ``editable_in``
        """
        return frozenset(key for key, state in self.states.items() if part in state.opens)

    def states_with(self, holder):
        """Return the keys of the states in which the file lies with somebody.

        :param str holder: ``AGENCY``, ``OPD`` or ``APPLICANT``
        """
        return frozenset(key for key, state in self.states.items() if state.holder == holder)

    def states_awaiting(self, who):
        """Return the keys of the states in which somebody must move before a file goes on.

        :param str who: ``AGENCY``, ``OPD`` or ``APPLICANT``
        """
        return frozenset(key for key, state in self.states.items() if state.awaits == who)

    @cached_property
    def open_states(self):
        """The keys of the states that something follows."""
        return frozenset(key for key, state in self.states.items() if not state.final)

    @cached_property
    def final_states(self):
        """The keys of the states that nothing follows."""
        return frozenset(self.states) - self.open_states

    @cached_property
    def given_up_states(self):
        """The keys of the states in which an application was given up."""
        return frozenset(key for key, state in self.states.items() if state.given_up)

    @cached_property
    def returns(self):
        """From keys of the transitions by which a file goes back to a desk of the agency to the states they lead to."""
        order = {key: number for number, key in enumerate(self.states)}
        return {
            key: row.target
            for key, row in self.transitions.items()
            if not row.primary
            and self.states[row.target].awaits == AGENCY
            and all(order[row.target] < order[source] for source in row.sources)
        }

    def ends_promise(self, row):
        """Tell whether a transition ends the promise: the letter is ready and the applicant is told.

        :param Transition row: one of this procedure
        """
        return self.states[row.target].released

    @cached_property
    def paused_states(self):
        """The keys of the states whose time is not held against the promise."""
        return frozenset(key for key, state in self.states.items() if state.paused)

    @cached_property
    def roles(self):
        """The roles of the staff whose turn it can be, in the order of the procedure."""
        roles = (role for state in self.states.values() for role in state.roles if role != APPLICANT)
        return tuple(dict.fromkeys(roles))

    @cached_property
    def opinion_rows(self):
        """The transitions with which a file comes back from an OPD, in the order of the procedure."""
        at_opd = {key for key, state in self.states.items() if state.at_opd}
        return tuple(row for row in self.transitions.values() if row.primary and at_opd.intersection(row.sources))

    @cached_property
    def opd_desks(self):
        """The roles of the agency that bring files to an OPD and receive its opinions, in order."""
        states = [state for state in self.states.values() if state.holder == OPD]
        of_opd = {role for state in states if state.at_opd for role in state.roles}
        bringing = [role for state in states for role in state.roles]
        receiving = [role for row in self.opinion_rows for role in row.roles]
        return tuple(role for role in dict.fromkeys([*bringing, *receiving]) if role not in of_opd)

    def gives_up(self, key):
        """Tell whether a transition gives an application up.

        :param str key: key of the transition, or nothing
        """
        return key in self.transitions and self.states[self.transitions[key].target].given_up

    def leads_to(self, key, holder):
        """Tell whether a transition hands the file to somebody.

        :param str key: key of the transition, or nothing
        :param str holder: ``AGENCY``, ``OPD`` or ``APPLICANT``
        """
        return key in self.transitions and self.states[self.transitions[key].target].holder == holder

    def touches_promise(self, row):
        """Tell whether a transition can change the clock of the promise.

        :param Transition row: one of this procedure
        """
        target = self.states[row.target]
        pauses = any(self.states[source].paused != target.paused for source in row.sources)
        return bool(row.promise) or pauses or target.given_up or target.released
