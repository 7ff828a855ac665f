"""Arithmetic on working time.

Working time is given as a sorted list of ``(start, end)`` pairs that do not overlap. All moments are
naive datetimes in UTC, all durations are minutes.
"""

from datetime import timedelta


def minutes_between(intervals, start, end):
    """Count the working minutes of a span.

    :param list intervals: working time that covers the span
    :param datetime start: begin of the span
    :param datetime end: end of the span
    :return: working minutes as float, 0 where the span is empty or runs backwards
    """
    if end <= start:
        return 0.0
    seconds = sum(
        (min(end, until) - max(start, since)).total_seconds()
        for since, until in intervals
        if since < end and until > start
    )
    return seconds / 60


def advance(intervals, start, minutes):
    """Return the moment at which ``minutes`` of working time have passed since ``start``.

    :param list intervals: working time from ``start`` on
    :param datetime start: the moment from which to count
    :param float minutes: working minutes, 0 or more
    :return: a datetime, or None where the intervals hold less working time than that
    """
    if minutes <= 0:
        return start
    left = timedelta(minutes=minutes)
    for since, until in intervals:
        since = max(since, start)
        if until <= since:
            continue
        if until - since >= left:
            return since + left
        left -= until - since
    return None


def end_of_working_day(intervals, start, days, local_day):
    """Return the end of service hours on the n-th working day after the day of ``start``.

    A start outside service hours counts from the next opening, so its day is the day of that opening.

    :param list intervals: working time from ``start`` on
    :param datetime start: the moment at which the promise begins
    :param int days: n, in working days
    :param callable local_day: gives the agency's calendar date of a moment
    :return: a datetime, or None where the intervals do not reach that far
    """
    closing_times = {}
    for since, until in intervals:
        if until <= start:
            continue
        closing_times[local_day(max(since, start))] = until
    working_days = sorted(closing_times)
    # The last day may be cut off by the end of the intervals, so it does not count yet.
    if len(working_days) <= days + 1:
        return None
    return closing_times[working_days[days]]
