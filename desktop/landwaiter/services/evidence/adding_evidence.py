"""A file that becomes evidence: kept in the vault first, then entered on its case."""

import mimetypes
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from landwaiter.domain.cases.deeds_on_evidence import ADD_EVIDENCE, AddEvidence
from landwaiter.domain.evidence.custody import label
from landwaiter.domain.evidence.deeds import AddFile
from landwaiter.errors import NotFound
from landwaiter.i18n import _
from landwaiter.services.deeds.engine import do
from landwaiter.services.deeds.handler import Tell, refuse
from landwaiter.services.evidence.evidence_acts import require_grade
from landwaiter.services.evidence.evidence_files import case_of, numbered
from landwaiter.services.warm.session import Session
from landwaiter.storage.audit.unit_of_work import Changes
from landwaiter.storage.evidence import evidence_rows as stored
from landwaiter.storage.keys.vault import Readable, StoredFile, too_large
from landwaiter.user_file import open_file, readable

LARGEST = 2 * 1024**3
"""Bytes of the largest attachment."""


@dataclass(frozen=True, slots=True)
class SameContent:
    """The same content, kept as evidence of another case."""

    reference: str
    no: int
    name: str


@dataclass(frozen=True, slots=True)
class EnteredFile:
    """A file that became evidence."""

    changes: Changes
    reference: str
    no: int
    name: str
    sha256: str
    size: int
    elsewhere: tuple[SameContent, ...]

    def sentences(self) -> Iterator[str]:
        """What was done, and where the same file is known already."""
        yield _("{name} is evidence E-{no:02d} of {reference}, SHA-256 {sha256}.").format(
            name=self.name, no=self.no, reference=self.reference, sha256=self.sha256
        )
        if self.elsewhere:
            yield _("The same file is evidence of {pieces}; it is kept once.").format(
                pieces=", ".join(f"{same.reference} ({label(same.no)})" for same in self.elsewhere)
            )


def add_file(session: Session, said: AddFile, tell: Tell) -> EnteredFile:
    """Keep the file unchanged in the vault, then enter it on the case with its hash.

    Who may not enter it is told before anything is copied.
    """
    _refuse_early(session, said)
    kept = _kept(session, said.file, tell)
    value: dict[str, Any] = {
        "name": said.file.name,
        "sha256": kept.sha256,
        "size": kept.size,
        "media_type": mimetypes.guess_type(said.file.name)[0] or "application/octet-stream",
        "grade": said.grade,
        "in_confidence": said.in_confidence,
        "redacts": said.redacts,
    }
    added = AddEvidence(
        said.reference,
        value=value,
        source=said.received_from.strip() or session.casebook.user.name,
        date=said.date,
        place=said.place,
        seal=said.seal,
    )
    changes = do(session, added).changes
    return _entered(session, said, changes, kept)


def _refuse_early(session: Session, said: AddFile) -> None:
    with session.reading() as conn:
        case = case_of(session, conn, said.reference)
        actor = session.actor(session.registry(conn))
    refuse(ADD_EVIDENCE, actor, case)
    require_grade(said.grade)
    if said.redacts is not None:
        numbered(case, said.redacts)


def _kept(session: Session, path: Path, tell: Tell) -> StoredFile:
    vault = session.casebook.vault
    with _opened(path) as (source, size):
        vault.require_room(size)
        return vault.put(source, tell=lambda done: tell(done, size, path.name), most=LARGEST)


@contextmanager
def _opened(path: Path) -> Iterator[tuple[Readable, int]]:
    """A file that may be read, and its size; what is no plain file is refused."""
    if path.is_dir():
        raise NotFound(_("There is no such file."), file=str(path))
    with open_file(path, buffering=0) as source:
        size = os.fstat(source.fileno()).st_size
        if size > LARGEST:
            raise too_large(LARGEST, file=str(path))
        yield _Source(source, path), size


class _Source:
    """A file whose faults name it, and not the vault that it is copied into."""

    def __init__(self, file: Any, path: Path) -> None:
        self._file, self._path = file, path

    def read(self, size: int, /) -> bytes:
        with readable(self._path):
            data: bytes = self._file.read(size)
        return data


def _entered(session: Session, said: AddFile, changes: Changes, kept: StoredFile) -> EnteredFile:
    with session.reading() as conn:
        rows = stored.same_files(conn, kept.sha256, session.registry(conn))
        reference = case_of(session, conn, said.reference).reference
    found = [SameContent(**row) for row in rows]
    own = next(same for same in found if same.reference == reference)
    others = tuple(same for same in found if same is not own)
    return EnteredFile(changes, reference, own.no, said.file.name, kept.sha256, kept.size, others)
