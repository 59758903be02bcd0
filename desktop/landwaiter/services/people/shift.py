"""What the next shift takes over: clocks that end soon, who waits for whom, goods at risk."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from operator import attrgetter
from typing import Any, Final

from landwaiter.domain.base.facts import Audience
from landwaiter.domain.cases.case import Case, GoodsItem
from landwaiter.domain.cases.clocks import Clock
from landwaiter.domain.cases.countdown import Countdown, countdown_of
from landwaiter.domain.cases.duty import acting_on
from landwaiter.domain.cases.life_cycle import whereabouts
from landwaiter.domain.cases.stages import OPEN_STAGES
from landwaiter.domain.cases.tracks import GOODS_IN_HAND, holding, releases_due
from landwaiter.domain.goods.facts import PLACE
from landwaiter.i18n import Words, _, joined
from landwaiter.services.base.facts_shown import facts_said
from landwaiter.services.base.wording import shown_date
from landwaiter.services.cases.calendars_in_force import calendars
from landwaiter.services.cases.clock_words import end_words
from landwaiter.services.cases.clocks import Calendars, clock_label, clocks_of, is_legal
from landwaiter.services.cases.linked import described
from landwaiter.services.flags.evaluation import policy_of
from landwaiter.services.people.duty import DutyView, read_duty
from landwaiter.services.people.handover import Promise, promised
from landwaiter.services.warm.session import Session
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.cases import case_list, queue
from landwaiter.storage.cases.case_load import load_case
from landwaiter.storage.deeds import motion_rows

SOON_DAYS: Final = 3
"""Calendar days within which a clock ends that the next shift is told of."""
MOST: Final = 200
"""Rows of each part; an office with more has another trouble, and is told how many there are."""


@dataclass(frozen=True, slots=True)
class ShiftClock:
    """A clock that ends soon or ran out, and who acts on its case."""

    reference: str
    label: Words
    legal: bool
    countdown: Countdown
    acting: str | None
    """None: nobody who is on duty."""
    next_step: Words


@dataclass(frozen=True, slots=True)
class WaitingPerson:
    """Somebody who waits for somebody else, in the order of days."""

    who: str | None
    """Who acts on the case, or asked for a second person; None: nobody has the case."""
    request: Promise | None
    """What another authority or a party was asked; None: a second person is waited for."""
    title: Words
    """Of what waits for a second person; empty of a request."""
    reference: str
    since: datetime


@dataclass(frozen=True, slots=True)
class GoodsAtRisk:
    """Goods in hand that have to go, that a ship leaves without, or that nothing holds."""

    reference: str
    item: int
    goods: str
    item_row: GoodsItem
    state: str
    """Whose clocks say since when."""
    where: tuple[Words, ...]
    why: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class ShiftSheet:
    """One snapshot; what ends first comes first."""

    until: date
    """The last day that is looked at."""
    duty: DutyView
    clocks: tuple[ShiftClock, ...]
    waiting: tuple[WaitingPerson, ...]
    goods: tuple[GoodsAtRisk, ...]
    more_cases: int
    """Open cases with a clock that ends by then, beyond those that were read."""
    more_requests: int


def read_shift(session: Session, conn: Reader) -> ShiftSheet:
    """The sheet of the whole office as of now."""
    until = session.today() + timedelta(days=SOON_DAYS)
    wanted = case_list.CaseFilter(stages=OPEN_STAGES, due_by=until)
    rows, _more = case_list.page(conn, wanted, sort="due", descending=False, limit=MOST)
    duty = read_duty(session, conn)
    soon = _Soon(session, conn, until)
    told = [soon.case(row["id"]) for row in rows]
    steps = {row["id"]: row["next_step"] for row in rows}
    asked = queue.requests_waited_for(conn, OPEN_STAGES, limit=MOST)
    forgotten = (soon.case(one) for one in _clockless_in_hand(conn))
    return ShiftSheet(
        until=until,
        duty=duty,
        clocks=tuple(
            sorted(
                (one for case in told for one in soon.clocks(case, steps[case.case.id])),
                key=lambda one: (one.countdown.ends_at, one.reference),
            )
        ),
        waiting=tuple(soon.waiting(asked)),
        goods=tuple(one for case in (*told, *forgotten) for one in soon.goods(case)),
        more_cases=max(0, case_list.count(conn, wanted) - MOST),
        more_requests=max(0, queue.count_waited_for(conn, OPEN_STAGES) - MOST),
    )


def _clockless_in_hand(conn: Reader) -> list[str]:
    """Open cases that hold goods and on which no clock runs."""
    found: dict[str, None] = {}
    for status in sorted(GOODS_IN_HAND):
        wanted = case_list.CaseFilter(stages=OPEN_STAGES, goods=status.value, clockless=True)
        rows, _more = case_list.page(conn, wanted, limit=MOST)
        found |= dict.fromkeys(row["id"] for row in rows)
    return [*found][:MOST]


@dataclass(frozen=True, slots=True)
class _ClockedCase:
    case: Case
    clocks: tuple[Clock, ...]
    known: Calendars


class _Soon:
    """What the sheet is read from."""

    def __init__(self, session: Session, conn: Reader, until: date) -> None:
        self._session, self._conn, self._until = session, conn, until
        self._registry = session.registry(conn)
        self._absences = queue.standing_absences(conn, since=session.today())
        self._given = queue.delegations(conn, session.today())

    def case(self, case_id: str) -> _ClockedCase:
        case = load_case(self._conn, case_id, self._registry)
        known = calendars(self._session, self._conn, case)
        policy = policy_of(self._conn, self._session.references, case)
        return _ClockedCase(case, clocks_of(case, known, policy), known)

    def acting(self, case_id: str, holder: str | None) -> str | None:
        return acting_on(holder, self._given.get(case_id), self._absences, self._session.today())

    def _running(self, one: _ClockedCase) -> Iterator[Clock]:
        return (c for c in one.clocks if c.ended is None and c.due <= self._until)

    def _left(self, one: _ClockedCase, clock: Clock) -> Countdown:
        calendar = one.known.of(clock.calendar, edits=clock.calendar_edits)
        return countdown_of(clock, self._session.now(), calendar)

    def clocks(self, one: _ClockedCase, step: Words) -> Iterator[ShiftClock]:
        for clock in self._running(one):
            yield ShiftClock(
                one.case.reference,
                clock_label(clock),
                is_legal(clock),
                self._left(one, clock),
                self.acting(one.case.id, one.case.assignee),
                step,
            )

    def waiting(self, rows: Iterable[Mapping[str, Any]]) -> Iterator[WaitingPerson]:
        """Requests first, those due first before the others; then what waits for a signature."""
        known = [(row, self.acting(row["case_id"], row["assignee"])) for row in rows]
        promises = promised(self._session, self._conn, [row for row, _who in known])
        for (_row, who), one in zip(known, promises, strict=True):
            yield WaitingPerson(who, one, "", one.reference, one.sent_at)
        for motion in motion_rows.open_motions(self._conn, self._registry):
            yield WaitingPerson(motion.author, None, motion.title, motion.reference, motion.at)
        yield from sorted(self._proposals(), key=attrgetter("since"))

    def _proposals(self) -> Iterator[WaitingPerson]:
        wanted = case_list.CaseFilter(stages=OPEN_STAGES, proposed=True)
        rows, _more = case_list.page(self._conn, wanted, limit=MOST)
        for row in queue.with_proposal_time(self._conn, rows):
            title = (
                _("Countersignature of a head")
                if row["pending"] == "countersign"
                else _("Approval of a proposed decision")
            )
            yield WaitingPerson(
                row["proposed_by"], None, title, row["reference"], row["proposed_at"]
            )

    def goods(self, one: _ClockedCase) -> Iterator[GoodsAtRisk]:
        case = one.case
        for item in case.items:
            why = tuple(self._risks(one, item)) if item.status in GOODS_IN_HAND else ()
            if why:
                place = whereabouts(case.goods_events, item.no)
                where = tuple(
                    joined(": ", (_(fact.short_title), said))
                    for fact, said in facts_said(PLACE, place, Audience.CARD)
                )
                goods = described(case, item.no)
                yield GoodsAtRisk(
                    case.reference, item.no, goods, item, case.member_state, where, why
                )

    def _risks(self, one: _ClockedCase, item: GoodsItem) -> Iterator[Words]:
        due = next((r for r in releases_due(one.case, one.clocks) if r.item == item.no), None)
        held = holding(one.case, item.no)
        if due is not None and due.since <= self._until:
            yield _("Art. 21(4) wants it released from {day}: {why}").format(
                day=shown_date(due.since), why=due.why
            )
        for clock in self._running(one):
            if item.no in clock.items and clock.kind != "art_21_4":
                left = end_words(self._left(one, clock))
                yield joined(": ", (clock_label(clock), left))
        if not held and due is None:
            yield _("no track holds it: no basis is stated")
