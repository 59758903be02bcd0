"""Searches that each person saved for themselves."""

from datetime import datetime
from typing import Any

from sqlalchemy import delete, select

from landwaiter.storage.base.reader import Reader, Writer
from landwaiter.storage.base.records import columns, plain_rows
from landwaiter.storage.schema.finding import saved_search
from landwaiter.storage.sqlite.dialect import upsert

_SAVED = saved_search.c


def saved_of(conn: Reader, user_id: str) -> list[dict[str, Any]]:
    """Name and what is asked, of this person, by name."""
    query = select(_SAVED.name, _SAVED.asked).where(_SAVED.user_id == user_id)
    return plain_rows(conn, query.order_by(_SAVED.name), structured=("asked",))


def save(conn: Writer, user_id: str, name: str, asked: Any, *, at: datetime) -> None:
    """Save or replace."""
    row = columns({"asked": asked})
    conn.execute(upsert(saved_search, {"user_id": user_id, "name": name}, {**row, "at": at}))


def remove(conn: Writer, user_id: str, name: str) -> None:
    conn.execute(delete(saved_search).where(_SAVED.user_id == user_id, _SAVED.name == name))
