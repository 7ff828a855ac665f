from odoo import api, fields, models


class RoleHolders(models.Model):
    """Who holds a role in an agency."""

    _inherit = "res.users"

    @api.model
    def _ptsp_holders(self, company, roles=None, moment=None):
        """Return who holds roles of the procedure in an agency: its active officers, and those who act for them.

        :param company: a ``res.company``
        :param roles: names of roles; all where none are given
        :param datetime moment: naive UTC; now where none is given
        :return: dict from roles to ``res.users``
        """
        moment = moment or fields.Datetime.now()
        role_ids = self.env["res.groups"]._ptsp_role_ids()
        groups = {role_ids[role]: role for role in (role_ids if roles is None else roles)}
        officers_sudo = self.sudo().search(
            [("all_group_ids", "in", list(groups)), ("company_ids", "in", company.id), ("share", "=", False)]
        )
        holders = {
            role: officers_sudo.filtered(lambda user, group_id=group_id: group_id in user._get_group_ids())
            for group_id, role in groups.items()
        }
        acting_sudo = (
            self.env["ptsp.deputation"]
            .sudo()
            .search(
                [
                    ("company_id", "=", company.id),
                    ("role", "in", list(holders)),
                    ("starts_at", "<=", moment),
                    ("ends_at", ">", moment),
                    ("deputy_id.active", "=", True),
                ]
            )
        )
        for deputation in acting_sudo:
            holders[deputation.role] |= deputation.deputy_id
        return holders
