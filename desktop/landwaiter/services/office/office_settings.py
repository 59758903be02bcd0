"""Settings of the office, audited, and drafts of a person, which are not."""

from collections.abc import Iterable, Mapping

from landwaiter.domain.cases.case import TrackLetter
from landwaiter.domain.table import four_eyes
from landwaiter.errors import NotAllowed
from landwaiter.i18n import _
from landwaiter.services.audit import anchoring
from landwaiter.services.cases.refresh import rewrite_line
from landwaiter.services.deeds import stale_saves
from landwaiter.services.office.setting_table import IDLE_MINUTES, named_today, refuse_impossible
from landwaiter.services.warm.session import Session
from landwaiter.storage.base import settings as stored
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.cases import case_rows

__all__ = ["IDLE_MINUTES", "change_settings", "draft", "save_draft", "settings"]


def settings(session: Session) -> Mapping[str, str]:
    """Every setting of the office by its key."""
    with session.reading() as conn:
        return stored.settings_with(conn, "")


def change_settings(
    session: Session, values: Mapping[str, str], *, seen: Mapping[str, str] | None = None
) -> None:
    """Set some of them, each audited with its old and new value; a head or administrator may.

    `seen` are the settings the person looked at: one of `values` changed since is a Conflict.
    """
    with session.reading() as conn:
        named = named_today(session, conn)
    for key, value in values.items():
        refuse_impossible(key, value, named)
        anchoring.check_setting(session, key, value)
    with session.writing("change_settings") as work:
        _refuse_alone(work.conn, values)
        stale_saves.refuse_stale_settings(work.conn, values, seen)
        for key, value in values.items():
            before = stored.setting(work.conn, key)
            stored.set_setting(work.conn, key, value, by=work.actor, at=work.now)
            work.audit("office.setting_changed", f"setting/{key}", {"value": [before, value]})
        if not values:
            work.quiet()
        if any(key.startswith("policy.") for key in values):
            for case_id in case_rows.with_open_track(work.conn, TrackLetter.B):
                rewrite_line(session, work, case_id)
        work.changed("settings", *values)


def _refuse_alone(conn: Reader, values: Iterable[str]) -> None:
    """The practice on an embargo is set with a reason where the office wants two persons for it."""
    office = stored.settings_with(conn, "")
    if any(key.startswith("policy.") for key in values) and four_eyes.wanted(
        "set_practice", office
    ):
        raise NotAllowed(
            _("This office wants two persons for its practice on embargoes."),
            remedy=_("Set it with its reason: “embargo practice”."),
        )


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
