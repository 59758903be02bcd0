"""Files of watched folders that were refused, as people read of them."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from landwaiter.domain.deeds.shape import KEEPERS
from landwaiter.services.base.page import Page
from landwaiter.services.warm.session import Session
from landwaiter.storage.base.paging import PAGE, key_in, mark_of
from landwaiter.storage.intake import watched_files as stored
from landwaiter.storage.intake.watched_files import KeptFault, WatchedFile


@dataclass(frozen=True, slots=True)
class RefusedFile:
    """A file that was refused, where it lies and why."""

    id: str
    file: str
    folder: str
    place: str
    """The whole path that it was moved to."""
    sha256: str
    at: datetime | None
    faults: tuple[KeptFault, ...]
    fault_count: int
    """Of which the first are kept."""


def refused_files(
    session: Session, after: str | None = None, *, limit: int = PAGE, settled: bool = False
) -> Page[RefusedFile]:
    """What was refused and not taken in since, the newest first; `settled`: all of it."""
    key = key_in(after, 1)[0] if after else None
    with session.reading() as conn:
        session.require(conn, *KEEPERS)
        rows = stored.refused_files(conn, after=key, limit=limit + 1, settled=settled)
    shown = rows[:limit]
    return Page(
        tuple(_refused(one) for one in shown),
        mark_of(shown[-1].id) if len(rows) > limit else None,
    )


def count_refused(session: Session) -> int:
    """How many files wait for somebody who takes them in by hand."""
    with session.reading() as conn:
        return stored.count_refused(conn)


def _refused(one: WatchedFile) -> RefusedFile:
    return RefusedFile(
        id=one.id,
        file=one.name,
        folder=one.folder,
        place=str(Path(one.folder) / one.moved_to),
        sha256=one.sha256,
        at=one.at,
        faults=one.faults,
        fault_count=one.fault_count,
    )
