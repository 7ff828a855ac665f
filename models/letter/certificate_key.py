import base64
import secrets

from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import config

from ...tools import seal


class CertificateKey(models.Model):
    """Keys that are encrypted in the database, with a password that only this server can open.

    Odoo's own ``password`` is a column in clear text, and so are the keys it takes out of a PKCS#12 file. The password
    of a sealed key is encrypted under a file in Odoo's data folder: a copy of the database does not let anyone sign.
    """

    _inherit = "certificate.key"

    ptsp_sealed_password = fields.Char(
        "Sealed Password",
        copy=False,
        groups=fields.NO_ACCESS,
        help="Password of the key, encrypted under the secret file of this server.",
    )

    @api.depends("content", "password", "ptsp_sealed_password")
    def _compute_pem_key(self):
        sealed = self.filtered("ptsp_sealed_password")
        for key in sealed:
            key.pem_key = key.with_context(bin_size=False).content
            key.public = False
            key.loading_error = ""
        return super(CertificateKey, self - sealed)._compute_pem_key()

    def _get_public_key_bytes(self, encoding="der", formatting="encodebytes"):
        if not self.sudo().ptsp_sealed_password:
            return super()._get_public_key_bytes(encoding=encoding, formatting=formatting)
        content = (
            self._ptsp_open()
            .public_key()
            .public_bytes(Encoding.DER if encoding == "der" else Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
        )
        return {"encodebytes": base64.encodebytes, "base64": base64.b64encode}.get(formatting, bytes)(content)

    @api.model
    def _ptsp_secret_path(self):
        """Return the path of the file under which the passwords of this database are sealed."""
        return seal.secret_path(config["data_dir"], self.env.cr.dbname)

    @api.model
    def _ptsp_seal(self, private_key):
        """Return the values of a key record that holds ``private_key`` encrypted, under a new random password.

        :raises UserError: the secret file can be neither read nor made
        """
        password = secrets.token_urlsafe(32)
        try:
            sealed_password = seal.seal(self._ptsp_secret_path(), password)
        except seal.SealError as error:
            raise UserError(
                self.env._(
                    "The key cannot be sealed, because the server can neither read nor make the file %(path)s.",
                    path=self._ptsp_secret_path(),
                )
            ) from error
        content = private_key.private_bytes(
            Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(password.encode())
        )
        return {"content": base64.b64encode(content), "ptsp_sealed_password": sealed_password}

    def _ptsp_open(self):
        """Return the private key of a sealed key record, in memory only.

        :raises UserError: the secret file of the server is lost or another one, or the key was replaced
        """
        self.ensure_one()
        key_sudo = self.sudo().with_context(bin_size=False)
        try:
            password = seal.unseal(self._ptsp_secret_path(), key_sudo.ptsp_sealed_password or "")
            return load_pem_private_key(base64.b64decode(key_sudo.pem_key or b""), password.encode())
        except (seal.SealError, ValueError, TypeError) as error:
            raise UserError(
                self.env._(
                    "The key %(name)s cannot be opened, because its seal was lost or changed: "
                    "a manager uploads the certificate again under PTSP, Configuration, Agency.",
                    name=key_sudo.name,
                )
            ) from error
