from datetime import timedelta

from odoo import api, fields, models
from odoo.tools.constants import GC_UNLINK_LIMIT

#: Days after its time for which it is kept who has booked it.
DAYS = 180


class QueueBookingForgotten(models.Model):
    """Who has booked which time is forgotten. The number that was given for it stays, and names nobody."""

    _inherit = "ptsp.queue.booking"

    _starts_index = models.Index("(starts_at)")

    @api.autovacuum
    def _gc_booked(self):
        """Forget times that are long over, some at a time, whether the agency still uses the queue or not.

        :return: pair of how many were forgotten, and whether there are more, as a job of cleaning returns it
        """
        since = fields.Datetime.now() - timedelta(days=DAYS)
        over = self._as_procedure().search([("starts_at", "<", since)], order="starts_at", limit=GC_UNLINK_LIMIT)
        over.unlink()
        return len(over), len(over) == GC_UNLINK_LIMIT
