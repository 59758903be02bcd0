"""Calendars as the office works by them: the pack's public holidays and the office's own changes.

A change is a new edition. Clocks that were started before keep the edition they were counted on.
"""

from dataclasses import dataclass
from datetime import date

from landwaiter.domain.law.periods import Calendar, CalendarEdit, edited
from landwaiter.services.warm.references import CALENDAR
from landwaiter.services.warm.session import Session
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.cases.life_cycle import calendar_edits


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A day on which nobody works, or one that the office took out."""

    day: date
    name: str
    source: str
    """pack, added or removed."""
    author: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class CalendarView:
    state: str
    year: int
    edition: str
    days: tuple[CalendarDay, ...]


def calendar_view(session: Session, state: str, year: int | None = None) -> CalendarView:
    """The holidays of a state in one year, with the office's changes."""
    with session.reading() as conn:
        return view_of(session, conn, state, year or session.today().year)


def states_known(session: Session) -> tuple[str, ...]:
    """States that have a calendar here."""
    with session.reading() as conn:
        return tuple(sorted(session.references.calendars(conn, session.today())))


def view_of(session: Session, conn: Reader, state: str, year: int) -> CalendarView:
    """The same, read from a connection."""
    base = session.references.calendar(conn, state, session.today())
    edits = calendar_edits(conn).get(state, ())
    now = edited(base, edits)
    named = _names(session, conn, state)
    newest = {edit.day: edit for edit in edits}
    days = {day for day in (*base.holidays, *newest) if day.year == year}
    return CalendarView(
        state=state,
        year=year,
        edition=now.edition,
        days=tuple(_day(day, now, newest.get(day), named.get(day, "")) for day in sorted(days)),
    )


def _names(session: Session, conn: Reader, state: str) -> dict[date, str]:
    pack = session.references.packs(conn, session.today()).get(f"{CALENDAR}{state}")
    rows = pack.rows if pack else ()
    return {date.fromisoformat(row["date"]): row.get("name", "") for row in rows}


def _day(day: date, now: Calendar, edit: CalendarEdit | None, name: str) -> CalendarDay:
    if edit is None:
        return CalendarDay(day, name, "pack")
    source = "added" if day in now.holidays else "removed"
    return CalendarDay(day, edit.name or name, source, edit.author, edit.reason)
