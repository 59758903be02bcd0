"""RFC 3161 time-stamps: an outside authority's signature on when an anchor existed.

Nothing is sent: a query is written to a file, and the reply comes back as a file.
"""

import hashlib
from collections.abc import Iterator
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
from sqlalchemy import Connection, select

from landwaiter.errors import Invalid, NotFound
from landwaiter.i18n import _
from landwaiter.storage.anchors import anchor_bytes, anchor_rows
from landwaiter.storage.audit import Anchor
from landwaiter.storage.audit_tables import time_stamp
from landwaiter.storage.unit_of_work import UnitOfWork

LARGEST = 1024 * 1024
"""Bytes of a reply or a file of certificates; real ones have some thousands."""
_DIGESTS = {
    "2.16.840.1.101.3.4.2.1": hashlib.sha256,
    "2.16.840.1.101.3.4.2.2": hashlib.sha384,
    "2.16.840.1.101.3.4.2.3": hashlib.sha512,
}
"""Object identifiers of the digests accepted (RFC 5754, section 2)."""


@dataclass(frozen=True, slots=True)
class TimeStamp:
    """What a verified reply says: `authority` vouches that the anchor existed at `at`."""

    anchor: Anchor
    at: datetime
    authority: str
    trusted: bool
    """Whether the certificate leads to one that was named as trusted."""

    def as_anchor(self) -> Anchor:
        """The anchor as the verification of the chain compares it."""
        note = self.authority if self.trusted else _not_trusted(self.authority)
        anchored = self.anchor
        return Anchor(
            anchored.casebook_id, anchored.seq, anchored.sha256, self.at, "time-stamp", note
        )


def _not_trusted(authority: str) -> str:
    return _("{authority} (certificate not checked)").format(authority=authority)


def query(made: Anchor) -> bytes:
    """The time-stamp query for an anchor file: DER, SHA-256, with nonce, certificate wanted."""
    builder = TimestampRequestBuilder().data(anchor_bytes(made))
    return bytes(builder.hash_algorithm(HashAlgorithm.SHA256).build().as_bytes())


def import_reply(work: UnitOfWork, reply: bytes, certificates: bytes = b"") -> TimeStamp:
    """Verify a reply to the query for one of the casebook's anchors, and keep it.

    `certificates` are trusted roots as PEM. Without them the certificates in the reply must lead
    to a root among themselves, and the time-stamp says that nobody checked it. Invalid or NotFound.
    """
    response = _decoded(reply)
    anchor_id, made = _anchor_of(work.conn, response)
    stamp = _verified(response, made, certificates)
    work.conn.execute(
        time_stamp.insert().values(
            id=work.new_id(),
            anchor_id=anchor_id,
            reply=reply,
            certificates=certificates.decode("ascii"),
            author=work.actor,
            at=work.now,
        )
    )
    return stamp


def kept_stamps(connection: Connection) -> Iterator[TimeStamp | str]:
    """Each time-stamp of the casebook, verified anew; a sentence for one that does not verify."""
    known = dict(anchor_rows(connection))
    columns = time_stamp.c
    query = select(columns.anchor_id, columns.reply, columns.certificates).order_by(columns.id)
    for anchor_id, reply, certificates in connection.execute(query):
        made = known.get(anchor_id)
        if made is None:
            yield _("A time-stamp is about no anchor of this casebook.")
            continue
        try:
            yield _verified(_decoded(reply), made, certificates.encode("ascii"))
        except Invalid as fault:
            yield _("The time-stamp of entry {seq} does not verify: {reason}").format(
                seq=made.seq, reason=fault.message
            )


def _decoded(reply: bytes) -> TimeStampResponse:
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


def _anchor_of(connection: Connection, response: TimeStampResponse) -> tuple[str, Anchor]:
    for anchor_id, made in anchor_rows(connection):
        if _is_about(response, made):
            return anchor_id, made
    raise NotFound(
        _("This time-stamp is about none of the anchors that the casebook remembers."),
        remedy=_("Write an anchor with its query, and import the reply to exactly that query."),
    )


def _is_about(response: TimeStampResponse, made: Anchor) -> bool:
    imprint = response.tst_info.message_imprint
    digest = _DIGESTS.get(imprint.hash_algorithm.dotted_string)
    return digest is not None and digest(anchor_bytes(made)).digest() == imprint.message


def _verified(response: TimeStampResponse, made: Anchor, certificates: bytes) -> TimeStamp:
    """Signature, certificate, its use for time-stamping, and the digest of the anchor."""
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
        verifier.verify_message(response, anchor_bytes(made))
    except VerificationError as error:
        raise Invalid(
            _("The time-stamp does not verify: {reason}.").format(reason=str(error).rstrip(".")),
            remedy=_("Ask the authority for a new one, or give its root certificate with --ca."),
        ) from error
    at = response.tst_info.gen_time.replace(tzinfo=UTC)
    return TimeStamp(made, at, _authority(response, embedded), bool(certificates))


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
