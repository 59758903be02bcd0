"""A calendar as other programs read it (iCalendar, RFC 5545)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from icalendar import Event

MAKER = "-//Landwaiter//Landwaiter//EN"
_SINCE = datetime(2020, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """One line of a calendar: a span of instants, or whole days with the one after the last."""

    uid: str
    """The same each time, so that another calendar replaces the entry and keeps no second one."""
    title: str
    start: datetime | date
    end: datetime | date
    is_busy: bool = False


def calendar_bytes(entries: Iterable[CalendarEntry], *, made: datetime, zone: str) -> bytes:
    """The file; instants stand in UTC, `zone` says in which zone the office shows them."""
    from icalendar import Calendar  # noqa: PLC0415  # slow to import

    calendar = Calendar()
    calendar.add("prodid", MAKER)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-timezone", zone)
    for entry in entries:
        calendar.add_component(_event(entry, made))
    written: bytes = calendar.to_ical()
    return written


def _event(entry: CalendarEntry, made: datetime) -> "Event":
    from icalendar import Event  # noqa: PLC0415

    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", made.astimezone(UTC))
    # Some programs take an entry that they know only where this number grew.
    event.add("sequence", int((made - _SINCE).total_seconds()) // 60)
    event.add("summary", entry.title)
    for name, when in (("dtstart", entry.start), ("dtend", entry.end)):
        event.add(name, when.astimezone(UTC) if isinstance(when, datetime) else when)
    event.add("class", "PRIVATE")
    event.add("transp", "OPAQUE" if entry.is_busy else "TRANSPARENT")
    return event
