from odoo import fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ..procedure.types import AGENCY, APPLICANT, OPD


class FigureBottleneck(models.Model):
    """Where the working time of a semester went: each step with its share of all time."""

    _name = "ptsp.figure.bottleneck"
    _inherit = ["ptsp.figure.mixin", "ptsp.percentile.mixin"]
    _description = "Bottlenecks"
    _auto = False
    _order = "semester desc, service_id, total_minutes desc, id"
    _rec_name = "step_id"
    _depends = {
        "ptsp.control.line": [
            "application_id",
            "step_id",
            "state",
            "ended_at",
            "working_minutes",
            "norm_minutes",
            "within_norm",
        ],
        "ptsp.application": ["company_id", "service_id"],
        "ptsp.service": ["calendar_id", "procedure"],
        "resource.calendar": ["tz"],
    }

    step_id = fields.Many2one("ptsp.step", readonly=True)
    holder = fields.Selection(
        [(AGENCY, "Agency"), (OPD, "OPD"), (APPLICANT, "Applicant")],
        "Waits For",
        readonly=True,
        help="Who must move before an application leaves the step.",
    )
    line_count = fields.Integer("Lines Done", readonly=True)
    total_minutes = fields.Float(readonly=True, digits=(16, 1), help="Working minutes of all lines.")
    time_share = fields.Float(
        "Share of Time (%)",
        readonly=True,
        # Shares of several services or semesters add up to nothing.
        aggregator=None,
        digits=(16, 1),
        help="Of all working minutes of the service in the semester.",
    )
    norm_minutes = fields.Integer(
        "Norm (min)",
        readonly=True,
        aggregator=None,
        help="Norm of the step in working minutes; empty where it has none.",
    )
    over_count = fields.Integer("Above Norm", readonly=True)

    @property
    def _table_query(self):
        return SQL(
            """SELECT MIN(line.id) AS id,
                      application.company_id,
                      application.service_id,
                      %(semester)s AS semester,
                      line.step_id,
                      %(holder)s AS holder,
                      COUNT(*) AS line_count,
                      SUM(line.working_minutes) AS total_minutes,
                      100.0 * SUM(line.working_minutes) / NULLIF(SUM(SUM(line.working_minutes)) OVER (
                          PARTITION BY application.company_id, application.service_id, %(semester)s), 0) AS time_share,
                      %(percentiles)s,
                      MAX(line.norm_minutes) AS norm_minutes,
                      COUNT(*) FILTER (WHERE line.norm_minutes > 0 AND line.within_norm IS NOT TRUE) AS over_count
                 FROM %(lines)s
             GROUP BY application.company_id, application.service_id, %(semester)s, line.step_id, %(holder)s""",
            semester=self._sql_semester(SQL("line.ended_at")),
            holder=self._sql_holder(),
            percentiles=self._sql_percentiles(SQL("line.working_minutes")),
            lines=self._sql_done_lines(),
        )

    def _sql_holder(self):
        """Return the SQL of whoever must move before a file leaves the state of a line."""
        cases = SQL(" ").join(
            SQL(
                "WHEN %s THEN %s",
                self._sql_states(lambda procedure, holder=holder: procedure.states_awaiting(holder)),
                holder,
            )
            for holder in (OPD, APPLICANT)
        )
        return SQL("CASE %s ELSE %s END", cases, AGENCY)

    def action_open_lines(self):
        """Open the control lines that a row sums up.

        :return: the action
        """
        of_holder = self.env["ptsp.service"]._domain_of_states(
            lambda procedure: procedure.states_awaiting(self.holder), service="application_id.service_id"
        )
        return self._open_lines(self._line_domain() & Domain("step_id", "=", self.step_id.id) & of_holder)
