from odoo import api, models
from odoo.exceptions import UserError


class MinutesPartMixin(models.AbstractModel):
    """What the minutes of an appointment are made of: written once it was held, by who keeps them."""

    _name = "ptsp.minutes.part.mixin"
    _description = "Part of Minutes"
    _inherit = ["ptsp.protected.mixin", "ptsp.confined.mixin"]

    #: Name of the field that says of which appointment.
    _part_of = ""

    @api.model_create_multi
    def create(self, vals_list):
        parts = super().create(vals_list)
        if not parts._is_procedure:
            parts._check_held()
        return parts

    def write(self, vals):
        if self._is_procedure:
            return super().write(vals)
        self._check_held()
        result = super().write(vals)
        if self._part_of in vals:
            # Where they came to, too.
            self._check_held()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_while_kept(self):
        if not self._is_procedure:
            self._check_held()

    def _check_held(self):
        """Refuse what is written too early, too late, or by whoever does not keep the minutes.

        :raises UserError: with the reason
        """
        appointments = self[self._part_of]
        appointments._check_keeper()
        if any(appointment.state != "held" for appointment in appointments):
            raise UserError(self._why_not_before())

    def _why_not_before(self):
        """Return the sentence that says what is entered first."""
        return self.env._("Enter first that the appointment was held.")
