"""After a list changed: parties of open cases against what it says otherwise than before.

An import leaves an order in the same unit of work. Carrying it out needs no order of events: what
stands on a case is made to be what screening it anew would find, for listings that came, went or
changed. So it can be cancelled, killed or done by two processes at once, and goes on later. Cases
that were decided stay as they are; a proposal under review is not touched, but has a task.
"""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from itertools import islice
from typing import Any, Final

from landwaiter.domain.cases.case import Case, CaseParty, Stage
from landwaiter.domain.cases.stages import WORKING
from landwaiter.domain.lists.deeds import RESCREEN
from landwaiter.domain.lists.list_editions import place_on
from landwaiter.domain.lists.listing import Hit
from landwaiter.i18n import N_, _, plural
from landwaiter.services.cases.party_screening import differing, exchange
from landwaiter.services.cases.refresh import rewrite_line
from landwaiter.services.entities.party_matches import MOST_HITS, find_matches, hits_on
from landwaiter.services.law.edition_tasks import TouchedCase, keep_tasks
from landwaiter.services.lists.index_making import ensure_indexes
from landwaiter.services.lists.listing_changes import changed_since, since_sentence
from landwaiter.services.warm.screened_list import ScreenedList
from landwaiter.services.warm.session import Session
from landwaiter.storage.audit.unit_of_work import UnitOfWork
from landwaiter.storage.base import reference
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.cases.case_load import load_case, parties_of
from landwaiter.storage.hits import rescreening as stored
from landwaiter.storage.hits.rescreening import RescreenOrder
from landwaiter.storage.lists import list_editions
from landwaiter.storage.lists.list_editions import StoredEdition

Progress = Callable[[int, int, str], None]
"""Done, total and what is done; may raise to cancel: what is done stays done."""

_LOOKED_AT: Final = 200
"""Cases whose parties are looked at together, without a lock."""
_WRITTEN: Final = 25
"""Cases that are written in one unit of work: others wait no longer than for these."""
_OTHERS_TURN_S: Final = 0.15
"""Between two units of work: who waits for the lock asks for it every tenth of a second, and would
never find it free for the moment between two of them."""


@dataclass(frozen=True, slots=True)
class RescreenResult:
    """What screening again came to for one list."""

    list: str
    edition: str
    """The newest; empty where the list was removed meanwhile."""
    cases: int
    """Open cases that were looked at."""
    touched: int
    """Of these, how many have other hits than before, or would have, or one on an entry that the
    newest edition words otherwise."""
    added: int
    lapsed: int
    tasks: int
    beside: tuple[str, ...] = ()
    """Who screened again at the same time; what they did is counted with them."""


@dataclass(frozen=True, slots=True)
class WaitingList:
    """A list for which open cases are still to be screened again."""

    list: str
    since: str
    """ISO 8601."""
    author: str


@dataclass(frozen=True, slots=True)
class _Delta:
    """For cases of one day: what is searched anew."""

    whole: tuple[ScreenedList, ...]
    parts: tuple[ScreenedList, ...]
    touched: frozenset[str] | None
    """Listings that came, went or changed; None: all of them."""
    before: frozenset[str]
    """Those of them that were on the list before."""
    after: frozenset[str]
    newly: frozenset[str]
    """What the newest edition says otherwise than the newest one before."""

    def concerns(self, listing_id: str) -> bool:
        return self.touched is None or listing_id in self.touched


@dataclass(slots=True)
class _Plan:
    """All that waits for one list, as the casebook is now."""

    list_id: str
    orders: tuple[RescreenOrder, ...]
    known: tuple[StoredEdition, ...]
    standing: tuple[StoredEdition, ...]
    mark: object
    taken: set[str]
    """Steps that were taken before, and those that are taken by this plan."""
    _deltas: dict[tuple[str, str], _Delta] = field(default_factory=dict)
    added: int = 0
    lapsed: int = 0
    tasks: int = 0
    touched: int = 0

    @property
    def through(self) -> str:
        return min(order.through for order in self.orders)

    @property
    def newest(self) -> StoredEdition:
        return self.standing[-1]

    def delta(self, session: Session, conn: Reader, day: date) -> _Delta:
        """What is searched anew for cases of a day; kept, as most days have the same editions."""
        old, new = (_on(editions, day) for editions in (self.known, self.standing))
        key = (old.row if old else "", new.row if new else "")
        if key not in self._deltas:
            self._deltas[key] = self._made(session, conn, day, old)
        return self._deltas[key]

    def _made(self, session: Session, conn: Reader, day: date, old: StoredEdition | None) -> _Delta:
        whole = session.references.on(conn, self.standing, day)
        if old is None:
            return _Delta(whole, whole, None, frozenset(), frozenset(), frozenset())
        new = self.standing[place_on([kept.edition.dated for kept in self.standing], day)]
        newly = _differing(conn, self.known[-1], self.newest)
        touched = _differing(conn, old, new) | newly
        rows = (new.row, self.newest.row)[: len(whole)]
        parts = tuple(
            _part(conn, whole[0], one, row, touched) for one, row in zip(whole, rows, strict=True)
        )
        before = frozenset(
            name
            for row in {old.row, self.known[-1].row}
            for name in list_editions.listings_by_id(conn, row, touched)
        )
        after = frozenset(name for part in parts for name in part.listings)
        return _Delta(whole, parts, touched, before, after, newly)


def _on(editions: Sequence[StoredEdition], day: date) -> StoredEdition | None:
    return editions[place_on([kept.edition.dated for kept in editions], day)] if editions else None


def _differing(conn: Reader, one: StoredEdition, other: StoredEdition) -> frozenset[str]:
    if one.row == other.row:
        return frozenset()
    return frozenset(
        (
            *list_editions.only_in(conn, one.row, other.row),
            *list_editions.only_in(conn, other.row, one.row),
        )
    )


def _part(
    conn: Reader, whole: ScreenedList, one: ScreenedList, row: str, touched: frozenset[str]
) -> ScreenedList:
    wanted = touched & one.listings.keys() if one.since else touched
    found = list_editions.listings_by_id(conn, row, wanted)
    return whole.part(one.edition, found, since=one.since)


def waiting(session: Session) -> tuple[WaitingList, ...]:
    """Lists that changed and for which open cases are still to be screened again."""
    with session.reading() as conn:
        orders = stored.pending(conn)
    first = {order.list_id: order for order in reversed(orders)}
    return tuple(
        WaitingList(name, order.at.isoformat(), order.author)
        for name, order in sorted(first.items())
    )


def rescreened(session: Session, tell: Progress) -> tuple[RescreenResult, ...]:
    """Carry out every order there is; what one list came to after the other.

    Each case is written in a unit of work of few cases, so that others can work meanwhile.
    """
    ensure_indexes(session, tell)
    found: dict[str, RescreenResult] = {}
    while plan := _next_plan(session):
        one = _carried_out(session, plan, tell)
        before = found.get(one.list)
        found[one.list] = one if before is None else _both(before, one)
    return tuple(found.values())


def _both(first: RescreenResult, then: RescreenResult) -> RescreenResult:
    """Begun anew because the list changed again meanwhile."""
    return replace(
        then,
        touched=first.touched + then.touched,
        added=first.added + then.added,
        lapsed=first.lapsed + then.lapsed,
        tasks=first.tasks + then.tasks,
        beside=tuple(sorted({*first.beside, *then.beside})),
    )


def _next_plan(session: Session) -> _Plan | None:
    with session.reading() as conn:
        orders = stored.pending(conn)
        if not orders:
            return None
        of_list = tuple(order for order in orders if order.list_id == orders[0].list_id)
        kept = {one.row: one for one in list_editions.kept_lists(conn)}
        known = sorted((kept[row] for row in of_list[0].known), key=lambda one: one.edition.dated)
        return _Plan(
            list_id=orders[0].list_id,
            orders=of_list,
            known=tuple(known),
            standing=list_editions.standing_lists(conn).get(orders[0].list_id, ()),
            mark=reference.newest_mark(conn),
            taken=set(stored.steps_of(conn, [order.id for order in of_list])),
        )


def _carried_out(session: Session, plan: _Plan, tell: Progress) -> RescreenResult:
    """What was done before the list changed once more, or all of it."""
    with session.reading() as conn:
        days = tuple(stored.open_days(conn, after=plan.through)) if plan.standing else ()
    done, is_current = 0, True
    for some in _batches(days, _LOOKED_AT):
        tell(done, len(days), plan.list_id)
        for ids in _batches(_touched(session, plan, some), _WRITTEN):
            is_current = is_current and _written(session, plan, tuple(ids))
            time.sleep(_OTHERS_TURN_S)
        if not is_current:
            break
        done += len(some)
    if is_current:
        _ended(session, plan, done)
        tell(done, len(days), plan.list_id)
    edition = plan.newest.edition.edition if plan.standing else ""
    return RescreenResult(
        plan.list_id,
        edition,
        done,
        plan.touched,
        plan.added,
        plan.lapsed,
        plan.tasks,
        _beside(session, plan),
    )


def _beside(session: Session, plan: _Plan) -> tuple[str, ...]:
    """Who else took steps of the same orders since the plan was made."""
    with session.reading() as conn:
        steps = stored.steps_of(conn, [order.id for order in plan.orders])
    return tuple(sorted({who for step, who in steps.items() if step not in plan.taken}))


def _batches(things: Iterable[Any], size: int) -> Iterator[list[Any]]:
    left = iter(things)
    while batch := list(islice(left, size)):
        yield batch


def _touched(session: Session, plan: _Plan, days: Iterable[tuple[str, date]]) -> Iterator[str]:
    """Cases with a party that is like a listing that differs, or was until now."""
    with session.reading() as conn:
        hits = stored.listed_hits(conn, plan.list_id)
        found = [
            case_id
            for case_id, day in days
            if _is_touched(conn, plan.delta(session, conn, day), hits.get(case_id, ()), case_id)
        ]
    return iter(found)


def _is_touched(conn: Reader, delta: _Delta, hits: Iterable[tuple[str, str]], case_id: str) -> bool:
    if any(delta.concerns(listing_id) for _party, listing_id in hits):
        return True
    if not any(part.listings for part in delta.parts):
        return False
    return bool(find_matches(conn, parties_of(conn, case_id), delta.parts))


def _written(session: Session, plan: _Plan, ids: tuple[str, ...]) -> bool:
    """A few cases made what they should be; False where lists changed since the plan was made."""
    with session.writing(RESCREEN.name) as work:
        work.quiet()
        if reference.newest_mark(work.conn) != plan.mark:
            return False
        registry = session.registry(work.conn)
        for case_id in ids:
            case = load_case(work.conn, case_id, registry)
            if case.stage in WORKING:
                _rescreen_case(session, work, plan, case)
        _step(work, plan, ids[-1], ended=False)
    return True


def _rescreen_case(session: Session, work: UnitOfWork, plan: _Plan, case: Case) -> None:
    delta = plan.delta(session, work.conn, case.judged_as_of)
    fresh, ended = _changes(work, plan, case, delta)
    told = (*_told(case, delta, fresh, ended), *_said_otherwise(work, plan, case, delta, ended))
    if not told:
        return
    plan.touched += 1
    if (fresh or ended) and case.stage is Stage.DECISION_REVIEW:
        told = (*told, _("not on the proposal under review: screen the parties again"))
    elif fresh or ended:
        _exchanged(session, work, plan, case, (fresh, ended))
    _set_task(work, plan, case, told)


def _exchanged(
    session: Session,
    work: UnitOfWork,
    plan: _Plan,
    case: Case,
    changes: tuple[Sequence[Hit], Sequence[Hit]],
) -> None:
    fresh, ended = changes
    work.mark(f"case/{case.id}", {"revision": case.revision + 1, "scope": []})
    exchange(work, case, fresh, ended)
    work.audit(
        "case.rescreened",
        f"case/{case.id}",
        {
            "reference": case.reference,
            "list": plan.list_id,
            "edition": plan.newest.edition.edition,
            "added": [[hit.id, hit.listing.listing_id] for hit in fresh],
            "lapsed": [[hit.id, hit.listing.listing_id] for hit in ended],
        },
    )
    rewrite_line(session, work, case.id)
    work.changed("cases", case.id)
    plan.added += len(fresh)
    plan.lapsed += len(ended)


def _changes(
    work: UnitOfWork, plan: _Plan, case: Case, delta: _Delta
) -> tuple[tuple[Hit, ...], tuple[Hit, ...]]:
    """New hits, and those that lapse: as if the case were screened anew against the whole list.

    Where a party has as many hits as are kept, one that goes makes room: it is screened anew.
    """
    hits = partial(hits_on, work.conn, new_id=work.new_id, at=work.now)
    standing = [hit for hit in case.hits if hit.list_id == plan.list_id]
    found = hits(case.parties, delta.parts)
    crowded = {
        party.id for party in case.parties if _count(party, (*standing, *found)) >= MOST_HITS
    }
    anew = hits([party for party in case.parties if party.id in crowded], delta.whole)
    return differing(
        [
            hit
            for hit in standing
            if hit.party_id in crowded or delta.concerns(hit.listing.listing_id)
        ],
        (*(hit for hit in found if hit.party_id not in crowded), *anew),
    )


def _count(party: CaseParty, hits: Iterable[Hit]) -> int:
    return sum(hit.party_id == party.id for hit in hits)


def _told(case: Case, delta: _Delta, fresh: Iterable[Hit], ended: Iterable[Hit]) -> Iterator[str]:
    """Party, listing and what became of it; the listing once, where it only changed."""
    names = _party_names(case)
    said: dict[tuple[str, str], str] = {}
    for hit in ended:
        stays = hit.listing.listing_id in delta.after
        said[hit.party_id, hit.listing.listing_id] = _LESS_LIKE if stays else _GONE
    for hit in fresh:
        known = hit.listing.listing_id in delta.before
        said[hit.party_id, hit.listing.listing_id] = _OTHERWISE if known else _NEW
    listings = {hit.listing.listing_id: hit.listing.name for hit in (*ended, *fresh)}
    for (party_id, listing_id), template in said.items():
        yield _(template).format(party=names[party_id], listing=listings[listing_id])


def _said_otherwise(
    work: UnitOfWork, plan: _Plan, case: Case, delta: _Delta, ended: Iterable[Hit]
) -> Iterator[str]:
    """Hits that stay by the edition of the day, on an entry that the newest one words otherwise."""
    gone = {hit.id for hit in ended}
    stay = [
        hit
        for hit in case.hits
        if hit.list_id == plan.list_id
        and hit.id not in gone
        and hit.listing.listing_id in delta.newly
    ]
    for hit_id, since in changed_since(work.conn, stay).items():
        hit = next(one for one in stay if one.id == hit_id)
        yield _("{party} – {listing}: {what}").format(
            party=_party_names(case)[hit.party_id],
            listing=hit.listing.name,
            what=since_sentence(since),
        )


def _party_names(case: Case) -> dict[str, str]:
    return {party.id: party.name or party.identifier or "–" for party in case.parties}


_NEW: Final = N_("{party} – {listing}: new on the list")
_OTHERWISE: Final = N_("{party} – {listing}: changed on the list")
_LESS_LIKE: Final = N_("{party} – {listing}: changed on the list, and not like the party any more")
_GONE: Final = N_("{party} – {listing}: no longer on the list")


def _set_task(work: UnitOfWork, plan: _Plan, case: Case, told: tuple[str, ...]) -> None:
    edition = plan.newest.edition
    if stored.has_task(work.conn, case.id, plan.list_id, edition.sha256):
        return
    said = keep_tasks(
        work,
        (TouchedCase(case.id, case.reference, told),),
        of=plan.list_id,
        edition=edition.edition,
        sha256=edition.sha256,
        counted=str,
    )
    plan.tasks += len(tuple(said))


def _step(work: UnitOfWork, plan: _Plan, through: str, *, ended: bool) -> None:
    rows = [
        {
            "id": work.new_id(),
            "rescreen_id": order.id,
            "through": through,
            "added": plan.added,
            "lapsed": plan.lapsed,
            "ended": int(ended),
            "author": work.actor,
            "at": work.now,
        }
        for order in plan.orders
    ]
    stored.add_steps(work.conn, rows)
    plan.taken.update(str(row["id"]) for row in rows)


def _ended(session: Session, plan: _Plan, cases: int) -> None:
    """The orders are done, unless another process ended them or the list changed again."""
    with session.writing(RESCREEN.name) as work:
        still = {order.id for order in stored.pending(work.conn)}
        if not still & {order.id for order in plan.orders}:
            work.quiet()
            return
        if reference.newest_mark(work.conn) != plan.mark:
            work.quiet()
            return
        _step(work, plan, plan.through, ended=True)
        work.audit(
            RESCREEN.name,
            f"list/{plan.list_id}",
            {
                "edition": plan.newest.edition.edition if plan.standing else "",
                "cases": cases,
                "touched": plan.touched,
                "added": plan.added,
                "lapsed": plan.lapsed,
            },
        )
        work.changed("reference", plan.list_id)


def sentences(found: Iterable[RescreenResult]) -> Iterator[str]:
    """What it came to, list by list."""
    for one in found:
        if one.beside:
            yield _(
                "{list}: {people} screened open cases again at the same time; what follows is what "
                "was left for this run."
            ).format(list=one.list, people=", ".join(one.beside))
        if not one.touched:
            yield plural(
                one.cases,
                "{list}: none of {n} open case is touched.",
                "{list}: none of {n} open cases is touched.",
                list=one.list,
            )
            continue
        yield plural(
            one.cases,
            (
                "{list}: of {n} open case {touched} is touched; new hits: {added}, lapsed: "
                "{lapsed}, tasks: {tasks}."
            ),
            (
                "{list}: of {n} open cases {touched} are touched; new hits: {added}, lapsed: "
                "{lapsed}, tasks: {tasks}."
            ),
            list=one.list,
            touched=one.touched,
            added=one.added,
            lapsed=one.lapsed,
            tasks=one.tasks,
        )
