"""Settings of the office, audited, and drafts of a person, which are not."""

from collections.abc import Mapping

from landwaiter.services.warm.session import Session
from landwaiter.storage.base import settings as stored


def settings(session: Session) -> Mapping[str, str]:
    """Every setting of the office by its key."""
    with session.reading() as conn:
        return stored.settings_with(conn, "")


ELSEWHERE = "#elsewhere"
"""Ends the key of what the same person typed for the same form in another window."""


def save_draft(session: Session, key: str, content: str, *, seen: str | None = None) -> None:
    """Keep what the person is typing, inside the casebook.

    `seen` is what this window saved or found last: what another window of the same person saved
    since is kept beside it.
    """
    me = session.casebook.user.id
    with session.writing("save_draft") as work:
        work.quiet()
        there = stored.draft_of(work.conn, user_id=me, key=key) if seen is not None else ""
        if content and there and there not in {seen, content}:
            stored.save_draft(
                work.conn, user_id=me, key=f"{key}{ELSEWHERE}", content=there, at=work.now
            )
        stored.save_draft(work.conn, user_id=me, key=key, content=content, at=work.now)


def draft(session: Session, key: str) -> str:
    """What the person had typed; empty when there is nothing."""
    with session.reading() as conn:
        return stored.draft_of(conn, user_id=session.casebook.user.id, key=key)
