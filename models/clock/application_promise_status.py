from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

SLA_STATUSES = [
    ("none", "No Promise Yet"),
    ("running", "In Time"),
    ("at_risk", "At Risk"),
    ("overdue", "Overdue"),
    ("paused", "Paused"),
    ("met", "Kept"),
    ("missed", "Missed"),
]


class ApplicationPromiseStatus(models.Model):
    """Where an application stands against the promise at this moment. It is stored nowhere, so it is never stale."""

    _inherit = "ptsp.application"

    sla_status = fields.Selection(
        SLA_STATUSES,
        "Promise Status",
        compute="_compute_sla_status",
        search="_search_sla_status",
        help="Where the application stands against the promise at this moment.",
    )

    @api.model
    def _status_table(self):
        """Return the statuses with their domains: of the first that fits an application, its status is the key.

        Field, search and grouping are made of this one table.

        :return: dict from statuses to domains, in their order
        """
        now = fields.Datetime.now()
        given_up = self._domain_of_states(lambda procedure: procedure.given_up_states)
        return {
            "met": Domain("sla_verdict", "=", "met"),
            "missed": Domain("sla_verdict", "=", "missed"),
            "none": Domain("clock_started_at", "=", False) | given_up,
            "paused": self._domain_of_states(lambda procedure: procedure.paused_states),
            "overdue": Domain("deadline", "<", now),
            "at_risk": Domain("at_risk_at", "<=", now),
            "running": Domain.TRUE,
        }

    @api.depends("state", "clock_started_at", "deadline", "at_risk_at", "sla_verdict")
    def _compute_sla_status(self):
        left = self
        for status, domain in self._status_table().items():
            found = left.filtered_domain(domain)
            found.sla_status = status
            left -= found

    def _search_sla_status(self, operator, value):
        if operator != "in":
            return NotImplemented
        wanted, earlier = Domain.FALSE, Domain.FALSE
        for status, domain in self._status_table().items():
            if status in value:
                wanted |= domain & ~earlier
            earlier |= domain
        return wanted

    @api.model
    def _domain_late(self):
        overdue = Domain("sla_status", "=", "overdue") | Domain("step_late", "=", True)
        return super()._domain_late() | overdue

    def _read_group_groupby(self, alias, groupby_spec, query):
        """Let lists, kanban and pivot group by the status against now."""
        if groupby_spec != "sla_status":
            return super()._read_group_groupby(alias, groupby_spec, query)
        cases = SQL(" ").join(
            SQL("WHEN %s THEN %s", domain.optimize_full(self)._to_sql(self, alias, query), status)
            for status, domain in self._status_table().items()
        )
        return SQL("CASE %s END", cases)

    def _read_group_orderby(self, order, groupby_terms, query):
        """Order groups of statuses as they are listed, not by their keys."""
        if "sla_status" not in groupby_terms:
            return super()._read_group_orderby(order, groupby_terms, query)
        keys = [key for key, _label in SLA_STATUSES]
        position = SQL("ARRAY_POSITION(%s::varchar[], (%s)::varchar)", keys, groupby_terms["sla_status"])
        return super()._read_group_orderby(order, {**groupby_terms, "sla_status": position}, query)
