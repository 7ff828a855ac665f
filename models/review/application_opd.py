from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL
from odoo.tools.translate import LazyTranslate

_lt = LazyTranslate(__name__)
#: What groups are called in which it is not there yet.
_NO_OPD = _lt("No OPD Asked")


class ApplicationOpd(models.Model):
    """Which OPD were asked for an opinion, so that applications are found and grouped by them."""

    _inherit = "ptsp.application"

    opd_ids = fields.Many2many(
        "ptsp.agency",
        string="OPD",
        compute="_compute_opd_ids",
        search="_search_opd_ids",
        groups="ptsp_exhibition.group_reader",
        falsy_value_label=_NO_OPD,
        help="The OPD that were asked for an opinion.",
    )

    @api.depends("review_ids.agency_id", "review_ids.state")
    def _compute_opd_ids(self):
        for application in self:
            application.opd_ids = application.review_ids.filtered(lambda review: review.state != "cancelled").agency_id

    def _search_opd_ids(self, operator, value):
        if operator not in ("in", "any"):
            return NotImplemented
        asked = Domain("review_ids", "any", Domain("state", "!=", "cancelled") & Domain("agency_id", operator, value))
        if operator == "in" and False in value:
            asked |= Domain("review_ids", "not any", Domain("state", "!=", "cancelled"))
        return asked

    def _read_group_groupby(self, alias, groupby_spec, query):
        """Let lists and charts group by OPD: an application of two OPD stands at each of them, once."""
        if groupby_spec != "opd_ids":
            return super()._read_group_groupby(alias, groupby_spec, query)
        self._check_field_access(self._fields["opd_ids"], "read")
        Review = self.env["ptsp.technical.review"]
        asked = Review._search(Domain("state", "!=", "cancelled"))
        application, agency = (
            Review._field_to_sql(asked.table, name, asked) for name in ("application_id", "agency_id")
        )
        table = asked.subselect(SQL("DISTINCT %s AS application_id, %s AS agency_id", application, agency))
        joined = query.make_alias(alias, "opd")
        condition = SQL("%s = %s", SQL.identifier(alias, "id"), SQL.identifier(joined, "application_id"))
        query.add_join("LEFT JOIN", joined, table, condition)
        return SQL.identifier(joined, "agency_id")
