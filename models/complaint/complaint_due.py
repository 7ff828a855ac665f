from datetime import timedelta

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.fields import Domain

from ...tools import working_time
from .kinds import OPEN_STATES

#: How far ahead working time is read at once, and at most, in days.
_HORIZONS = (60, 200, 800)
_SHORT = ("question", "thanks")


class CompanyWorkingDays(models.Model):
    """Working days of an agency, where no single service is concerned."""

    _inherit = "res.company"

    def _ptsp_intervals(self, start, end):
        """Return the working time of the agency between two moments, holidays left out.

        :param datetime start: naive, in UTC
        :param datetime end: naive, in UTC
        :return: list of pairs of naive UTC datetimes
        """
        self.ensure_one()
        calendar, month, intervals = self._ptsp_calendar(), start.replace(day=1), []
        while calendar and (month.year, month.month) <= (end.year, end.month):
            intervals += calendar._ptsp_working_month(self.id, month.year, month.month)
            month += relativedelta(months=1)
        return [(max(since, start), min(until, end)) for since, until in intervals if since < end and until > start]

    def _ptsp_end_of_day_after(self, start, days):
        """Return the end of the n-th working day after the day of a moment; ``False`` where there are none ahead.

        :param datetime start: naive, in UTC
        :param int days: n
        :return: naive UTC datetime
        """
        for horizon in _HORIZONS:
            intervals = self._ptsp_intervals(start, start + timedelta(days=horizon))
            moment = working_time.end_of_working_day(intervals, start, days, self._ptsp_local_day)
            if moment:
                return moment
        return False

    def _ptsp_working_days_between(self, start, end):
        """Count the working days after the day of one moment up to the day of another.

        :param datetime start: naive, in UTC
        :param datetime end: naive, in UTC
        :return: int
        """
        if end <= start:
            return 0
        first = self._ptsp_local_day(start)
        # A day counts whole, whenever on it one has answered.
        days = {self._ptsp_local_day(since) for since, _until in self._ptsp_intervals(start, end + timedelta(hours=24))}
        last = self._ptsp_local_day(end)
        return len([day for day in days if first < day <= last])


class ComplaintDue(models.Model):
    """By when a complaint is to be answered, in working days of the agency, and whether it was."""

    _inherit = "ptsp.complaint"

    counted_from = fields.Datetime(
        readonly=True,
        copy=False,
        procedure=True,
        help="From when its days are counted: since it came, or was reopened.",
    )
    due_at = fields.Datetime("Answer Due", readonly=True, copy=False, procedure=True, index=True)
    is_late = fields.Boolean("Late", compute="_compute_is_late", search="_search_is_late")
    answered_at = fields.Datetime("Last Answered", readonly=True, copy=False, procedure=True)
    first_answered_at = fields.Datetime("First Answered", readonly=True, copy=False, procedure=True)
    answered_in_time = fields.Boolean(
        "First Answer in Time", readonly=True, copy=False, procedure=True, help="The first answer was not late."
    )
    answer_days = fields.Integer(
        "Days to Answer",
        readonly=True,
        copy=False,
        procedure=True,
        aggregator="avg",
        help="Working days from the day on which it came to the first answer.",
    )

    @api.depends("due_at", "state")
    def _compute_is_late(self):
        now = fields.Datetime.now()
        for complaint in self:
            complaint.is_late = bool(complaint.state in OPEN_STATES and complaint.due_at and complaint.due_at < now)

    @api.model
    def _search_is_late(self, operator, value):
        if operator != "in":
            return NotImplemented
        late = self._open_domain() & Domain("due_at", "<", fields.Datetime.now())
        return Domain.OR([late if one else ~late for one in value])

    def _days_to_answer(self):
        """Return within how many working days a complaint is to be answered."""
        self.ensure_one()
        company_sudo = self.company_id.sudo()
        if self.investigated:
            return company_sudo.ptsp_complaint_days_investigated
        return company_sudo.ptsp_complaint_days_short if self.kind in _SHORT else company_sudo.ptsp_complaint_days

    def _keep_due(self):
        """Derive anew by when open complaints are to be answered, in procedure mode: days and holidays may change."""
        for complaint in self.filtered(lambda one: one.state in OPEN_STATES):
            begin = complaint.counted_from or complaint.received_at
            due = complaint.company_id._ptsp_end_of_day_after(begin, complaint._days_to_answer())
            if (complaint.due_at, complaint.counted_from) != (due, begin):
                complaint.write({"due_at": due, "counted_from": begin})

    def _keep_answer(self, now):
        """Note when a complaint was answered, and whether in time, in procedure mode.

        :param datetime now: naive UTC
        """
        for complaint in self:
            values = {"answered_at": now}
            if not complaint.first_answered_at:
                values |= {
                    "first_answered_at": now,
                    "answered_in_time": not complaint.due_at or now <= complaint.due_at,
                    "answer_days": complaint.company_id._ptsp_working_days_between(complaint.received_at, now),
                }
            complaint.write(values)
