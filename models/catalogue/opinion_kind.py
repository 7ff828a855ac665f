from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ..documents.application_document import OFFICIAL_LANG


class OpinionKind(models.Model):
    """A kind of technical opinion (*pertek*) for which a service asks OPD (step 7)."""

    _name = "ptsp.opinion.kind"
    _description = "Kind of Opinion"
    _inherit = ["ptsp.confined.mixin", "ptsp.remembered.mixin"]
    _order = "service_id, sequence, id"
    _check_company_auto = True

    active = fields.Boolean(default=True, help="It is proposed and asked for. What was asked stays.")
    service_id = fields.Many2one("ptsp.service", required=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="service_id.company_id")
    sequence = fields.Integer(default=10)
    name = fields.Char(
        "Kind of Opinion",
        required=True,
        translate=True,
        help="What the OPD is asked about, such as traffic, public order or the environment.",
    )
    agency_id = fields.Many2one(
        "ptsp.agency",
        "OPD",
        ondelete="restrict",
        index="btree_not_null",
        check_company=True,
        help="The OPD that gives it as a rule. Verification may ask another one.",
    )
    other_agency_ids = fields.Many2many(
        "ptsp.agency",
        "ptsp_opinion_kind_agency_rel",
        "kind_id",
        "agency_id",
        "Other OPD",
        check_company=True,
        help="Which OPD give it, too.",
    )
    response_days = fields.Integer(
        "Days to Respond",
        help="Working days that the OPD has for this opinion. 0 for as many as it has for every opinion.",
    )
    site_visit_required = fields.Boolean(
        help="The OPD visits the site before it gives its opinion, and keeps minutes of the visit."
    )
    criterion_ids = fields.One2many(
        "ptsp.opinion.criterion", "kind_id", "Criteria", copy=True, help="What the OPD examines."
    )

    _response_days_not_negative = models.Constraint(
        "CHECK (response_days >= 0 AND response_days <= 365)", "Days to respond are between 0 and 365."
    )

    @api.constrains("response_days")
    def _check_response_days(self):
        for kind in self:
            if not 0 <= kind.response_days <= 365:
                raise ValidationError(self.env._("Days to respond are between 0 and 365."))

    @api.ondelete(at_uninstall=False)
    def _unlink_except_in_use(self):
        # Whatever the user may read of the applications.
        used_sudo = self.env["ptsp.technical.review"].sudo().search([("kind_id", "in", self.ids)], limit=1)
        if used_sudo:
            raise UserError(
                self.env._(
                    "OPD were asked for the opinion %(kind)s. Archive it, and it is not asked for any more.",
                    kind=used_sudo.kind_id.name,
                )
            )

    def _official_name(self):
        """Return the name of the kind as it stands on papers."""
        self.ensure_one()
        return self.with_context(lang=OFFICIAL_LANG).name

    def _official_criteria(self):
        """Return the criteria that the OPD examines, as they stand on papers."""
        return self.criterion_ids.with_context(lang=OFFICIAL_LANG)

    def _official_reason(self):
        """Return why the kind is proposed, as it stands on papers."""
        self.ensure_one()
        return self.with_context(lang=OFFICIAL_LANG).reason or ""
