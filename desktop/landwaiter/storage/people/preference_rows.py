"""What each person set for themselves, inside the casebook."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select

from landwaiter.storage.base.reader import Reader, Writer
from landwaiter.storage.schema.people import preference
from landwaiter.storage.sqlite.dialect import upsert


def preferences_of(conn: Reader, user_id: str) -> dict[str, str]:
    """Name → value, of what the person ever set."""
    row = preference.c
    found = conn.execute(select(row.name, row.value).where(row.user_id == user_id))
    return {str(name): str(value) for name, value in found}


def set_preferences(conn: Writer, user_id: str, values: Mapping[str, str], *, at: datetime) -> None:
    """Set or replace."""
    for name, value in values.items():
        row = {"value": value, "at": at}
        conn.execute(upsert(preference, {"user_id": user_id, "name": name}, row))
