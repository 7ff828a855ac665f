from odoo import api, models
from odoo.fields import Domain


class PartnerOfVisit(models.Model):
    """Whoever names events of the calendar by number finds the people of those only that he may read.

    Odoo looks numbers up among the people of events past the rules of the events: one would learn which OPD meets
    which applicant.
    """

    _inherit = "res.partner"

    @api.model
    def _search(self, domain, *args, **kwargs):
        # As in Odoo's own method of this name.
        if not self.env.su:  # nosemgrep: superuser-mode-is-no-permission
            domain = Domain(domain).map_conditions(self._ptsp_by_own_events)
        return super()._search(domain, *args, **kwargs)

    @api.model
    def _ptsp_by_own_events(self, condition):
        """Return a condition on meetings as one on those that the user may read.

        :param condition: of a ``Domain``
        """
        positive, negative = ("in", "="), ("not in", "!=")
        if condition.field_expr != "meeting_ids" or condition.operator not in positive + negative:
            return condition
        value = condition.value
        values = list(value) if isinstance(value, (list, tuple, set, frozenset)) else [value]
        if any(isinstance(one, str) for one in values):
            # Names are looked for among what the user may read.
            return condition
        numbers = [number for number in values if number]
        found = Domain("meeting_ids", "any", Domain("id", "in", numbers))
        if len(numbers) < len(values):
            found |= Domain("meeting_ids", "not any", Domain("id", ">", 0))
        return ~found if condition.operator in negative else found
