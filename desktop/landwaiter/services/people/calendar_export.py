"""Clocks, promises, reminders and absences as a calendar for other programs.

No content of a case goes along: its reference, what kind of clock it is, and when it ends.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from landwaiter.domain.base.zones import zone_name
from landwaiter.domain.cases.case import Case
from landwaiter.domain.cases.clocks import Clock
from landwaiter.domain.cases.countdown import end_of
from landwaiter.domain.cases.duty import Absence
from landwaiter.domain.cases.stages import OPEN_STAGES
from landwaiter.domain.letters.letter_state import asked_in, letter_kind, reminded_on
from landwaiter.domain.people.deeds import EXPORT_CALENDAR, ExportCalendar
from landwaiter.formats.base.calendar_file import CalendarEntry, calendar_bytes
from landwaiter.i18n import _
from landwaiter.services.cases.calendars_in_force import calendars
from landwaiter.services.cases.clocks import clock_label, clocks_of
from landwaiter.services.cases.queue import queue_of
from landwaiter.services.deeds.handler import Job, Tell
from landwaiter.services.evidence.evidence_files import refuse_taken
from landwaiter.services.flags.evaluation import policy_of
from landwaiter.services.warm.session import Session
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.cases import case_list, queue
from landwaiter.storage.cases.case_load import load_case
from landwaiter.whole_file import aside_of, new_file, take_name, writable

SHOWN = timedelta(minutes=30)
"""How long the last stretch of a clock is drawn; it ends when the clock does."""
_DAY = timedelta(days=1)
_PAGE = 256


@dataclass(frozen=True, slots=True)
class CalendarExport:
    """A calendar that was written."""

    file: str
    entries: int
    cases: int
    mine: bool


def export_calendar(session: Session, said: ExportCalendar, tell: Tell) -> CalendarExport:
    """Write the calendar to a new file; the audit chain says who took it."""
    target = said.ics.absolute()
    refuse_taken(target)
    entries, cases = _entries(session, tell, target, mine=said.mine)
    zone = zone_name(session.casebook.member_state)
    content = calendar_bytes(entries, made=session.now(), zone=zone)
    part = aside_of(target)
    try:
        with writable(part), new_file(part) as file:
            file.write(content)
        with session.writing(EXPORT_CALENDAR.name) as work:
            facts = {"file": target.name, "entries": len(entries), "mine": said.mine}
            work.audit(EXPORT_CALENDAR.name, "casebook", facts)
            # The record first: no file is given out of which the chain knows nothing.
            work.after_commit(lambda: take_name(part, target))
            work.changed("audit")
    finally:
        part.unlink(missing_ok=True)
    return CalendarExport(str(target), len(entries), cases, said.mine)


def _entries(
    session: Session, tell: Tell, target: Path, *, mine: bool
) -> tuple[tuple[CalendarEntry, ...], int]:
    me = session.casebook.user.name
    found: list[CalendarEntry] = []
    with session.reading() as conn:
        known = _case_ids(session, conn, me) if mine else _all_ids(conn, None)
        for done, case_id in enumerate(known):
            tell(done, len(known), target.name)
            case = load_case(conn, case_id, session.registry(conn))
            found += _of_case(session, conn, case)
        absences = queue.standing_absences(conn, since=session.today())
    found += [
        _of_absence(one, me) for one in absences if not mine or me in (one.person, one.deputy)
    ]
    return tuple(found), len(known)


def _case_ids(session: Session, conn: Reader, person: str) -> tuple[str, ...]:
    """Open cases that a person holds, and those on which the person acts for others."""
    acting = (row.id for row in queue_of(session, conn, person).own)
    return tuple(dict.fromkeys((*_all_ids(conn, person), *acting)))


def _all_ids(conn: Reader, person: str | None) -> tuple[str, ...]:
    wanted = case_list.CaseFilter(stages=OPEN_STAGES, assignee=person)
    ids: list[str] = []
    after: str | None = None
    while True:
        rows, after = case_list.page(conn, wanted, after=after, limit=_PAGE)
        ids += [str(row["id"]) for row in rows]
        if after is None:
            return tuple(ids)


def _of_case(session: Session, conn: Reader, case: Case) -> Iterator[CalendarEntry]:
    days = calendars(session, conn, case)
    for clock in clocks_of(case, days, policy_of(conn, session.references, case)):
        if clock.ended is None:
            yield from _of_clock(case, clock)
    yield from _promises(case)
    yield from _letters(case)


def _letters(case: Case) -> Iterator[CalendarEntry]:
    """Reminders of letters; those of a request or a hearing come with its clock."""
    for letter in case.letters:
        day = reminded_on(case, letter)
        if day is not None and asked_in(case, letter) is None:
            title = _("{reference}: reminder, {what}").format(
                reference=case.reference, what=letter_kind(letter)
            )
            yield _whole_day(f"{letter.id}-remind", title, day)


def _of_clock(case: Case, clock: Clock) -> Iterator[CalendarEntry]:
    ends = end_of(clock.due, clock.due_at, clock.calendar)
    named = "-".join(filter(None, (case.id, clock.kind, clock.track, clock.about)))
    title = _("{reference}: {what}").format(reference=case.reference, what=clock_label(clock))
    yield CalendarEntry(_uid(named), title, ends - SHOWN, ends)
    if clock.remind is not None and clock.remind != clock.due:
        title = _("{reference}: reminder, {what}").format(
            reference=case.reference, what=clock_label(clock)
        )
        yield _whole_day(f"{named}-remind", title, clock.remind)


def _promises(case: Case) -> Iterator[CalendarEntry]:
    """Of several calls about one open request the newest that states a day counts."""
    waiting = {one.id for one in case.actions if one.answered_at is None}
    newest = {one.action_id: one for one in case.calls if one.due and one.action_id in waiting}
    for action_id, call in newest.items():
        if call.due is not None:
            title = _("{reference}: promised on a call").format(reference=case.reference)
            yield _whole_day(f"{case.id}-promise-{action_id}", title, call.due)


def _of_absence(absence: Absence, me: str) -> CalendarEntry:
    title = _("{person} is absent").format(person=absence.person)
    if absence.deputy:
        title = _("{person} is absent; deputy {deputy}").format(
            person=absence.person, deputy=absence.deputy
        )
    end = absence.last_day + _DAY
    is_busy = absence.person == me
    return CalendarEntry(_uid(absence.id), title, absence.first_day, end, is_busy)


def _whole_day(named: str, title: str, day: date) -> CalendarEntry:
    return CalendarEntry(_uid(named), title, day, day + _DAY)


def _uid(named: str) -> str:
    return f"{named}@landwaiter"


EXPORT: Job[ExportCalendar] = Job(EXPORT_CALENDAR, export_calendar)
