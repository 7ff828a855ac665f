from odoo import api, fields, models
from odoo.exceptions import AccessError


class AgencySettingsSigning(models.TransientModel):
    """How the letters of the agency are signed, as a manager sets it."""

    _inherit = "ptsp.agency.settings"

    ptsp_signing_service = fields.Selection(
        selection=lambda self: self.env["res.company"]._fields["ptsp_signing_service"]._description_selection(self.env),
        string="Signature of Letters",
        required=True,
    )
    # Managers read no certificates, only what they are called.
    certificate = fields.Selection(selection="_selection_certificate", string="Signing Certificate")

    @api.model
    def _selection_certificate(self):
        company = self.env.company
        if not self.env.user._ptsp_manages(company):
            return []
        return [(str(certificate.id), certificate.name) for certificate in self._certificates_sudo(company)]

    @api.model
    def _certificates_sudo(self, company):
        """Return the certificates with which an agency may sign, as superuser: those whose key is sealed.

        :param company: the ``res.company``, which the user manages
        """
        certificates_sudo = self.env["certificate.certificate"].sudo()
        return company.sudo().ptsp_certificate_id | certificates_sudo.search(
            [("company_id", "parent_of", company.id), ("private_key_id.ptsp_sealed_password", "!=", False)],
            order="date_end desc, id desc",
        )

    @api.model
    def _settings(self):
        return [*super()._settings(), "ptsp_signing_service"]

    @api.model
    def _settings_of(self, company_sudo):
        certificate_sudo = company_sudo.ptsp_certificate_id
        return {
            **super()._settings_of(company_sudo),
            "certificate": str(certificate_sudo.id) if certificate_sudo else False,
        }

    def _values(self):
        return {**super()._values(), "certificate": self.certificate}

    def _set(self, company_sudo, values):
        values = dict(values)
        if "certificate" in values:
            certificate_id = int(values.pop("certificate") or False)
            if certificate_id and certificate_id not in self._certificates_sudo(self.company_id).ids:
                raise AccessError(self.env._("This certificate is not one of this agency. Choose another one."))
            values["ptsp_certificate_id"] = certificate_id or False
        return super()._set(company_sudo, values)


class SigningSettings(models.TransientModel):
    """The same on the page of administrators."""

    _inherit = "res.config.settings"

    ptsp_signing_service = fields.Selection(related="company_id.ptsp_signing_service", readonly=False, required=True)
    ptsp_certificate_id = fields.Many2one(
        related="company_id.ptsp_certificate_id", readonly=False, domain="[('company_id', 'parent_of', company_id)]"
    )
