"""What came of the files of watched folders, as the casebook keeps it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from landwaiter.i18n import Words
from landwaiter.storage.audit.told_rows import add_told
from landwaiter.storage.audit.unit_of_work import UnitOfWork
from landwaiter.storage.base import records
from landwaiter.storage.base.paging import beyond
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.schema.intake import raw_file, watched_file, watched_file_settled

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
class FileSettlement:
    """Who said that a refused file is dealt with, and why."""

    author: str
    at: str
    reason: str


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
    settled: FileSettlement | None = None
    """By a person who dealt with it otherwise."""


def add_files(work: UnitOfWork, files: Iterable[WatchedFile]) -> list[dict[str, str]]:
    """State what came of files that are about to be moved; what their entry must tell of them."""
    return [
        add_told(
            work,
            "watched_file",
            folder=one.folder,
            name=one.name,
            sha256=one.sha256,
            state=one.state,
            moved_to=one.moved_to,
            faults=one.faults,
            fault_count=one.fault_count,
        )
        for one in files
    ]


def newest_of(conn: Reader, *, folder: str, name: str, sha256: str) -> WatchedFile | None:
    """What was said last of these bytes under this name in this folder."""
    mine = watched_file.c
    found = _rows(
        conn,
        _whole()
        .where(mine.sha256 == sha256, mine.folder == folder, mine.name == name)
        .order_by(mine.id.desc())
        .limit(1),
    )
    return next(iter(found), None)


def refused_named(conn: Reader, name: str) -> WatchedFile | None:
    """A refused file by its identity."""
    mine = watched_file.c
    query = _whole().where(mine.id == name, mine.state == REFUSED)
    return next(iter(_rows(conn, query)), None)


def is_settled(conn: Reader, name: str) -> bool:
    """Whether nobody has to deal with a refused file any more."""
    query = select(watched_file.c.id).where(watched_file.c.id == name, _is_settled())
    return conn.execute(query).first() is not None


def settle(work: UnitOfWork, name: str, reason: str) -> dict[str, str]:
    """Say that a person has dealt with a refused file; what the entry must tell of the row."""
    return add_told(work, "watched_file_settled", file_id=name, reason=reason)


def refused_files(
    conn: Reader, *, after: str | None = None, limit: int, settled: bool = False
) -> Sequence[WatchedFile]:
    """Files that were refused, the newest first, a page of them; `settled` ones too on demand."""
    mine = watched_file.c
    query = _whole().where(mine.state == REFUSED)
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
    """The same bytes were taken in since, another file came under the name, or a person said so."""
    mine, other = watched_file.c, watched_file.alias("later")
    known = select(raw_file.c.id).where(raw_file.c.sha256 == mine.sha256)
    later = select(other.c.id).where(
        and_(
            other.c.folder == mine.folder,
            other.c.name == mine.name,
            other.c.id > mine.id,
        )
    )
    by_person = select(watched_file_settled.c.file_id).where(
        watched_file_settled.c.file_id == mine.id
    )
    return or_(known.exists(), later.exists(), by_person.exists())


def _whole() -> Select[Any]:
    """The columns of a file, and who dealt with it."""
    by = watched_file_settled.alias("by_person")
    return select(
        watched_file,
        by.c.author.label("settled_by"),
        by.c.at.label("settled_at"),
        by.c.reason.label("settled_reason"),
    ).join(by, by.c.file_id == watched_file.c.id, isouter=True)


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
        settled=FileSettlement(row["settled_by"], row["settled_at"], row["settled_reason"])
        if row["settled_by"]
        else None,
    )
