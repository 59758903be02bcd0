"""My morning: what is mine by running clock, what waits for me, what changed, what is stale."""

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from landwaiter.domain.cases.case import Stage
from landwaiter.domain.cases.duty import Absence
from landwaiter.domain.deeds.shape import APPROVERS, HEADS
from landwaiter.domain.law.bundles import BundleStatus
from landwaiter.domain.law.periods import Calendar
from landwaiter.domain.listings.deeds import APPROVE
from landwaiter.i18n import _, plural
from landwaiter.services.audit.audit_history import deed_title
from landwaiter.services.cases.case_reads import case_rows
from landwaiter.services.cases.case_row import CaseRow, ClockRow
from landwaiter.services.cases.clock_words import countdown_short
from landwaiter.services.cases.queue import queue_of
from landwaiter.services.cases.refresh import office_calendar
from landwaiter.services.deeds.motions import waiting_page
from landwaiter.services.law.bundle_status import bundle_status
from landwaiter.services.law.edition_row import EditionRow
from landwaiter.services.law.packs import editions
from landwaiter.services.people.owed import HOLD, DueTask, Entry, on_days, owed_entries
from landwaiter.services.warm.session import Session
from landwaiter.storage.audit import chain
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.cases import case_list
from landwaiter.storage.law import edition_tasks
from landwaiter.storage.law.edition_tasks import EditionTask

QUEUE, DAYS, NEWS = 200, 10, 12
TASKS = 50
REFERENCE_DEEDS = frozenset({"import_pack", "confirm_list", "remove_list", "accept_root"})
"""Deeds on what cases are judged by: Today asks for the second person."""
LISTING_DEEDS = frozenset({APPROVE})
"""Proposals for a listing: Today asks for the second person beside the reviews."""
_NEWSWORTHY = frozenset(
    {
        "case.lead_by_prosecutor",
        "case.end_lead",
        "case.record_consent",
        "case.lodge_appeal",
        "case.follow_appeal",
        "case.record_reply",
        "case.record_answer",
        "case.return",
        "case.assign",
        "case.delegate",
        "case.recall",
        "case.approve",
        "case.declaration_amended",
        "case.correction_attached",
        "case.invalidation_attached",
        "case.exit_message_attached",
        "intake.taken_in",
        "list.imported",
        "pack.imported",
        "bundle.taken",
    }
)


@dataclass(frozen=True, slots=True)
class DayLoad:
    """A working day and what falls due on it."""

    day: date
    entries: tuple[tuple[str, str, str], ...]
    """Kind (legal, own, hold, goods, four_eyes), reference, what."""


@dataclass(frozen=True, slots=True)
class News:
    """Something that happened since yesterday."""

    kind: str
    title: str
    text: str
    at: datetime
    reference: str | None = None


@dataclass(frozen=True, slots=True)
class TodayView:
    day: date
    queue: tuple[CaseRow, ...]
    reviews: tuple[CaseRow, ...]
    """Cases that wait for a second person: the reader's own come last."""
    deadlines: tuple[DayLoad, ...]
    calendar: str
    next_holiday: date | None
    news: tuple[News, ...]
    stale: tuple[EditionRow, ...]
    editions: int
    hits_open: int
    delegated: tuple[CaseRow, ...] = ()
    """Mine, but a deputy acts on them today."""
    absent: tuple[Absence, ...] = ()
    """Who is away today, with the deputy."""
    tasks: tuple[EditionTask, ...] = ()
    """What new editions ask on my cases and on those of nobody."""
    bundle: BundleStatus | None = None
    """How old the newest reference bundle is; None where the office takes none."""
    to_second: tuple[str, ...] = ()
    """Packs, lists and roots that wait for the reader as the second person."""
    listings: tuple[str, ...] = ()
    """Proposals for a listing that do."""


def today_view(session: Session) -> TodayView:
    """Everything on the first screen, from one snapshot and the editions."""
    day, me = session.today(), session.casebook.user.name
    known_editions = editions(session, lambda row: row.stale)
    with session.reading() as conn:
        calendar = office_calendar(session, conn)
        queue = queue_of(session, conn, me)
        waiting = _open(
            session, conn, case_list.CaseFilter(stages=(Stage.DECISION_REVIEW,), proposed=True)
        )
        actor = session.actor(session.registry(conn))
        owed = owed_entries(session, conn, me, heads=actor.has(*HEADS))
        news = _news(conn)
        tasks = edition_tasks.tasks(conn, assignee=me, limit=TASKS)
        approves = actor.has(*APPROVERS)
    mine = [row for row in queue.own if row.stage != Stage.DECISION_REVIEW or row.author != me]
    reviews = sorted(waiting, key=lambda row: row.author == me)
    return TodayView(
        day=day,
        queue=tuple(mine),
        reviews=tuple(reviews) if approves else (),
        deadlines=_deadlines(day, [*mine, *waiting], calendar, owed),
        calendar=calendar.state,
        next_holiday=_next_holiday(day, calendar),
        news=news,
        stale=tuple(row for row in known_editions if row.stale),
        editions=len(known_editions),
        hits_open=sum(row.hits_open for row in queue.own),
        delegated=queue.delegated,
        absent=queue.absent,
        tasks=tasks,
        bundle=_bundle(session),
        to_second=_to_second(session, REFERENCE_DEEDS),
        listings=_to_second(session, LISTING_DEEDS),
    )


def _bundle(session: Session) -> BundleStatus | None:
    """How old the newest bundle is; None where the office takes none."""
    found = bundle_status(session)
    return found if found.root_version else None


def _to_second(session: Session, deeds: Collection[str]) -> tuple[str, ...]:
    """What waits for this very person, of these deeds."""
    return tuple(
        row.motion.title
        for row in waiting_page(session, deeds=deeds).rows
        if row.may_second and not row.mine
    )


def _open(session: Session, conn: Reader, wanted: case_list.CaseFilter) -> list[CaseRow]:
    """Cases by their clock, shortest first; those without a clock come last."""
    rows, _cursor = case_list.page(conn, wanted, sort="due", descending=False, limit=QUEUE)
    return sorted(case_rows(session, conn, rows), key=lambda row: row.clock is None)


def _deadlines(
    day: date, rows: list[CaseRow], calendar: Calendar, owed: Iterable[DueTask] = ()
) -> tuple[DayLoad, ...]:
    """The next ten working days, today first, and what falls due on each."""
    days: list[date] = [day]
    while len(days) < DAYS:
        step = days[-1] + timedelta(days=1)
        while not calendar.is_working_day(step):
            step += timedelta(days=1)
        days.append(step)
    clocks = on_days(_clocks(day, rows), days)
    others = on_days(owed, days)
    return tuple(DayLoad(one, _entries(clocks.get(one, ()), others.get(one, ()))) for one in days)


def _clocks(day: date, rows: Iterable[CaseRow]) -> Iterator[DueTask]:
    """The last day of each clock; one that ran out is owed today. Own targets that did are counted:
    nobody outside waits for them, and there may be many.
    """
    late = set()
    for row in rows:
        if row.clock is None:
            continue
        if row.clock.ran_out and not row.clock.legal:
            late.add(row.reference)
            continue
        yield DueTask(max(day, row.clock.due), _kind(row), row.reference, _what(row, row.clock))
    if late:
        said = plural(len(late), "{n} case", "{n} cases")
        yield DueTask(day, "own", said, _("own target ran out"))


def _kind(row: CaseRow) -> str:
    if row.author:
        return "four_eyes"
    return "legal" if row.clock and row.clock.legal else "own"


def _what(row: CaseRow, clock: ClockRow) -> str:
    what = _("review") if row.author else clock.label
    if not clock.ran_out:
        return what
    return _("{clock}: {says}").format(clock=what, says=countdown_short(clock.countdown))


def _entries(clocks: Iterable[Entry], owed: Iterable[Entry]) -> tuple[Entry, ...]:
    """What falls due on a day: of a case that has its clock there, no own deadline beside it."""
    known = set(clocks)
    shown = {reference for _kind, reference, _what in known}
    entries = known | {one for one in owed if one[0] in {"legal", HOLD} or one[1] not in shown}
    return tuple(sorted(entries, key=lambda entry: entry[1]))


def _next_holiday(day: date, calendar: Calendar) -> date | None:
    return min((holiday for holiday in calendar.holidays if holiday > day), default=None)


def _news(conn: Reader) -> tuple[News, ...]:
    rows = chain.entries(conn, limit=500, newest_first=True)
    chosen = [row for row in rows if row.deed in _NEWSWORTHY][:NEWS]
    return tuple(news_of(row) for row in chosen)


def news_of(row: chain.AuditRow) -> News:
    """An entry of the audit chain as people read it."""
    facts = json.loads(row.payload) if row.payload else {}
    reference = facts.get("reference")
    said = (facts.get(name) for name in ("reason", "answer", "statement", "text"))
    text = next(filter(None, said), "")
    if row.deed == "intake.taken_in":
        files = facts.get("files", [])
        text = _(
            "Cases opened: {created}; amended: {updated}; known already: {duplicates}."
        ).format(
            created=sum(int(f["created"]) for f in files),
            updated=sum(int(f["updated"]) for f in files),
            duplicates=sum(int(f["duplicates"]) for f in files),
        )
    elif row.deed in {"list.imported", "pack.imported"}:
        text = _("{name}, edition {edition}").format(
            name=row.object.partition("/")[2], edition=facts.get("edition", "")
        )
    title = deed_title(row.deed)
    return News(
        kind=row.deed.partition(".")[2],
        title=f"{title}, {reference}" if reference else title,
        text=str(text or facts.get("reply", "")),
        at=row.at,
        reference=reference,
    )
