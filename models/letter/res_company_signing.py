import base64
import logging

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import format_date

from ...tools import pades

_logger = logging.getLogger(__name__)


class CompanySigning(models.Model):
    """How the agency signs its letters.

    Another addon plugs a signing service in with ``selection_add`` on ``ptsp_signing_service`` and a method
    ``_ptsp_sign_with_<service>(content, signer, reason, place)``; ``_ptsp_check_signing_with_<service>()`` is optional.
    """

    _inherit = "res.company"

    ptsp_signing_service = fields.Selection(
        [("none", "Wet stamp"), ("certificate", "Certificate of the agency")],
        "Signature of Letters",
        # Not required: the database would refuse companies that come while this addon is not loaded yet.
        default="none",
        help="How the final letter is signed when the registry numbers it. By hand and stamp where empty.",
    )
    ptsp_certificate_id = fields.Many2one(
        "certificate.certificate",
        "Signing Certificate",
        domain="[('company_id', 'parent_of', id)]",
        groups="base.group_system,ptsp_exhibition.group_manager",
        help="The certificate with which the agency signs its letters electronically.",
    )

    @api.constrains("ptsp_certificate_id")
    def _check_ptsp_certificate(self):
        for company_sudo in self.sudo():
            certificate_sudo = company_sudo.ptsp_certificate_id
            if not certificate_sudo:
                continue
            if certificate_sudo.company_id not in company_sudo.parent_ids:
                raise ValidationError(
                    self.env._(
                        "The certificate %(name)s belongs to another agency than %(agency)s.",
                        name=certificate_sudo.name,
                        agency=company_sudo.name,
                    )
                )
            if not certificate_sudo.private_key_id.ptsp_sealed_password:
                raise ValidationError(company_sudo._ptsp_unsealed_message())

    def _ptsp_signs_electronically(self):
        """Tell whether letters are signed electronically, and not by hand and stamp."""
        self.ensure_one()
        return self.ptsp_signing_service not in (False, "none")

    def _ptsp_sign_pdf(self, content, signer, reason, place):
        """Return the letter as the agency's signing service signs it; with a wet stamp, the letter as it is.

        :param bytes content: the letter as PDF
        :param str signer: name of who signs
        :param str reason: why, as readers of the PDF show it
        :param str place: where
        :rtype: bytes
        :raises UserError: in one sentence, what to set and where
        """
        self.ensure_one()
        if not self._ptsp_signs_electronically():
            return content
        return getattr(self, f"_ptsp_sign_with_{self.ptsp_signing_service}")(content, signer, reason, place)

    def _ptsp_check_signing(self):
        """Refuse before anything is used up, where a letter could not be signed.

        :raises UserError: in one sentence, what to set and where
        """
        for company in self:
            check = getattr(company, f"_ptsp_check_signing_with_{company.ptsp_signing_service}", None)
            if check:
                check()

    def _ptsp_check_signing_with_certificate(self):
        """Refuse where certificate, key or library do not let the agency sign.

        :raises UserError: in one sentence, what to set and where
        """
        self._ptsp_signing_certificates()
        self._ptsp_signing_key()
        try:
            pades.check_library()
        except ImportError as error:
            raise UserError(
                self.env._(
                    "Letters cannot be signed electronically, because pyHanko is missing: an administrator installs it "
                    "on the server, or a manager chooses the wet stamp under PTSP, Configuration, Agency."
                )
            ) from error

    def _ptsp_sign_with_certificate(self, content, signer, reason, place):
        """Return the PDF signed with the certificate of the agency, as PAdES-B-B.

        :raises UserError: in one sentence, what to set and where
        """
        self._ptsp_check_signing_with_certificate()
        certificate, *chain = self._ptsp_signing_certificates()
        key = self._ptsp_signing_key()
        try:
            return pades.sign_pdf(content, key, certificate, chain, name=signer, reason=reason, location=place)
        except Exception as error:
            _logger.exception("Signing a letter of %s failed", self.name)
            raise UserError(
                self.env._(
                    "The letter could not be signed with the certificate %(name)s: a manager uploads another one "
                    "or chooses the wet stamp under PTSP, Configuration, Agency.",
                    name=self.sudo().ptsp_certificate_id.name,
                )
            ) from error

    def _ptsp_signing_certificates(self):
        """Return the certificate of the agency, and after it those of the authorities above it.

        :raises UserError: there is none that is valid now
        """
        self.ensure_one()
        certificate_sudo = self.sudo().ptsp_certificate_id.with_context(bin_size=False)
        if not certificate_sudo:
            raise UserError(
                self.env._(
                    "%(agency)s has no certificate to sign letters with: "
                    "a manager uploads one under PTSP, Configuration, Agency.",
                    agency=self.name,
                )
            )
        now = fields.Datetime.now()
        if not certificate_sudo.pem_certificate:
            raise UserError(
                self.env._(
                    "The certificate %(name)s cannot be read: "
                    "a manager uploads it again under PTSP, Configuration, Agency.",
                    name=certificate_sudo.name,
                )
            )
        if certificate_sudo.date_end < now:
            raise UserError(
                self.env._(
                    "The certificate %(name)s expired on %(date)s: "
                    "a manager uploads a new one under PTSP, Configuration, Agency.",
                    name=certificate_sudo.name,
                    date=format_date(self.env, certificate_sudo.date_end),
                )
            )
        if certificate_sudo.date_start > now:
            raise UserError(
                self.env._(
                    "The certificate %(name)s is not valid before %(date)s: "
                    "until then a manager chooses another one or the wet stamp under PTSP, Configuration, Agency.",
                    name=certificate_sudo.name,
                    date=format_date(self.env, certificate_sudo.date_start),
                )
            )
        certificate = x509.load_pem_x509_certificate(base64.b64decode(certificate_sudo.pem_certificate))
        try:
            others = x509.load_pem_x509_certificates(base64.b64decode(certificate_sudo.content))
        except ValueError:
            others = []
        return [certificate, *(other for other in others if other != certificate)]

    def _ptsp_signing_key(self):
        """Return the private key of the agency's certificate, in memory only.

        :raises UserError: it is not sealed, cannot be opened or belongs to another certificate
        """
        self.ensure_one()
        certificate_sudo = self.sudo().ptsp_certificate_id
        key_sudo = certificate_sudo.private_key_id
        if not key_sudo.ptsp_sealed_password:
            raise UserError(self._ptsp_unsealed_message())
        key = key_sudo._ptsp_open()
        public_keys = [
            public_key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
            for public_key in (key.public_key(), self._ptsp_signing_certificates()[0].public_key())
        ]
        if public_keys[0] != public_keys[1]:
            raise UserError(
                self.env._(
                    "The key does not belong to the certificate %(name)s: "
                    "a manager uploads the certificate again under PTSP, Configuration, Agency.",
                    name=certificate_sudo.name,
                )
            )
        return key

    def _ptsp_unsealed_message(self):
        return self.env._(
            "The certificate %(name)s has no sealed key: a manager uploads it under PTSP, Configuration, Agency.",
            name=self.sudo().ptsp_certificate_id.name,
        )
