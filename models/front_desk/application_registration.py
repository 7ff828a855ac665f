from odoo import api, models
from odoo.exceptions import UserError


class PtspApplication(models.Model):
    """Filing and registration (steps 3 and 6)."""

    _inherit = "ptsp.application"

    @api.model
    def _required_details(self):
        """Return the names of the fields that must be filled in before an application is submitted (step 3)."""
        return ["partner_id", "applicant_identity"]

    def _guard_details_complete(self, transition):
        """Applicant, identity and all details are filled in."""
        for application in self:
            missing = [name for name in self._required_details() if application._is_blank(name)]
            if missing:
                raise UserError(
                    self.env._(
                        "Fill in before you submit %(name)s: %(fields)s.",
                        name=application.name,
                        fields=", ".join(self._fields[name]._description_string(self.env) for name in missing),
                    )
                )

    def _is_blank(self, name):
        """Tell whether nobody has filled in a field: spaces are no answer."""
        value = self[name]
        return not (value.strip() if isinstance(value, str) else value)

    def _effect_register(self, transition, now):
        """Give the registration number. The receipt starts the promise."""
        numbers = self.env["ptsp.register.entry"]._take_numbers("registration", list(self), now)
        for application, number in zip(self, numbers, strict=True):
            application.write({"registration_number": number, "registered_at": now})
