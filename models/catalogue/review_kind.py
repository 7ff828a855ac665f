from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..review.technical_review import TechnicalReview


class ReviewKind(models.Model):
    """An opinion is asked for by a kind of the catalogue: days, visit and criteria come from it (step 7)."""

    _inherit = "ptsp.technical.review"

    kind_id = fields.Many2one(
        "ptsp.opinion.kind",
        "Kind in the Catalogue",
        ondelete="restrict",
        index="btree_not_null",
        check_company=True,
        domain="[('service_id', '=', service_id)]",
        help="From it come the days to respond, the criteria, and whether the site is visited. "
        "Empty where the kind is free text.",
    )
    # Kept as they were when it was asked: what a manager changes later holds for later opinions.
    response_days = fields.Integer(
        "Days to Respond", readonly=True, copy=False, procedure=True, help="0 for as many as the OPD has as a rule."
    )
    site_visit_required = fields.Boolean(
        readonly=True,
        copy=False,
        procedure=True,
        help="The opinion is given once the site was visited.",
    )

    _desk_fields = {**TechnicalReview._desk_fields, "reviews": TechnicalReview._desk_fields["reviews"] | {"kind_id"}}

    @api.constrains("kind_id", "application_id")
    def _check_kind_id(self):
        for review in self:
            if review.kind_id and review.kind_id.service_id != review.application_id.sudo().service_id:
                raise ValidationError(
                    self.env._(
                        "%(kind)s is a kind of opinion of another service. Choose one of this service.",
                        kind=review.kind_id.name,
                    )
                )

    @api.onchange("kind_id")
    def _onchange_kind_id(self):
        if self.kind_id:
            self._ask_for(self.kind_id._official_name(), self.kind_id.agency_id)

    @api.model_create_multi
    def create(self, vals_list):
        Kind = self.env["ptsp.opinion.kind"]
        named = [
            {**vals, "kind": Kind.browse(vals["kind_id"])._official_name()}
            if vals.get("kind_id") and not (vals.get("kind") or "").strip()
            else vals
            for vals in vals_list
        ]
        reviews = super().create(named)
        reviews.filtered("kind_id")._as_procedure()._follow_kind()
        return reviews

    def write(self, vals):
        result = super().write(vals)
        if "kind_id" in vals:
            self._as_procedure()._follow_kind()
        return result

    def _follow_kind(self):
        """Take over what the kind of the catalogue says, in procedure mode. A room adds what its theme takes over."""
        for review in self:
            review.write(
                {
                    "response_days": review.kind_id.response_days,
                    "site_visit_required": review.kind_id.site_visit_required,
                }
            )

    def _days_to_respond(self):
        return self.response_days or super()._days_to_respond()
