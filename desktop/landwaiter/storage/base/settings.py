"""Settings of the office and drafts of a person, inside the casebook."""

from datetime import datetime

from sqlalchemy import delete, select

from landwaiter.storage.base.reader import Reader, Writer, seldom
from landwaiter.storage.schema.office import office_setting
from landwaiter.storage.schema.people import draft
from landwaiter.storage.sqlite.dialect import upsert


def setting(conn: Reader, key: str) -> str | None:
    """The office's value, None when it was never set."""
    return seldom(conn, _settings).get(key)


def set_by(conn: Reader, key: str) -> str:
    """Who set it last; empty when nobody did."""
    query = select(office_setting.c.set_by).where(office_setting.c.key == key)
    return str(conn.execute(query).scalar() or "")


def settings_with(conn: Reader, prefix: str) -> dict[str, str]:
    """All settings whose key begins with `prefix`, without it."""
    found = seldom(conn, _settings).items()
    return {key[len(prefix) :]: value for key, value in found if key.startswith(prefix)}


def _settings(conn: Reader) -> dict[str, str]:
    row = office_setting.c
    return {str(key): str(value) for key, value in conn.execute(select(row.key, row.value))}


def set_setting(conn: Writer, key: str, value: str, *, by: str, at: datetime) -> None:
    """Set or replace; the audit entry is the caller's."""
    row = {"value": value, "set_by": by, "at": at}
    conn.execute(upsert(office_setting, {"key": key}, row))


def save_draft(conn: Writer, *, user_id: str, key: str, content: str, at: datetime) -> None:
    """Keep what a person is typing; empty content forgets it."""
    if not content:
        conn.execute(delete(draft).where(draft.c.user_id == user_id, draft.c.key == key))
        return
    row = {"content": content, "at": at}
    conn.execute(upsert(draft, {"user_id": user_id, "key": key}, row))


def draft_keys(conn: Reader, *, user_id: str, beginning: str) -> tuple[str, ...]:
    """The keys of what a person had typed, of those that begin so."""
    query = select(draft.c.key).where(
        draft.c.user_id == user_id, draft.c.key.startswith(beginning, autoescape=True)
    )
    return tuple(map(str, conn.execute(query.order_by(draft.c.at)).scalars()))


def draft_of(conn: Reader, *, user_id: str, key: str) -> str:
    """What the person had typed, or empty."""
    found = conn.execute(
        select(draft.c.content).where(draft.c.user_id == user_id, draft.c.key == key)
    ).scalar()
    return str(found or "")


def drafts_with(conn: Reader, *, user_id: str, prefix: str) -> dict[str, str]:
    """Drafts of a person whose key begins with `prefix`, by the whole key, oldest first."""
    query = (
        select(draft.c.key, draft.c.content)
        .where(draft.c.user_id == user_id, draft.c.key.startswith(prefix, autoescape=True))
        .order_by(draft.c.at, draft.c.key)
    )
    return {str(key): str(content) for key, content in conn.execute(query)}
