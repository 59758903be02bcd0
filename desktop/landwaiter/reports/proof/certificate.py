"""The office's certificate from a PKCS#12 file, and the authorities a reader trusts."""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12

from landwaiter.errors import Invalid
from landwaiter.i18n import _, plural
from landwaiter.user_file import file_bytes

SigningKey = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey
_MOST_BYTES = 1024 * 1024
_LEAST_RSA_BITS = 2048


@dataclass(frozen=True, slots=True)
class OfficeCertificate:
    """A certificate with its private key, opened for one signing."""

    certificate: x509.Certificate
    chain: tuple[x509.Certificate, ...]
    """The certificates of its issuers, as far as the file brings them."""
    key: SigningKey = field(repr=False)

    @property
    def fingerprint(self) -> str:
        return fingerprint_of(self.certificate)

    @property
    def subject(self) -> str:
        return self.certificate.subject.rfc4514_string()


def fingerprint_of(certificate: x509.Certificate) -> str:
    """SHA-256 of the certificate (DER), 64 hexadecimal figures."""
    return certificate.fingerprint(hashes.SHA256()).hex()


def open_certificate(path: Path, password: str, *, at: datetime) -> OfficeCertificate:
    """The certificate of a PKCS#12 file, fit to sign at a moment; Invalid says what is wrong."""
    data = _read(path)
    try:
        key, certificate, others = pkcs12.load_key_and_certificates(data, password.encode() or None)
    except ValueError as error:
        raise Invalid(
            _("The certificate cannot be opened: its password is wrong, or it is no PKCS#12 file."),
            file=str(path),
            remedy=_("Give the password of the certificate, not your own."),
        ) from error
    if certificate is None or not isinstance(key, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey):
        raise Invalid(
            _("The file holds no certificate with an RSA or elliptic-curve key."), file=str(path)
        )
    _refuse_unfit(certificate, key, path, at)
    return OfficeCertificate(certificate, tuple(others), key)


def read_authorities(paths: tuple[Path, ...]) -> tuple[x509.Certificate, ...]:
    """The certificates of files in PEM (one or more) or DER; Invalid names one that is neither."""
    return tuple(found for path in paths for found in _certificates(path))


def _certificates(path: Path) -> list[x509.Certificate]:
    data = _read(path)
    try:
        if data.lstrip().startswith(b"-----BEGIN"):
            return x509.load_pem_x509_certificates(data)
        return [x509.load_der_x509_certificate(data)]
    except ValueError as error:
        raise Invalid(
            _("The file holds no certificate in PEM or DER."),
            file=str(path),
            remedy=_("Give the certificate of the authority that issued the office's."),
        ) from error


def _refuse_unfit(certificate: x509.Certificate, key: SigningKey, path: Path, at: datetime) -> None:
    begins, ends = certificate.not_valid_before_utc, certificate.not_valid_after_utc
    if not begins <= at <= ends:
        raise Invalid(
            _("The certificate is valid from {begins} to {ends} only.").format(
                begins=begins.date(), ends=ends.date()
            ),
            file=str(path),
            remedy=_("Use a certificate that is valid today."),
        )
    if isinstance(key, rsa.RSAPrivateKey) and key.key_size < _LEAST_RSA_BITS:
        raise Invalid(
            plural(
                key.key_size,
                "The RSA key of the certificate has only {n} bit.",
                "The RSA key of the certificate has only {n} bits.",
            ),
            file=str(path),
            remedy=_("Use a certificate with a key of 2,048 bits or more."),
        )
    if not _may_sign(certificate):
        raise Invalid(
            _("The certificate may not be used to sign documents (its key usage)."),
            file=str(path),
            remedy=_("Use a certificate for signatures or seals."),
        )


def _may_sign(certificate: x509.Certificate) -> bool:
    """Digital signature or content commitment, where the certificate says what it is for."""
    try:
        usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        return True
    return usage.digital_signature or usage.content_commitment


def _read(path: Path) -> bytes:
    return file_bytes(path, most=_MOST_BYTES, refused=_("The file is too large for a certificate."))
