"""A time-stamp authority of the tests: a root, a certificate for time-stamping, and replies."""

from datetime import UTC, datetime, timedelta

from asn1crypto import keys, tsp
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.sign.timestamps import DummyTimeStamper

STAMPED = datetime(2026, 3, 3, 12, 0, tzinfo=UTC)
NAME = "Example Time Authority"
TIME_STAMPING, SIGNING = ExtendedKeyUsageOID.TIME_STAMPING, ExtendedKeyUsageOID.CODE_SIGNING


def _certificate(
    name: str,
    key: rsa.RSAPrivateKey,
    issuer: x509.Name,
    by: rsa.RSAPrivateKey,
    usage: x509.ObjectIdentifier | None,
) -> x509.Certificate:
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(STAMPED - timedelta(days=400))
        .not_valid_after(STAMPED + timedelta(days=400))
        .add_extension(x509.BasicConstraints(ca=usage is None, path_length=None), critical=True)
    )
    if usage is not None:
        builder = builder.add_extension(x509.ExtendedKeyUsage([usage]), critical=True)
    return builder.sign(by, hashes.SHA256())


class Authority:
    """Signs what it is asked; `root` is what one has to trust, as PEM."""

    def __init__(self, usage: x509.ObjectIdentifier = TIME_STAMPING, *, complete: bool = True):
        root_key, key = (rsa.generate_private_key(65537, 2048) for _part in range(2))
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Example Root")])
        root = _certificate("Example Root", root_key, subject, root_key, None)
        own = _certificate(NAME, key, subject, root_key, usage)
        self.root = root.public_bytes(serialization.Encoding.PEM)
        secret = key.private_bytes(
            serialization.Encoding.DER,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        self._stamper = DummyTimeStamper(
            _asn1(own),
            keys.PrivateKeyInfo.load(secret),
            certs_to_embed=[_asn1(root)] if complete else [],  # type: ignore[arg-type]  # it is only listed
            fixed_dt=STAMPED,
        )

    def reply(self, query: bytes) -> bytes:
        """The DER reply to a DER query."""
        asked = tsp.TimeStampReq.load(query)
        return bytes(self._stamper.request_tsa_response(asked).dump())


def refusal() -> bytes:
    """A reply that grants nothing."""
    status = {"status": "rejection", "status_string": ["the query is too old"]}
    told: bytes = tsp.PKIStatusInfo(status).dump()
    return bytes((0x30, len(told))) + told  # a sequence of the status alone


def _asn1(certificate: x509.Certificate) -> asn1.Certificate:
    return asn1.Certificate.load(certificate.public_bytes(serialization.Encoding.DER))
