from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain
from odoo.tools import SQL

from ...tools.boolean_search import positive
from ..procedure.types import AGENCY, OPD
from .percentile_mixin import PERCENTILES


class ControlLineFigures(models.Model):
    """The figures of the control sheets: how long steps take, and how many keep their norm.

    The measures are stored nowhere: the database derives them from the lines of whatever group is asked for,
    so that a median of a month is the median of its lines, not a mean of medians.
    """

    _name = "ptsp.control.line"
    _inherit = ["ptsp.control.line", "ptsp.percentile.mixin", "ptsp.readable.weeks.mixin"]

    service_id = fields.Many2one(related="application_id.service_id")
    is_officer_time = fields.Boolean(
        "Officers' Time",
        compute="_compute_is_officer_time",
        search="_search_is_officer_time",
        help="An officer of the agency or of an OPD had to move, not the applicant.",
    )
    norm_share = fields.Float(
        "Within Norm (%)",
        compute="_compute_norm_share",
        aggregator="avg",
        digits=(16, 1),
        help="Share of the lines that kept the norm of their step. Open lines and steps without a norm do not count.",
    )
    median_minutes = fields.Float(compute="_compute_percentiles", aggregator="avg")
    p90_minutes = fields.Float(compute="_compute_percentiles", aggregator="avg")

    _ended = models.Index("(ended_at)")

    @api.depends("state", "application_id.service_id", "user_id")
    def _compute_is_officer_time(self):
        for line in self:
            state = line.application_id._procedure().states[line.state]
            line.is_officer_time = state.awaits in (AGENCY, OPD) and not line.user_id.share

    def _search_is_officer_time(self, operator, values):
        return positive(operator, values, self._domain_of_officers_time)

    @api.model
    def _domain_of_officers_time(self):
        """Return the domain of the lines at which an officer had to move. What an applicant ended is no officer's."""
        waited = self.env["ptsp.service"]._domain_of_states(
            lambda procedure: procedure.states_awaiting(AGENCY) | procedure.states_awaiting(OPD),
            service="application_id.service_id",
        )
        return waited & (Domain("user_id", "=", False) | Domain("user_id.share", "=", False))

    @api.depends("within_norm", "norm_minutes", "ended_at")
    def _compute_norm_share(self):
        for line in self:
            counts = line.ended_at and line.norm_minutes
            line.norm_share = 100 if counts and line.within_norm else 0

    @api.depends("working_minutes")
    def _compute_percentiles(self):
        for line in self:
            line.median_minutes = line.p90_minutes = line.working_minutes

    def _read_group_select(self, aggregate_spec, query):
        """Compute the measures in the database."""
        name, _colon, function = aggregate_spec.partition(":")
        if function == "avg" and name == "norm_share":
            return SQL(
                "AVG(CASE WHEN %(within)s THEN 100.0 ELSE 0 END) FILTER (WHERE %(ended)s IS NOT NULL AND %(norm)s > 0)",
                within=self._field_to_sql(self._table, "within_norm", query),
                ended=self._field_to_sql(self._table, "ended_at", query),
                norm=self._field_to_sql(self._table, "norm_minutes", query),
            )
        if function == "avg" and name in PERCENTILES:
            return self._sql_percentile(name, self._field_to_sql(self._table, "working_minutes", query))
        return super()._read_group_select(aggregate_spec, query)

    def _read_group_groupby(self, alias, groupby_spec, query):
        """Keep the figures of officers for those who evaluate the service.

        :raises AccessError: the user is none of them
        """
        if groupby_spec.partition(".")[0] == "user_id" and not self._reads_figures:
            raise AccessError(
                self.env._("The figures of officers are read by heads, auditors and managers. Ask one of them.")
            )
        return super()._read_group_groupby(alias, groupby_spec, query)

    @property
    def _reads_figures(self):
        # Scheduled actions count what nobody in particular reads.
        # nosemgrep: superuser-mode-is-no-permission
        return self.env.su or self.env.user.has_group("ptsp_exhibition.group_figures")

    @api.model
    def action_my_figures(self):
        """Open the figures with which the role of the user begins.

        Heads begin with the steps of this month, managers with officers and their steps, auditors with the register.

        :return: the action
        :raises AccessError: the user evaluates nothing
        """
        if not self._reads_figures:
            raise AccessError(self.env._("Figures are read by heads, auditors and managers. Ask one of them."))
        if self.env.user._ptsp_own_roles() & {"section_head", "division_head", "agency_head"}:
            name = "control_line_action"
        elif self.env.user.has_group("ptsp_exhibition.group_manager"):
            name = "control_line_action_officers"
        else:
            name = "application_action_register"
        return self.env["ir.actions.act_window"]._for_xml_id(f"ptsp_exhibition.{name}")
