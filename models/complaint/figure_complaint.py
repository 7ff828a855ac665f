from odoo import api, fields, models
from odoo.tools import SQL

from ..clock.service_periods import days_of_semester, sql_semester_of
from .kinds import CHANNELS, KINDS, OPEN_STATES


class FigureComplaint(models.Model):
    """Complaints, suggestions, questions and thanks of a semester, by kind, service and channel.

    A row sums up what the user may know of: who is complained of finds none of his own in any sum.
    """

    _name = "ptsp.figure.complaint"
    _description = "Complaints in Figures"
    _auto = False
    _order = "semester desc, kind, id"
    _rec_name = "semester"
    _depends = {
        "ptsp.complaint": [
            "company_id",
            "service_id",
            "kind",
            "channel",
            "state",
            "received_on",
            "due_at",
            "first_answered_at",
            "answered_in_time",
            "answer_days",
            "reopened_count",
            "officer_ids",
        ],
    }

    company_id = fields.Many2one("res.company", "Agency", readonly=True)
    service_id = fields.Many2one("ptsp.service", readonly=True)
    semester = fields.Char(readonly=True, help="Year and half of the year, such as 2026-I.")
    kind = fields.Selection(KINDS, readonly=True)
    channel = fields.Selection(CHANNELS, "Came By", readonly=True)
    received_count = fields.Integer("Number Received", readonly=True)
    answered_count = fields.Integer("Number Answered", readonly=True)
    in_time_count = fields.Integer("In Time", readonly=True, help="First answers that were not late.")
    late_count = fields.Integer("Late", readonly=True, help="First answers that were late, or are owed and late now.")
    open_count = fields.Integer("Open Now", readonly=True)
    reopened_count = fields.Integer("Reopened", readonly=True, help="Those whose first answer did not do.")
    in_time_rate = fields.Float(
        "In Time (%)", readonly=True, aggregator="avg", digits=(16, 1), help="Of the first answers."
    )
    median_days = fields.Float(
        "Median (Working Days)",
        readonly=True,
        aggregator=None,
        digits=(16, 1),
        help="Half of the first answers took no longer than this.",
    )

    @property
    def _table_query(self):
        return SQL(
            """SELECT MIN(complaint.id) AS id,
                      complaint.company_id,
                      complaint.service_id,
                      %(semester)s AS semester,
                      complaint.kind,
                      complaint.channel,
                      %(sums)s
                 FROM ptsp_complaint complaint
                WHERE complaint.received_on IS NOT NULL
                  AND %(others)s
             GROUP BY complaint.company_id, complaint.service_id, %(semester)s, complaint.kind, complaint.channel""",
            semester=self._sql_semester_of_complaint(),
            sums=self._sql_sums(),
            others=self._sql_of_others(),
        )

    def _sql_of_others(self):
        """Return the SQL that leaves out the complaints of the user."""
        return SQL(
            """NOT EXISTS (SELECT FROM ptsp_complaint_officer_rel officer
                            WHERE officer.complaint_id = complaint.id AND officer.user_id = %s)""",
            self.env.uid,
        )

    def _sql_semester_of_complaint(self):
        """Return the SQL of the semester in which a complaint came, by the agency's date."""
        return sql_semester_of(SQL("complaint.received_on"))

    def _sql_sums(self):
        """Return the SQL of all figures of a group of complaints."""
        return SQL(
            """COUNT(*) AS received_count,
               COUNT(complaint.first_answered_at) AS answered_count,
               COUNT(*) FILTER (WHERE complaint.answered_in_time) AS in_time_count,
               COUNT(*) FILTER (WHERE (complaint.first_answered_at IS NOT NULL
                                       AND complaint.answered_in_time IS NOT TRUE)
                                   OR (complaint.first_answered_at IS NULL
                                       AND complaint.due_at < timezone('UTC', now()))) AS late_count,
               COUNT(*) FILTER (WHERE complaint.state IN %(open)s) AS open_count,
               COUNT(*) FILTER (WHERE complaint.reopened_count > 0) AS reopened_count,
               100.0 * COUNT(*) FILTER (WHERE complaint.answered_in_time)
                   / NULLIF(COUNT(complaint.first_answered_at), 0) AS in_time_rate,
               PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY complaint.answer_days)
                   FILTER (WHERE complaint.first_answered_at IS NOT NULL) AS median_days""",
            open=OPEN_STATES,
        )

    @api.model
    def _sums_of_semester(self, company, semester, service):
        """Return the figures of a semester by kind, and by service and kind; none of complaints of the user.

        It tells numbers to whoever evaluates the service, also without a right to read complaints.

        :param company: a ``res.company``
        :param str semester: such as ``2026-I``
        :param service: the ``ptsp.service``; all where it is empty
        :return: list of dicts; ``service_rank`` is 0 for all services, 1 for one, and 2 for what names none
        """
        self.env["ptsp.complaint"].flush_model()
        self.env.cr.execute(
            SQL(
                """SELECT complaint.service_id,
                          complaint.kind,
                          CASE WHEN GROUPING(complaint.service_id) = 1 THEN 0
                               WHEN complaint.service_id IS NOT NULL THEN 1
                               ELSE 2 END AS service_rank,
                          %(sums)s
                     FROM ptsp_complaint complaint
                    WHERE complaint.company_id = %(company)s
                      AND %(its)s = %(semester)s
                      AND (%(service)s::integer IS NULL OR complaint.service_id = %(service)s)
                      AND %(others)s
                 GROUP BY GROUPING SETS ((complaint.kind), (complaint.service_id, complaint.kind))""",
                sums=self._sql_sums(),
                company=company.id,
                its=self._sql_semester_of_complaint(),
                semester=semester,
                service=service.id or None,
                others=self._sql_of_others(),
            )
        )
        rows = self.env.cr.dictfetchall()
        # The sum of one service says nothing that its own row does not.
        return [row for row in rows if row["service_rank"]] if service else rows

    def action_open_complaints(self):
        """Show the complaints of a row.

        :return: the action
        """
        self.ensure_one()
        self.check_access("read")
        action = self.env["ir.actions.act_window"]._for_xml_id("ptsp_exhibition.complaint_action")
        begins, ends = map(fields.Date.to_string, days_of_semester(self.semester))
        return {
            **action,
            "domain": [
                ("company_id", "=", self.company_id.id),
                ("service_id", "=", self.service_id.id),
                ("kind", "=", self.kind),
                ("channel", "=", self.channel),
                ("received_on", ">=", begins),
                ("received_on", "<=", ends),
            ],
            "context": {},
        }
