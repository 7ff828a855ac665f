from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain

from ...tools.boolean_search import positive

#: Whom people ask: who notes contacts and reads who has asked (steps 1, 2, 4 and 5).
DESKS = ("information", "customer_service", "help_desk")
#: Who reads all of it beside them.
OVERSIGHT = ("ptsp_exhibition.group_manager", "ptsp_exhibition.group_auditor")


class InformationContactAccess(models.Model):
    """Contacts are noted by the desks that people ask, also by who acts for one of their officers; by nobody else."""

    _inherit = "ptsp.information.contact"

    read_by_me = fields.Boolean(
        compute="_compute_read_by_me", search="_search_read_by_me", help="I may read who has asked."
    )
    written_by_me = fields.Boolean(
        compute="_compute_read_by_me", search="_search_written_by_me", help="I note contacts of this agency."
    )

    @api.depends("company_id")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_read_by_me(self):
        mine = self._agencies_of_my_desk()
        in_use = self._in_use(mine)
        oversees = self._oversees()
        for contact in self:
            contact.written_by_me = contact.company_id in in_use
            contact.read_by_me = oversees or contact.company_id in mine

    def _search_read_by_me(self, operator, values):
        mine = self._agencies_of_my_desk()
        return positive(
            operator, values, lambda: Domain.TRUE if self._oversees() else Domain("company_id", "in", mine.ids)
        )

    def _search_written_by_me(self, operator, values):
        in_use = self._in_use(self._agencies_of_my_desk())
        return positive(operator, values, lambda: Domain("company_id", "in", in_use.ids))

    def _check_access(self, operation):
        # Odoo asks nobody in superuser mode, and neither does this.
        # nosemgrep: superuser-mode-is-no-permission
        if self.env.su or operation != "create" or self._in_use(self._agencies_of_my_desk()):
            return super()._check_access(operation)
        return self, self._not_of_the_desk

    @api.model
    def _oversees(self):
        """Tell whether the user reads all contacts, without being asked anything."""
        return any(self.env.user.has_group(group) for group in OVERSIGHT)

    @api.model
    def _agencies_of_my_desk(self):
        """Return the ``res.company`` at which the user is of a desk that people ask."""
        return self.env.companies.filtered(lambda company: self.env.user._ptsp_roles(company).intersection(DESKS))

    @api.model
    def _in_use(self, companies):
        """Return those agencies that use the information desk.

        :param companies: ``res.company``
        """
        return companies.filtered(lambda company: company.sudo().ptsp_uses_information)

    @api.model
    def _not_of_the_desk(self):
        """Return the error that tells who notes contacts."""
        if self._agencies_of_my_desk():
            return AccessError(
                self.env._(
                    "The agency does not use the information desk. A manager switches it on under Configuration."
                )
            )
        return AccessError(
            self.env._(
                "Contacts are noted by: %(roles)s. Ask a colleague of that role.",
                roles=", ".join(self.env["res.groups"]._ptsp_role_label(role) for role in DESKS),
            )
        )

    def _check_at_my_desk(self):
        """Refuse who may not write these contacts.

        :raises AccessError: naming the roles that do
        """
        self.check_access("read")
        if self.company_id - self._in_use(self._agencies_of_my_desk()):
            raise self._not_of_the_desk()
        self.check_access("write")
