from odoo import models

from . import workflow


class ResUsers(models.Model):
    _inherit = "res.users"

    def _ptsp_roles(self):
        """Return the roles of the procedure that a user holds, as a frozenset of names such as ``registry``."""
        self.ensure_one()
        return frozenset(role for role in workflow.STAFF_ROLES if self.has_group(f"ptsp_exhibition.group_{role}"))
