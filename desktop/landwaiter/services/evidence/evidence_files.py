"""Evidence: files in the vault with their hash, added to a case, verified, written out again."""

import contextlib
import mimetypes
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from landwaiter.domain.cases.case import Case, Evidence
from landwaiter.domain.cases.deeds_on_evidence import ADD_EVIDENCE, AddEvidence
from landwaiter.domain.evidence.custody import label
from landwaiter.errors import Conflict, NotAllowed, NotFound
from landwaiter.i18n import _
from landwaiter.services.evidence.evidence_acts import require_grade
from landwaiter.services.evidence.evidence_wipe import DEED
from landwaiter.services.evidence.evidence_words import told_wipe
from landwaiter.services.table.deeds_on_cases import refuse
from landwaiter.services.table.engine import do
from landwaiter.services.table.motions import DeedOutcome, ask
from landwaiter.services.warm.session import Session
from landwaiter.storage.audit.unit_of_work import Changes
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.cases.case_load import load_case
from landwaiter.storage.cases.case_rows import case_id_of
from landwaiter.storage.evidence import evidence_rows as stored
from landwaiter.storage.keys.vault import Readable, StoredFile, too_large
from landwaiter.user_file import open_file, readable
from landwaiter.whole_file import aside_of, new_file, take_name, writable

LARGEST = 2 * 1024**3
"""Bytes of the largest attachment."""

Progress = Callable[[int, int, str], None]
"""(done, total, what is at hand); what it raises cancels the work, and nothing is left."""


@dataclass(frozen=True, slots=True)
class EvidenceEntry:
    """What a person says with a file: from whom, when and how it came, and what it is worth."""

    received_from: str = ""
    """Empty: from who is signed in."""
    received_on: date | None = None
    """None: today; an earlier day where the thing was received before it was entered."""
    place: str = ""
    seal: str = ""
    grade: str = ""
    """A1 to F6, or empty."""
    in_confidence: bool = False
    redacts: int | None = None
    """Number of the piece that this file is a redacted copy of."""


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


@dataclass(frozen=True, slots=True)
class EvidenceFault:
    """A piece of evidence whose file is not what was entered."""

    reference: str
    no: int
    name: str
    problem: str


def add_evidence(
    session: Session,
    reference: str,
    path: Path,
    entry: EvidenceEntry | None = None,
    *,
    progress: Progress | None = None,
) -> EnteredFile:
    """Keep the file unchanged in the vault, then enter it on the case with its hash.

    Who may not enter it is told before anything is copied.
    """
    said = entry or EvidenceEntry()
    _refuse_early(session, reference, said)
    kept = _kept(session, path, progress)
    value: dict[str, Any] = {
        "name": path.name,
        "sha256": kept.sha256,
        "size": kept.size,
        "media_type": mimetypes.guess_type(path.name)[0] or "application/octet-stream",
        "grade": said.grade,
        "in_confidence": said.in_confidence,
        "redacts": said.redacts,
    }
    added = AddEvidence(
        reference,
        value=value,
        source=said.received_from.strip() or session.casebook.user.name,
        date=said.received_on,
        place=said.place,
        seal=said.seal,
    )
    changes = do(session, added).changes
    return _entered(session, reference, changes, kept, path.name)


def _refuse_early(session: Session, reference: str, said: EvidenceEntry) -> None:
    with session.reading() as conn:
        case = case_of(session, conn, reference)
        actor = session.actor(session.registry(conn))
    refuse(ADD_EVIDENCE, case, actor)
    require_grade(said.grade)
    if said.redacts is not None:
        _numbered(case, said.redacts)


def case_of(session: Session, conn: Reader, reference: str) -> Case:
    """The case with this reference."""
    return load_case(conn, case_id_of(conn, reference), session.registry(conn))


def _kept(session: Session, path: Path, progress: Progress | None) -> StoredFile:
    vault = session.casebook.vault
    with _opened(path) as (source, size):
        vault.require_room(size)

        def tell(done: int) -> None:
            if progress is not None:
                progress(done, size, path.name)

        return vault.put(source, tell=tell, most=LARGEST)


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


def _entered(
    session: Session, reference: str, changes: Changes, kept: StoredFile, name: str
) -> EnteredFile:
    with session.reading() as conn:
        rows = stored.same_files(conn, kept.sha256, session.registry(conn))
        own_reference = case_of(session, conn, reference).reference
    found = [SameContent(**row) for row in rows]
    own = next(same for same in found if same.reference == own_reference)
    others = tuple(same for same in found if same is not own)
    return EnteredFile(changes, own_reference, own.no, name, kept.sha256, kept.size, others)


def evidence_list(session: Session, reference: str) -> tuple[Evidence, ...]:
    """Every piece of a case, with custody, gradings and tombstones."""
    with session.reading() as conn:
        return case_of(session, conn, reference).evidence


def piece_of(case: Case, number: int) -> Evidence:
    """The piece with this number whose file is there; NotFound, or NotAllowed once wiped."""
    piece = _numbered(case, number)
    if piece.wipe is not None:
        raise NotAllowed(told_wipe(piece, state=case.member_state))
    return piece


def _numbered(case: Case, number: int) -> Evidence:
    for piece in case.evidence:
        if piece.no == number:
            return piece
    raise NotFound(
        _("The case {reference} has no evidence with this number.").format(
            reference=case.reference
        ),
        field="evidence",
        value=str(number),
        remedy=_("List the evidence of the case to see its numbers."),
    )


def verify_evidence(
    session: Session, *, progress: Progress | None = None
) -> tuple[int, tuple[EvidenceFault, ...]]:
    """How many files were read, and those that are missing or changed; wiped ones are not read."""
    vault = session.casebook.vault
    with session.reading() as conn:
        rows = stored.live_evidence(conn, session.registry(conn))
    faults = []
    for done, row in enumerate(rows):
        if progress is not None:
            progress(done, len(rows), row["name"])
        if problem := vault.fault(row["vault_name"]):
            faults.append(EvidenceFault(row["reference"], row["no"], row["name"], problem))
    return len(rows), tuple(faults)


def export_evidence(
    session: Session,
    reference: str,
    number: int,
    target: Path,
    *,
    reason: str = "",
    progress: Progress | None = None,
) -> Evidence:
    """Write the original, verified, to a new file; the audit chain says who took it and why.

    Nothing is left where the vault's copy is damaged, the disk is full or somebody cancelled.
    """
    with session.reading() as conn:
        case = case_of(session, conn, reference)
    piece = piece_of(case, number)
    target = target.absolute()
    refuse_taken(target)
    part = aside_of(target)
    try:
        _written(session, piece, part, progress)
        with session.writing("export_evidence") as work:
            work.audit(
                "case.evidence_exported",
                f"case/{case.id}/evidence/{piece.id}",
                {
                    "reference": case.reference,
                    "evidence": piece.label,
                    "name": piece.name,
                    "sha256": piece.sha256,
                    "file": target.name,
                    "reason": reason,
                },
            )
            # The record first: no file is given out of which the chain knows nothing.
            work.after_commit(lambda: take_name(part, target))
            work.changed("audit", case.id)
    finally:
        part.unlink(missing_ok=True)
    return piece


def _written(session: Session, piece: Evidence, part: Path, progress: Progress | None) -> None:
    vault, done = session.casebook.vault, 0
    chunks = vault.chunks(vault.name_of(piece.sha256))
    with contextlib.closing(chunks), writable(part), new_file(part) as file:
        for chunk in chunks:
            file.write(chunk)
            done += len(chunk)
            if progress is not None:
                progress(done, piece.size, piece.name)


def refuse_taken(target: Path) -> None:
    """Conflict where a file of this name is already."""
    if target.exists():
        raise Conflict(
            _("There is a file of this name already."),
            file=str(target),
            remedy=_("Name another file; none is overwritten."),
        )


def ask_wipe(session: Session, reference: str, number: int, reason: str) -> tuple[DeedOutcome, str]:
    """Move that a piece of evidence is wiped; the motion, and what the piece is called."""
    with session.reading() as conn:
        case = case_of(session, conn, reference)
    piece = piece_of(case, number)
    return ask(session, DEED, {"case": case.id, "evidence": piece.id}, reason), piece.label
