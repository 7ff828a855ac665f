"""Signs PDF documents as PAdES-B-B (ETSI EN 319 142-1) with nothing but what it is given, without any network.

pyHanko is imported only where it is needed, so that an agency that does not sign electronically can do without it.
"""

import io

from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

#: Name of the signature field in the document; it is invisible.
FIELD = "Signature"


def check_library():
    """Try whether the library is there.

    :raises ImportError: pyHanko is missing
    """
    import pyhanko.sign.signers  # noqa: F401


def sign_pdf(content, private_key, certificate, chain=(), name=None, reason=None, location=None):
    """Return the PDF with an invisible signature over all of it, added as an increment: the original stays as it is.

    :param bytes content: the document
    :param private_key: key of ``cryptography``
    :param certificate: X.509 certificate of ``cryptography`` that belongs to the key
    :param chain: the certificates of the authorities above it, embedded for whoever validates
    :param str name: who signs
    :param str reason: why
    :param str location: where
    :rtype: bytes
    :raises ImportError: pyHanko is missing
    """
    from asn1crypto import keys, x509
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import fields, signers
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    def convert(item):
        return x509.Certificate.load(item.public_bytes(Encoding.DER))

    signer = signers.SimpleSigner(
        signing_cert=convert(certificate),
        signing_key=keys.PrivateKeyInfo.load(
            private_key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
        ),
        cert_registry=SimpleCertificateStore.from_certs([convert(item) for item in chain]),
    )
    metadata = signers.PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm="sha256",
        subfilter=fields.SigSeedSubFilter.PADES,
        name=name or None,
        reason=reason or None,
        location=location or None,
    )
    writer = IncrementalPdfFileWriter(io.BytesIO(content))
    return signers.PdfSigner(metadata, signer).sign_pdf(writer).getvalue()
