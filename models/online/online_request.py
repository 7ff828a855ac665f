from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError

#: How often one account may save, send a file or load a form in an hour. Filing with forty files takes about eighty.
REQUESTS_PER_HOUR = 400
#: After how many days a request is forgotten.
DAYS_KEPT = 2


class OnlineRequest(models.Model):
    """One thing that an account has sent while filing online: counted, and forgotten soon."""

    _name = "ptsp.online.request"
    _description = "Request While Filing Online"
    _inherit = ["ptsp.counted.mixin"]
    _order = "id desc"
    _rec_name = "number"
    _log_access = False
    _visitor = "user_id"

    user_id = fields.Many2one("res.users", "Account", required=True, readonly=True, ondelete="cascade")
    create_date = fields.Datetime("Sent at")

    _number_unique = models.UniqueIndex("(user_id, number)", "This request was counted already.")

    @api.model
    def _visits_allowed(self):
        return REQUESTS_PER_HOUR, timedelta(hours=1)

    @api.model
    def _count(self):
        """Count a request of the user's.

        :raises UserError: there were too many within the hour
        """
        if not self._is_counted(self.env.uid):
            raise UserError(
                self.env._(
                    "You have sent more than %(limit)s requests within an hour. Wait a while and send again; what was "
                    "saved stays.",
                    limit=REQUESTS_PER_HOUR,
                )
            )

    @api.autovacuum
    def _gc_requests(self):
        """Forget requests after their time, some at a time."""
        return self._forget_visits(self.env.cr.now() - timedelta(days=DAYS_KEPT))
