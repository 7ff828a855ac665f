import re

from babel.lists import format_list

from odoo import api, models
from odoo.fields import Domain

from ...tools.day_in_words import day_in_words, locale_of, moment_in_words
from ...tools.label import label_in
from ..procedure.types import OPD
from ..review.technical_review import OPEN_STATES
from .types import AHEAD, DONE, NOW, Stop

#: What a sentence names.
_NAMED = re.compile(r"%\((\w+)\)s")
#: What of the control sheet is told from: never who did something, or what officers noted.
_TOLD_OF_LINES = ("application_id", "sequence", "state", "action", "started_at", "ended_at", "effective_at", "evidence")


class ApplicationStand(models.Model):
    """Where an application stands, in the words of those who apply: a sentence, and the stations of its way."""

    _inherit = "ptsp.application"

    def _stand_in_words(self, lines=None):
        """Say where the application stands. It names nothing personal, so that it may be told by its number, too.

        :param lines: its control lines, where they are at hand
        :return: whole sentences in the language of the context, as one text
        """
        self.ensure_one()
        # Whoever is told where an application stands may be told since when.
        application_sudo = self.sudo()
        lines = application_sudo._lines_told() if lines is None else lines
        texts = application_sudo.service_id._way().sentences.get(self.state, ())
        words = {name: word for name, word in application_sudo._words_of_stand(lines).items() if word}
        sentences = [label_in(self.env, text) for text in texts]
        said = [text % words for text in sentences if words.keys() >= set(_NAMED.findall(text))]
        return " ".join(said) or self._state_label()

    def _words_of_stand(self, lines):
        """Return what the sentences may name, in the language of the context. A room adds what its theme knows.

        :param lines: the control lines, in their order, as superuser
        :return: dict from names to texts; what is not known is empty
        """
        self.ensure_one()
        words = {"since": self._day_told(lines[-1:].started_at)}
        if self._state().final:
            # The line of the end is closed at once.
            words["since"] = self._day_told(lines[-1:].ended_at)
        if self.handed_over_at:
            name = "fetched_on" if self.handover_kind == "fetched" else "collected_on"
            words[name] = self._day_told(self.handed_over_at)
        if self._state().holder == OPD:
            open_reviews = self.review_ids.filtered(lambda review: review.state in OPEN_STATES)
            due = [review.due_at for review in open_reviews]
            words["opd"] = self._names_told(open_reviews.agency_id.mapped("name"))
            words["opd_due"] = self._day_told(max(due)) if due and all(due) else ""
        return words

    def _stops(self, lines):
        """Return the stations of the application: those that it has left, the one where it is, those to come.

        Of an application that was given up only those that it has left.

        :param lines: the control lines, in their order, as superuser
        :return: list of ``Stop``
        """
        self.ensure_one()
        way, state = self.sudo().service_id._way(), self._state()
        at_last = lines[-2:-1].state if state.given_up else self.state
        here = way.station_of(at_last)
        if not here:
            return []
        place, arrived = way.stations.index(here), state.final and not state.given_up
        stops = []
        for position, station in enumerate(way.stations):
            there = lines.filtered(lambda line, station=station: line.state in station.states)
            if station.optional and (not there or position > place):
                continue
            passed = position < place or (position == place and arrived)
            if not passed and state.given_up:
                continue
            where = DONE if passed else NOW if position == place else AHEAD
            moment = there[-1:].started_at if station.reached else passed and there[-1:].ended_at
            day = self.sudo().service_id._local_day(moment) if moment and where != AHEAD else None
            stops.append(Stop(label_in(self.env, station.label), where, day))
        return stops

    def _lines_told(self):
        """Return the control lines in their order, with what applicants are told from, as superuser."""
        return (
            self.env["ptsp.control.line"]
            .sudo()
            .search_fetch(Domain("application_id", "=", self.id), _TOLD_OF_LINES, order="sequence")
        )

    def _was_with_opd(self, lines):
        """Tell whether the application lies with an OPD, or ever did.

        :param lines: the control lines
        """
        states = self._procedure().states_with(OPD)
        return any(line.state in states for line in lines)

    # How days and names are written

    def _day_told(self, moment):
        """Write the agency's date of a moment, such as ``3 December 2026``; empty for no moment.

        :param datetime moment: naive, in UTC
        """
        return self._date_told(self.sudo().service_id._local_day(moment)) if moment else ""

    @api.model
    def _date_told(self, day):
        """Write a date, such as ``3 December 2026``.

        :param date day: the agency's date
        """
        return day_in_words(day, self.env.lang)

    def _moment_told(self, moment):
        """Write a moment by the agency's clock, such as ``3 December 2026, 16.00``; empty for no moment.

        :param datetime moment: naive, in UTC
        """
        if not moment:
            return ""
        return moment_in_words(self.sudo().service_id._local_time(moment), self.env.lang)

    @api.model
    def _names_told(self, names):
        """Write names as a list in a sentence.

        :param list names: texts
        """
        return format_list(list(dict.fromkeys(names)), locale=locale_of(self.env.lang))
