"""Files of watched folders that were refused, as people read of them."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from landwaiter.domain.deeds.shape import KEEPERS
from landwaiter.domain.intake.deeds import DealWithFile
from landwaiter.errors import NotFound
from landwaiter.i18n import _
from landwaiter.services.base.page import Page
from landwaiter.services.deeds.handler import Account, Doing
from landwaiter.services.warm.session import Session
from landwaiter.storage.audit.told_rows import ROW
from landwaiter.storage.base.paging import PAGE, key_in, mark_of
from landwaiter.storage.intake import watched_files as stored
from landwaiter.storage.intake.watched_files import FileSettlement, KeptFault, WatchedFile


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
    is_settled: bool = False
    """Taken in since, or dealt with by a person."""
    settled: FileSettlement | None = None
    """Who dealt with it, and why."""


def refused_files(
    session: Session, after: str | None = None, *, limit: int = PAGE, settled: bool = False
) -> Page[RefusedFile]:
    """What was refused and not taken in since, the newest first; `settled`: all of it."""
    key = key_in(after, 1)[0] if after else None
    with session.reading() as conn:
        session.require(conn, *KEEPERS)
        rows = stored.refused_files(conn, after=key, limit=limit + 1, settled=settled)
        shown = tuple(
            _refused(one, is_settled=settled and stored.is_settled(conn, one.id))
            for one in rows[:limit]
        )
    return Page(shown, mark_of(shown[-1].id) if len(rows) > limit else None)


def count_refused(session: Session) -> int:
    """How many files wait for somebody who takes them in by hand."""
    with session.reading() as conn:
        return stored.count_refused(conn)


def refused_file(doing: Doing, said: DealWithFile) -> RefusedFile:
    """The file that a person dealt with; NotFound where none has the identity."""
    name = said.file.strip()
    found = stored.refused_named(doing.conn, name)
    if found is None:
        raise NotFound(
            _("No refused file of a watched folder has this identity."),
            field="file",
            value=name,
            remedy=_("List them with `watch list`."),
        )
    return _refused(found, is_settled=stored.is_settled(doing.conn, name))


def deal_with_file(doing: Doing, said: DealWithFile, row: RefusedFile) -> Account:
    """It is off the list, and lies where it lies."""
    reason = said.reason.strip()
    settled = stored.settle(doing.work, row.id, reason)
    told = {"file": row.file, "sha256": row.sha256, "reason": reason, ROW: settled}
    return Account("intake/watched", told, ids=(row.id,))


def _refused(one: WatchedFile, *, is_settled: bool) -> RefusedFile:
    return RefusedFile(
        id=one.id,
        file=one.name,
        folder=one.folder,
        place=str(Path(one.folder) / one.moved_to),
        sha256=one.sha256,
        at=one.at,
        faults=one.faults,
        fault_count=one.fault_count,
        is_settled=is_settled,
        settled=one.settled,
    )
