"""Rows that say which window has which case open, and until when it was seen alive."""

from collections.abc import Iterable
from datetime import datetime
from typing import TypeVar

from sqlalchemy import delete, select

from landwaiter.canonical import instant
from landwaiter.storage.audit import chain
from landwaiter.storage.base.reader import Reader, Writer
from landwaiter.storage.base.records import from_plain, plain_rows
from landwaiter.storage.schema import cases as t
from landwaiter.storage.schema.cases import presence
from landwaiter.storage.sqlite.dialect import upsert

T = TypeVar("T")


def replace(
    conn: Writer,
    window: str,
    case_ids: Iterable[str],
    *,
    user_id: str,
    person: str,
    at: datetime,
) -> None:
    """The window has exactly these cases open; since when is kept for those it had before."""
    wanted = list(dict.fromkeys(case_ids))
    row = presence.c
    conn.execute(delete(presence).where(row.id == window, row.case_id.not_in(wanted)))
    for case_id in wanted:
        conn.execute(
            upsert(
                presence,
                {"id": window, "case_id": case_id},
                {"seen": instant(at)},
                at_first={"user_id": user_id, "person": person, "since": instant(at)},
            )
        )


def forget_before(conn: Writer, moment: datetime) -> None:
    """Take away rows of windows that have not been seen since."""
    conn.execute(delete(presence).where(presence.c.seen < instant(moment)))


def open_cases(conn: Reader, *, since: datetime, but: str, cls: type[T]) -> tuple[T, ...]:
    """Cases open in windows seen alive since then, but for one window; the longest open first."""
    query = (
        select(presence.c.case_id, t.case_file.c.reference, presence.c.person, presence.c.since)
        .join(t.case_file, t.case_file.c.id == presence.c.case_id)
        .where(presence.c.seen >= instant(since), presence.c.id != but)
        .order_by(presence.c.since, presence.c.id)
    )
    return tuple(from_plain(plain_rows(conn, query), list[cls]))  # type: ignore[valid-type]  # a class at run time


def audit_seq(conn: Reader) -> int:
    """How far the chain is: another number than before means that somebody did something."""
    return chain.head(conn).seq
