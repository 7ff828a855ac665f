from odoo import api, fields, models
from odoo.exceptions import AccessError

from ..procedure.types import DRAFT

#: Who files applications for visitors, and deletes what was begun in error (steps 3 and 4).
FRONT_OFFICE = ("information", "customer_service")


class ApplicationFiling(models.Model):
    """Applications are filed, and drafts deleted, by the front office; also by who acts for one of its officers."""

    _inherit = "ptsp.application"

    may_delete = fields.Boolean(compute="_compute_may_delete", help="I may delete it: it was not submitted yet.")
    may_duplicate = fields.Boolean(
        compute="_compute_may_delete", help="I may file another one like it: its service is in force."
    )

    @api.depends("state", "service_id.in_force")
    @api.depends_context("uid")
    def _compute_may_delete(self):
        files = self._is_front_office()
        for application in self:
            application.may_delete = files and application.state == DRAFT
            # Whoever reads an application is told of its service.
            application.may_duplicate = files and application.sudo().service_id.in_force

    def _check_access(self, operation):
        # Odoo asks nobody in superuser mode, and neither does this.
        # nosemgrep: superuser-mode-is-no-permission
        if self.env.su or operation not in ("create", "unlink") or self._is_front_office():
            return super()._check_access(operation)
        return self, self._not_front_office

    def _is_front_office(self):
        return bool(self.env.user._ptsp_roles().intersection(FRONT_OFFICE))

    def _not_front_office(self):
        """Return the error that tells who files applications."""
        return AccessError(
            self.env._(
                "Applications are filed, and drafts deleted, by: %(roles)s. Ask a colleague of that role.",
                roles=", ".join(self.env["res.groups"]._ptsp_role_label(role) for role in FRONT_OFFICE),
            )
        )
