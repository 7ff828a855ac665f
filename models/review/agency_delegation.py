from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Domain

from ...tools.boolean_search import positive


class AgencyDelegation(models.Model):
    """A member of an OPD lets a colleague answer for a period: the colleague sees and does what a member may.

    It holds from ``starts_at`` until ``ends_at`` and not a second longer: whoever asks for members compares with the
    clock, so nothing needs to run at the end.
    """

    _name = "ptsp.agency.delegation"
    _description = "Delegation at an OPD"
    _inherit = ["ptsp.confined.mixin"]
    _order = "starts_at desc, id desc"
    _check_company_auto = True

    agency_id = fields.Many2one(
        "ptsp.agency",
        "OPD",
        required=True,
        ondelete="cascade",
        index=True,
        check_company=True,
        default=lambda self: self._default_agency_id(),
    )
    company_id = fields.Many2one(related="agency_id.company_id")
    member_id = fields.Many2one(
        "res.users",
        "Stands In For",
        required=True,
        ondelete="restrict",
        index=True,
        default=lambda self: self.env.user,
        help="The member of the OPD who is away.",
    )
    deputy_id = fields.Many2one(
        "res.users",
        "Colleague",
        required=True,
        ondelete="restrict",
        index=True,
        domain=lambda self: self.env["ptsp.agency"]._domain_of_members(),
        help="Who answers meanwhile. An account for OPD is needed.",
    )
    starts_at = fields.Datetime("From", required=True, default=fields.Datetime.now)
    ends_at = fields.Datetime(
        "Until", required=True, help="From this moment the colleague sees nothing of it any more."
    )
    in_force = fields.Boolean("In Force Now", compute="_compute_in_force", search="_search_in_force")

    @api.model
    def _default_agency_id(self):
        """Return the only OPD of which the user is a member."""
        mine = self.env["ptsp.agency"].search([("member_ids", "in", self.env.uid)], limit=2)
        return mine if len(mine) == 1 else False

    @api.depends("starts_at", "ends_at")
    def _compute_in_force(self):
        now = fields.Datetime.now()
        for delegation in self:
            delegation.in_force = bool(
                delegation.starts_at and delegation.ends_at and delegation.starts_at <= now < delegation.ends_at
            )

    def _search_in_force(self, operator, values):
        return positive(operator, values, self._domain_in_force)

    @api.model
    def _domain_in_force(self):
        """Return the domain of the delegations by which a colleague answers at this moment."""
        now = fields.Datetime.now()
        return Domain("starts_at", "<=", now) & Domain("ends_at", ">", now)

    @api.depends("agency_id", "deputy_id")
    def _compute_display_name(self):
        for delegation in self:
            delegation.display_name = f"{delegation.agency_id.name}: {delegation.sudo().deputy_id.name}"

    @api.constrains("starts_at", "ends_at")
    def _check_period(self):
        for delegation in self:
            if delegation.ends_at < delegation.starts_at:
                raise ValidationError(self.env._("The end of a delegation lies before its beginning."))

    @api.constrains("agency_id", "member_id", "deputy_id")
    def _check_delegation(self):
        opd_roles = self.env["res.groups"]._ptsp_opd_roles()
        for delegation_sudo in self.sudo():
            member, deputy, agency = delegation_sudo.member_id, delegation_sudo.deputy_id, delegation_sudo.agency_id
            if member not in agency.member_ids:
                raise ValidationError(
                    self.env._(
                        "%(member)s is no member of %(agency)s, and so delegates nothing there.",
                        member=member.name,
                        agency=agency.name,
                    )
                )
            if (
                deputy == member
                or not deputy._ptsp_own_roles() & opd_roles
                or agency.company_id not in deputy.company_ids
            ):
                raise ValidationError(
                    self.env._(
                        "Choose another colleague than %(deputy)s: one with an account for OPD.", deputy=deputy.name
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        delegations = super().create(vals_list)
        delegations._check_own()
        return delegations

    def write(self, vals):
        self._check_own()
        if set(vals) - {"ends_at"} and any(delegation.starts_at <= fields.Datetime.now() for delegation in self):
            raise UserError(
                self.env._(
                    "A delegation that has begun keeps who and since when. Change its end, or enter another one."
                )
            )
        result = super().write(vals)
        self._check_own()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_before_it_begins(self):
        self._check_own()
        if any(delegation.starts_at <= fields.Datetime.now() for delegation in self):
            raise UserError(self.env._("A delegation that has begun is kept. Change its end instead."))

    def _check_own(self):
        """A member delegates what is his; a manager enters it for anybody.

        :raises AccessError: it is another one's
        """
        if self.env.user.has_group("ptsp_exhibition.group_manager"):
            return
        if any(delegation.member_id != self.env.user for delegation in self):
            raise AccessError(self.env._("A member of an OPD delegates the own work only. Ask a manager."))

    def _end_for(self, users):
        """End the delegations of members who are members no longer.

        :param users: ``res.users``
        """
        now = fields.Datetime.now()
        for delegation_sudo in self.sudo().filtered(lambda one: one.member_id in users and one.ends_at > now):
            delegation_sudo.ends_at = max(now, delegation_sudo.starts_at)
