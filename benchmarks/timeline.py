"""Working time as one axis, so that hundreds of thousands of moments are counted quickly."""

from bisect import bisect_left, bisect_right
from datetime import timedelta


class Timeline:
    """The service hours of some years, laid end to end and counted in seconds."""

    def __init__(self, intervals, local_day):
        """Lay out the service hours.

        :param list intervals: sorted pairs of naive UTC datetimes that do not overlap
        :param callable local_day: gives the agency's calendar date of a moment
        """
        self.openings = [since for since, _until in intervals]
        self.offsets = [0]
        for since, until in intervals:
            self.offsets.append(self.offsets[-1] + int((until - since).total_seconds()))
        self.length = self.offsets[-1]
        closings = {}
        for since, until in intervals:
            closings[local_day(since)] = until
        self.days = sorted(closings)
        self.closings = [closings[day] for day in self.days]
        self.day_index = {day: index for index, day in enumerate(self.days)}
        self.local_day = local_day

    def position(self, moment):
        """Return how many working seconds have passed at a moment."""
        index = bisect_right(self.openings, moment) - 1
        if index < 0:
            return 0
        seconds = int((moment - self.openings[index]).total_seconds())
        return min(self.offsets[index] + seconds, self.offsets[index + 1])

    def moment(self, position):
        """Return the moment within service hours at which so many working seconds have passed."""
        index = min(bisect_right(self.offsets, position) - 1, len(self.openings) - 1)
        return self.openings[index] + timedelta(seconds=position - self.offsets[index])

    def minutes(self, since, until):
        """Return the working minutes between two moments."""
        return (self.position(until) - self.position(since)) / 60

    def add(self, moment, minutes):
        """Return the moment at which so many working minutes have passed; at a closing, not the next opening."""
        if minutes <= 0:
            return moment
        position = self.position(moment) + minutes * 60
        index = bisect_left(self.offsets, position) - 1
        # To the second, as the database keeps it.
        return (self.openings[index] + timedelta(seconds=position - self.offsets[index])).replace(microsecond=0)

    def end_of_day(self, moment, days):
        """Return the closing time on the n-th working day after a moment within service hours."""
        return self.closings[self.day_index[self.local_day(moment)] + days]
