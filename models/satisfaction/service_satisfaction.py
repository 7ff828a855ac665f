from odoo import fields, models

from ..clock.service_periods import semester_of

#: For how many days after the hand-over a questionnaire is open.
DAYS_OPEN = 30


class ServiceSatisfaction(models.Model):
    """How the index of a service is taken."""

    _inherit = "ptsp.service"

    satisfaction_weight = fields.Selection(
        [("ninth", "One ninth, exactly"), ("printed", "0.11, as the ministry prints it")],
        "Weight of an Element",
        default="ninth",
        required=True,
        tracking=True,
        help="With 0.11 the nine weights make 0.99, and the best index is 99.00. "
        "The publication sheet names the weight.",
    )

    def _satisfaction_semester(self, moment):
        """Return the semester to which the answer of somebody counts who was handed the letter at a moment.

        :param datetime moment: naive, in UTC
        :return: such as ``2026-I``
        """
        self.ensure_one()
        return semester_of(self._local_day(moment))

    def _is_satisfaction_closed(self, semester):
        """Tell whether no answer can come any more that counts to a semester.

        :param str semester: such as ``2026-I``
        """
        _since, until = self._semester_span(semester)
        return fields.Datetime.subtract(fields.Datetime.now(), days=DAYS_OPEN) >= until
