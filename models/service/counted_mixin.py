from contextlib import suppress
from datetime import timedelta

from psycopg2.errors import UniqueViolation

from odoo import api, fields, models
from odoo.tools import SQL
from odoo.tools.constants import GC_UNLINK_LIMIT


class CountedMixin(models.AbstractModel):
    """Visits that are counted, so that nobody makes too many in a time. They are only ever inserted.

    There is no counter that all visitors would have to wait for: each visitor numbers the own visits, and takes a
    number by inserting it, so that also visits at the same moment are counted one by one. A model says by which field
    it knows the visitor (``_visitor``), and has a unique index over that field and ``number``.
    """

    _name = "ptsp.counted.mixin"
    _description = "Counted Visits"

    #: Name of the field that says whose visit it is.
    _visitor = ""

    number = fields.Integer("Visit", readonly=True, aggregator=None, help="Of the visitor, counted from the first one.")
    create_date = fields.Datetime(
        "Looked up at", required=True, readonly=True, default=lambda self: self.env.cr.now().replace(microsecond=0)
    )

    @api.model
    def _visits_allowed(self):
        """Return how many visits a visitor may make, and in which time: none, where a model does not say.

        :return: pair of an integer and a ``timedelta``
        """
        return 0, timedelta()

    @api.model
    def _free_numbers(self, visitor):
        """Return the numbers that the next visit of somebody may have; none where it has to wait.

        A number is free when the one before it by the allowed visits is older than their time, or was never given.

        :param visitor: value of the field ``_visitor``
        :return: list, ascending
        """
        allowed, time = self._visits_allowed()
        since = self.env.cr.now() - time
        # Who visits may not read visits.
        visits_sudo = self.sudo().search_fetch(
            [(self._visitor, "=", visitor), ("number", "!=", False)],
            ["number", "create_date"],
            order="number desc",
            limit=allowed,
        )
        last = visits_sudo[:1].number
        recent = {visit.number for visit in visits_sudo if visit.create_date > since}
        numbers = range(last + 1, last + 1 + allowed)
        return [number for number in numbers if number - allowed not in recent]

    @api.model
    def _is_counted(self, visitor):
        """Count a visit of somebody who need not wait.

        :param visitor: value of the field ``_visitor``
        :return: False where the visitor has to wait
        """
        numbers = self._free_numbers(visitor)
        return bool(numbers) and self._count_visit(numbers, **{self._visitor: visitor})

    @api.model
    def _count_visit(self, numbers, **values):
        """Count a visit under the first number that nobody else takes at this moment.

        :param list numbers: from :meth:`_free_numbers`
        :param values: what is kept of the visit, the field ``_visitor`` included
        :return: False where others have taken all of them
        """
        values["create_date"] = self.env.cr.now().replace(microsecond=0)
        columns = SQL(", ").join(map(SQL.identifier, ["number", *values]))
        for number in numbers:
            with suppress(UniqueViolation), self.env.cr.savepoint():
                # Straight to the database: that a number is taken already is no error to be logged.
                self.env.cr.execute(
                    SQL(
                        "INSERT INTO %s (%s) VALUES %s",
                        SQL.identifier(self._table),
                        columns,
                        (number, *values.values()),
                    ),
                    log_exceptions=False,
                )
                return True
        return False

    @api.model
    def _forget_visits(self, before):
        """Forget visits after their time, some at a time.

        :param datetime before: older ones are forgotten
        :return: pair of how many were forgotten, and whether there are more, as a job of cleaning returns it
        """
        visits = self.search([("create_date", "<", before)], limit=GC_UNLINK_LIMIT)
        visits.unlink()
        return len(visits), len(visits) == GC_UNLINK_LIMIT
