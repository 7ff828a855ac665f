from odoo import fields, models
from odoo.fields import Domain
from odoo.tools import SQL


class FigureStep(models.Model):
    """What each officer has done in a semester, step by step. Applicants are no officers: they are left out."""

    _name = "ptsp.figure.step"
    _inherit = ["ptsp.figure.mixin", "ptsp.percentile.mixin"]
    _description = "Figures per Officer and Step"
    _auto = False
    _order = "semester desc, service_id, step_id, user_id, id"
    _rec_name = "step_id"
    _depends = {
        "ptsp.control.line": [
            "application_id",
            "step_id",
            "state",
            "user_id",
            "ended_at",
            "working_minutes",
            "waiting_minutes",
            "handling_minutes",
            "norm_minutes",
            "within_norm",
        ],
        "ptsp.application": ["company_id", "service_id"],
        "ptsp.service": ["calendar_id", "procedure"],
        "resource.calendar": ["tz"],
        "res.users": ["share"],
    }

    step_id = fields.Many2one("ptsp.step", readonly=True)
    user_id = fields.Many2one("res.users", "Officer", readonly=True)
    line_count = fields.Integer("Lines Done", readonly=True)
    total_minutes = fields.Float(readonly=True, digits=(16, 1), help="Working minutes of all lines.")
    waiting_minutes = fields.Float(
        "Waiting, Average",
        readonly=True,
        aggregator="avg",
        digits=(16, 1),
        help="Working minutes from time in until the officer took the file, of the lines where one did.",
    )
    handling_minutes = fields.Float(
        "Handled, Average",
        readonly=True,
        aggregator="avg",
        digits=(16, 1),
        help="Working minutes from the taking of the file to time out, of the lines where an officer took it.",
    )
    norm_minutes = fields.Integer(
        "Norm", readonly=True, aggregator=None, help="Norm of the step in working minutes; empty where it has none."
    )
    normed_count = fields.Integer("Lines with a Norm", readonly=True)
    within_count = fields.Integer("Lines Within Norm", readonly=True)
    norm_share = fields.Float(
        "Within Norm (%)",
        readonly=True,
        aggregator="avg",
        digits=(16, 1),
        help="Share of the lines with a norm that kept it.",
    )

    @property
    def _table_query(self):
        return SQL(
            """SELECT MIN(line.id) AS id,
                      application.company_id,
                      application.service_id,
                      %(semester)s AS semester,
                      line.step_id,
                      line.user_id,
                      COUNT(*) AS line_count,
                      SUM(line.working_minutes) AS total_minutes,
                      %(percentiles)s,
                      AVG(line.waiting_minutes) FILTER (WHERE line.taken_at IS NOT NULL) AS waiting_minutes,
                      AVG(line.handling_minutes) FILTER (WHERE line.taken_at IS NOT NULL) AS handling_minutes,
                      MAX(line.norm_minutes) AS norm_minutes,
                      COUNT(*) FILTER (WHERE line.norm_minutes > 0) AS normed_count,
                      COUNT(*) FILTER (WHERE line.norm_minutes > 0 AND line.within_norm) AS within_count,
                      AVG(CASE WHEN line.within_norm THEN 100.0 ELSE 0 END) FILTER (WHERE line.norm_minutes > 0)
                          AS norm_share
                 FROM %(lines)s
                  AND line.user_id IN (SELECT id FROM res_users WHERE share IS NOT TRUE)
             GROUP BY application.company_id, application.service_id, %(semester)s, line.step_id, line.user_id""",
            semester=self._sql_semester(SQL("line.ended_at")),
            percentiles=self._sql_percentiles(SQL("line.working_minutes")),
            lines=self._sql_done_lines(),
        )

    def _read_group_select(self, aggregate_spec, query):
        """Take the share of a group from its lines: an officer with one line counts less than one with a hundred."""
        if aggregate_spec == "norm_share:avg":
            return SQL(
                "100.0 * SUM(%s) / NULLIF(SUM(%s), 0)",
                self._field_to_sql(self._table, "within_count", query),
                self._field_to_sql(self._table, "normed_count", query),
            )
        return super()._read_group_select(aggregate_spec, query)

    def action_open_lines(self):
        """Open the control lines that a row sums up.

        :return: the action
        """
        domain = self._line_domain() & Domain("step_id", "=", self.step_id.id) & Domain("user_id", "=", self.user_id.id)
        return self._open_lines(domain)
