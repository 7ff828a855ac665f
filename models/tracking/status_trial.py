from datetime import timedelta

from odoo import api, fields, models

#: How many wrong digits may be tried for one registration number in a day, from wherever they come.
TRIALS_PER_DAY = 5


class StatusTrial(models.Model):
    """Wrong digits that were tried for a registration number, whether there is one or not.

    Four digits are soon guessed by somebody with many addresses; so each number is tried a few times in a day, and
    then answers like one that does not exist. The code of the receipt goes on working.
    """

    _name = "ptsp.status.trial"
    _description = "Wrong Digits for a Registration Number"
    _inherit = ["ptsp.counted.mixin"]
    _order = "id desc"
    _log_access = False
    _visitor = "number_hash"

    number_hash = fields.Char(
        "Registration Number",
        required=True,
        readonly=True,
        help="Fingerprint of the number that was typed, under this database's secret. The number is not stored.",
    )

    _number_unique = models.UniqueIndex("(number_hash, number)", "This trial was counted already.")

    @api.model
    def _visits_allowed(self):
        return TRIALS_PER_DAY, timedelta(days=1)

    @api.autovacuum
    def _gc_trials(self):
        """Forget trials after two days, some at a time."""
        return self._forget_visits(self.env.cr.now() - timedelta(days=2))
