from datetime import timedelta

from odoo import api, models

#: How many wrong codes and unknown slips one address may try in a minute before it has to wait.
TRIES_PER_MINUTE = 20


class QueueVisit(models.Model):
    """One wrong code of a device, or a slip that there is not: counted by network address, so that nobody guesses."""

    _name = "ptsp.queue.visit"
    _description = "Try at the Queue"
    _inherit = ["ptsp.visitor.mixin"]
    _order = "id desc"
    _rec_name = "number"
    # No row shall name an officer who was logged in.
    _log_access = False

    _number_unique = models.UniqueIndex("(address_hash, number)", "This try was counted already.")

    @api.model
    def _visits_allowed(self):
        return TRIES_PER_MINUTE, timedelta(minutes=1)

    @api.model
    def _may_try(self, address):
        """Tell whether an address has not tried too often lately.

        :param str address: the visitor's network address
        """
        return bool(self._free_numbers(self._address_hash(address)))

    @api.model
    def _note_try(self, address):
        """Count a try that was in vain.

        :param str address: the visitor's network address
        :return: False where the visitor has to wait
        """
        return self._is_counted(self._address_hash(address))

    @api.autovacuum
    def _gc_tries(self):
        """Forget tries after two days, some at a time."""
        return self._forget_visits(self.env.cr.now() - timedelta(days=2))
