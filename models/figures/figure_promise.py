from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL, format_date

#: How the minutes of each holder are told.
_MEDIAN = {"readonly": True, "aggregator": None, "digits": (16, 1)}
_AVERAGE = {
    **_MEDIAN,
    "aggregator": "avg",
    "help": "Working minutes from registration until the letter is ready.",
}


class FigurePromise(models.Model):
    """What became of the applications that were registered in a month: promise, time and corrections."""

    _name = "ptsp.figure.promise"
    _inherit = ["ptsp.figure.mixin"]
    _description = "Promise per Month"
    _auto = False
    _order = "month desc, service_id, id"
    _depends = {
        "ptsp.application": [
            "company_id",
            "service_id",
            "registered_at",
            "clock_ended_at",
            "sla_verdict",
            "applicant_minutes",
            "opd_minutes",
            "agency_minutes",
            "correction_rounds",
        ],
        "ptsp.service": ["calendar_id"],
        "resource.calendar": ["tz"],
    }

    _shares = {"promise_share": ("kept_count", "kept_count", "missed_count")}

    month = fields.Date(readonly=True, help="First day of the month of registration.")
    received_count = fields.Integer("Registered", readonly=True)
    kept_count = fields.Integer("Kept", readonly=True)
    missed_count = fields.Integer("Missed", readonly=True)
    open_count = fields.Integer("No Verdict", readonly=True, help="Still under way, or cancelled.")
    promise_share = fields.Float(
        "Promise Kept (%)",
        readonly=True,
        aggregator="avg",
        digits=(16, 1),
        help="Share of the applications whose letter was ready in time. Those without a verdict do not count.",
    )
    finished_count = fields.Integer("Finished", readonly=True, help="The averages and medians are taken over these.")
    applicant_average = fields.Float("With Applicant, Average (min)", **_AVERAGE)
    applicant_median = fields.Float("With Applicant, Median (min)", **_MEDIAN)
    opd_average = fields.Float("With OPD, Average (min)", **_AVERAGE)
    opd_median = fields.Float("With OPD, Median (min)", **_MEDIAN)
    agency_average = fields.Float("With Agency, Average (min)", **_AVERAGE)
    agency_median = fields.Float("With Agency, Median (min)", **_MEDIAN)
    correction_rounds = fields.Integer(readonly=True)

    @api.depends("month")
    def _compute_display_name(self):
        for figure in self:
            figure.display_name = format_date(self.env, figure.month, date_format="MMMM y")

    @property
    def _table_query(self):
        registered = SQL("application.registered_at")
        month = SQL("DATE_TRUNC('month', %s)::date", self._sql_local(registered))
        shares = SQL(", ").join(
            SQL(
                """AVG(%(minutes)s) FILTER (WHERE application.clock_ended_at IS NOT NULL) AS %(average)s,
                   PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY %(minutes)s)
                       FILTER (WHERE application.clock_ended_at IS NOT NULL) AS %(median)s""",
                minutes=SQL.identifier("application", f"{holder}_minutes"),
                average=SQL.identifier(f"{holder}_average"),
                median=SQL.identifier(f"{holder}_median"),
            )
            for holder in ("applicant", "opd", "agency")
        )
        return SQL(
            """SELECT MIN(application.id) AS id,
                      application.company_id,
                      application.service_id,
                      %(semester)s AS semester,
                      %(month)s AS month,
                      COUNT(*) AS received_count,
                      COUNT(*) FILTER (WHERE application.sla_verdict = 'met') AS kept_count,
                      COUNT(*) FILTER (WHERE application.sla_verdict = 'missed') AS missed_count,
                      COUNT(*) FILTER (WHERE application.sla_verdict IS NULL) AS open_count,
                      AVG(CASE application.sla_verdict WHEN 'met' THEN 100.0 WHEN 'missed' THEN 0 END) AS promise_share,
                      COUNT(application.clock_ended_at) AS finished_count,
                      %(shares)s,
                      COALESCE(SUM(application.correction_rounds), 0) AS correction_rounds
                 FROM ptsp_application application
                 JOIN ptsp_service service ON service.id = application.service_id
                 JOIN resource_calendar calendar ON calendar.id = service.calendar_id
                WHERE application.registered_at IS NOT NULL
             GROUP BY application.company_id, application.service_id, %(semester)s, %(month)s""",
            semester=self._sql_semester(registered),
            month=month,
            shares=shares,
        )

    def _read_group_select(self, aggregate_spec, query):
        """Weigh the averages of a group by the applications behind them."""
        name, _colon, function = aggregate_spec.partition(":")
        if function == "avg" and name in ("applicant_average", "opd_average", "agency_average"):
            count = self._field_to_sql(self._table, "finished_count", query)
            average = self._field_to_sql(self._table, name, query)
            return SQL("SUM(%s * %s) / NULLIF(SUM(%s), 0)", average, count, count)
        return super()._read_group_select(aggregate_spec, query)

    def action_open_applications(self):
        """Open the applications that a row sums up.

        :return: the action
        """
        self.ensure_one()
        since, until = self.service_id._month_span(self.month)
        domain = (
            Domain("service_id", "=", self.service_id.id)
            & Domain("company_id", "=", self.company_id.id)
            & Domain("registered_at", ">=", since)
            & Domain("registered_at", "<", until)
        )
        action = self.env["ir.actions.act_window"]._for_xml_id("ptsp_exhibition.application_action_register")
        return {**action, "domain": list(domain), "context": {}}
