"""The handover sheet: what somebody who takes over from a person must know, on one page."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from operator import itemgetter
from typing import Any

from landwaiter.domain.cases.countdown import Countdown, countdown
from landwaiter.domain.cases.duty import absence_of
from landwaiter.domain.cases.stages import OPEN_STAGES
from landwaiter.errors import NotFound
from landwaiter.i18n import _
from landwaiter.services.cases.calendars_in_force import calendars, calendars_now
from landwaiter.services.cases.case_row import CaseRow
from landwaiter.services.cases.clocks import Calendars, clock_row, clocks_of, stored_clock
from landwaiter.services.cases.queue import queue_of
from landwaiter.services.flags.evaluation import policy_of
from landwaiter.services.warm.session import Session
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.base.records import from_plain
from landwaiter.storage.cases import case_list, queue
from landwaiter.storage.cases.case_load import load_case
from landwaiter.storage.deeds import motion_rows
from landwaiter.trust.registry import Registry


@dataclass(frozen=True, slots=True)
class Promise:
    """An open request: what was asked of whom, and until when the answer is promised."""

    reference: str
    kind: str
    addressee: str
    sent_at: datetime
    countdown: Countdown | None
    """Until when it is promised, as it stands at the time of the sheet."""
    question: str


@dataclass(frozen=True, slots=True)
class LastCall:
    """The newest note or recorded event of a case: a call, a visit, a mail."""

    reference: str
    author: str
    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class WaitingDeed:
    """A deed that waits for a second person."""

    reference: str
    title: str
    author: str
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class HandoverSheet:
    """Everything is on one snapshot; the running clocks come first."""

    person: str
    day: date
    absent_until: date | None
    deputy: str | None
    clocks: tuple[CaseRow, ...]
    """A line for each running clock of the cases on which the person acts, the shortest first."""
    without_clock: tuple[CaseRow, ...]
    delegated: tuple[CaseRow, ...]
    promises: tuple[Promise, ...]
    calls: tuple[LastCall, ...]
    motions: tuple[WaitingDeed, ...]
    """Moved by the person, or proposed: they wait for somebody else."""


def handover_sheet(session: Session, person: str | None = None) -> HandoverSheet:
    """The sheet of a user of this casebook, of oneself when nobody is named."""
    name, day = person or session.casebook.user.name, session.today()
    with session.reading() as conn:
        registry = session.registry(conn)
        if not any(known.name == name for known in registry.people.values()):
            raise NotFound(
                _("There is no user with this name."),
                field="person",
                value=name,
                remedy=_("List the users of the casebook."),
            )
        found = queue_of(session, conn, name)
        ids = [row.id for row in (*found.own, *found.delegated)]
        away = absence_of(found.absent, name, day)
        return HandoverSheet(
            person=name,
            day=day,
            absent_until=away.last_day if away else None,
            deputy=away.deputy if away else None,
            clocks=_running(session, conn, registry, found.own),
            without_clock=tuple(row for row in found.own if row.clock is None),
            delegated=found.delegated,
            promises=promised(session, conn, queue.open_requests(conn, ids)),
            calls=from_plain(queue.last_calls(conn, ids), tuple[LastCall, ...]),
            motions=_waiting(conn, registry, name),
        )


def _running(
    session: Session, conn: Reader, registry: Registry, own: Iterable[CaseRow]
) -> tuple[CaseRow, ...]:
    """Every clock that runs, not only the pressing one of each case."""
    lines: list[tuple[date, CaseRow]] = []
    for row in own:
        if row.clock is None:
            continue
        case = load_case(conn, row.id, registry)
        known = calendars(session, conn, case)
        policy = policy_of(conn, session.references, case)
        for clock in clocks_of(case, known, policy):
            if clock.ended is None:
                shown = clock_row(stored_clock([clock], known), session.now(), known)
                lines.append((clock.due, replace(row, clock=shown)))
    return tuple(row for _due, row in sorted(lines, key=itemgetter(0)))


def promised(
    session: Session, conn: Reader, rows: Collection[Mapping[str, Any]]
) -> tuple[Promise, ...]:
    """Rows of open requests as they stand now, in the same order."""
    known = calendars_now(session, conn, {row["calendar"] for row in rows if row["calendar"]})
    return tuple(
        Promise(
            reference=row["reference"],
            kind=row["kind"],
            addressee=row["addressee"],
            sent_at=datetime.fromisoformat(row["sent_at"]),
            countdown=_until(row, session.now(), known),
            question=row["question"],
        )
        for row in rows
    )


def _until(row: Mapping[str, Any], at: datetime, known: Calendars) -> Countdown | None:
    if row["due"] is None:
        return None
    hour = row["due_at"]
    return countdown(
        date.fromisoformat(row["due"]),
        at,
        known.of(row["calendar"]),
        due_at=datetime.fromisoformat(hour) if hour else None,
    )


def _waiting(conn: Reader, registry: Registry, name: str) -> tuple[WaitingDeed, ...]:
    moved = [
        WaitingDeed(motion.reference, motion.title, motion.author, motion.at, motion.reason)
        for motion in motion_rows.open_motions(conn, registry)
        if motion.author == name
    ]
    wanted = case_list.CaseFilter(stages=OPEN_STAGES, proposed_by=name)
    rows, _cursor = case_list.page(conn, wanted, limit=200)
    proposed = [
        WaitingDeed(
            row["reference"],
            _("Decision proposed: {title}").format(title=row["title"]),
            name,
            row["proposed_at"],
            row["next_step"],
        )
        for row in queue.with_proposal_time(conn, rows)
    ]
    return tuple(sorted((*moved, *proposed), key=lambda row: row.at))
