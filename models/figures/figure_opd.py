from odoo import fields, models
from odoo.fields import Domain
from odoo.tools import SQL


class FigureOpd(models.Model):
    """The scorecard of OPD: how many opinions each was asked for in a semester, and how it answered.

    An opinion counts in the semester in which it was asked for. Days are days of service, the day of receipt left out.
    """

    _name = "ptsp.figure.opd"
    _inherit = ["ptsp.figure.mixin"]
    _description = "Scorecard of OPD"
    _auto = False
    _order = "semester desc, service_id, agency_id, id"
    _rec_name = "agency_id"
    _depends = {
        "ptsp.technical.review": [
            "application_id",
            "agency_id",
            "state",
            "stage",
            "sent_at",
            "received_at",
            "returned_at",
            "due_at",
            "opinion_received_at",
        ],
        "ptsp.application": ["company_id", "service_id"],
        "ptsp.service": ["calendar_id"],
        "resource.calendar": ["tz"],
        "resource.calendar.attendance": ["calendar_id", "dayofweek"],
        "resource.calendar.leaves": ["calendar_id", "resource_id", "company_id", "time_type", "date_from", "date_to"],
    }

    _shares = {"in_time_share": ("in_time_count", "answered_count")}

    agency_id = fields.Many2one("ptsp.agency", "OPD", readonly=True)
    asked_count = fields.Integer("Asked", readonly=True, help="Opinions that were asked for and not withdrawn.")
    answered_count = fields.Integer("Answered", readonly=True)
    in_time_count = fields.Integer("Answered in Time", readonly=True, help="On the day on which it was due, or before.")
    in_time_share = fields.Float(
        "In Time (%)",
        readonly=True,
        aggregator="avg",
        digits=(16, 1),
        help="Share of the answers that came in time.",
    )
    median_days = fields.Float(
        "Median (days)",
        readonly=True,
        aggregator=None,
        digits=(16, 1),
        help="Half of the answers took no longer than this, in working days from the receipt by the OPD.",
    )
    returned_count = fields.Integer("Sent Back", readonly=True, help="Opinions that went back to the OPD once or more.")
    waiting_count = fields.Integer("Waiting Now", readonly=True, help="With the OPD at this moment.")
    late_count = fields.Integer("Late Now", readonly=True, help="With the OPD at this moment, and past due.")

    @property
    def _table_query(self):
        return SQL(
            """SELECT MIN(review.id) AS id,
                      application.company_id,
                      application.service_id,
                      %(semester)s AS semester,
                      review.agency_id,
                      COUNT(*) AS asked_count,
                      COUNT(*) FILTER (WHERE %(answered)s) AS answered_count,
                      COUNT(*) FILTER (WHERE %(in_time)s) AS in_time_count,
                      100.0 * COUNT(*) FILTER (WHERE %(in_time)s)
                          / NULLIF(COUNT(*) FILTER (WHERE %(answered)s), 0) AS in_time_share,
                      PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY CASE WHEN %(answered)s THEN taken.days END)
                          AS median_days,
                      COUNT(review.returned_at) AS returned_count,
                      COUNT(*) FILTER (WHERE %(waiting)s) AS waiting_count,
                      COUNT(*) FILTER (WHERE %(waiting)s AND review.due_at < timezone('UTC', now())) AS late_count
                 FROM ptsp_technical_review review
                 JOIN ptsp_application application ON application.id = review.application_id
                 JOIN ptsp_service service ON service.id = application.service_id
                 JOIN resource_calendar calendar ON calendar.id = service.calendar_id
    LEFT JOIN LATERAL (%(days)s) taken ON true
                WHERE review.sent_at IS NOT NULL AND review.state != 'cancelled'
             GROUP BY application.company_id, application.service_id, %(semester)s, review.agency_id""",
            semester=self._sql_semester(SQL("review.sent_at")),
            answered=SQL("review.state = 'issued'"),
            in_time=SQL("review.state = 'issued' AND review.opinion_received_at <= review.due_at"),
            waiting=SQL("review.state = 'sent' AND review.stage IN ('with_opd', 'visit_planned')"),
            days=self._sql_days(),
        )

    def _sql_days(self):
        """Return the SQL of the days of service hours between an OPD's receipt of a file and its answer."""
        begin = SQL("GREATEST(review.received_at, review.returned_at)")
        return SQL(
            """SELECT COUNT(*) AS days
                 FROM generate_series(
                          date_trunc('day', %(begin)s) + INTERVAL '1 day', date_trunc('day', %(end)s), INTERVAL '1 day'
                      ) AS day
                WHERE EXISTS (
                          SELECT 1
                            FROM resource_calendar_attendance attendance
                           WHERE attendance.calendar_id = calendar.id
                             AND attendance.dayofweek = (EXTRACT(ISODOW FROM day) - 1)::text
                      )
                  AND NOT EXISTS (
                          SELECT 1
                            FROM resource_calendar_leaves holiday
                           WHERE holiday.resource_id IS NULL
                             AND holiday.time_type = 'leave'
                             AND (holiday.calendar_id IS NULL OR holiday.calendar_id = calendar.id)
                             AND (holiday.company_id IS NULL OR holiday.company_id = application.company_id)
                             AND day + INTERVAL '12 hours' BETWEEN %(since)s AND %(until)s
                      )""",
            begin=self._sql_local(begin),
            end=self._sql_local(SQL("review.opinion_received_at")),
            since=self._sql_local(SQL("holiday.date_from")),
            until=self._sql_local(SQL("holiday.date_to")),
        )

    def action_open_reviews(self):
        """Open the opinions that a row sums up.

        :return: the action
        """
        self.ensure_one()
        self.check_access("read")
        since, until = self.service_id._semester_span(self.semester)
        domain = (
            Domain("application_id.service_id", "=", self.service_id.id)
            & Domain("agency_id", "=", self.agency_id.id)
            & Domain("sent_at", ">=", since)
            & Domain("sent_at", "<", until)
            & Domain("state", "!=", "cancelled")
        )
        action = self.env["ir.actions.act_window"]._for_xml_id("ptsp_exhibition.technical_review_action")
        return {**action, "name": self.display_name, "domain": list(domain), "context": {}}
