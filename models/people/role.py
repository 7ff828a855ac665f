from odoo import api, fields, models, tools
from odoo.tools import frozendict


class ResGroupsRole(models.Model):
    """A role of the procedure is a group that bears the role's name; another addon adds one as a record."""

    _inherit = "res.groups"

    ptsp_role = fields.Char(
        "Role of the Procedure",
        readonly=True,
        copy=False,
        help="Name by which the table of a procedure calls this role. Empty for groups that have no turn.",
    )
    ptsp_opd_role = fields.Boolean(
        "Held at an OPD",
        readonly=True,
        copy=False,
        help="Members hold this role only on what was sent to their own OPD, and nobody acts for them.",
    )

    _ptsp_role_unique = models.UniqueIndex(
        "(ptsp_role) WHERE ptsp_role IS NOT NULL", "Another group is this role of the procedure already."
    )

    @api.model_create_multi
    def create(self, vals_list):
        groups = super().create(vals_list)
        self.env.registry.clear_cache()
        return groups

    def write(self, vals):
        result = super().write(vals)
        # Odoo forgets what was remembered before a group is written, not afterwards.
        self.env.registry.clear_cache()
        return result

    def unlink(self):
        result = super().unlink()
        self.env.registry.clear_cache()
        return result

    @api.model
    @tools.ormcache()
    def _ptsp_role_ids(self):
        """Return the groups that are roles of a procedure, in the order of the SOP, remembered until one changes.

        :return: dict from names of roles, such as ``registry``, to ids of groups
        """
        groups_sudo = self.sudo().search([("ptsp_role", "!=", False)])
        in_order = groups_sudo.sorted(lambda group: (not group.privilege_id, group.privilege_id.sequence, group.id))
        return frozendict((group.ptsp_role, group.id) for group in in_order)

    @api.model
    @tools.ormcache()
    def _ptsp_opd_roles(self):
        """Return the roles that are held only on what was sent to the own OPD, as a frozenset of names."""
        return frozenset(
            self.sudo().search([("ptsp_role", "!=", False), ("ptsp_opd_role", "=", True)]).mapped("ptsp_role")
        )

    @api.model
    def _ptsp_role_label(self, role):
        """Return the name of a role in the user's language.

        :param str role: its name in the procedure, such as ``registry``
        """
        if role == "applicant":
            return self.env._("the applicant")
        return self.sudo().browse(self._ptsp_role_ids().get(role)).name or role


class ResGroupsPrivilegeRole(models.Model):
    """The order of the SOP is that of the privileges."""

    _inherit = "res.groups.privilege"

    def write(self, vals):
        result = super().write(vals)
        if "sequence" in vals:
            self.env.registry.clear_cache()
        return result

    def unlink(self):
        result = super().unlink()
        self.env.registry.clear_cache()
        return result
