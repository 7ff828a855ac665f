from odoo import fields, models, tools


class UserRoles(models.Model):
    """Which roles of the procedure a user holds: those given for good, and those lent for a period."""

    _inherit = "res.users"

    def _ptsp_roles(self, company=None):
        """Return the roles of the procedure that a user holds at this moment, as an acting officer too.

        :param company: the ``res.company`` in which; without one, those in which the user may be
        :return: frozenset of names such as ``registry``
        """
        return self._ptsp_own_roles().union(self._ptsp_acting(company))

    def _ptsp_own_roles(self):
        """Return the roles that a user was given for good, as a frozenset of names."""
        self.ensure_one()
        group_ids = set(self._get_group_ids())
        roles = self.env["res.groups"]._ptsp_role_ids()
        return frozenset(role for role, group_id in roles.items() if group_id in group_ids)

    @tools.ormcache("self.id")
    def _ptsp_periods(self):
        """Return the periods in which a user acts, remembered until a deputation changes.

        :return: tuple of ids, roles, ids of agencies, beginnings and ends
        """
        deputations_sudo = self.env["ptsp.deputation"].sudo().search([("deputy_id", "=", self.id)])
        return tuple(
            (deputation.id, deputation.role, deputation.company_id.id, deputation.starts_at, deputation.ends_at)
            for deputation in deputations_sudo
        )

    def _ptsp_acting(self, company=None):
        """Return the roles in which a user acts at this moment.

        :param company: a ``res.company``; without one, those in which the user may be
        :return: dict from roles to the ids of their ``ptsp.deputation``
        """
        self.ensure_one()
        now = fields.Datetime.now()
        companies = company.ids if company else self._get_company_ids()
        return {
            role: deputation_id
            for deputation_id, role, company_id, since, until in self._ptsp_periods()
            if since <= now < until and company_id in companies
        }

    def _is_ptsp_staff(self):
        """Tell whether a user has a role of the procedure in the agency, not only at an OPD."""
        return self.has_group("ptsp_exhibition.group_staff")
