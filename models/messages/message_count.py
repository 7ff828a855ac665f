from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError

#: How many messages one person may write to the agency within an hour.
MESSAGES_PER_HOUR = 20
#: After how many days it is forgotten who wrote how often.
DAYS_KEPT = 2


class MessageCount(models.Model):
    """A message that somebody has written to the agency: counted, and forgotten soon."""

    _name = "ptsp.message.count"
    _description = "Message That Counts against the Limit"
    _inherit = ["ptsp.counted.mixin"]
    _order = "id desc"
    _rec_name = "number"
    _log_access = False
    _visitor = "partner_id"

    partner_id = fields.Many2one("res.partner", "Written by", required=True, readonly=True, ondelete="cascade")
    create_date = fields.Datetime("Written at")

    _number_unique = models.UniqueIndex("(partner_id, number)", "This message was counted already.")

    @api.model
    def _visits_allowed(self):
        return MESSAGES_PER_HOUR, timedelta(hours=1)

    @api.model
    def _count(self, partner):
        """Count a message.

        :param partner: the ``res.partner`` who writes it
        :raises UserError: there were too many within the hour
        """
        if not self._is_counted(partner.id):
            raise UserError(
                self.env._(
                    "You have written %(limit)s messages within an hour. Wait a while, or call Customer Service.",
                    limit=MESSAGES_PER_HOUR,
                )
            )

    @api.autovacuum
    def _gc_messages(self):
        """Forget who wrote how often after some days, some at a time."""
        return self._forget_visits(self.env.cr.now() - timedelta(days=DAYS_KEPT))
