from odoo import fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ..procedure.types import APPLICANT


class FigureStep(models.Model):
    """What each officer has done in a semester, step by step.

    Applicants are no officers, and the time in which they had to move is no officer's: lines at which the file lay with
    them are left out, and of lines that ended with what an officer took in or handed over only the number counts.
    """

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
            "taken_at",
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

    _shares = {"norm_share": ("within_count", "normed_count")}

    step_id = fields.Many2one("ptsp.step", readonly=True)
    user_id = fields.Many2one("res.users", "Officer", readonly=True)
    line_count = fields.Integer("Lines Done", readonly=True)
    timed_count = fields.Integer(
        "Lines with Time", readonly=True, help="Lines that did not wait for the applicant: their minutes count."
    )
    total_minutes = fields.Float(
        readonly=True,
        digits=(16, 1),
        help="Working minutes of all lines, without those in which the applicant had to move.",
    )
    taken_count = fields.Integer("Lines Taken in Hand", readonly=True)
    waiting_minutes = fields.Float(
        "Waiting (min)",
        readonly=True,
        aggregator="avg",
        digits=(16, 1),
        help="Average of the working minutes from time in until the officer took the file, where one did.",
    )
    handling_minutes = fields.Float(
        "Handled (min)",
        readonly=True,
        aggregator="avg",
        digits=(16, 1),
        help="Average of the working minutes from the taking of the file to time out, where an officer took it.",
    )
    norm_minutes = fields.Integer(
        "Norm (min)",
        readonly=True,
        aggregator=None,
        help="Norm of the step in working minutes; empty where it has none.",
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
        minutes = SQL(
            "CASE WHEN NOT %s THEN line.working_minutes END",
            self._sql_states(lambda procedure: procedure.states_awaiting(APPLICANT)),
        )
        return SQL(
            """SELECT MIN(line.id) AS id,
                      application.company_id,
                      application.service_id,
                      %(semester)s AS semester,
                      line.step_id,
                      line.user_id,
                      COUNT(*) AS line_count,
                      COUNT(%(minutes)s) AS timed_count,
                      COALESCE(SUM(%(minutes)s), 0) AS total_minutes,
                      %(percentiles)s,
                      COUNT(line.taken_at) AS taken_count,
                      AVG(line.waiting_minutes) FILTER (WHERE line.taken_at IS NOT NULL) AS waiting_minutes,
                      AVG(line.handling_minutes) FILTER (WHERE line.taken_at IS NOT NULL) AS handling_minutes,
                      MAX(line.norm_minutes) AS norm_minutes,
                      COUNT(*) FILTER (WHERE line.norm_minutes > 0) AS normed_count,
                      COUNT(*) FILTER (WHERE line.norm_minutes > 0 AND line.within_norm) AS within_count,
                      AVG(CASE WHEN line.within_norm THEN 100.0 ELSE 0 END) FILTER (WHERE line.norm_minutes > 0)
                          AS norm_share
                 FROM %(lines)s
                  AND line.user_id IN (SELECT id FROM res_users WHERE share IS NOT TRUE)
                  AND NOT %(with_applicant)s
             GROUP BY application.company_id, application.service_id, %(semester)s, line.step_id, line.user_id""",
            semester=self._sql_semester(SQL("line.ended_at")),
            minutes=minutes,
            percentiles=self._sql_percentiles(minutes),
            with_applicant=self._sql_states(lambda procedure: procedure.states_with(APPLICANT)),
            lines=self._sql_done_lines(),
        )

    def action_open_lines(self):
        """Open the control lines that a row sums up.

        :return: the action
        """
        with_applicant = self.service_id._procedure().states_with(APPLICANT)
        domain = (
            self._line_domain()
            & Domain("step_id", "=", self.step_id.id)
            & Domain("user_id", "=", self.user_id.id)
            & Domain("state", "not in", sorted(with_applicant))
        )
        return self._open_lines(domain)
