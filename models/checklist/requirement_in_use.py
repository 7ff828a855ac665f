from odoo import api, models
from odoo.exceptions import UserError


class RequirementInUse(models.Model):
    """A paper that filed applications were asked for stays: it is archived where it is no longer asked for."""

    _inherit = "ptsp.requirement"

    @api.ondelete(at_uninstall=False)
    def _unlink_except_in_use(self):
        # Whatever the user may read of the applications.
        used_sudo = self.env["ptsp.checklist.line"].sudo().search([("requirement_id", "in", self.ids)], limit=1)
        if used_sudo:
            raise UserError(
                self.env._(
                    "Applications were asked for %(paper)s. Archive it, and later ones are not asked for it any more.",
                    paper=used_sudo.requirement_id.name,
                )
            )
