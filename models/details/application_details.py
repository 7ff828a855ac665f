from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Date

from .detail import TEXT_KINDS
from .fact import Fact


class ApplicationDetails(models.Model):
    """The details that a service asks for, as an application declares them: Odoo's own properties."""

    _inherit = "ptsp.application"

    details = fields.Properties(
        definition="service_id.detail_definition",
        copy=True,
        editable_in="file",
        help="What this service asks for. A manager defines it under Configuration, Services.",
    )

    def onchange(self, values, field_names, fields_spec):
        """Show the details of the service that was chosen, see Odoo's own method."""
        result = super().onchange(values, field_names, fields_spec)
        if "service_id" in field_names and "details" in fields_spec and "details" not in result.get("value", {}):
            # Odoo compares what is declared, and before anybody declares anything two services look the same.
            application = self.new({"service_id": values.get("service_id")})
            result["value"]["details"] = application.web_read({"details": {}})[0]["details"]
        return result

    @api.constrains("details")
    def _check_details(self):
        for application in self:
            known = {detail.name: detail for detail in application.service_id._details()}
            for name, value in application._entered_details().items():
                if name not in known:
                    raise ValidationError(
                        self.env._(
                            "%(service)s does not ask for this detail any more. Reload the page and enter the "
                            "details again.",
                            service=application.service_id.display_name,
                        )
                    )
                if problem := self.env["ptsp.service"]._problem_with_detail(known[name], value):
                    raise ValidationError(problem)

    def _declared_details(self):
        """Return what is declared, as a dict from names of details to values; empty for a form to be filled in.

        Where a manager has made another kind or other options of a detail since, what a draft says counts no longer.
        """
        return self._fitting_details(self._entered_details())

    def _fitting_details(self, values):
        """Return which values answer a detail of the service, in the order of the details.

        :param dict values: from names of details to values, as Odoo keeps them
        """
        return {
            detail.name: values[detail.name]
            for detail in self.service_id._details()
            if detail.name in values and detail.fits(values[detail.name])
        }

    def _declare_details(self, values):
        """Declare some details, and leave the others as they are.

        :param dict values: from names of details to values, as Odoo keeps them
        :raises ValidationError: a value is none that the detail can have
        """
        self.ensure_one()
        self.write({"details": {**self._declared_details(), **values}})

    def _entered_details(self):
        """Return what was entered, as a dict from names of details to values."""
        # The mapping that Odoo gives would read the definition anew for each of them.
        return (self.details._values or {}) if self else {}

    @api.depends("details", "service_id.detail_definition")
    def _compute_subject(self):
        return super()._compute_subject()

    def _told_by(self, names):
        told = super()._told_by(set(names) - {"details"})
        if "details" not in names:
            return told
        declared = self._declared_details()
        return told | {
            f"details,{detail.name}": (detail.label, self._detail_text(detail, declared.get(detail.name)))
            for detail in self.service_id._details()
        }

    def _facts_under(self, service, public=False, brief=False):
        facts = super()._facts_under(service, public=public, brief=brief)
        details = service._details()
        if brief:
            details = [detail for detail in details if detail.kind in TEXT_KINDS][:1]
        elif public:
            details = [detail for detail in details if detail.public]
        if not details:
            return facts
        declared = self._declared_details()
        return [
            *facts,
            *(
                Fact(detail.placeholder, detail.label, self._detail_text(detail, declared.get(detail.name)))
                for detail in details
            ),
        ]

    @api.model
    def _detail_text(self, detail, value):
        """Write the value of a detail in the language of the context.

        :param Detail detail: the detail
        :param value: as Odoo keeps it
        :return: str; empty where nothing is declared
        """
        if detail.is_blank(value):
            return ""
        if detail.kind == "selection":
            text = dict(detail.options).get(value, "")
        elif detail.kind == "tags":
            text = ", ".join(label for key, label in detail.options if key in value)
        else:
            text = self._fact_text(Date.to_date(value) if detail.kind == "date" else value)
        return f"{text} {detail.suffix}".strip() if text else ""

    def _missing_details(self):
        declared = self._declared_details()
        return [
            *super()._missing_details(),
            *(
                detail.label
                for detail in self.service_id._details()
                if detail.required and detail.is_blank(declared.get(detail.name))
            ),
        ]
