"""Monitoring programmes: saved rules over trade, changed by new versions, run for their figures."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from landwaiter.canonical import plain
from landwaiter.domain.intake.case_kind import CaseKind
from landwaiter.domain.monitoring.programme import Watch, as_printed
from landwaiter.errors import Invalid
from landwaiter.i18n import _
from landwaiter.services.warm.session import Session
from landwaiter.storage.base import records
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.monitoring import programme_rows as stored

LONGEST_NAME = 60
PRIORITY = "chpl"
"""The pack of the common high priority list."""


@dataclass(frozen=True, slots=True)
class Programme:
    """A programme in its newest version."""

    id: str
    name: str
    version: int
    watch: Watch
    reason: str
    author: str
    at: datetime
    ended_at: datetime | None = None
    end_reason: str = ""

    @property
    def ended(self) -> bool:
        return self.ended_at is not None


@dataclass(frozen=True, slots=True)
class Version:
    """One version of the rules; the older ones stay."""

    version: int
    watch: Watch
    reason: str
    author: str
    at: datetime


def watch_of(rules: Mapping[str, Any]) -> Watch:
    """The rules as they were kept."""
    return records.from_plain(dict(rules), Watch)


def kept(watch: Watch) -> dict[str, Any]:
    """The rules as they are kept: what is not asked is left out."""
    empty = Watch()
    return {
        name: plain(value)
        for name in Watch.__dataclass_fields__
        if (value := getattr(watch, name)) != getattr(empty, name)
    }


def programmes(session: Session) -> tuple[Programme, ...]:
    """Every programme, by name."""
    with session.reading() as conn:
        return tuple(_programme(row) for row in stored.programmes(conn))


def programme(session: Session, name: str) -> Programme:
    """The programme of this name, or NotFound."""
    with session.reading() as conn:
        return programme_named(conn, name)


def versions(session: Session, name: str) -> tuple[Version, ...]:
    """Every version of a programme, the oldest first."""
    with session.reading() as conn:
        rows = stored.versions(conn, stored.programme(conn, name)["id"])
    return tuple(
        Version(
            row["version"],
            watch_of(row["rules"]),
            row["reason"],
            row["author"],
            datetime.fromisoformat(row["at"]),
        )
        for row in rows
    )


def changed_by(watch: Watch, given: Mapping[str, str]) -> Watch:
    """The rules with what was typed in place of the old ones: words parted by commas, or a day.

    An empty text takes a rule away.
    """
    return replace(watch, **{name: _typed(name, text) for name, text in given.items()})


def watch_typed(given: Mapping[str, str]) -> Watch:
    """The rules of a new programme, as typed."""
    return changed_by(Watch(), given)


_DAYS = frozenset({"first", "last"})
_UPPER = frozenset({"destinations", "route"})


def _typed(name: str, text: str) -> Any:
    if name in _DAYS:
        return day_of(text, name)
    parts = tuple(part.strip() for part in text.split(",") if part.strip())
    if name in _UPPER:
        return tuple(part.upper() for part in parts)
    if name == "headings":
        return tuple("".join(part.split()) for part in parts)
    read = {"kinds": _kind, "codes": as_printed}.get(name)
    return tuple(map(read, parts)) if read else parts


def _kind(text: str) -> str:
    word = text.lower().replace(" ", "_").replace("-", "_")
    if word not in {kind.value for kind in CaseKind}:
        raise Invalid(
            _("There is no such kind of case."),
            field="kinds",
            value=text,
            remedy=_("Use one of {kinds}.").format(kinds=", ".join(CaseKind)),
        )
    return word


def typed(watch: Watch) -> dict[str, str]:
    """The rules as they are typed, for a form."""
    return {
        name: value.isoformat() if isinstance(value, date) else ", ".join(value or ())
        for name in Watch.__dataclass_fields__
        for value in [getattr(watch, name)]
    }


def programme_named(conn: Reader, name: str) -> Programme:
    """The programme of this name on an open connection, or NotFound."""
    return _programme(stored.programme(conn, name))


def _programme(row: Mapping[str, Any]) -> Programme:
    return Programme(
        id=row["id"],
        name=row["name"],
        version=row["version"],
        watch=watch_of(row["rules"]),
        reason=row["reason"],
        author=row["author"],
        at=datetime.fromisoformat(row["at"]),
        ended_at=datetime.fromisoformat(row["ended_at"]) if row["ended_at"] else None,
        end_reason=row["end_reason"],
    )


def day_of(text: str, name: str) -> date | None:
    """A day as typed; None where none was."""
    if not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError as error:
        raise Invalid(
            _("This is not a date."),
            field=name,
            value=text,
            remedy=_("Give the date as 2026-03-27."),
        ) from error
