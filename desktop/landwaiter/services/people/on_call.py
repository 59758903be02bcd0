"""What was held outside office hours and no head has looked at, for the page of the head."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from landwaiter.domain.base.facts import Audience
from landwaiter.domain.base.people import Actor, UserRole
from landwaiter.domain.base.zones import local_time
from landwaiter.domain.cases.case import Case
from landwaiter.domain.cases.duty import Absence
from landwaiter.domain.cases.life_cycle import GoodsEvent, Whereabouts, whereabouts
from landwaiter.domain.cases.tracks import ReleaseDue, holding, releases_due
from landwaiter.domain.deeds.motion import waiting
from landwaiter.domain.goods.facts import PLACE
from landwaiter.domain.table.on_call import (
    HoldChoice,
    WordOnHold,
    is_on_call,
    office_hours,
    to_keep,
    to_release,
    unseen_hold,
)
from landwaiter.i18n import _
from landwaiter.services.base.facts_shown import facts_said
from landwaiter.services.base.wording import weekday
from landwaiter.services.cases.calendars_in_force import calendars, office_calendar
from landwaiter.services.cases.case_row import ClockRow
from landwaiter.services.cases.clocks import clock_row, clocks_of, stored_clock
from landwaiter.services.cases.linked import described
from landwaiter.services.flags.evaluation import policy_of
from landwaiter.services.office.setting_table import OFFICE_HOURS
from landwaiter.services.people.duty import read_duty
from landwaiter.services.warm.session import Session
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.base.records import from_plain
from landwaiter.storage.base.settings import setting
from landwaiter.storage.cases.case_load import load_case
from landwaiter.storage.cases.goods_in_hand import events_in_hand, words_on_holds
from landwaiter.trust.registry import Registry

MOST: Final = 100
"""Holds that are shown at once: the others follow as these are looked at."""


@dataclass(frozen=True, slots=True)
class OnCallHold:
    """Goods that somebody held, with what the head needs to say whether they stay so."""

    id: str
    """Of the act that held them."""
    case_id: str
    reference: str
    title: str
    item: int
    goods: str
    """What the declaration calls them."""
    status: str
    by: str
    at: datetime
    """As the clocks of the office showed it."""
    reason: str
    tracks: tuple[tuple[str, str], ...]
    """Letter and basis of each track that holds them now."""
    clock: ClockRow | None
    """The clock that presses most on the case."""
    where: Whereabouts
    told: str
    """Who was told of it; empty where nobody was."""
    release: HoldChoice
    keep: HoldChoice
    motions: tuple[str, ...] = ()
    """What waits for a second person on the case."""

    @property
    def why_not(self) -> str:
        """Why the reader can do neither; empty where one of both is possible."""
        return self.release.why_not if self.release.why_not and self.keep.why_not else ""


@dataclass(frozen=True, slots=True)
class OnCallView:
    """Holds that no head has looked at, the oldest first, and who is here today."""

    day: date
    holds: tuple[OnCallHold, ...]
    total: int
    """How many there are, those among them that are not shown."""
    hours: str
    """The hours that the office states; empty: none, and every hold is shown."""
    by_day: int
    """Holds within the office hours that no head has looked at, which are left out here."""
    absences: tuple[Absence, ...]
    warnings: tuple[str, ...]
    standing_in: tuple[str, ...]
    """Which roles somebody holds, or will hold, for a colleague who is away."""
    present: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Unseen:
    case_id: str
    hold: GoodsEvent
    on_call: bool


def on_call_view(session: Session, *, every: bool = False) -> OnCallView:
    """Holds made outside office hours that no head has looked at; `every`: those of any hour."""
    with session.reading() as conn:
        registry = session.registry(conn)
        found = tuple(_unseen(session, conn, registry))
        wanted = [one for one in found if every or one.on_call]
        duty = read_duty(session, conn)
        return OnCallView(
            day=session.today(),
            holds=tuple(_holds(session, conn, registry, wanted[:MOST])),
            total=len(wanted),
            hours=setting(conn, OFFICE_HOURS) or "",
            by_day=len(found) - len(wanted),
            absences=duty.absences,
            warnings=duty.warnings,
            standing_in=duty.standing_in,
            present=duty.present,
        )


def count_on_call(session: Session, conn: Reader) -> int:
    """How many holds made outside office hours wait for the reader, who is a head."""
    me = session.casebook.user.name
    unseen = _unseen(session, conn, session.registry(conn))
    return sum(one.on_call and one.hold.author != me for one in unseen)


def _unseen(session: Session, conn: Reader, registry: Registry) -> Iterator[_Unseen]:
    """In the order in which they were held."""
    heads = _heads(registry)
    words = _words(conn, heads)
    hours = office_hours(setting(conn, OFFICE_HOURS) or "")
    calendar, state = office_calendar(session, conn), session.casebook.member_state
    found = []
    for (case_id, no), events in _events(conn).items():
        about = [word for word in words.get(case_id, ()) if word.is_about(no)]
        hold = unseen_hold(events, about, heads)
        if hold is not None:
            on_call = is_on_call(local_time(hold.at, state), hours, calendar)
            found.append(_Unseen(case_id, hold, on_call))
    yield from sorted(found, key=lambda one: (one.hold.at, one.hold.id))


def _events(conn: Reader) -> Mapping[tuple[str, int], list[GoodsEvent]]:
    """Case and item → what was done with it."""
    found: dict[tuple[str, int], list[GoodsEvent]] = {}
    for row in events_in_hand(conn):
        place = (row.pop("case_id"), row["no"])
        found.setdefault(place, []).append(from_plain(row, GoodsEvent))
    return found


def _heads(registry: Registry) -> frozenset[str]:
    """Who leads the office, by own right or for a colleague who is away."""
    return frozenset(
        person.name
        for person in registry.people.values()
        if UserRole.HEAD in person.roles_now | person.own
    )


def _words(conn: Reader, heads: frozenset[str]) -> Mapping[str, list[WordOnHold]]:
    """Case → what heads said of its holds. Only a head continues one; others may name a track."""
    found: dict[str, list[WordOnHold]] = {}
    for row in words_on_holds(conn):
        if row["no"] is None or row["author"] in heads:
            word = WordOnHold(row["id"], row["author"], row["no"], tuple(row["items"]))
            found.setdefault(row["case_id"], []).append(word)
    return found


@dataclass(frozen=True, slots=True)
class _HeldCase:
    """A case as it stands today."""

    case: Case
    clock: ClockRow | None
    due: tuple[ReleaseDue, ...]


def _held_case(session: Session, conn: Reader, registry: Registry, case_id: str) -> _HeldCase:
    case = load_case(conn, case_id, registry)
    known = calendars(session, conn, case)
    clocks = clocks_of(case, known, policy_of(conn, session.references, case))
    due = (one for one in releases_due(case, clocks) if one.since <= session.today())
    return _HeldCase(case, clock_row(stored_clock(clocks, known), session.now(), known), tuple(due))


def _holds(
    session: Session, conn: Reader, registry: Registry, wanted: Iterable[_Unseen]
) -> Iterator[OnCallHold]:
    actor, state = session.actor(registry), session.casebook.member_state
    cases: dict[str, _HeldCase] = {}
    for one in wanted:
        if one.case_id not in cases:
            cases[one.case_id] = _held_case(session, conn, registry, one.case_id)
        yield _shown(cases[one.case_id], one.hold, actor, state)


def _shown(held: _HeldCase, hold: GoodsEvent, actor: Actor, state: str) -> OnCallHold:
    case = held.case
    item = next(item for item in case.items if item.no == hold.no)
    return OnCallHold(
        id=hold.id,
        case_id=case.id,
        reference=case.reference,
        title=str(case.title),
        item=item.no,
        goods=described(case, item.no),
        status=item.status.value,
        by=hold.author,
        at=local_time(hold.at, state),
        reason=str(hold.reason),
        tracks=tuple((one.letter.value, str(one.basis)) for one in holding(case, item.no)),
        clock=held.clock,
        where=whereabouts(case.goods_events, item.no),
        told=hold.told or "",
        release=to_release(case, item, held.due, hold, actor),
        keep=to_keep(case, item, held.due, hold, actor),
        motions=tuple(str(motion.title) for motion in waiting(case.motions)),
    )


def hold_said(hold: OnCallHold) -> Iterator[str]:
    """Who held it when and why, by what law, what presses, where it is and who knows."""
    when = f"{weekday(hold.at.date())}, {hold.at:%H:%M}"
    yield _("Held by {person}, {time}: {reason}").format(
        person=hold.by, time=when, reason=hold.reason or _("no reason is stated")
    )
    for letter, basis in hold.tracks:
        yield _("Track {letter}, {basis}").format(letter=letter, basis=basis)
    if not hold.tracks:
        yield _("No track holds it: no basis is stated.")
    if hold.clock:
        yield _("{clock}: {says}").format(clock=hold.clock.label, says=hold.clock.says)
    place = "; ".join(
        f"{_(fact.short_title)} {said}"
        for fact, said in facts_said(PLACE, hold.where, Audience.CARD)
    )
    yield place or _("nothing is recorded of its place")
    if hold.told:
        yield _("Told: ") + hold.told
    for title in hold.motions:
        yield _("Waits for a second person: {title}").format(title=title)


def hours_said(view: OnCallView) -> str:
    """By which hours the page goes."""
    if not view.hours:
        return _(
            "The office states no office hours: each hold that no head has looked at is shown. "
            "Settings, Office hours, says when somebody leads."
        )
    return _("Office hours: {hours} on working days.").format(hours=view.hours)
