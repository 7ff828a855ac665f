import base64

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, pkcs12
from cryptography.x509.oid import NameOID

from odoo import fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import format_date


class CompanyCertificateUpload(models.Model):
    """How a manager uploads the certificate with which the agency signs, as a PKCS#12 file with its password.

    Neither file nor password is stored: they are used in memory, and what stays are the certificate and its key,
    encrypted under another password that is sealed. They come by a form post of their own, for Odoo writes the
    parameters of every remote call into its log where that is set to DEBUG.
    """

    _inherit = "res.company"

    def _ptsp_upload_certificate(self, content, password):
        """Let the agency sign its letters with a certificate.

        :param bytes content: the PKCS#12 file
        :param str password: what opens it
        :return: the new ``certificate.certificate``, as superuser
        :raises AccessError: the user is no manager of this agency
        :raises UserError: there is no file, it cannot be opened, is incomplete, or the certificate has expired
        """
        self.ensure_one()
        self._ptsp_check_certificate_manager()
        certificate_sudo = self._ptsp_store_certificate(*self._ptsp_open_certificate(content, password))
        self.sudo().write({"ptsp_certificate_id": certificate_sudo.id, "ptsp_signing_service": "certificate"})
        return certificate_sudo

    def _ptsp_check_certificate_manager(self):
        """Refuse who does not manage this agency.

        :raises AccessError: with the reason
        """
        if not self.env.user.has_group("ptsp_exhibition.group_manager"):
            raise AccessError(self.env._("The signing certificate is uploaded by a manager."))
        if self not in self.env.user.company_ids:
            raise AccessError(self.env._("You do not manage this agency."))

    def _ptsp_open_certificate(self, content, password):
        """Return private key, certificate and the certificates above it.

        :raises UserError: the file cannot be opened, is incomplete, or the certificate has expired
        """
        if not content:
            raise UserError(self.env._("Choose the certificate file (.p12 or .pfx), and enter its password."))
        try:
            key, certificate, chain = pkcs12.load_key_and_certificates(content, password.encode() if password else None)
        except (ValueError, TypeError, UnsupportedAlgorithm):
            raise UserError(
                self.env._(
                    "The certificate file could not be opened: "
                    "either its password is wrong, or it is not a PKCS#12 file (.p12 or .pfx)."
                )
            ) from None
        if not key or not certificate:
            raise UserError(
                self.env._("The certificate file must hold both a certificate and its private key; one is missing.")
            )
        public_keys = {
            public_key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
            for public_key in (key.public_key(), certificate.public_key())
        }
        if len(public_keys) > 1:
            raise UserError(self.env._("The private key in the file does not belong to the certificate in it."))
        date_end = certificate.not_valid_after_utc.replace(tzinfo=None)
        if date_end < fields.Datetime.now():
            raise UserError(
                self.env._(
                    "This certificate expired on %(date)s: upload a new one.", date=format_date(self.env, date_end)
                )
            )
        return key, certificate, chain

    def _ptsp_store_certificate(self, key, certificate, chain):
        """Return a new certificate record, with its chain and its sealed key."""
        names = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
        vals = {"name": names[0].value if names else self.name, "company_id": self.id}
        CertificateKeySudo = self.env["certificate.key"].sudo()
        key_sudo = CertificateKeySudo.create({**vals, **CertificateKeySudo._ptsp_seal(key)})
        content = b"".join(item.public_bytes(Encoding.PEM) for item in (certificate, *chain))
        return (
            self.env["certificate.certificate"]
            .sudo()
            .create({**vals, "content": base64.b64encode(content), "private_key_id": key_sudo.id})
        )
