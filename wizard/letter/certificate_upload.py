import base64
import logging

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, pkcs12
from cryptography.x509.oid import NameOID

from odoo import fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import format_date


def _without_parameters(record):
    """Leave what was passed to this dialog out of the log: Odoo logs every call with its parameters at DEBUG."""
    called = record.args[0] if isinstance(record.args, tuple) and record.args else None
    if isinstance(called, models.BaseModel) and called._name == "ptsp.certificate.upload":
        record.args = (*record.args[:-1], "...")
    return True


logging.getLogger("odoo.service.model").addFilter(_without_parameters)


class PtspCertificateUpload(models.TransientModel):
    """The dialog in which a manager uploads the certificate of the agency, as a PKCS#12 file with its password.

    Neither file nor password is stored, not even in the table of this dialog: when the form is saved, they are used
    in memory, and what stays are the certificate and its key, encrypted under another password that is sealed.
    """

    _name = "ptsp.certificate.upload"
    _description = "Upload of a Signing Certificate"

    company_id = fields.Many2one("res.company", "Agency", required=True, default=lambda self: self.env.company)
    content = fields.Binary("Certificate File", store=False, inverse="_inverse_upload")
    content_name = fields.Char("File Name", store=False)
    password = fields.Char(store=False, inverse="_inverse_upload")
    certificate_id = fields.Many2one("certificate.certificate", readonly=True)

    def action_upload(self):
        """Let the agency sign its letters with the certificate.

        :return: the action that shows the settings anew
        :raises AccessError: the user is no manager of this agency
        :raises UserError: no file was uploaded
        """
        self.ensure_one()
        self._check_manager()
        certificate_sudo = self.sudo().certificate_id
        if not certificate_sudo:
            raise UserError(self.env._("Choose the certificate file (.p12 or .pfx), and enter its password."))
        self.company_id.sudo().write(
            {"ptsp_certificate_id": certificate_sudo.id, "ptsp_signing_service": "certificate"}
        )
        return {"type": "ir.actions.client", "tag": "reload"}

    def _inverse_upload(self):
        for upload in self:
            content, password = upload.content, upload.password
            # Nothing of them stays, not even in the answer to the browser.
            upload.invalidate_recordset(["content", "password"], flush=False)
            upload._check_manager()
            upload.sudo().certificate_id = upload._store_certificate(*upload._open_file(content, password))

    def _check_manager(self):
        """Refuse who does not manage this agency.

        :raises AccessError: with the reason
        """
        if not self.env.user.has_group("ptsp_exhibition.group_manager"):
            raise AccessError(self.env._("The signing certificate is uploaded by a manager."))
        if self.company_id not in self.env.user.company_ids:
            raise AccessError(self.env._("You do not manage this agency."))

    def _open_file(self, content, password):
        """Return private key, certificate and the certificates above it.

        :raises UserError: the file cannot be opened, is incomplete, or the certificate has expired
        """
        if not content:
            raise UserError(self.env._("Choose the certificate file (.p12 or .pfx), and enter its password."))
        try:
            key, certificate, chain = pkcs12.load_key_and_certificates(
                base64.b64decode(content), password.encode() if password else None
            )
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

    def _store_certificate(self, key, certificate, chain):
        """Return a new certificate record, with its chain and its sealed key."""
        names = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
        vals = {"name": names[0].value if names else self.company_id.name, "company_id": self.company_id.id}
        CertificateKeySudo = self.env["certificate.key"].sudo()
        key_sudo = CertificateKeySudo.create({**vals, **CertificateKeySudo._ptsp_seal(key)})
        content = b"".join(item.public_bytes(Encoding.PEM) for item in (certificate, *chain))
        return (
            self.env["certificate.certificate"]
            .sudo()
            .create({**vals, "content": base64.b64encode(content), "private_key_id": key_sudo.id})
        )
