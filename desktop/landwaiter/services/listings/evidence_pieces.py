"""A piece of evidence that a row of a proposal names: its hash, and whether in confidence."""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from landwaiter.domain.evidence.custody import label
from landwaiter.services.entities.deeds import refuse_unknown_piece
from landwaiter.services.warm.session import Session
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.cases.case_rows import case_id_of
from landwaiter.storage.evidence.evidence_rows import evidence_of
from landwaiter.user_file import open_file, readable

_CHUNK: Final = 1 << 20
"""Bytes."""


@dataclass(frozen=True, slots=True)
class NamedPiece:
    sha256: str
    in_confidence: bool


def piece_named(session: Session, conn: Reader, evidence: str) -> NamedPiece:
    """The piece `PL1-2026-000412/E-01`; NotFound where the case has none, or it was wiped."""
    refuse_unknown_piece(conn, evidence)
    reference, _slash, wanted = evidence.rpartition("/")
    pieces = evidence_of(conn, case_id_of(conn, reference), session.registry(conn))
    row = next(one for one in pieces if label(one["no"]) == wanted)
    confided = row["confidences"]
    return NamedPiece(row["sha256"], bool(confided and confided[-1]["in_confidence"]))


def file_sha256(path: Path) -> str:
    """The SHA-256 of a file that lies elsewhere; NotFound, Invalid or Unavailable else."""
    digest = hashlib.sha256()
    with open_file(path) as source, readable(path):
        while part := source.read(_CHUNK):
            digest.update(part)
    return digest.hexdigest()
