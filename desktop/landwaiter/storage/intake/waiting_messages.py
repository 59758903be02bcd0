"""Messages on declarations that the casebook does not have, until those come."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import BindParameter, bindparam, func, or_, select

from landwaiter.storage.audit.unit_of_work import UnitOfWork
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.intake.declarations import known_among
from landwaiter.storage.schema import intake as t

ABOUT: Final = "waiting_message/"
"""How the object of an entry about a message that waits begins."""
WAITS: Final = "intake.message_waits"
ENDED: Final = "intake.wait_ended"


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """A message that waits, as lists show it."""

    id: str
    kind: str
    message: str
    """Its root element; empty of a format whose messages have no such name."""
    mrn: str | None
    local_reference: str | None
    happened: str | None
    """The day on which what it tells happened, as far as stated."""
    file: str
    author: str
    at: datetime


@dataclass(frozen=True, slots=True)
class WaitingContent:
    """A message that waits, as it is attached."""

    id: str
    content: str
    raw_file: str
    file_name: str
    file_sha256: str
    at: datetime


def is_waiting(conn: Reader, content_sha256: str) -> bool:
    waiting = t.waiting_message.c
    query = select(waiting.id).where(waiting.content_sha256 == content_sha256)
    return conn.execute(query).scalar() is not None


def waiting_for(
    conn: Reader, *, mrns: Collection[str], references: Collection[str]
) -> tuple[WaitingContent, ...]:
    """What names one of these numbers, in the order in which it came."""
    waiting, raw = t.waiting_message.c, t.raw_file.c
    query = (
        select(
            waiting.id,
            waiting.content,
            waiting.raw_file_id,
            raw.name,
            raw.sha256,
            waiting.at,
        )
        .join(t.raw_file, raw.id == waiting.raw_file_id)
        .where(or_(waiting.mrn.in_(mrns), waiting.local_reference.in_(references)))
        .order_by(waiting.id)
    )
    return tuple(WaitingContent(*row) for row in conn.execute(query))


def known_numbers(conn: Reader, mrns: Iterable[str], references: Iterable[str]) -> set[str]:
    """Those of some MRNs, by their keys, and of some references for which a message waits."""
    return known_among(conn, _MRNS, mrns) | known_among(conn, _REFERENCES, references)


_named: BindParameter[list[str]] = bindparam("named", expanding=True)
_waiting = t.waiting_message.c
_MRNS = select(_waiting.mrn).where(_waiting.mrn.in_(_named))
_REFERENCES = select(_waiting.local_reference).where(_waiting.local_reference.in_(_named))


def waiting_rows(conn: Reader, *, limit: int, before: str = "") -> tuple[WaitingRow, ...]:
    """Those that wait, the last that came first, from `before` on."""
    waiting, raw = t.waiting_message.c, t.raw_file.c
    query = (
        select(
            waiting.id,
            waiting.kind,
            waiting.message,
            waiting.mrn,
            waiting.local_reference,
            waiting.happened,
            raw.name,
            waiting.author,
            waiting.at,
        )
        .join(t.raw_file, raw.id == waiting.raw_file_id)
        .order_by(waiting.id.desc())
        .limit(limit)
    )
    if before:
        query = query.where(waiting.id < before)
    return tuple(WaitingRow(*row) for row in conn.execute(query))


def waiting_count(conn: Reader) -> int:
    return int(conn.execute(select(func.count()).select_from(t.waiting_message)).scalar_one())


def end_waiting(work: UnitOfWork, row_id: str) -> None:
    """It waits no more, and an entry says so: the guard lets it go once it is attached."""
    work.audit(ENDED, f"{ABOUT}{row_id}", {})
    work.conn.execute(t.waiting_message.delete().where(t.waiting_message.c.id == row_id))
