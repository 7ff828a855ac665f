from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ..clock.service_periods import sql_semester_of


class FigureMixin(models.AbstractModel):
    """What the figures share: a group of records of one service and one semester, in the service's own time.

    The models are views: they store nothing, and each row has the smallest id of the records that it sums up.
    """

    _name = "ptsp.figure.mixin"
    _description = "Figure"
    _order = "semester desc, id"

    #: Shares, and by the names of which counts they are taken: those that did it, and all that count.
    _shares = {}

    company_id = fields.Many2one("res.company", "Agency", readonly=True)
    service_id = fields.Many2one("ptsp.service", readonly=True)
    semester = fields.Char(readonly=True, help="Year and half of the year, such as 2026-I.")

    def _read_group_select(self, aggregate_spec, query):
        """Take the share of a group from its counts: a row of one weighs less than one of a hundred."""
        name, _colon, function = aggregate_spec.partition(":")
        if function != "avg" or name not in self._shares:
            return super()._read_group_select(aggregate_spec, query)
        part, *whole = (SQL("SUM(%s)", self._field_to_sql(self._table, count, query)) for count in self._shares[name])
        return SQL("100.0 * %s / NULLIF(%s, 0)", part, SQL(" + ").join(whole))

    @api.model
    def _sql_local(self, moment):
        """Return the SQL of a moment as the clock of the service shows it; its calendar goes by the name ``calendar``.

        :param SQL moment: a column, naive UTC
        """
        return SQL("timezone(COALESCE(calendar.tz, 'UTC'), timezone('UTC', %s))", moment)

    @api.model
    def _sql_semester(self, moment):
        """Return the SQL of the semester in which a moment lies, such as ``2026-I``.

        :param SQL moment: a column, naive UTC
        """
        return sql_semester_of(self._sql_local(moment))

    @api.model
    def _sql_done_lines(self):
        """Return the SQL of the lines at which somebody has worked, with their application and their service."""
        return SQL(
            """ptsp_control_line line
               JOIN ptsp_application application ON application.id = line.application_id
               JOIN ptsp_service service ON service.id = application.service_id
               JOIN resource_calendar calendar ON calendar.id = service.calendar_id
               WHERE line.ended_at IS NOT NULL AND line.step_id IS NOT NULL AND NOT %s""",
            self._sql_states(lambda procedure: procedure.final_states),
        )

    @api.model
    def _sql_states(self, question):
        """Return the SQL that tells whether the state of a line answers a question, by the procedure of its service.

        :param callable question: takes a ``Procedure``, returns keys of its states
        """
        conditions = [
            SQL("(service.procedure = %s AND line.state = ANY(%s))", key, sorted(question(procedure)))
            for key, procedure in self.env["ptsp.service"]._procedures().items()
        ]
        return SQL("(%s)", SQL(" OR ").join(conditions))

    def _line_domain(self):
        """Return the domain of the control lines of the row, closed in its semester and in the service's time."""
        self.ensure_one()
        since, until = self.service_id._semester_span(self.semester)
        return (
            Domain("application_id.service_id", "=", self.service_id.id)
            & Domain("application_id.company_id", "=", self.company_id.id)
            & Domain("ended_at", ">=", since)
            & Domain("ended_at", "<", until)
            & Domain("state", "in", sorted(self.service_id._procedure().open_states))
        )

    def _open_lines(self, domain):
        """Return the action that shows control lines.

        :param Domain domain: which of them
        """
        action = self.env["ir.actions.act_window"]._for_xml_id("ptsp_exhibition.control_line_action")
        return {
            **action,
            "name": self.display_name,
            "domain": list(domain),
            "context": {"ptsp_short_step": True},
            "view_mode": "list,pivot,graph",
        }
