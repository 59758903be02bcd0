"""A head's view of the work: open cases per officer and stage, time in each stage, clocks kept."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any, Final

from landwaiter.domain.base.terms import within
from landwaiter.domain.base.zones import local_date, midnight
from landwaiter.domain.cases.case import Stage, TrackLetter
from landwaiter.domain.cases.clocks import BETWEEN_STATES, own_clock
from landwaiter.domain.cases.stages import OPEN_STAGES, stage_title
from landwaiter.domain.law.periods import (
    ONE_DAY,
    Period,
    PeriodUnit,
    working_days_between,
)
from landwaiter.domain.office.load import (
    ClockCount,
    DueClock,
    LoadPeriod,
    Spread,
    clock_counts,
    spread_of,
)
from landwaiter.domain.reports.subjects import LOAD_NAMED, LOAD_READERS
from landwaiter.errors import Invalid, NotAllowed
from landwaiter.i18n import _, figure
from landwaiter.services.cases.calendars_in_force import calendars_now, office_calendar
from landwaiter.services.cases.clocks import Calendars
from landwaiter.services.warm.session import Session
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.cases import load_rows, queue

_OTHER_LAW: Final = "other_law"
"""The name of a period of law that belongs to no track."""

QUARTER = timedelta(days=89)
"""Without a period: today and so many days before."""
_HELD_BY_CLOCK = (TrackLetter.A, TrackLetter.B)


@dataclass(frozen=True, slots=True)
class OfficerLoad:
    """Open cases of one person; an empty name is nobody, None are colleagues together."""

    officer: str | None
    total: int
    stages: Mapping[str, int]
    legal: int
    overdue: int


@dataclass(frozen=True, slots=True)
class StageTime:
    """One stage: how many cases are in it now, and how long those stayed that left it."""

    stage: Stage
    now: int
    calendar: Spread | None
    """Calendar days; None: no case left it in the period, so it is not evaluated."""
    working: Spread | None
    """Working days of the office."""

    @property
    def left(self) -> int:
        return self.calendar.count if self.calendar else 0


@dataclass(frozen=True, slots=True)
class OfficeLoad:
    """The whole view; what a removed case was is counted no more."""

    first: date
    last: date
    day: date
    """On which open cases and running clocks were counted."""
    officers: tuple[OfficerLoad, ...]
    stages: tuple[StageTime, ...]
    clocks: tuple[ClockCount, ...]
    unclocked: Mapping[str, int]
    """Letter → open tracks that no law gives a period."""


def office_load(
    session: Session, *, first: date | None = None, last: date | None = None
) -> OfficeLoad:
    """Load now, and what ended from `first` to `last`, both included; without them, 90 days.

    Invalid where the period ends before it begins; NotAllowed for an administrator.
    """
    with session.reading() as conn:
        return read_load(session, conn, first=first, last=last)


def read_load(
    session: Session, conn: Reader, *, first: date | None, last: date | None
) -> OfficeLoad:
    """The same through a connection that is open."""
    today = session.today()
    period = _period(first, last, today)
    actor = session.actor(session.registry(conn))
    if not actor.has(*LOAD_READERS):
        raise NotAllowed(
            _("The load of the office is read by those who work on cases, and by auditors."),
            remedy=_("Ask a head."),
        )
    sees = None if actor.has(*LOAD_NAMED) else actor.name
    return OfficeLoad(
        first=period.first,
        last=period.last,
        day=today,
        officers=_officers(session, conn, sees),
        stages=_stages(session, conn, period),
        clocks=clock_counts(tuple(_clocks(session, conn, period)), period, today, session.now()),
        unclocked=load_rows.holds_without_clock(conn),
    )


def spread_said(spread: Spread | None) -> str:
    """Median and 90th percentile; few values are told one by one, and none as not evaluated."""
    if spread is None:
        return _("not evaluated: no case left it")
    if spread.p90 is None:
        values = ", ".join(map(str, spread.values))
        return _("{count} only: {values}; median {median}").format(
            count=spread.count, values=values, median=_days(spread)
        )
    return _("median {median}, 90 % within {p90}").format(median=_days(spread), p90=spread.p90)


def _days(spread: Spread) -> str:
    """A median is a whole number of days, or half a day more."""
    return figure(spread.median.normalize())


def officer_said(load: OfficerLoad) -> str:
    """Whose cases these are."""
    if load.officer is None:
        return _("colleagues")
    return load.officer or _("nobody has it")


def stages_said(load: OfficerLoad) -> str:
    """Open cases of one person by stage, in the order of the work."""
    return ", ".join(
        f"{within(stage_title(stage))} {load.stages[stage]}"
        for stage in OPEN_STAGES
        if load.stages.get(stage)
    )


def clock_said(count: ClockCount) -> str:
    """Which clocks are counted in a row."""
    if count.name in set(TrackLetter):
        return _("track {letter}").format(letter=count.name)
    is_other = count.name == _OTHER_LAW
    words = _("other law") if is_other else _(count.name.replace("_", " "))
    return words if count.legal else _("own target, {what}").format(what=words)


def unclocked_said(view: OfficeLoad) -> Iterator[str]:
    """Holds to which no law gives a period."""
    for letter, count in sorted(view.unclocked.items()):
        yield _("Track {letter}: {count} open without a period of law.").format(
            letter=letter, count=count
        )


def _period(first: date | None, last: date | None, today: date) -> LoadPeriod:
    until = last or today
    since = first or until - QUARTER
    if since > until:
        raise Invalid(
            _("The period ends before it begins."),
            field="from",
            value=since.isoformat(),
            remedy=_("Give a first day that is not after {day}.").format(day=until),
        )
    return LoadPeriod(since, until)


def _officers(session: Session, conn: Reader, sees: str | None) -> tuple[OfficerLoad, ...]:
    """`sees` is the only name that is told; None tells all of them."""
    rows: dict[str | None, list[Mapping[str, Any]]] = {}
    for row in queue.stage_counts(conn, OPEN_STAGES, session.now()):
        holder = row["assignee"] or ""
        named = holder if sees is None or holder in ("", sees) else None
        rows.setdefault(named, []).append(row)
    loads = (_officer(name, found) for name, found in rows.items())
    return tuple(sorted(loads, key=lambda load: (load.officer is None, load.officer or "~")))


def _officer(name: str | None, rows: Iterable[Mapping[str, Any]]) -> OfficerLoad:
    found = tuple(rows)
    stages: dict[str, int] = {}
    for row in found:
        stages[row["stage"]] = stages.get(row["stage"], 0) + int(row["cases"])
    return OfficerLoad(
        officer=name,
        total=sum(stages.values()),
        stages=stages,
        legal=sum(int(row["legal"]) for row in found),
        overdue=sum(int(row["overdue"]) for row in found),
    )


def _stages(session: Session, conn: Reader, period: LoadPeriod) -> tuple[StageTime, ...]:
    state, calendar = session.casebook.member_state, office_calendar(session, conn)

    @cache
    def working(since: date, until: date) -> int:
        return working_days_between(since, until, calendar)

    days: dict[str, tuple[list[int], list[int]]] = {}
    rows = load_rows.stays(
        conn, midnight(period.first, state), midnight(period.last + ONE_DAY, state)
    )
    for row in rows:
        since, until = (
            local_date(datetime.fromisoformat(row[name]), state) for name in ("since", "at")
        )
        plain, worked = days.setdefault(row["stage"], ([], []))
        plain.append((until - since).days)
        worked.append(working(since, until))
    now = load_rows.stage_totals(conn)
    return tuple(
        StageTime(
            stage,
            now.get(stage, 0),
            *(spread_of(found) for found in days.get(stage, ([], []))),
        )
        for stage in Stage
        if now.get(stage) or stage in days
    )


def _clocks(session: Session, conn: Reader, period: LoadPeriod) -> Iterator[DueClock]:
    for row in load_rows.asked_clocks(conn, min(period.first, session.today())):
        yield _asked(row, session.casebook.member_state)
    stated = load_rows.stated_clocks(
        conn, midnight(period.last + ONE_DAY, session.casebook.member_state)
    )
    known = calendars_now(session, conn, {row["calendar"] for row in stated})
    for row in stated:
        yield _stated(row, known)


def _asked(row: Mapping[str, Any], office: str) -> DueClock:
    is_track = row["letter"] in set(_HELD_BY_CLOCK)
    between = BETWEEN_STATES.get(row["basis"] or "")
    ended = _instant(row["ended"])
    return DueClock(
        name=row["letter"] if is_track else row["basis"] if between else row["kind"],
        legal=is_track or between is not None,
        due=date.fromisoformat(row["due"]),
        ended=local_date(ended, row["calendar"] or office) if ended else None,
        due_at=_instant(row["due_at"]),
        ended_at=ended,
    )


def _stated(row: Mapping[str, Any], calendars: Calendars) -> DueClock:
    calendar = calendars.of(row["calendar"], edits=row["calendar_edits"])
    period = Period(row["length"], PeriodUnit(row["unit"]))
    start = datetime.fromisoformat(row["start_at"])
    clock, ended = own_clock("", start, period, calendar), _instant(row["ended"])
    return DueClock(
        name=row["letter"] or _OTHER_LAW,
        legal=True,
        due=clock.due,
        ended=local_date(ended, calendar.state) if ended else None,
        due_at=clock.due_at,
        ended_at=ended,
    )


def _instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
