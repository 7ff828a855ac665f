from dataclasses import dataclass
from datetime import datetime

from odoo import fields, models

from .promise import read_promise


@dataclass(frozen=True)
class Wait:
    """A time after the promise has begun that is not held against it.

    :param str holder: for whom it was waited: ``APPLICANT`` or ``OPD``
    :param datetime since: naive, in UTC
    :param datetime until: naive, in UTC; None as long as it goes on
    :param float minutes: working minutes of it, until now where it goes on
    :param int days: how many working days later it ended; 0 where it did on the same one
    """

    holder: str
    since: datetime
    until: datetime | None
    minutes: float
    days: int


class ApplicationWaits(models.Model):
    """What has moved the promise, for those to whom it was given."""

    _inherit = "ptsp.application"

    def _waits(self, lines):
        """Return the times by which the promise was moved, in their order, as the control sheet has them.

        :param lines: the control lines, in their order
        :return: list of ``Wait``
        """
        self.ensure_one()
        procedure = self._procedure()
        hours = self._kept_hours(lines) or self.service_id
        paused = lines.filtered(lambda line: procedure.states[line.state].paused).sorted("sequence", reverse=True)
        holders = {line.started_at: procedure.states[line.state].holder for line in paused}
        now = fields.Datetime.now()
        waits = []
        for since, until in read_promise(procedure, lines).pauses:
            end = until or now
            days = {hours._local_day(start) for start, _end in hours._working_intervals(since, end)}
            waits.append(Wait(holders[since], since, until, hours._working_minutes(since, end), max(len(days) - 1, 0)))
        return waits
