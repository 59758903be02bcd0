"""The manifest of a report and its Ed25519 signature."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from landwaiter.canonical import canonical_bytes, instant
from landwaiter.errors import Invalid
from landwaiter.i18n import _, form_of
from landwaiter.reports.dossier.codec import to_plain
from landwaiter.reports.dossier.dossier import NO_STATEMENT, ChainHead, Dossier

MANIFEST_VERSION = 1


@dataclass(frozen=True, slots=True)
class ReportSigner:
    """Who signs a report: a name, the raw public key (32 bytes) and the deed of signing."""

    name: str
    public_key: bytes
    sign: Callable[[bytes], bytes]
    """Ed25519 over the given bytes; 64 bytes."""
    certificate: str = ""
    """SHA-256 of the certificate with which a PDF is signed besides (PAdES); empty: with none."""
    registry: ChainHead = NO_STATEMENT
    """The newest statement about people and keys when it is signed: by it the key must count."""


@dataclass(frozen=True, slots=True)
class ReportSeal:
    """What a report carries about itself: dossier, manifest and signature, as bytes."""

    dossier: bytes
    manifest: bytes
    signature: bytes


def seal(
    dossier: Dossier, *, file_kind: str, contents: Mapping[str, Any], signer: ReportSigner
) -> ReportSeal:
    """The signed manifest over the dossier's hash and the `contents` of a file."""
    manifest = canonical_bytes(
        {
            "v": MANIFEST_VERSION,
            "file": file_kind,
            "dossier_sha256": dossier.sha256(),
            "dossier": dossier.id,
            "report_type": form_of(dossier.report_type),
            "reference": dossier.reference,
            "made_at": instant(dossier.made_at),
            "audit_head": {"seq": dossier.audit_head.seq, "sha256": dossier.audit_head.sha256},
            "casebook": dossier.casebook,
            "registry": {"seq": signer.registry.seq, "sha256": signer.registry.sha256},
            "signer": signer.name,
            "key": signer.public_key.hex(),
            **redaction_named(dossier),
            **contents,
        }
    )
    return ReportSeal(dossier.canonical(), manifest, signer.sign(manifest))


def redaction_named(dossier: Dossier) -> Mapping[str, Any]:
    """For whom it was redacted, with counts and commitments; nothing where it was not."""
    return {"redaction": to_plain(dossier.redaction)} if dossier.redaction else {}


def signature_holds(*, public_key: str, signature: bytes, data: bytes) -> bool:
    """True if `signature` over `data` was made with the key of `public_key` (hexadecimal)."""
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_key)).verify(signature, data)
    except (ValueError, InvalidSignature):
        return False
    return True


def registry_named(manifest: Mapping[str, Any]) -> ChainHead:
    """The newest statement when the report was signed; the none before the first, if it is odd."""
    said = manifest.get("registry")
    seq, sha256 = (said.get("seq"), said.get("sha256")) if isinstance(said, dict) else (0, "")
    if type(seq) is not int or not isinstance(sha256, str):
        return NO_STATEMENT
    return ChainHead(seq, sha256)


def read_manifest(data: bytes) -> dict[str, Any]:
    """The manifest as an object; Invalid if it is none of a known version."""
    try:
        value = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise Invalid(_("The manifest is not readable JSON.")) from error
    if not isinstance(value, dict) or value.get("v") != MANIFEST_VERSION:
        raise Invalid(
            _("The manifest has a version which this program does not know."),
            remedy=_("Use a newer version of Landwaiter."),
        )
    return value
