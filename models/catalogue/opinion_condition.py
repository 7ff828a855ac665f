from odoo import api, fields, models
from odoo.exceptions import ValidationError


class OpinionCondition(models.Model):
    """A condition that an OPD often sets: one of its library."""

    _name = "ptsp.opinion.condition"
    _description = "Condition of an OPD"
    _inherit = ["ptsp.confined.mixin"]
    _order = "agency_id, sequence, id"
    _rec_name = "text"
    _check_company_auto = True

    active = fields.Boolean(default=True, help="It is offered as an opinion is written. What was set stays.")
    agency_id = fields.Many2one(
        "ptsp.agency",
        "OPD",
        required=True,
        ondelete="cascade",
        index=True,
        default=lambda self: self._default_agency_id(),
        domain=lambda self: self._domain_agency_id(),
    )
    company_id = fields.Many2one(related="agency_id.company_id")
    sequence = fields.Integer(default=10)
    text = fields.Char(
        "Condition", required=True, max_chars=1000, help="What the applicant must observe, as it stands in the letter."
    )

    @api.model
    def _default_agency_id(self):
        """Return the only OPD of which the user is a member."""
        mine = self.env["ptsp.agency"].search([("is_mine", "=", True)], limit=2)
        return mine if len(mine) == 1 else False

    @api.model
    def _domain_agency_id(self):
        """Return which OPD the user may write conditions for."""
        if self.env.user.has_group("ptsp_exhibition.group_manager"):
            return []
        return [("is_mine", "=", True)]

    @api.constrains("text")
    def _check_text(self):
        for condition in self:
            if not (condition.text or "").strip() or len(condition.text.splitlines()) > 1:
                raise ValidationError(self.env._("A condition is one line. Write each condition for itself."))
