from odoo import api, fields, models
from odoo.tools import SQL

from ..procedure.types import APPLICANT

#: Known only once the letter is ready.
_SHARES = ("applicant_minutes", "opd_minutes", "agency_minutes")


class ApplicationFigures(models.Model):
    """The figures of applications: whether the promise was kept, and how often the applicant had to correct."""

    _name = "ptsp.application"
    _inherit = ["ptsp.application", "ptsp.readable.weeks.mixin"]

    promise_share = fields.Float(
        "Promise Kept (%)",
        compute="_compute_promise_share",
        aggregator="avg",
        digits=(16, 1),
        help="Share of the applications whose letter was ready in time. Those without a verdict do not count.",
    )
    correction_rounds = fields.Integer(
        readonly=True,
        copy=False,
        procedure=True,
        aggregator="avg",
        help="How often the file went back to the applicant after its registration.",
    )

    _registered = models.Index("(registered_at, service_id) WHERE registered_at IS NOT NULL")

    @api.depends("sla_verdict")
    def _compute_promise_share(self):
        for application in self:
            application.promise_share = 100 if application.sla_verdict == "met" else 0

    def _values_from_sheet(self, lines, hours=None):
        procedure = self._procedure()
        rounds = sum(procedure.leads_to(line.action, APPLICANT) for line in lines)
        return super()._values_from_sheet(lines, hours) | {"correction_rounds": rounds}

    def _read_group_select(self, aggregate_spec, query):
        """Compute the measures in the database; an average counts only applications for which the value is known."""
        name, _colon, function = aggregate_spec.partition(":")
        if function == "avg" and name == "promise_share":
            verdict = self._field_to_sql(self._table, "sla_verdict", query)
            return SQL("AVG(CASE %s WHEN 'met' THEN 100.0 WHEN 'missed' THEN 0 END)", verdict)
        if function == "avg" and name in _SHARES:
            return SQL(
                "AVG(%s) FILTER (WHERE %s IS NOT NULL)",
                self._field_to_sql(self._table, name, query),
                self._field_to_sql(self._table, "clock_ended_at", query),
            )
        if function == "avg" and name == "correction_rounds":
            # Counted from the registration on; nothing is stored where nothing was corrected.
            return SQL(
                "AVG(COALESCE(%s, 0)) FILTER (WHERE %s IS NOT NULL)",
                self._field_to_sql(self._table, name, query),
                self._field_to_sql(self._table, "registered_at", query),
            )
        return super()._read_group_select(aggregate_spec, query)
