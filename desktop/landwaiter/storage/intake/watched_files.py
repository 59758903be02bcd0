"""What came of the files of watched folders, as the casebook keeps it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from landwaiter.i18n import Words
from landwaiter.storage.audit.unit_of_work import UnitOfWork
from landwaiter.storage.base import records
from landwaiter.storage.base.paging import beyond
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.schema.intake import raw_file, watched_file

TAKEN, REFUSED = "taken", "refused"


@dataclass(frozen=True, slots=True)
class KeptFault:
    """One reason for which a file was refused, with its place."""

    row: int | str | None
    field: str | None
    value: str | None
    message: Words
    remedy: Words | None = None


@dataclass(frozen=True, slots=True)
class WatchedFile:
    """A file that came into a watched folder."""

    folder: str
    name: str
    sha256: str
    state: str
    moved_to: str
    """Its place below the folder, such as `done/2026-12-01/a.xml`."""
    faults: tuple[KeptFault, ...] = ()
    fault_count: int = 0
    id: str = ""
    at: datetime | None = None


def add_files(work: UnitOfWork, files: Iterable[WatchedFile]) -> None:
    """State what came of files that are about to be moved."""
    records.add_many(
        work.conn,
        "watched_file",
        [
            {
                "id": work.new_id(),
                "folder": one.folder,
                "name": one.name,
                "sha256": one.sha256,
                "state": one.state,
                "moved_to": one.moved_to,
                "faults": one.faults,
                "fault_count": one.fault_count,
                "author": work.actor,
                "at": work.now,
            }
            for one in files
        ],
    )


def newest_of(conn: Reader, *, folder: str, name: str, sha256: str) -> WatchedFile | None:
    """What was said last of these bytes under this name in this folder."""
    mine = watched_file.c
    found = _rows(
        conn,
        select(watched_file)
        .where(mine.sha256 == sha256, mine.folder == folder, mine.name == name)
        .order_by(mine.id.desc())
        .limit(1),
    )
    return next(iter(found), None)


def refused_files(
    conn: Reader, *, after: str | None = None, limit: int, settled: bool = False
) -> Sequence[WatchedFile]:
    """Files that were refused, the newest first, a page of them; `settled` ones too on demand."""
    mine = watched_file.c
    query = select(watched_file).where(mine.state == REFUSED)
    if not settled:
        query = query.where(~_is_settled())
    if after is not None:
        query = query.where(beyond((mine.id,), (after,), descending=True))
    return _rows(conn, query.order_by(mine.id.desc()).limit(limit))


def count_refused(conn: Reader) -> int:
    """How many files were refused that nobody has taken in since."""
    query = select(func.count()).select_from(watched_file).where(watched_file.c.state == REFUSED)
    return int(conn.execute(query.where(~_is_settled())).scalar_one())


def _is_settled() -> ColumnElement[bool]:
    """The same bytes were taken in since, or another file came under the name and was."""
    mine, other = watched_file.c, watched_file.alias("later")
    known = select(raw_file.c.id).where(raw_file.c.sha256 == mine.sha256)
    later = select(other.c.id).where(
        and_(
            other.c.folder == mine.folder,
            other.c.name == mine.name,
            other.c.id > mine.id,
        )
    )
    return or_(known.exists(), later.exists())


def _rows(conn: Reader, query: Select[Any]) -> Sequence[WatchedFile]:
    return [_file(row) for row in conn.execute(query).mappings()]


def _file(row: Any) -> WatchedFile:
    return WatchedFile(
        folder=row["folder"],
        name=row["name"],
        sha256=row["sha256"],
        state=row["state"],
        moved_to=row["moved_to"],
        faults=records.from_json(row["faults"], tuple[KeptFault, ...]),
        fault_count=row["fault_count"],
        id=row["id"],
        at=datetime.fromisoformat(row["at"]),
    )
