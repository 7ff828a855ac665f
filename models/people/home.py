from odoo import api, fields, models


class ResGroupsHome(models.Model):
    """Where the work of a role is."""

    _inherit = "res.groups"

    ptsp_home_action_id = fields.Many2one(
        "ir.actions.actions",
        "Home of the Role",
        ondelete="set null",
        help="What whoever holds this role sees after login, unless the user has chosen another home action.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        groups = super().create(vals_list)
        groups.all_user_ids._ptsp_follow_role({})
        return groups

    def write(self, vals):
        if not {"user_ids", "implied_ids", "ptsp_home_action_id"}.intersection(vals):
            return super().write(vals)
        before = self.all_user_ids._ptsp_homes()
        result = super().write(vals)
        users = self.all_user_ids.union(*before)
        users._ptsp_follow_role(before)
        return result


class UserHome(models.Model):
    """After login each officer is where the work of the own role is."""

    _inherit = "res.users"

    @api.model_create_multi
    def create(self, vals_list):
        users = super().create(vals_list)
        users._ptsp_follow_role({})
        return users

    def write(self, vals):
        if "group_ids" not in vals:
            return super().write(vals)
        before = self._ptsp_homes()
        result = super().write(vals)
        self._ptsp_follow_role(before)
        return result

    def _ptsp_homes(self):
        """Return where the roles of some users lead them.

        :return: dict from users to ``ir.actions.actions``, perhaps none
        """
        return {user: user._ptsp_home() for user in self}

    def _ptsp_home(self):
        """Return where the roles of a user lead: the first role of the procedure, else whoever watches over it."""
        self.ensure_one()
        groups_sudo = self.sudo().all_group_ids.filtered("ptsp_home_action_id")
        # Who looks after the whole database starts where Odoo does.
        if not groups_sudo or self.share or self.has_group("base.group_system"):
            return self.env["ir.actions.actions"]
        in_order = groups_sudo.sorted(lambda group: (not group.ptsp_role, group.privilege_id.sequence, group.id))
        return in_order[0].ptsp_home_action_id

    def _ptsp_follow_role(self, before):
        """Lead users where their roles do, but for those who have chosen another home action.

        :param dict before: from users to where their roles led; users of whom it is not known had none
        """
        none = self.env["ir.actions.actions"]
        for user in self:
            home, was = user._ptsp_home(), before.get(user, none)
            if home != was and user.action_id in (none, was):
                user.action_id = home
