from odoo import api, fields, models
from odoo.tools import SQL

#: What the database computes over the minutes of a group: the middle one, and that which nine of ten keep.
PERCENTILES = {"median_minutes": 0.5, "p90_minutes": 0.9}


class PercentileMixin(models.AbstractModel):
    """How long lines of the control sheet take: half of them, and nine of ten."""

    _name = "ptsp.percentile.mixin"
    _description = "Median and 90th Percentile"

    median_minutes = fields.Float(
        "Median (min)",
        readonly=True,
        aggregator=None,
        digits=(16, 1),
        help="Half of the lines took no longer than this, in working minutes.",
    )
    p90_minutes = fields.Float(
        "90th Percentile (min)",
        readonly=True,
        aggregator=None,
        digits=(16, 1),
        help="Nine of ten lines took no longer than this, in working minutes.",
    )

    @api.model
    def _sql_percentile(self, name, minutes):
        """Return the SQL of a percentile over the lines of a group.

        :param str name: name of the field
        :param SQL minutes: the column of the working minutes
        """
        return SQL("PERCENTILE_CONT(%s) WITHIN GROUP (ORDER BY %s)", PERCENTILES[name], minutes)

    @api.model
    def _sql_percentiles(self, minutes):
        """Return the SQL of both percentiles, under the names of their fields.

        :param SQL minutes: the column of the working minutes
        """
        return SQL(", ").join(
            SQL("%s AS %s", self._sql_percentile(name, minutes), SQL.identifier(name)) for name in PERCENTILES
        )
