from odoo import models
from odoo.exceptions import UserError

from .application_document import OFFICIAL_LANG


class OfficialLanguage(models.Model):
    """The official documents are Indonesian, so the language stays while there is a service to print them for."""

    _inherit = "res.lang"

    def write(self, vals):
        if "active" in vals and not vals["active"]:
            self._ptsp_check_official()
        return super().write(vals)

    def _ptsp_check_official(self):
        """Refuse to deactivate the language of the documents while a service is in force.

        :raises UserError: naming the service
        """
        if OFFICIAL_LANG not in self.mapped("code"):
            return
        # Whoever administers languages may not read services of every agency.
        ServiceSudo = self.env["ptsp.service"].sudo()
        companies_sudo = ServiceSudo.search([("in_force_from", "!=", False)]).company_id
        if service_sudo := ServiceSudo._in_force_today(companies_sudo)[:1]:
            raise UserError(
                self.env._(
                    "The documents of %(service)s are Indonesian: keep the language active, or archive the service "
                    "first.",
                    service=service_sudo.display_name,
                )
            )
