from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

_DAYS = ("uncollected_first_days", "uncollected_second_days")


class ServicePickup(models.Model):
    """What the pick-up desk explains of a service, and when it reminds. The next SOP revision takes both along."""

    _inherit = "ptsp.service"

    handover_item_ids = fields.One2many(
        "ptsp.handover.item",
        "service_id",
        "Rights and Duties",
        copy=True,
        groups="ptsp_exhibition.group_reader",
        help="What the pick-up desk explains to who collects the letter (step 16).",
    )
    uncollected_first_days = fields.Integer(
        "Remind of the Letter After",
        default=5,
        tracking=True,
        help="Working days after which an applicant whose letter lies uncollected is reminded. 0 reminds nobody.",
    )
    uncollected_second_days = fields.Integer(
        "Once More After",
        default=20,
        tracking=True,
        help="Working days after which the applicant is reminded once more. 0 reminds nobody.",
    )

    @api.constrains(*_DAYS)
    def _check_uncollected_days(self):
        for service in self:
            first, second = (service[name] for name in _DAYS)
            if min(first, second) < 0 or max(first, second) > 365 or (second and second <= first):
                raise ValidationError(
                    self.env._(
                        "Who does not collect the letter of %(service)s is reminded after 1 to 365 working days, the "
                        "second time after the first. Enter days such as 5 and 20, or 0.",
                        service=service.display_name,
                    )
                )

    def write(self, vals):
        result = super().write(vals)
        if not vals.keys().isdisjoint(_DAYS):
            self.env["ptsp.application"]._reschedule_alerts(Domain("service_id", "in", self.ids))
        return result
