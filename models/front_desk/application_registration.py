from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools.translate import LazyTranslate

from ..procedure.types import DRAFT

_lt = LazyTranslate(__name__)
#: What groups are called in which it is not there yet.
_NOT_REGISTERED = _lt("Not Registered Yet")


class ApplicationRegistration(models.Model):
    """Filing and registration (steps 3 and 6)."""

    _inherit = "ptsp.application"

    registration_number = fields.Char(readonly=True, copy=False, procedure=True)
    registered_at = fields.Datetime(
        readonly=True,
        copy=False,
        procedure=True,
        falsy_value_label=_NOT_REGISTERED,
        help="When the receipt was given (step 6).",
    )

    _registration_number_unique = models.UniqueIndex(
        "(company_id, registration_number) WHERE registration_number IS NOT NULL",
        "This registration number was given already.",
    )

    @api.depends("registration_number", "state", "service_id")
    def _compute_name(self):
        result = super()._compute_name()
        for application in self.filtered(lambda application: application.ids and application.state != DRAFT):
            # In no language: applicants and officers of each read it.
            application.name = f"{application.service_id.code}/{application._origin.id:05d}"
        for application in self.filtered("registration_number"):
            application.name = application.registration_number
        return result

    @api.model
    def _domain_of_registered(self):
        return Domain("registration_number", "!=", False)

    def _required_details(self):
        """Return the names of what must be filled in of whatever application before it is submitted (step 3)."""
        return ["partner_id", "applicant_identity"]

    @api.model
    def _asked_fields(self):
        return [*super()._asked_fields(), *self._required_details()]

    def _guard_details_complete(self):
        """Applicant, identity and all details are filled in."""
        blank = [name for name in self._required_details() if self._is_blank(name)]
        labels = [self._fields[name]._description_string(self.env) for name in blank]
        missing = [*labels, *self._missing_details()]
        if not missing:
            return None
        return self.env._("Fill in before you submit %(name)s: %(fields)s.", name=self.name, fields=", ".join(missing))

    def _evidence(self, transition):
        evidence = super()._evidence(transition)
        if "register" in transition.effects:
            evidence["registration_number"] = self.registration_number
        return evidence

    def _differences_from_sheet(self, lines):
        differences = super()._differences_from_sheet(lines)
        in_register = self.env["ptsp.register.entry"]._number_of("registration", self)
        said = lines._evidence_of("registration_number") or in_register
        if (self.registration_number or False) != said:
            differences.append(self._fields["registration_number"]._description_string(self.env))
        return differences

    def _effect_register(self, now):
        """Give the registration number. The receipt starts the promise."""
        numbers = self.env["ptsp.register.entry"]._take_numbers("registration", list(self), now)
        for application, number in zip(self, numbers, strict=True):
            application.write({"registration_number": number, "registered_at": now})
