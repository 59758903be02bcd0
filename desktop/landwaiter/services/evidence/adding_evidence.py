"""A file that becomes evidence: kept in the vault first, then entered on its case."""

import io
import mimetypes
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from landwaiter.domain.cases.deeds_on_evidence import ADD_EVIDENCE, AddEvidence
from landwaiter.domain.cases.mail_answers import MailProposal, proposed_answers
from landwaiter.domain.evidence.custody import label
from landwaiter.domain.evidence.deeds import AddFile
from landwaiter.domain.evidence.mail import MailHead
from landwaiter.domain.evidence.piece import Evidence, attached_to
from landwaiter.errors import NotFound
from landwaiter.i18n import _
from landwaiter.services.deeds.engine import do
from landwaiter.services.deeds.handler import Tell, refuse
from landwaiter.services.evidence.evidence_acts import require_grade
from landwaiter.services.evidence.evidence_files import case_of, numbered
from landwaiter.services.evidence.mail_files import MailContent, mail_in_vault
from landwaiter.services.evidence.mail_words import stated, told_notes, told_proposal
from landwaiter.services.warm.session import Session
from landwaiter.storage.audit.unit_of_work import Changes
from landwaiter.storage.evidence import evidence_rows as stored
from landwaiter.storage.keys.vault import Readable, StoredFile, too_large
from landwaiter.user_file import open_file, readable

LARGEST = 2 * 1024**3
"""Bytes of the largest attachment."""
UNSTATED = "?"
"""From whom a mail came that states no sender."""


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
    mail: MailHead | None = None
    attached: tuple[Evidence, ...] = ()
    """Pieces that came with it, those of mails within it too."""
    proposals: tuple[MailProposal, ...] = ()
    """Open requests that it, or a mail within it, may answer: a person says so."""

    def sentences(self) -> Iterator[str]:
        """What was done, and where the same file is known already."""
        yield _("{name} is evidence {label} of {reference}, SHA-256 {sha256}.").format(
            name=self.name, label=label(self.no), reference=self.reference, sha256=self.sha256
        )
        if self.elsewhere:
            yield _("The same file is evidence of {pieces}; it is kept once.").format(
                pieces=", ".join(f"{same.reference} ({label(same.no)})" for same in self.elsewhere)
            )
        if self.mail is not None:
            yield stated(self.mail)
            yield from told_notes(self.mail)
        for piece in self.attached:
            yield _("{name} is attached to {mail}: evidence {label}, SHA-256 {sha256}.").format(
                name=piece.name,
                mail=label(piece.attached_to or self.no),
                label=piece.label,
                sha256=piece.sha256,
            )
        for one in self.proposals:
            yield told_proposal(one)


def add_file(session: Session, said: AddFile, tell: Tell) -> EnteredFile:
    """Keep the file unchanged in the vault, then enter it on the case with its hash.

    Who may not enter it is told before anything is copied.
    """
    _refuse_early(session, said)
    kept = _kept(session, said.file, tell)
    mail = mail_in_vault(
        session,
        kept.sha256,
        kept.size,
        lambda: tell(kept.size, kept.size, said.file.name),
        name=said.file.name,
    )
    value: dict[str, Any] = {
        "name": said.file.name,
        "sha256": kept.sha256,
        "size": kept.size,
        "media_type": mimetypes.guess_type(said.file.name)[0] or "application/octet-stream",
        "grade": said.grade,
        "in_confidence": said.in_confidence,
        "redacts": said.redacts,
        **(_mail(session, mail) if mail else {}),
    }
    source = _source(session, said, mail)
    added = AddEvidence(
        said.reference,
        value=value,
        source=source or session.casebook.user.name,
        date=said.date,
        place=said.place,
        seal=said.seal,
    )
    changes = do(session, added).changes
    return _entered(session, said, changes, kept)


def _source(session: Session, said: AddFile, mail: MailContent | None) -> str:
    """From whom it came; a mail came from its sender as stated, and never from who enters it."""
    given = said.received_from.strip()
    if mail is None or given.casefold() not in {"", session.casebook.user.name.casefold()}:
        return given
    return mail.head.sender or UNSTATED


def _mail(session: Session, mail: MailContent) -> dict[str, Any]:
    """What a mail says of itself, and its attachments, which lie in the vault now."""
    vault, parts = session.casebook.vault, []
    for part in mail.parts:
        kept = vault.put(io.BytesIO(part.content), most=LARGEST)
        parts.append(
            {
                "name": part.name,
                "sha256": kept.sha256,
                "size": kept.size,
                "media_type": part.media_type,
                "within": part.within,
                "mail": part.mail,
            }
        )
    return {"mail": mail.head, "parts": parts}


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
        case = case_of(session, conn, said.reference)
    reference = case.reference
    found = [SameContent(**row) for row in rows]
    own = next(same for same in found if same.reference == reference)
    others = tuple(same for same in found if same is not own)
    piece, attached = numbered(case, own.no), attached_to(case.evidence, own.no)
    numbers = {own.no, *(one.no for one in attached)}
    return EnteredFile(
        changes,
        reference,
        own.no,
        said.file.name,
        kept.sha256,
        kept.size,
        others,
        piece.mail,
        attached,
        tuple(one for one in proposed_answers(case) if one.evidence in numbers),
    )
