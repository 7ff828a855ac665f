"""The clock of the promise, counted minute by minute on the wall: slow, plain, and sharing nothing with the addon."""

from datetime import timedelta
from zoneinfo import ZoneInfo

UTC = ZoneInfo("UTC")
MINUTE = timedelta(minutes=1)
#: With whom a file lies; everywhere else it is with the agency.
ELSEWHERE = {"correction": "applicant", "liaison": "opd", "technical": "opd"}


class WallClock:
    """A calendar as somebody reads it off the wall: one mark for each minute, open or closed."""

    def __init__(self, zone, hours, holidays, first, days):
        """Walk through all minutes.

        :param str zone: name of the time zone
        :param dict hours: from weekdays (0 is Monday) to pairs of minutes of the day
        :param list holidays: pairs of local moments, the second not included
        :param datetime first: the first minute, at a full hour, naive UTC
        :param int days: how many
        """
        self.zone, self.first = ZoneInfo(zone), first
        self.open = bytearray()
        for number in range(days * 24):
            # Clocks are put forward and back at full hours.
            wall = self.local(first + number * 60 * MINUTE).replace(tzinfo=None)
            spans = hours.get(wall.weekday(), ())
            for minute in range(wall.hour * 60, wall.hour * 60 + 60):
                served = any(since <= minute < until for since, until in spans)
                self.open.append(served and not any(since <= wall < until for since, until in holidays))
                wall += MINUTE

    def local(self, moment):
        return moment.replace(tzinfo=UTC).astimezone(self.zone)

    def index(self, moment):
        return int((moment - self.first) / MINUTE)

    def moment(self, index):
        return self.first + index * MINUTE

    def minutes(self, since, until):
        """Count the open minutes from one moment to before another."""
        return sum(self.open[self.index(since) : self.index(until)])

    def next_open(self, index):
        return self.open.index(1, index)

    def after(self, start, minutes, skipped=()):
        """Return when so many open minutes have passed, those of some spans not counted; to the second."""
        index, left = self.index(start), minutes
        if left <= 0:
            return start
        while True:
            moment = self.moment(index)
            if self.open[index] and not any(since <= moment < until for since, until in skipped):
                if left <= 1:
                    return (moment + left * MINUTE).replace(microsecond=0)
                left -= 1
            index += 1

    def closing(self, start, days):
        """Return the end of the n-th day with service after the day on which the start counts."""
        index = self.next_open(self.index(start))
        day, seen = self.local(self.moment(index)).date(), 0
        while seen < days:
            index = self.next_open(index + 1)
            if self.local(self.moment(index)).date() != day:
                day, seen = self.local(self.moment(index)).date(), seen + 1
        last = index
        while self.local(self.moment(index)).date() == day:
            if self.open[index]:
                last = index
            index += 1
        return self.moment(last + 1)


def clock(wall, lines, days, percent):
    """Return the clock that a control sheet gives.

    :param WallClock wall: the calendar
    :param list lines: each with ``state``, ``action``, ``started_at``, ``ended_at`` and ``effective_at``
    :param int days: promised working days
    :param int percent: share after which the promise is at risk
    :return: dict of the fields of an application
    """
    registered = next((line.ended_at for line in lines if line.action == "register"), None)
    decision = next((line.action for line in lines if line.action in ("verify_direct", "verify_technical")), None)
    start = registered
    if decision == "verify_technical":
        start = next((came(line) for line in lines if line.action == "receive_advice"), None)
    # Before there was a final check, a letter with a number was a letter released.
    reached = [line for line in lines if line.state == "pickup"]
    end = reached[0].started_at if reached else None
    result = {"clock_started_at": start, "clock_ended_at": end}
    if not start:
        return result
    waits = [line for line in lines if line.started_at >= start and line.state in ELSEWHERE]
    # A file that is still away has not moved the deadline yet; delivery and review of one wait belong together.
    while waits and not waits[-1].ended_at:
        away = waits.pop()
        while waits and waits[-1].ended_at == away.started_at:
            away = waits.pop()
    pauses = [(line.started_at, came(line)) for line in waits]
    paused = sum(wall.minutes(since, until) for since, until in pauses)
    promised = wall.closing(start, days)
    result["deadline"] = wall.after(promised, paused)
    result["paused_minutes"] = paused
    result["at_risk_at"] = wall.after(start, wall.minutes(start, promised) * percent / 100, pauses)
    if end:
        result["sla_verdict"] = "met" if end <= result["deadline"] else "missed"
        for holder in ("applicant", "opd", "agency"):
            result[f"{holder}_minutes"] = sum(
                wall.minutes(since, until)
                for line in lines
                if registered <= line.started_at < end
                for since, until, whose in (
                    (line.started_at, came(line), ELSEWHERE.get(line.state, "agency")),
                    (came(line), line.ended_at, "agency"),
                )
                if whose == holder
            )
    return result


def came(line):
    """Return when what a line waited for was there: an opinion on paper may have been entered later."""
    return line.effective_at or line.ended_at
