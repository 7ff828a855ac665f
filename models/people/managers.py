from odoo import api, models


class AgencyManagers(models.Model):
    """Who manages an agency."""

    _inherit = "res.users"

    @api.model
    def _ptsp_managers(self, company):
        """Return the active managers of an agency.

        :param company: a ``res.company``
        """
        managers = self.env.ref("ptsp_exhibition.group_manager").sudo().all_user_ids
        return managers.filtered(lambda user: user.active and company in user.company_ids)
