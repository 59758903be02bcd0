"""Time-stamp queries and replies (RFC 3161), read and verified by the library for them.

Slow to load, so that other modules import this one where they need it.
"""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime

from cryptography import x509
from rfc3161_client import (
    HashAlgorithm,
    PKIStatus,
    TimestampRequestBuilder,
    TimeStampResponse,
    VerificationError,
    VerifierBuilder,
    decode_timestamp_response,
)

from landwaiter.errors import Invalid
from landwaiter.i18n import _

_DIGESTS = {
    "2.16.840.1.101.3.4.2.1": hashlib.sha256,
    "2.16.840.1.101.3.4.2.2": hashlib.sha384,
    "2.16.840.1.101.3.4.2.3": hashlib.sha512,
}
"""Object identifiers of the digests accepted (RFC 5754, section 2)."""


@dataclass(frozen=True, slots=True)
class TimeStampReply:
    """What a verified reply says: who vouches that the data existed when."""

    at: datetime
    authority: str


def query_for(data: bytes) -> bytes:
    """The time-stamp query for some data: DER, SHA-256, with nonce, certificate wanted."""
    builder = TimestampRequestBuilder().data(data)
    return bytes(builder.hash_algorithm(HashAlgorithm.SHA256).build().as_bytes())


def decoded(reply: bytes) -> TimeStampResponse:
    """The reply taken apart; Invalid where it is none, or grants nothing."""
    try:
        response = decode_timestamp_response(reply)
    except ValueError as error:
        raise Invalid(
            _("This is not a time-stamp reply (RFC 3161)."),
            remedy=_("Give the reply as the authority sent it, mostly a file ending in .tsr."),
        ) from error
    if response.status != PKIStatus.GRANTED:
        raise Invalid(
            _("The authority granted no time-stamp: {reason}.").format(
                reason="; ".join(response.status_string) or response.status
            ),
            remedy=_("Ask it again."),
        )
    return response


def is_about(response: TimeStampResponse, data: bytes) -> bool:
    """Whether the reply names the digest of exactly this data."""
    imprint = response.tst_info.message_imprint
    digest = _DIGESTS.get(imprint.hash_algorithm.dotted_string)
    return digest is not None and digest(data).digest() == imprint.message


def verified(response: TimeStampResponse, data: bytes, certificates: bytes) -> TimeStampReply:
    """Signature, certificate, its use for time-stamping, and the digest; Invalid otherwise.

    `certificates` are trusted roots as PEM; without them a root inside the reply has to do.
    """
    embedded = _embedded(response)
    roots = _roots(certificates) if certificates else [c for c in embedded if _is_root(c)]
    if not roots:
        raise Invalid(
            _("The reply does not hold the certificate of the authority that issued its own."),
            remedy=_("Give that certificate as a file with --ca."),
        )
    verifier = VerifierBuilder(
        roots=roots, intermediates=[c for c in embedded if not _is_root(c)]
    ).build()
    try:
        verifier.verify_message(response, data)
    except VerificationError as error:
        raise Invalid(
            _("The time-stamp does not verify: {reason}.").format(reason=str(error).rstrip(".")),
            remedy=_("Ask the authority for a new one, or give its root certificate with --ca."),
        ) from error
    return TimeStampReply(
        response.tst_info.gen_time.replace(tzinfo=UTC), _authority(response, embedded)
    )


def _embedded(response: TimeStampResponse) -> list[x509.Certificate]:
    try:
        return [x509.load_der_x509_certificate(c) for c in response.signed_data.certificates]
    except ValueError as error:
        raise Invalid(
            _("A certificate in the time-stamp reply cannot be read."), remedy=_("Ask for another.")
        ) from error


def _roots(certificates: bytes) -> list[x509.Certificate]:
    try:
        return x509.load_pem_x509_certificates(certificates)
    except ValueError as error:
        raise Invalid(
            _("This is not a file of certificates (PEM)."), remedy=_("Give them as PEM text.")
        ) from error


def _is_root(certificate: x509.Certificate) -> bool:
    return certificate.issuer == certificate.subject


def _authority(response: TimeStampResponse, certificates: list[x509.Certificate]) -> str:
    """The name in the certificate that signed."""
    (signer,) = response.signed_data.signer_infos
    for certificate in certificates:
        if certificate.serial_number == signer.serial_number:
            named = certificate.subject.get_attributes_for_oid(x509.NameOID.COMMON_NAME)
            subject = certificate.subject.rfc4514_string()
            return str(named[0].value) if named else subject
    return _("an authority whose certificate is not in the reply")
