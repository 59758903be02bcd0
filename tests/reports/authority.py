"""A certificate authority of the tests, and certificates of offices that it issues."""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, pkcs12
from cryptography.x509.oid import NameOID

BEGINS, ENDS = datetime(2026, 1, 1, tzinfo=UTC), datetime(2099, 1, 1, tzinfo=UTC)
PASSWORD = "the seal of the office"
Key = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey | ed25519.Ed25519PrivateKey


@dataclass(frozen=True, slots=True)
class Authority:
    """A root that signs what it is asked to."""

    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate

    def issue(
        self,
        name: str = "Customs office Pomorze",
        key: Key | None = None,
        *,
        begins: datetime = BEGINS,
        ends: datetime = ENDS,
        signs: bool = True,
    ) -> tuple[Key, x509.Certificate]:
        """A certificate of an office with its key; `signs`: whether its key usage lets it sign."""
        own = key or ec.generate_private_key(ec.SECP256R1())
        made = _certificate(name, self.certificate.subject, own, begins=begins, ends=ends)
        usage = _usage(signs=signs)
        return own, made.add_extension(usage, critical=True).sign(self.key, SHA256())

    def p12(self, folder: Path, issued: tuple[Key, x509.Certificate] | None = None) -> Path:
        """A certificate of an office as a PKCS#12 file with the password `PASSWORD`."""
        key, certificate = issued or self.issue()
        path = folder / "office.p12"
        path.write_bytes(
            pkcs12.serialize_key_and_certificates(
                b"office",
                key,
                certificate,
                [self.certificate],
                BestAvailableEncryption(PASSWORD.encode()),
            )
        )
        return path

    def pem(self, folder: Path, name: str = "authority.pem") -> Path:
        """The root's own certificate, as a recipient gets it."""
        path = folder / name
        path.write_bytes(self.certificate.public_bytes(Encoding.PEM))
        return path


@cache
def an_authority(name: str = "Root of the ministry") -> Authority:
    """One root per name, for all tests of a run."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = _name(name)
    made = _certificate(name, subject, key, begins=BEGINS, ends=ENDS, authority=True)
    usage = _usage(signs=False, authority=True)
    return Authority(key, made.add_extension(usage, critical=True).sign(key, SHA256()))


def _certificate(
    name: str,
    issuer: x509.Name,
    key: Key,
    *,
    begins: datetime,
    ends: datetime,
    authority: bool = False,
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(_name(name))
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begins)
        .not_valid_after(ends)
        .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )


def _usage(*, signs: bool, authority: bool = False) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=signs,
        content_commitment=signs,
        key_encipherment=not signs and not authority,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=authority,
        crl_sign=authority,
        encipher_only=False,
        decipher_only=False,
    )


def _name(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
