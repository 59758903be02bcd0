"""My morning: what is mine by running clock, what waits for me, what changed, what is stale."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import islice

from landwaiter.domain.cases.case import Stage
from landwaiter.domain.cases.duty import Absence
from landwaiter.domain.cases.stages import OPEN_STAGES
from landwaiter.domain.deeds.shape import APPROVERS, HEADS, WORKERS
from landwaiter.domain.law.bundles import BundleStatus
from landwaiter.domain.law.periods import Calendar
from landwaiter.domain.listings.deeds import APPROVE
from landwaiter.domain.review.returns import ReturnedProposal
from landwaiter.i18n import _, plural
from landwaiter.services.audit.deed_titles import deed_title
from landwaiter.services.cases.calendars_in_force import office_calendar
from landwaiter.services.cases.case_row import CaseRow, ClockRow
from landwaiter.services.cases.clock_words import countdown_short
from landwaiter.services.cases.queue import open_cases, queue_of
from landwaiter.services.deeds.motions import waiting_page
from landwaiter.services.evidence.previews import VIEWED
from landwaiter.services.law.bundle_status import bundle_status
from landwaiter.services.law.edition_row import EditionRow
from landwaiter.services.law.packs import editions
from landwaiter.services.people.owed import HOLD, DueTask, Entry, on_days, owed_entries
from landwaiter.services.people.unit_today import UnitToday, unit_today
from landwaiter.services.review.returns import returned_proposals
from landwaiter.services.review.waiting import waiting_reviews
from landwaiter.services.warm.session import Session
from landwaiter.storage.audit import chain
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.cases import case_list
from landwaiter.storage.cases.signed_cases import signed_since
from landwaiter.storage.law import edition_tasks
from landwaiter.storage.law.edition_tasks import EditionTask

QUEUE, DAYS, NEWS = 200, 10, 12
TASKS, UNHELD, RETURNED = 50, 4, 5
SIGNED_FOR = timedelta(days=7)
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
        "case.customs_message_attached",
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
    ran_out: int = 0
    """Clocks of law among them that have run out."""
    away: tuple[str, ...] = ()
    """Who is away on it, where a head looks."""

    @property
    def counts(self) -> Mapping[str, int]:
        """Kind → how many of it; what ran out by law apart, as `ran_out`."""
        found = Counter(kind for kind, _reference, _what in self.entries)
        found["legal"] -= self.ran_out
        return {"ran_out": self.ran_out, **{kind: n for kind, n in found.items() if n > 0}}


@dataclass(frozen=True, slots=True)
class News:
    """Something that happened since the person was last here."""

    kind: str
    title: str
    text: str
    at: datetime
    reference: str | None = None


class QueuePart(StrEnum):
    """Parts of a person's queue, what the law asks first."""

    RAN_OUT = "ran_out"
    RETURNED = "returned"
    PRESSING = "pressing"
    REST = "rest"


@dataclass(frozen=True, slots=True)
class TodayView:
    day: date
    queue: tuple[CaseRow, ...]
    """In the order of its parts."""
    reviews: tuple[CaseRow, ...]
    """Proposals of others that wait for this person, the shortest clock first."""
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
    user: str = ""
    away_since: datetime | None = None
    """The last thing the person did on an earlier day; None: news are simply the newest."""
    unheld: tuple[CaseRow, ...] = ()
    """The first of the open cases that nobody has, for who works on cases."""
    unheld_total: int = 0
    submitted: tuple[CaseRow, ...] = ()
    """My own proposals, which wait for somebody else."""
    countersign: tuple[CaseRow, ...] = ()
    """Approved decisions of others that wait for a head."""
    motions: tuple[str, ...] = ()
    """Other motions that wait for the reader as the second person."""
    returned: tuple[ReturnedProposal, ...] = ()
    """What I returned of late."""
    signed: tuple[CaseRow, ...] = ()
    """What I signed as the second person in the last days, as it stands."""
    approves: bool = False
    unit: UnitToday | None = None
    """What a head sees of everybody."""

    @property
    def parts(self) -> Mapping[QueuePart, tuple[CaseRow, ...]]:
        """The queue in its parts; those that are empty are left out."""
        found: dict[QueuePart, list[CaseRow]] = {}
        for row in self.queue:
            found.setdefault(part_of(row, self.user), []).append(row)
        return {part: tuple(found[part]) for part in QueuePart if part in found}


PRESSING_DAYS = 3
"""Working days: a clock of law that ends within them stands before other work."""


def part_of(row: CaseRow, person: str) -> QueuePart:
    """Where a case stands in the queue of a person."""
    if row.law and row.law.ran_out:
        return QueuePart.RAN_OUT
    if row.returned_to is not None and person in {row.returned_to, row.assignee}:
        return QueuePart.RETURNED
    if row.law and row.law.countdown.working_days <= PRESSING_DAYS:
        return QueuePart.PRESSING
    return QueuePart.REST


def _pressed(row: CaseRow) -> CaseRow:
    """With the clock of law where that presses, though an own target is due before it."""
    law = row.law
    if law and (law.ran_out or law.countdown.working_days <= PRESSING_DAYS):
        return replace(row, clock=law)
    return row


def today_view(session: Session) -> TodayView:
    """Everything on the first screen, from one snapshot and the editions."""
    with session.snapshot() as still:
        return _view(still)


def _view(session: Session) -> TodayView:
    day, me = session.today(), session.casebook.user.name
    known_editions = editions(session, lambda row: row.stale)
    with session.reading() as conn:
        calendar = office_calendar(session, conn)
        queue = queue_of(session, conn, me)
        actor = session.actor(session.registry(conn))
        approves, leads = actor.has(*APPROVERS), actor.has(*HEADS)
        waiting = waiting_reviews(session, conn)
        own = sorted(
            (
                _pressed(row)
                for row in queue.own
                if row.stage != Stage.DECISION_REVIEW or row.author != me
            ),
            key=lambda row: tuple(QueuePart).index(part_of(row, me)),
        )
        reviews, signing = waiting.reviews, waiting.countersign
        unit = unit_today(session, conn, day) if leads else None
        owed = owed_entries(session, conn, me, heads=leads)
        due = {row.id: row for row in (*own, *reviews, *signing, *(unit.due if unit else ()))}
        since = _last_here(session, conn)
        mine = {row.id: row.reference for row in (*queue.own, *queue.delegated, *waiting.proposals)}
        unheld = case_list.CaseFilter(stages=OPEN_STAGES, unheld=True)
        works = actor.has(*WORKERS)
        view = TodayView(
            day=day,
            user=me,
            queue=tuple(own),
            reviews=reviews,
            deadlines=_deadlines(day, list(due.values()), calendar, owed, unit),
            calendar=calendar.state,
            next_holiday=_next_holiday(day, calendar),
            away_since=since,
            news=_news(conn, since, me, mine),
            stale=tuple(row for row in known_editions if row.stale),
            editions=len(known_editions),
            hits_open=sum(row.hits_open for row in queue.own),
            delegated=queue.delegated,
            absent=queue.absent,
            tasks=edition_tasks.tasks(conn, assignee=me, limit=TASKS),
            unheld=tuple(open_cases(session, conn, unheld, limit=UNHELD)) if works else (),
            unheld_total=case_list.count(conn, unheld) if works else 0,
            submitted=tuple(row for row in waiting.proposals if row.author == me),
            countersign=signing,
            signed=_signed(session, conn) if approves else (),
            approves=approves,
            unit=unit,
        )
    moved = _to_second(session)
    return replace(
        view,
        bundle=_bundle(session),
        returned=returned_proposals(session, reviewer=me, limit=RETURNED).rows if approves else (),
        to_second=moved["to_second"],
        listings=moved["listings"],
        motions=moved["motions"],
    )


def _signed(session: Session, conn: Reader) -> tuple[CaseRow, ...]:
    """What the person signed in the last days, the newest first."""
    since = session.now() - SIGNED_FOR
    ids = signed_since(conn, session.casebook.user.id, since)[:RETURNED]
    rows = open_cases(session, conn, case_list.CaseFilter(ids=ids)) if ids else []
    return tuple(sorted(rows, key=lambda row: ids.index(row.id)))


def _last_here(session: Session, conn: Reader) -> datetime | None:
    """The last thing the person did on an earlier day."""
    me, before = session.casebook.user.name, session.midnight()
    found = chain.entries(conn, actor=me, before=before, limit=1, newest_first=True)
    return found[0].at if found else None


def _bundle(session: Session) -> BundleStatus | None:
    """How old the newest bundle is; None where the office takes none."""
    found = bundle_status(session)
    return found if found.root_version else None


def _to_second(session: Session) -> dict[str, tuple[str, ...]]:
    """What waits for this very person: reference data, listings, and everything else."""
    found: dict[str, list[str]] = {"to_second": [], "listings": [], "motions": []}
    for row in waiting_page(session).rows:
        if row.may_second and not row.mine:
            deed = row.motion.deed
            place = "to_second" if deed in REFERENCE_DEEDS else "motions"
            found["listings" if deed in LISTING_DEEDS else place].append(row.motion.title)
    return {name: tuple(titles) for name, titles in found.items()}


def _deadlines(
    day: date,
    rows: list[CaseRow],
    calendar: Calendar,
    owed: Iterable[DueTask],
    unit: UnitToday | None,
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
    late = sum(bool(row.law and row.law.ran_out) for row in rows)
    return tuple(
        DayLoad(
            one,
            _entries(clocks.get(one, ()), others.get(one, ())),
            ran_out=late if one == day else 0,
            away=unit.away_on(one) if unit else (),
        )
        for one in days
    )


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


def _news(
    conn: Reader, since: datetime | None, me: str, mine: Mapping[str, str]
) -> tuple[News, ...]:
    """What others did since then on these cases, and with what all cases are judged by.

    Of somebody who was never here on an earlier day, the newest of everything. `mine` names the
    cases by their identities.
    """
    rows = chain.entries(conn, limit=500, newest_first=True, since=since)
    told = (_news_of(row, mine) for row in rows if _is_new(row, since, me) and _is_told(row, mine))
    concern = (one for one in told if since is None or one.reference in {None, *mine.values()})
    return tuple(islice(concern, NEWS))


def _is_new(row: chain.AuditRow, since: datetime | None, me: str) -> bool:
    return since is None or (row.at > since and row.actor != me)


def _is_told(row: chain.AuditRow, mine: Mapping[str, str]) -> bool:
    """Whatever was done on a case of the person; of others what concerns all."""
    return row.deed in _NEWSWORTHY or (row.deed != VIEWED and _case_of(row) in mine)


def _case_of(row: chain.AuditRow) -> str:
    kind, _between, rest = row.object.partition("/")
    return rest.partition("/")[0] if kind == "case" else ""


def _news_of(row: chain.AuditRow, mine: Mapping[str, str]) -> News:
    """An entry of the audit chain as people read it."""
    facts = json.loads(row.payload) if row.payload else {}
    reference = facts.get("reference") or mine.get(_case_of(row))
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
