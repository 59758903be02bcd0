"""The files of a bundle beside its pages: exhibits, audit entries, anchors, verifiers."""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from landwaiter.canonical import sha256_hex
from landwaiter.domain.reports.profiles import Profile
from landwaiter.reports.dossier.bundled import ENTRIES, BundledFile, FileRelation
from landwaiter.reports.dossier.dossier import Dossier
from landwaiter.resources import verifier
from landwaiter.services.reports.bundle.bundle_anchors import BundleAnchor
from landwaiter.services.reports.bundle.exhibits import Exhibit
from landwaiter.services.warm.session import Session
from landwaiter.storage.audit import chain
from landwaiter.storage.audit.exported_entries import Proofs

VERIFIERS: Final = ("verify_report.py", "verify_audit.py")
_MEDIA_TYPE: Final = re.compile(r"[a-z]+/[a-z0-9][a-z0-9.+\-]{0,80}\Z")
_UNKNOWN: Final = "application/octet-stream"


def bundle_files(
    session: Session,
    dossier: Dossier,
    case_id: str,
    exhibits: Sequence[Exhibit],
    anchors: Sequence[BundleAnchor],
) -> tuple[BundledFile, ...]:
    """Every file beside the pages, in the order in which they are written."""
    entries = case_entries(session, dossier, case_id)
    held = [
        _held(ENTRIES, entries, "application/x-ndjson", FileRelation.DATA),
        *(
            _held(name, data, _anchor_type(name), FileRelation.DATA)
            for one in anchors
            for name, data in one.contents().items()
        ),
        *(
            _held(name, verifier(name).read_bytes(), "text/x-python", FileRelation.SUPPLEMENT)
            for name in VERIFIERS
        ),
    ]
    return (*(_exhibit(session, one) for one in exhibits if one.file), *held)


def _anchor_type(name: str) -> str:
    return "application/json" if name.endswith(".json") else "application/timestamp-reply"


def _held(name: str, data: bytes, media_type: str, relation: FileRelation) -> BundledFile:
    return BundledFile(
        name, sha256_hex(data), len(data), media_type, relation, lambda: iter((data,))
    )


def _exhibit(session: Session, exhibit: Exhibit) -> BundledFile:
    """Read from the vault when it is written, chunk by chunk, each verified."""
    piece = exhibit.piece
    stated = piece.media_type.lower()
    vault = session.casebook.vault
    chunks: Callable[[], Iterator[bytes]] = lambda: vault.chunks(vault.name_of(piece.sha256))  # noqa: E731
    return BundledFile(
        exhibit.file,
        piece.sha256,
        piece.size,
        stated if _MEDIA_TYPE.match(stated) else _UNKNOWN,
        FileRelation.SUPPLEMENT,
        chunks,
    )


def case_entries(session: Session, dossier: Dossier, case_id: str) -> bytes:
    """The entries up to the head that the dossier prints, as `verify_audit.py` reads them.

    What an entry says in words, and what was signed with it, is left out: it shows sources. The
    entry holds the salted hash of it.
    """
    told = {
        "filter": {"case": dossier.reference},
        "seq": str(dossier.audit_head.seq),
        "sha256": dossier.audit_head.sha256,
        "withheld": "payload",
        "for": Profile.COURT.value,
    }
    lines = []
    with session.reading() as conn:
        proofs = Proofs(conn)
        for row in chain.entries(conn, object=f"case/{case_id}", limit=None):
            if row.seq > dossier.audit_head.seq:
                break
            line = {
                "entry": row.entry,
                "sha256": row.sha256,
                "payload": None,
                "salt": None,
                "seal": proofs.seal_at(row.seq),
                "signed": None,
                "extract": told,
            }
            lines.append(json.dumps(line, ensure_ascii=False) + "\n")
    return "".join(lines).encode()
