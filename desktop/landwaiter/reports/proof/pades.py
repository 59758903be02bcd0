"""The second signature of a PDF: PAdES (ETSI EN 319 142-1, level B-B) by the office.

It is an incremental update: the bytes of the report stay as they are, the signature covers them
and itself. It is put into a field that the report has and that is invisible, so that no page
changes and the page hashes still hold. The manifest, which the reporter signed, names the
certificate: a signature that was taken away or replaced shows.
"""

import io
from datetime import datetime
from pathlib import Path
from typing import Any

from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers.pdf_cms import SimpleSigner
from pyhanko.sign.signers.pdf_signer import PdfSignatureMetadata, PdfSigner
from pyhanko_certvalidator.registry import SimpleCertificateStore

from landwaiter.reports.paper.pdf_field import SIGNATURE_FIELD
from landwaiter.reports.proof.certificate import OfficeCertificate


def signed_pdf(data: bytes, certificate: OfficeCertificate, *, at: datetime) -> bytes:
    """The report followed by its signature; `data` is its beginning, byte for byte."""
    out = io.BytesIO()
    _signer(certificate, at).sign_pdf(_Update(io.BytesIO(data)), output=out)
    return out.getvalue()


def sign_file(path: Path, certificate: OfficeCertificate, *, at: datetime) -> None:
    """The same of a finished file, behind what stands in it: it is not read as a whole."""
    with path.open("rb+") as file:
        _signer(certificate, at).sign_pdf(_Update(file), in_place=True)


def _signer(certificate: OfficeCertificate, at: datetime) -> PdfSigner:
    metadata = PdfSignatureMetadata(
        field_name=SIGNATURE_FIELD, subfilter=SigSeedSubFilter.PADES, md_algorithm="sha256"
    )
    signer = _SignerAt(metadata, _simple_signer(certificate))
    signer.at = at
    return signer


class _Update(IncrementalPdfFileWriter):
    """Leaves title, producer and dates of the document as the report has them."""

    def _update_meta(self) -> None:
        pass


class _SignerAt(PdfSigner):
    """Signs at the time it is given: the library would ask the machine's clock."""

    at: datetime

    def init_signing_session(self, *args: Any, **options: Any) -> Any:
        session = super().init_signing_session(*args, **options)
        session.system_time = self.at
        return session


def _simple_signer(certificate: OfficeCertificate) -> SimpleSigner:
    store = SimpleCertificateStore()  # type: ignore[no-untyped-call]  # not annotated there
    store.register_multiple([as_asn1(one) for one in certificate.chain])
    key = certificate.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    return SimpleSigner(
        signing_cert=as_asn1(certificate.certificate),
        signing_key=asn1_keys.PrivateKeyInfo.load(key),
        cert_registry=store,
    )


def as_asn1(certificate: x509.Certificate) -> Any:
    """The same certificate as the signing library knows it."""
    return asn1_x509.Certificate.load(certificate.public_bytes(Encoding.DER))
