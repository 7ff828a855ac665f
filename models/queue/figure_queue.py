from odoo import fields, models
from odoo.tools import SQL

from ..clock.service_periods import sql_semester_of


class FigureQueue(models.Model):
    """How long visitors waited and were served, one row for each line of the queue and semester.

    They waited from the taking of the number to its first call, and were served until the officer said so: minutes of
    the clock, not of service hours. Where a clock was set back, none.
    """

    _name = "ptsp.figure.queue"
    _inherit = ["ptsp.figure.mixin", "ptsp.percentile.mixin"]
    _description = "Figures of the Queue"
    _auto = False
    _order = "semester desc, line_id, id"
    _rec_name = "line_id"
    _depends = {
        "ptsp.queue.ticket": [
            "company_id",
            "line_id",
            "day",
            "priority",
            "state",
            "taken_at",
            "called_at",
            "serving_at",
            "ended_at",
        ],
    }

    line_id = fields.Many2one("ptsp.queue.service", "Queue Line", readonly=True)
    taken_count = fields.Integer("Numbers", readonly=True)
    priority_count = fields.Integer("Priority Line", readonly=True)
    served_count = fields.Integer("Served", readonly=True)
    absent_count = fields.Integer("Absent", readonly=True)
    expired_count = fields.Integer("Expired", readonly=True, help="Not called or not ended on their day.")
    median_wait = fields.Float(
        "Waited, Median (min)",
        readonly=True,
        aggregator=None,
        digits=(16, 1),
        help="Half of those who were called waited no longer than this.",
    )
    p90_wait = fields.Float(
        "Waited, 90th Percentile (min)",
        readonly=True,
        aggregator=None,
        digits=(16, 1),
        help="Nine of ten of those who were called waited no longer than this.",
    )
    median_minutes = fields.Float("Served, Median (min)", help="Half of the visitors were served no longer than this.")
    p90_minutes = fields.Float(
        "Served, 90th Percentile (min)", help="Nine of ten visitors were served no longer than this."
    )

    @property
    def _table_query(self):
        waited = SQL("GREATEST(0, EXTRACT(EPOCH FROM ticket.called_at - ticket.taken_at) / 60)")
        served = SQL(
            """CASE WHEN ticket.state = 'served'
                    THEN GREATEST(0, EXTRACT(EPOCH FROM ticket.ended_at - ticket.serving_at) / 60) END"""
        )
        return SQL(
            """SELECT MIN(ticket.id) AS id,
                      ticket.company_id,
                      NULL::integer AS service_id,
                      %(semester)s AS semester,
                      ticket.line_id,
                      COUNT(*) AS taken_count,
                      COUNT(ticket.priority) AS priority_count,
                      COUNT(*) FILTER (WHERE ticket.state = 'served') AS served_count,
                      COUNT(*) FILTER (WHERE ticket.state = 'absent') AS absent_count,
                      COUNT(*) FILTER (WHERE ticket.state = 'expired') AS expired_count,
                      %(median_wait)s AS median_wait,
                      %(p90_wait)s AS p90_wait,
                      %(percentiles)s
                 FROM ptsp_queue_ticket ticket
             GROUP BY ticket.company_id, %(semester)s, ticket.line_id""",
            semester=sql_semester_of(SQL("ticket.day")),
            median_wait=self._sql_percentile("median_minutes", waited),
            p90_wait=self._sql_percentile("p90_minutes", waited),
            percentiles=self._sql_percentiles(served),
        )
