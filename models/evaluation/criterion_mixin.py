from odoo import api, fields, models
from odoo.exceptions import ValidationError


class CriterionMixin(models.AbstractModel):
    """What an agency looks at when it evaluates. What is evaluated takes a copy when it is opened, and keeps it."""

    _name = "ptsp.criterion.mixin"
    _description = "Criterion"

    #: What a copy keeps, beside the order and the words.
    _kept_values = ()

    company_id = fields.Many2one(
        "res.company", "Agency", required=True, index=True, default=lambda self: self.env.company
    )
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)

    @api.constrains("company_id")
    def _check_agency(self):
        for criterion in self:
            if not criterion.company_id:
                raise ValidationError(self.env._("Enter the agency of %(name)s.", name=criterion.display_name))

    def _as_copied(self):
        """Return what is kept of the criterion, as values of a line, in the official language."""
        self.ensure_one()
        official = self.with_context(lang=self.env["ptsp.application"]._officially().env.lang)
        return {
            "sequence": self.sequence,
            "name": official.name,
            "description": official.description,
            **{name: self[name] for name in self._kept_values},
        }
