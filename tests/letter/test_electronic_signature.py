"""The electronic signature of the letter: what is signed, what is refused, and who never sees key or password."""

import base64
import hashlib
import io
import json
import logging
import os
import subprocess
import sys
import tempfile
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from unittest.mock import patch

from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.fernet import Fernet
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    pkcs12,
)
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext
from pypdf import PdfReader

from odoo import http
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.service.model import get_public_method
from odoo.tests import Form, HttpCase, new_test_user, tagged
from odoo.tools import config, mute_logger

from ...tools import pades, seal
from ..common import PtspCase

PASSWORD = "Rahasia-Dinas-7391"
ALL_USES = dict.fromkeys(
    (
        "digital_signature",
        "content_commitment",
        "key_encipherment",
        "data_encipherment",
        "key_agreement",
        "key_cert_sign",
        "crl_sign",
        "encipher_only",
        "decipher_only",
    ),
    False,
)

#: Chooses the file, enters the password and presses the button, in the settings: once with a wrong password.
UPLOAD = """
(async () => {
    const find = async (selector) => {
        for (let attempt = 0; attempt < 300; attempt++) {
            const element = document.querySelector(selector);
            if (element && !element.disabled && !document.querySelector(".o_blockUI")) return element;
            await new Promise((resolve) => setTimeout(resolve, 50));
        }
        throw new Error("Not on the page: " + selector);
    };
    const { content, password, action } = %s;
    (await find(`#ptsp_signing_service button[name="${action}"]`)).click();
    const bytes = Uint8Array.from(atob(content), (character) => character.charCodeAt(0));
    const files = new DataTransfer();
    files.items.add(new File([bytes], "dinas.p12"));
    (await find(".modal input[name=content]")).files = files.files;
    (await find(".modal input[name=password]")).value = "salah";
    (await find(".modal .o_ptsp_upload")).click();
    const problem = (await find(".modal [role=alert]")).textContent;
    if (!problem.includes("either its password is wrong")) throw new Error(problem);
    (await find(".modal input[name=password]")).value = password;
    (await find(".modal .o_ptsp_upload")).click();
    const message = (await find(".o_notification")).textContent;
    if (!message.includes("are signed with the certificate Dinas Baru")) throw new Error(message);
    // The settings behind the dialog show it.
    await find("#ptsp_signing_service [name=ptsp_certificate_id]");
    if (document.querySelector(".modal")) throw new Error("The dialog is still open.");
    console.log("test successful");
})().catch((error) => console.error(error.message));
"""


class Authority:
    """A certificate authority of the tests' own, with a root and an authority below it."""

    def __init__(self):
        self.root_key, self.key = (ec.generate_private_key(ec.SECP256R1()) for _index in range(2))
        self.root = self._certificate("Root CA", self.root_key, "Root CA", self.root_key, authority=True)
        self.certificate = self._certificate("Issuing CA", self.key, "Root CA", self.root_key, authority=True)

    def issue(self, key, name="DPMPTSP", start=-1, end=365):
        """Return a certificate for the key that is valid from ``start`` to ``end``, in days from now."""
        return self._certificate(name, key, "Issuing CA", self.key, start, end)

    def file(self, key, certificate, password=PASSWORD):
        """Return key, certificate and chain as a PKCS#12 file."""
        encryption = BestAvailableEncryption(password.encode())
        chain = [self.certificate, self.root]
        return pkcs12.serialize_key_and_certificates(b"x", key, certificate, chain, encryption)

    @staticmethod
    def _certificate(name, key, issuer, issuer_key, start=-1, end=365, authority=False):
        now = datetime.now(UTC)
        uses = ("key_cert_sign", "crl_sign") if authority else ("digital_signature", "content_commitment")
        return (
            x509.CertificateBuilder()
            .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]))
            .issuer_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, issuer)]))
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now + timedelta(days=start))
            .not_valid_after(now + timedelta(days=end))
            .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
            .add_extension(x509.KeyUsage(**ALL_USES | dict.fromkeys(uses, True)), critical=True)
            .sign(issuer_key, hashes.SHA256())
        )


class SigningCase(PtspCase):
    """An agency with a certificate of its own, and a secret file in a folder of the test."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        folder = cls.enterClassContext(tempfile.TemporaryDirectory())
        cls.secret_path = seal.secret_path(folder, "agency")
        Key = cls.env.registry["certificate.key"]
        cls.real_secret_path = cls.env["certificate.key"]._ptsp_secret_path()
        cls.classPatch(Key, "_ptsp_secret_path", lambda _self: cls.secret_path)
        cls.authority = Authority()
        cls.key = rsa.generate_private_key(65537, 2048)
        cls.company = cls.service.company_id or cls.env.company
        cls.upload(cls.authority.file(cls.key, cls.authority.issue(cls.key)))
        cls.certificate = cls.company.ptsp_certificate_id

    @classmethod
    def upload(cls, content, password=PASSWORD, user=None, company=None):
        """Upload a certificate as the manager does."""
        company = (company or cls.company).with_user(user or cls.users["manager"])
        company._ptsp_upload_certificate(content, password)
        cls.env.flush_all()
        cls.env.invalidate_all()

    def ready_to_number(self):
        return self.as_role(self.bring_to(self.file(), "numbering"), "registry")

    def validate(self, content):
        """Return what an independent validator says that trusts the root alone and asks nobody."""
        root = asn1_x509.Certificate.load(self.authority.root.public_bytes(Encoding.DER))
        signatures = PdfFileReader(io.BytesIO(content)).embedded_signatures
        self.assertEqual(len(signatures), 1)
        with mute_logger("pyhanko.sign.validation.generic_cms"):
            return validate_pdf_signature(signatures[0], ValidationContext(trust_roots=[root], allow_fetching=False))


@tagged("post_install", "-at_install")
class TestElectronicSignature(SigningCase):
    """The registry numbers a letter that is signed, or none at all."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.ptsp_signing_service = "none"
        application = cls.bring_to(cls.file(), "pickup")
        cls.plain = application.sudo().letter_attachment_id.raw
        cls.company.ptsp_signing_service = "certificate"

    # What is signed

    def test_wet_stamp(self):
        """With a wet stamp the letter stays as it was set."""
        self.company.ptsp_signing_service = "none"
        self.assertEqual(self.company._ptsp_sign_pdf(b"surat", "Budi", "Rekomendasi", "Samarinda"), b"surat")
        self.company._ptsp_check_signing()

    def test_signed_document(self):
        """The signed letter is the letter as it was set, with a PAdES signature that anyone can validate."""
        signed = self.company._ptsp_sign_pdf(self.plain, "Budi Santoso", "Rekomendasi", "Samarinda")
        self.assertTrue(signed.startswith(self.plain))
        status = self.validate(signed)
        self.assertTrue(status.intact and status.valid and status.trusted and status.bottom_line)
        self.assertEqual(status.coverage.name, "ENTIRE_FILE")
        self.assertEqual(status.md_algorithm, "sha256")
        signature = PdfReader(io.BytesIO(signed)).get_fields()[pades.FIELD]["/V"]
        self.assertEqual(signature["/SubFilter"], "/ETSI.CAdES.detached")
        self.assertEqual(signature["/Name"], "Budi Santoso")
        self.assertEqual(signature["/Reason"], "Rekomendasi")
        self.assertEqual(signature["/Location"], "Samarinda")

    def test_signed_document_is_readable(self):
        """The signed letter is read like the letter itself."""
        signed = self.company._ptsp_sign_pdf(self.plain, "Budi", "Rekomendasi", "Samarinda")
        pages = [[page.extract_text() for page in PdfReader(io.BytesIO(data)).pages] for data in (self.plain, signed)]
        self.assertEqual(*pages)
        with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
            file.write(signed)
            file.flush()
            result = subprocess.run(["pdftotext", "-layout", file.name, "-"], capture_output=True, check=True)
        self.assertIn("Kaltim Expo", result.stdout.decode())
        self.assertFalse(result.stderr)

    def test_changed_byte(self):
        """A letter of which one byte was changed does not validate, wherever the byte is."""
        signed = self.company._ptsp_sign_pdf(self.plain, "Budi", "Rekomendasi", "Samarinda")
        for position in (12, len(self.plain) // 2):
            changed = bytearray(signed)
            changed[position] ^= 1
            status = self.validate(bytes(changed))
            self.assertFalse(status.intact or status.bottom_line, position)

    def test_elliptic_curve(self):
        """A certificate with an elliptic curve serves as well."""
        key = ec.generate_private_key(ec.SECP256R1())
        self.upload(self.authority.file(key, self.authority.issue(key)))
        self.assertTrue(self.validate(self.company._ptsp_sign_pdf(self.plain, "Budi", "", "")).bottom_line)

    def test_numbering(self):
        """The numbered letter is signed, and its fingerprint is that of the signed letter."""
        application = self.ready_to_number()
        application.action_number()
        stored = application.sudo().letter_attachment_id.raw
        status = self.validate(stored)
        self.assertTrue(status.bottom_line)
        self.assertEqual(status.coverage.name, "ENTIRE_FILE")
        self.assertEqual(application.letter_sha256, hashlib.sha256(stored).hexdigest())

    def test_another_service(self):
        """Another addon plugs in a signing service with one method."""
        Company = self.env.registry["res.company"]
        self.env.flush_all()
        self.env.cr.execute("UPDATE res_company SET ptsp_signing_service = 'national' WHERE id = %s", [self.company.id])
        self.env.invalidate_all()

        def sign(_company, content, signer, reason, place):
            return b"|".join([content, signer.encode(), reason.encode(), place.encode()])

        with patch.object(Company, "_ptsp_sign_with_national", sign, create=True):
            self.company._ptsp_check_signing()
            self.assertEqual(self.company._ptsp_sign_pdf(b"surat", "Budi", "Rek", "Smr"), b"surat|Budi|Rek|Smr")

    # What cannot be signed is not numbered

    def assert_not_signed(self, message):
        """Signing is refused with this one sentence, and a letter is not numbered: nothing has been used up."""
        for sign in (
            self.company._ptsp_check_signing,
            lambda: self.company._ptsp_sign_pdf(self.plain, "Budi", "Rekomendasi", "Samarinda"),
        ):
            with self.assertRaisesRegex(UserError, message) as caught:
                sign()
            self.assertRegex(str(caught.exception), r"under PTSP, Configuration, Agency\.$")
            self.assertEqual(str(caught.exception).count(". "), 0, caught.exception)
        self.assert_not_numbered(message)

    def assert_not_numbered(self, message):
        application = self.ready_to_number()
        before = self.snapshot(application)
        with self.assertRaisesRegex(UserError, message), self.env.cr.savepoint():
            application.action_number()
        self.assertEqual(self.snapshot(application), before)
        self.assertFalse(application.letter_attachment_id or application.letter_sha256 or application.letter_number)

    def replace_certificate(self, **dates):
        certificate = self.authority.issue(self.key, **dates)
        self.certificate.content = base64.b64encode(certificate.public_bytes(Encoding.PEM))
        self.env.flush_all()
        return certificate

    def test_no_certificate(self):
        """Without a certificate the registry is told where to upload one."""
        self.company.ptsp_certificate_id = False
        self.assert_not_signed("has no certificate")

    def test_expired(self):
        """An expired certificate is refused with its date."""
        certificate = self.replace_certificate(start=-400, end=-30)
        self.assert_not_signed(f"expired on .*{certificate.not_valid_after_utc.year}")

    def test_not_yet_valid(self):
        """A certificate may be uploaded before it is valid, but signs nothing until then."""
        certificate = self.authority.issue(self.key, start=30)
        self.upload(self.authority.file(self.key, certificate))
        self.assert_not_signed(f"is not valid before .*{certificate.not_valid_before_utc.year}")

    def test_lost_secret(self):
        """Without the secret file, or with another one, the registry is told to upload the certificate again."""
        secret = self.secret_path.read_bytes()
        self.addCleanup(self.secret_path.write_bytes, secret)
        for content in (Fernet.generate_key(), b"rusak", b""):
            self.secret_path.write_bytes(content)
            self.assert_not_signed("its seal was lost or changed")
        self.secret_path.unlink()
        self.assert_not_signed("its seal was lost or changed")
        self.assertFalse(self.secret_path.exists())

    def test_upload_after_lost_secret(self):
        """After the secret file was lost, uploading the certificate again is all it takes."""
        secret = self.secret_path.read_bytes()
        self.addCleanup(self.secret_path.write_bytes, secret)
        self.secret_path.unlink()
        self.upload(self.authority.file(self.key, self.authority.issue(self.key)))
        self.assertTrue(self.validate(self.company._ptsp_sign_pdf(self.plain, "Budi", "", "")).bottom_line)

    def test_other_key(self):
        """A key that belongs to another certificate is refused."""
        Key = self.env["certificate.key"]
        self.certificate.private_key_id.write(Key._ptsp_seal(ec.generate_private_key(ec.SECP256R1())))
        self.assert_not_signed("does not belong to the certificate")

    def test_replaced_key(self):
        """A key put in the place of the sealed one is refused, and so is none."""
        content = self.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        self.certificate.private_key_id.content = base64.b64encode(content)
        self.assert_not_signed("its seal was lost or changed")
        self.certificate.private_key_id = False
        self.assert_not_signed("has no sealed key")

    def test_missing_library(self):
        """Without the library that signs, the registry is told what to install, and the wet stamp still works."""
        with patch.dict(sys.modules, dict.fromkeys(("pyhanko", "pyhanko.sign", "pyhanko.sign.signers"))):
            self.assert_not_signed("pyHanko is missing")
            self.company.ptsp_signing_service = "none"
            self.ready_to_number().action_number()

    def test_any_other_reason(self):
        """Whatever else goes wrong, the registry reads one sentence, and the log tells the rest."""
        key = ed25519.Ed25519PrivateKey.generate()
        self.upload(self.authority.file(key, self.authority.issue(key)))
        with self.assertLogs("odoo.addons.ptsp_exhibition.models.letter.res_company_signing", "ERROR") as logs:
            self.assert_not_numbered("could not be signed with the certificate DPMPTSP")
        self.assertIn("sha512", logs.output[0])


@tagged("post_install", "-at_install")
class TestCertificateUpload(SigningCase):
    """The manager uploads the certificate; nobody finds the key or its password afterwards."""

    def test_uploaded(self):
        """The agency signs with the uploaded certificate; its key is encrypted and Odoo finds no fault with it."""
        self.assertEqual(self.company.ptsp_signing_service, "certificate")
        self.assertEqual(self.certificate.name, "DPMPTSP")
        self.assertEqual(self.certificate.company_id, self.company)
        self.assertTrue(self.certificate.is_valid)
        key = self.certificate.private_key_id
        self.assertFalse(key.public or key.loading_error or key.password or self.certificate.pkcs12_password)
        pem = base64.b64decode(key.with_context(bin_size=False).pem_key)
        self.assertIn(b"BEGIN ENCRYPTED PRIVATE KEY", pem)
        for password, error in ((None, TypeError), (PASSWORD.encode(), ValueError)):
            with self.assertRaises(error):
                load_pem_private_key(pem, password)
        self.assertEqual(
            self.certificate._get_public_key_bytes(formatting="base64"),
            base64.b64encode(self.key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)),
        )

    def assert_upload_refused(self, message, content, error=UserError, **values):
        tables = ("certificate.certificate", "certificate.key")
        before = [self.env[table].search([]) for table in tables]
        with self.assertRaisesRegex(error, message), self.env.cr.savepoint():
            self.upload(content, **values)
        self.assertEqual([self.env[table].search([]) for table in tables], before)
        self.assertEqual(self.company.ptsp_certificate_id, self.certificate)

    def test_refused(self):
        """A wrong password, another file, a file without a key and an expired certificate are refused."""
        certificate = self.authority.issue(self.key)
        content = self.authority.file(self.key, certificate)
        for password in ("salah", "", False, PASSWORD + " "):
            self.assert_upload_refused("either its password is wrong", content, password=password)
        for other in (b"%PDF-1.7", certificate.public_bytes(Encoding.PEM)):
            self.assert_upload_refused("or it is not a PKCS#12 file", other)
        self.assert_upload_refused("Choose the certificate file", b"")
        self.assert_upload_refused("one is missing", self.authority.file(None, certificate))
        expired = self.authority.issue(self.key, start=-400, end=-30)
        self.assert_upload_refused(
            f"expired on .*{expired.not_valid_after_utc.year}", self.authority.file(self.key, expired)
        )

    def test_secret_file(self):
        """The secret file is the server's alone, beside the database and not in it."""
        self.assertEqual(self.secret_path.stat().st_mode & 0o777, 0o600)
        self.assertEqual(self.secret_path.parent.stat().st_mode & 0o777, 0o700)
        self.assertEqual(os.listdir(self.secret_path.parent), [self.secret_path.name])
        self.assertEqual(
            self.real_secret_path, Path(config["data_dir"]) / "ptsp_exhibition" / f"{self.env.cr.dbname}.key"
        )

    def test_secret_file_cannot_be_made(self):
        """Where the server cannot make its secret file, nothing is uploaded."""
        content = self.authority.file(self.key, self.authority.issue(self.key))
        with tempfile.NamedTemporaryFile() as file:
            unusable = Path(file.name) / "agency.key"
            with patch.object(self.env.registry["certificate.key"], "_ptsp_secret_path", lambda _self: unusable):
                self.assert_upload_refused("neither read nor make the file", content)

    def test_no_trace(self):
        """Neither the password nor the open key is in the database, the file store or the log."""
        secrets = {
            "password": PASSWORD.encode(),
            "password of the key": seal.unseal(
                self.secret_path, self.certificate.private_key_id.ptsp_sealed_password
            ).encode(),
        }
        with ExitStack() as stack:
            logs = [stack.enter_context(self.assertLogs(name, logging.DEBUG)) for name in (None, "odoo.sql_db")]
            logging.getLogger().debug("logged")
            self.upload(self.authority.file(self.key, self.authority.issue(self.key)))
            self.company._ptsp_check_signing()
        key = self.company.ptsp_certificate_id.private_key_id
        secrets["password of the new key"] = seal.unseal(self.secret_path, key.ptsp_sealed_password).encode()
        der = self.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
        pem = self.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        secrets |= {"key": der, "key as text": b"".join(pem.splitlines()[3:5]), "key as PEM": pem.splitlines()[3]}
        queries = "\n".join(logs[1].output)
        self.assertIn(key.ptsp_sealed_password, queries)
        written = "\n".join(output for log in logs for output in log.output).encode() + self._database_content()
        for name, value in secrets.items():
            for form in (value, value.hex().encode(), base64.b64encode(value)):
                self.assertFalse(form in written, name)
        self.assertIn(key.ptsp_sealed_password.encode(), written)

    def _database_content(self):
        """Return every row of every table that upload and signature touch, and the files behind them."""
        content = []
        for table in (
            "certificate_certificate",
            "certificate_key",
            "res_company",
            "res_config_settings",
            "ir_attachment",
            "ir_config_parameter",
            "mail_message",
            "mail_tracking_value",
        ):
            self.env.cr.execute(f"SELECT t::text FROM {table} t")  # pylint: disable=sql-injection
            content += [row.encode() for (row,) in self.env.cr.fetchall()]
        models = ["certificate.certificate", "certificate.key", "res.company"]
        domain = [("res_model", "in", models), ("res_field", "!=", False)]
        content += [attachment.raw for attachment in self.env["ir.attachment"].search(domain)]
        return b"\n".join(content)

    # Who may

    def test_officers(self):
        """No officer uploads or chooses a certificate, nor reads certificate, key or sealed password."""
        content = self.authority.file(self.key, self.authority.issue(self.key))
        key = self.certificate.private_key_id
        attachments = self.env["ir.attachment"].search(
            [("res_model", "=", "certificate.key"), ("res_field", "!=", False), ("res_id", "=", key.id)]
        )
        self.assertTrue(attachments)
        for role in ("registry", "agency_head", "auditor"):
            user = self.users[role]
            for attempt in (
                lambda user=user: self.upload(content, user=user),
                lambda user=user: key.with_user(user).read(["ptsp_sealed_password"]),
                lambda user=user: key.with_user(user).read(["content"]),
                lambda user=user: self.certificate.with_user(user).read(["content"]),
                lambda user=user: attachments.with_user(user).read(["datas"]),
                lambda user=user: self.company.with_user(user).read(["ptsp_certificate_id"]),
                lambda user=user: self.company.with_user(user).write({"ptsp_certificate_id": False}),
                lambda user=user: self.company.with_user(user).write({"ptsp_signing_service": "none"}),
            ):
                with self.assertRaises(AccessError), self.env.cr.savepoint():
                    attempt()

    def test_manager_and_administrator(self):
        """The manager who uploaded the key does not read it, and no administrator reads its sealed password."""
        key = self.certificate.private_key_id
        with self.assertRaises(AccessError):
            key.with_user(self.users["manager"]).read(["content"])
        administrator = new_test_user(self.env, "test_administrator", "base.group_system")
        with self.assertRaises(AccessError):
            key.with_user(administrator).read(["ptsp_sealed_password"])
        self.assertNotIn("ptsp_sealed_password", key.with_user(administrator).read()[0])
        with Form(key.with_user(administrator)) as form:
            form.name = "Kunci dinas"
        self.company._ptsp_check_signing()
        with self.assertRaises(AccessError):
            self.upload(self.authority.file(self.key, self.authority.issue(self.key)), user=administrator)

    def test_remote_calls(self):
        """Nothing that opens the key or signs is called from outside."""
        for record, method in (
            (self.certificate.private_key_id, "_ptsp_open"),
            (self.company, "_ptsp_signing_key"),
            (self.company, "_ptsp_sign_pdf"),
            (self.company, "_ptsp_upload_certificate"),
        ):
            with self.assertRaises(AccessError):
                get_public_method(record, method)

    def test_another_agency(self):
        """A manager uploads for their own agency only, and an agency signs with its own certificate only."""
        other = self.env["res.company"].create({"name": "Dinas Lain"})
        content = self.authority.file(self.key, self.authority.issue(self.key))
        self.assert_upload_refused("do not manage this agency", content, error=AccessError, company=other)
        with self.assertRaisesRegex(ValidationError, "belongs to another agency"):
            other.ptsp_certificate_id = self.certificate

    def test_only_sealed_keys(self):
        """A certificate whose key was uploaded in clear is not chosen."""
        pem = self.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        certificate = self.authority.issue(self.key).public_bytes(Encoding.PEM)
        key = self.env["certificate.key"].create({"content": base64.b64encode(pem), "company_id": self.company.id})
        clear = self.certificate.create(
            {
                "name": "Terbuka",
                "content": base64.b64encode(certificate),
                "private_key_id": key.id,
                "company_id": self.company.id,
            }
        )
        self.assertFalse(key.loading_error)
        with self.assertRaisesRegex(ValidationError, "has no sealed key"):
            self.company.ptsp_certificate_id = clear

    def test_settings(self):
        """The settings choose between wet stamp and certificate."""
        settings = self.env["res.config.settings"].with_user(self.env.ref("base.user_admin"))
        settings = settings.with_company(self.company)
        settings.create({"ptsp_signing_service": "none"}).execute()
        self.assertEqual(self.company.ptsp_signing_service, "none")
        self.assertEqual(self.company.ptsp_certificate_id, self.certificate)
        settings.create({"ptsp_signing_service": "certificate"}).execute()
        self.assertEqual(self.company.ptsp_signing_service, "certificate")


class UploadCase(SigningCase, HttpCase):
    """The server as a browser meets it, with everything in its log that Odoo can be told to write there."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("en_US")

    @contextmanager
    def logged(self):
        """Collect what the server logs at DEBUG; what the test itself logs is left out."""
        written = io.StringIO()
        handler = logging.StreamHandler(written)
        handler.addFilter(lambda record: ".tests." not in record.name)
        names = [name for name in logging.root.manager.loggerDict if ".tests." not in name]
        loggers = [logging.getLogger(), *map(logging.getLogger, names)]
        levels = [(logger, logger.level) for logger in loggers]
        logging.getLogger().addHandler(handler)
        for logger in loggers:
            logger.setLevel(logging.DEBUG)
        try:
            yield written
        finally:
            logging.getLogger().removeHandler(handler)
            for logger, level in levels:
                logger.setLevel(level)

    def assert_nothing_logged(self, written, content):
        """Neither the password nor a piece of the file stands in the log, in whatever form."""
        log = written.getvalue()
        for secret in (PASSWORD.encode(), content[64:96], content[-48:-16]):
            forms = (secret.decode("latin-1"), repr(secret)[2:-1], secret.hex(), base64.b64encode(secret).decode()[:-4])
            self.assertFalse([form for form in forms if form in log])


@tagged("post_install", "-at_install")
class TestUploadAddress(UploadCase):
    """The address to which the dialog sends file and password."""

    def post(self, role="manager", company=None, csrf=True, **values):
        """Send what the dialog sends."""
        user = self.users[role]
        user.lang = "en_US"
        self.authenticate(user.login, user.login)
        files = {"content": ("dinas.p12", values.pop("content"))} if "content" in values else None
        token = {"csrf_token": http.Request.csrf_token(self)} if csrf else {}
        url = f"/ptsp/certificate/{(company or self.company).id}"
        return self.url_open(url, data={**values, **token}, files=files)

    def test_uploaded(self):
        """The agency signs with what the manager has sent; the answer and the log hold nothing of it."""
        content = self.authority.file(self.key, self.authority.issue(self.key, name="Dinas Baru"))
        with self.logged() as written:
            answer = self.post(content=content, password=PASSWORD)
        self.assertEqual(list(answer.json()), ["message"])
        self.assertIn("are signed with the certificate Dinas Baru", answer.json()["message"])
        self.assertNotIn(PASSWORD, answer.text)
        self.env.invalidate_all()
        self.assertEqual(self.company.ptsp_certificate_id.name, "Dinas Baru")
        self.assertIn("odoo.sql_db", logging.root.manager.loggerDict)
        self.assertIn("INSERT INTO", written.getvalue())
        self.assert_nothing_logged(written, content)

    def test_log_is_left_alone(self):
        """What other calls write into Odoo's log is not touched."""
        self.assertFalse(logging.getLogger("odoo.service.model").filters)

    def test_mixed_up(self):
        """A text in place of the file, or a file in place of the password, is refused with a sentence."""
        content = self.authority.file(self.key, self.authority.issue(self.key))
        user = self.users["manager"]
        user.lang = "en_US"
        self.authenticate(user.login, user.login)
        data = {"csrf_token": http.Request.csrf_token(self)}
        files = {"content": ("dinas.p12", content)}
        for values, message in (
            ({"data": {**data, "content": "teks", "password": PASSWORD}}, "Choose the certificate file"),
            ({"data": data, "files": {**files, "password": ("x", b"x")}}, "either its password is wrong"),
        ):
            answer = self.url_open(f"/ptsp/certificate/{self.company.id}", **values)
            self.assertEqual(answer.status_code, 200)
            self.assertIn(message, answer.json()["problem"])

    def assert_refused_over_http(self, message, **values):
        answer = self.post(**values)
        self.assertEqual(list(answer.json()), ["problem"])
        self.assertIn(message, answer.json()["problem"])
        self.env.invalidate_all()
        self.assertEqual(self.company.ptsp_certificate_id, self.certificate)

    def test_refused(self):
        """Whoever may not, and whatever cannot be opened, is refused with the sentence of the dialog."""
        content = self.authority.file(self.key, self.authority.issue(self.key))
        other = self.env["res.company"].create({"name": "Dinas Lain"})
        for message, values in (
            ("uploaded by a manager", {"role": "agency_head", "content": content, "password": PASSWORD}),
            ("do not manage this agency", {"company": other, "content": content, "password": PASSWORD}),
            ("either its password is wrong", {"content": content, "password": "salah"}),
            ("either its password is wrong", {"content": content}),
            ("Choose the certificate file", {"password": PASSWORD}),
        ):
            with self.subTest(message=message):
                self.assert_refused_over_http(message, **values)

    def test_nobody_else_posts(self):
        """No other page posts here in the manager's name, no visitor, no link, and nothing of any size."""
        content = self.authority.file(self.key, self.authority.issue(self.key))
        with mute_logger("odoo.http"):
            self.assertEqual(self.post(content=content, password=PASSWORD, csrf=False).status_code, 400)
        self.assertEqual(self.post(content=b"0" * 300_000, password=PASSWORD).status_code, 413)
        self.assertEqual(self.url_open(f"/ptsp/certificate/{self.company.id}").status_code, 405)
        # A password in an address would stand in the log of the web server.
        url = f"/ptsp/certificate/{self.company.id}?password={PASSWORD}"
        token = {"csrf_token": http.Request.csrf_token(self)}
        answer = self.url_open(url, data=token, files={"content": ("dinas.p12", content)})
        self.assertIn("either its password is wrong", answer.json()["problem"])
        self.authenticate(None, None)
        answer = self.url_open(f"/ptsp/certificate/{self.company.id}", data={"password": PASSWORD})
        self.assertIn("/web/login", answer.url)
        self.env.invalidate_all()
        self.assertEqual(self.company.ptsp_certificate_id, self.certificate)


@tagged("post_install", "-at_install")
class TestUploadInTheBrowser(UploadCase):
    """The settings, as an administrator who is also the manager sees them in a browser."""

    def test_upload(self):
        """The certificate is uploaded from the settings; file and password reach nothing but memory."""
        user = new_test_user(self.env, "test_settings", "base.group_system,ptsp_exhibition.group_manager")
        user.write({"company_ids": [(4, self.company.id)], "company_id": self.company.id, "lang": "en_US"})
        content = self.authority.file(self.key, self.authority.issue(self.key, name="Dinas Baru"))
        values = {
            "content": base64.b64encode(content).decode(),
            "password": PASSWORD,
            "action": str(self.env.ref("ptsp_exhibition.certificate_upload_dialog").id),
        }
        self.company.write({"ptsp_certificate_id": False, "ptsp_signing_service": "none"})
        with self.logged() as written:
            self.browser_js(
                "/odoo/ptsp-settings",
                UPLOAD % json.dumps(values),
                ready="Boolean(document.querySelector('#ptsp_signing_service button'))",
                login=user.login,
            )
        self.assertIn(f"/ptsp/certificate/{self.company.id}", written.getvalue())
        self.assert_nothing_logged(written, content)
        self.env.invalidate_all()
        self.assertEqual(self.company.ptsp_certificate_id.name, "Dinas Baru")
        self.assertEqual(self.company.ptsp_signing_service, "certificate")
