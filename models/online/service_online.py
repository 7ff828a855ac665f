from odoo import api, fields, models

from ..procedure.types import APPLICANT, DRAFT

#: Forms that an applicant may take away empty: part of the address, and the document.
BLANK_FORMS = {
    "application-form": "blank_application_form",
    "power-of-attorney": "blank_power_of_attorney_filing",
    "power-of-attorney-to-sign": "blank_power_of_attorney_signing",
    "leaflet": "service_leaflet",
}


class ServiceOnline(models.Model):
    """A service that applicants may file for themselves."""

    _inherit = "ptsp.service"

    @api.model
    def _offered_online(self):
        """Return the services for which the user may file an application today, in the order of their codes."""
        services = self.search([("in_force", "=", True)], order="code")
        return services.filtered(lambda service: service._is_offered_online())

    def _is_offered_online(self):
        """Tell whether applicants file for this service themselves: its procedure lets them, and it is in force."""
        self.ensure_one()
        return APPLICANT in self._procedure().states[DRAFT].roles and self.in_force

    def _revision_in_force(self):
        """Return the revision of the same service that is in force today, possibly none."""
        self.ensure_one()
        # Which revision holds is no secret, whatever an applicant reads of services.
        service_sudo = self.sudo()
        today = service_sudo._local_day(fields.Datetime.now())
        current_sudo = service_sudo._in_force_on(today, service_sudo.company_id)
        return self.browse(current_sudo.filtered(lambda service: service.code == service_sudo.code).ids)

    def _print_blank_form(self, form):
        """Set one of the forms that are handed out empty, for whoever may file for the service.

        :param str form: a key of ``BLANK_FORMS``
        :return: pair of the PDF as bytes and the name of its file; nothing where there is no such form
        :raises AccessError: the service is not for the user's eyes
        """
        self.ensure_one()
        self.check_access("read")
        if form not in BLANK_FORMS or not self._is_offered_online():
            return None
        # The agency hands these out at its counter to everybody.
        report_sudo = self.env.ref(f"ptsp_exhibition.action_report_{BLANK_FORMS[form]}").sudo()
        content, _kind = report_sudo._ptsp_render_pdf(report_sudo, self.ids)
        return content, f"{report_sudo.ptsp_title or report_sudo.name}.pdf"
