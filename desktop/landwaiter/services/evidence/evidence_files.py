"""Evidence: files in the vault with their hash, verified, written out again."""

import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from landwaiter.domain.cases.case import Case
from landwaiter.domain.evidence.piece import Evidence
from landwaiter.errors import Conflict, NotAllowed, NotFound
from landwaiter.i18n import _
from landwaiter.services.evidence.evidence_words import told_wipe
from landwaiter.services.warm.session import Session
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.cases.case_load import load_case
from landwaiter.storage.cases.case_rows import case_id_of
from landwaiter.storage.evidence import evidence_rows as stored
from landwaiter.whole_file import new_file, writable

Progress = Callable[[int, int, str], None]
"""(done, total, what is at hand); what it raises cancels the work, and nothing is left."""


@dataclass(frozen=True, slots=True)
class EvidenceFault:
    """A piece of evidence whose file is not what was entered."""

    reference: str
    no: int
    name: str
    problem: str


def case_of(session: Session, conn: Reader, reference: str) -> Case:
    """The case with this reference."""
    return load_case(conn, case_id_of(conn, reference), session.registry(conn))


def evidence_list(session: Session, reference: str) -> tuple[Evidence, ...]:
    """Every piece of a case, with custody, gradings and tombstones."""
    with session.reading() as conn:
        return case_of(session, conn, reference).evidence


def piece_of(case: Case, number: int) -> Evidence:
    """The piece with this number whose file is there; NotFound, or NotAllowed once wiped."""
    piece = numbered(case, number)
    if piece.wipe is not None:
        raise NotAllowed(told_wipe(piece, state=case.member_state))
    return piece


def numbered(case: Case, number: int) -> Evidence:
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


def write_original(session: Session, piece: Evidence, part: Path, tell: Progress) -> None:
    """Its bytes, each chunk verified, in a new file."""
    vault, done = session.casebook.vault, 0
    chunks = vault.chunks(vault.name_of(piece.sha256))
    with contextlib.closing(chunks), writable(part), new_file(part) as file:
        for chunk in chunks:
            file.write(chunk)
            done += len(chunk)
            tell(done, piece.size, piece.name)


def refuse_taken(target: Path) -> None:
    """Conflict where a file or folder of this name is already."""
    if target.is_dir():
        raise Conflict(
            _("There is a folder of this name already."),
            file=str(target),
            remedy=_("Name another folder; none is overwritten."),
        )
    if target.exists():
        raise Conflict(
            _("There is a file of this name already."),
            file=str(target),
            remedy=_("Name another file; none is overwritten."),
        )
