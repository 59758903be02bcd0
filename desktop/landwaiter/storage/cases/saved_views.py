"""Views of the list of cases that were saved: those of the office, and each person's own."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select

from landwaiter.storage.base.reader import Reader, Writer
from landwaiter.storage.base.records import from_plain, plain_rows, to_json
from landwaiter.storage.schema.cases import saved_view
from landwaiter.storage.sqlite.dialect import upsert

OFFICE = ""
"""The owner of what is the office's."""


@dataclass(frozen=True, slots=True)
class StoredView:
    """A row; `asked` is the line of a query."""

    owner: str
    name: str
    asked: str
    columns: tuple[str, ...]
    author: str
    at: datetime


def stored_views(conn: Reader, owners: Collection[str]) -> tuple[StoredView, ...]:
    """Those of these owners, by name."""
    query = select(saved_view).where(saved_view.c.owner.in_(owners)).order_by(saved_view.c.name)
    return from_plain(plain_rows(conn, query, structured=("columns",)), tuple[StoredView, ...])


def keep_view(conn: Writer, view: StoredView) -> None:
    """New, or in the place of the owner's view of that name."""
    key = {"owner": view.owner, "name": view.name}
    row = {
        "asked": view.asked,
        "columns": to_json(view.columns),
        "author": view.author,
        "at": view.at,
    }
    conn.execute(upsert(saved_view, key, row))


def forget_view(conn: Writer, owner: str, name: str) -> None:
    """It is gone."""
    conn.execute(delete(saved_view).where(saved_view.c.owner == owner, saved_view.c.name == name))
