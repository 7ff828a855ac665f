from odoo import api, models


class ResUsers(models.Model):
    _inherit = "res.users"

    @api.model
    def _ptsp_holders(self, company, roles):
        groups = {self.env.ref(f"ptsp_exhibition.group_{role}").id: role for role in roles}
        users = self.sudo().search(
            [("all_group_ids", "in", list(groups)), ("company_ids", "in", company.id), ("share", "=", False)]
        )
        return {
            role: users.filtered(lambda user, group=group: group in user.all_group_ids.ids)
            for group, role in groups.items()
        }
