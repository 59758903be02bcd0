"""Calendars as the office works by them: the pack's public holidays and the office's own changes.

A change is a new edition. Clocks that were started before keep the edition they were counted on.
"""

from dataclasses import dataclass
from datetime import date

from landwaiter.domain.base.periods import Calendar, CalendarEdit, DayChange, edited
from landwaiter.errors import Invalid
from landwaiter.i18n import _
from landwaiter.services.warm.references import CALENDAR
from landwaiter.services.warm.session import Session
from landwaiter.storage.base import records
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
        return _view(session, conn, state, year or session.today().year)


def states_known(session: Session) -> tuple[str, ...]:
    """States that have a calendar here."""
    with session.reading() as conn:
        return tuple(sorted(session.references.calendars(conn, session.today())))


def _view(session: Session, conn: Reader, state: str, year: int) -> CalendarView:
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


def change_calendar(
    session: Session, state: str, day: date, change: DayChange, *, name: str = "", reason: str
) -> CalendarView:
    """Add a regional holiday or bridge day, or take one out; a head or administrator may."""
    with session.writing("change_calendar") as work:
        base = session.references.calendar(work.conn, state, session.today())
        edits = calendar_edits(work.conn).get(state, ())
        _check(edited(base, edits), day, change, name=name, reason=reason)
        number = max((edit.number for edit in edits), default=0) + 1
        records.add(
            work.conn,
            "calendar_edit",
            id=work.new_id(),
            state=state,
            number=number,
            day=day,
            change=change,
            name=name,
            reason=reason,
            author=work.actor,
            at=work.now,
        )
        view = _view(session, work.conn, state, day.year)
        work.audit(
            "calendar.changed",
            f"calendar/{state}",
            {
                "day": day,
                "change": change,
                "name": name,
                "reason": reason,
                "edition": view.edition,
            },
        )
        work.changed("settings", f"calendar/{state}")
    return view


def _check(calendar: Calendar, day: date, change: DayChange, *, name: str, reason: str) -> None:
    """Only what makes a difference is a change, and it has a name and a reason."""
    works = calendar.is_working_day(day)
    if not reason.strip() or (change is DayChange.ADD and not name.strip()):
        raise Invalid(
            _("A change of the calendar needs the name of the day and a reason."),
            field="name" if reason.strip() else "reason",
            remedy=_("Say what day it is, and where that is laid down."),
        )
    if change is DayChange.ADD and not works:
        raise Invalid(
            _("{day} is no working day already.").format(day=day.isoformat()),
            field="day",
            value=day.isoformat(),
            remedy=_("Nothing needs to be done."),
        )
    if change is DayChange.REMOVE and day not in calendar.holidays:
        raise Invalid(
            _("{day} is no holiday of this calendar.").format(day=day.isoformat()),
            field="day",
            value=day.isoformat(),
            remedy=_("Show the calendar to see its days."),
        )
