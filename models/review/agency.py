from odoo import api, fields, models

from .technical_review import OPEN_STATES


class Agency(models.Model):
    """An OPD (organisasi perangkat daerah): a technical agency that gives opinions."""

    _name = "ptsp.agency"
    _description = "Technical Agency (OPD)"
    _inherit = ["ptsp.confined.mixin"]
    _order = "name, id"
    _check_company_auto = True

    name = fields.Char(required=True)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company",
        default=lambda self: self.env.company,
        required=True,
        index=True,
    )
    partner_id = fields.Many2one(
        "res.partner",
        "Address",
        check_company=True,
        help="Where cover letters are addressed to.",
    )
    member_ids = fields.Many2many(
        "res.users",
        "ptsp_agency_member_rel",
        "agency_id",
        "user_id",
        "Members",
        check_company=True,
        domain=lambda self: self._domain_of_members(),
        help="Users who see the applications that are sent to this agency and issue its opinions.",
    )
    response_days = fields.Integer(
        "Days to Respond",
        default=3,
        help="Working days that the agency has for an opinion, counted from its receipt of the file.",
    )
    review_ids = fields.One2many("ptsp.technical.review", "agency_id", "Reviews", groups="ptsp_exhibition.group_reader")
    open_review_count = fields.Integer("Open Reviews", compute="_compute_open_review_count")

    _response_days_positive = models.Constraint(
        "CHECK (response_days > 0)", "An agency needs at least one working day to respond."
    )

    @api.model
    def _domain_of_members(self):
        """Return the domain of the users who may be members."""
        # Asked with every look at the members, and so not of the database.
        Data = self.env["ir.model.data"]
        return [("all_group_ids", "in", Data._xmlid_to_res_id("ptsp_exhibition.group_technical"))]

    @api.depends("review_ids.state")
    def _compute_open_review_count(self):
        counts = dict(
            self.env["ptsp.technical.review"]._read_group(
                [("agency_id", "in", self.ids), ("state", "in", OPEN_STATES)],
                ["agency_id"],
                ["__count"],
            )
        )
        for agency in self:
            agency.open_review_count = counts.get(agency, 0)
