"""What waits to be sifted again: batches by what they were judged with, step by step."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from landwaiter.services.trade.again_difference import ChangedList, JudgingDifference, difference
from landwaiter.services.trade.judging import JudgingGrounds, judging_from, judging_now
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.lists import list_editions
from landwaiter.storage.trade import again_rows, judging_rows
from landwaiter.storage.trade.judging_rows import BatchStanding

MOST: Final = 500
"""Declarations that are judged and written together, as when they were sifted."""
_BATCHES: Final = 2_000
"""Batches of the sift in one step: where nothing can matter a step is long."""


@dataclass(frozen=True, slots=True)
class WaitingGroup:
    """Batches that were judged with the same editions, which are others now."""

    judging: int
    batches: tuple[int, ...]
    found: JudgingDifference


@dataclass(frozen=True, slots=True)
class AgainStep:
    """Some batches, and those of their declarations whose verdict may change."""

    judging: int
    batches: tuple[int, ...]
    numbers: tuple[int, ...]
    lists: tuple[ChangedList, ...]
    watched_alone: frozenset[int] = frozenset()
    """Of the numbers those that only programmes concern."""


@dataclass(frozen=True, slots=True)
class AgainPlan:
    """All that waits, as the casebook is now."""

    now: JudgingGrounds
    groups: tuple[WaitingGroup, ...]

    @property
    def lists(self) -> tuple[ChangedList, ...]:
        """Each list once, from the oldest edition that anything was judged with."""
        found: dict[str, ChangedList] = {}
        for group in self.groups:
            for one in group.found.lists:
                found.setdefault(one.list_id, one)
        return tuple(found[name] for name in sorted(found))


def plan_of(conn: Reader, list_id: str = "") -> AgainPlan:
    """What waits for other editions than it was judged with; only for those of one list."""
    now = judging_now(conn)
    current = judging_rows.number_of(conn, now.digest)
    by_judging: dict[int, list[BatchStanding]] = {}
    for one in judging_rows.standing(conn):
        if one.judging != current:
            by_judging.setdefault(one.judging, []).append(one)
    if not by_judging:
        return AgainPlan(now, ())
    days = judging_rows.days_of(conn)
    kept = {one.row: one for one in list_editions.kept_lists(conn)}
    known = judging_rows.judgings(conn)
    groups = (
        WaitingGroup(
            number,
            tuple(one.batch for one in batches),
            difference(conn, judging_from(known[number]), now, days, kept),
        )
        for number, batches in sorted(by_judging.items())
    )
    wanted = (
        one
        for one in groups
        if not list_id or any(changed.list_id == list_id for changed in one.found.lists)
    )
    return AgainPlan(now, tuple(wanted))


def steps_of(
    group: WaitingGroup,
    numbers: Sequence[int],
    ranges: Mapping[int, tuple[int, int]],
    watched_alone: frozenset[int] = frozenset(),
) -> Iterator[AgainStep]:
    """The batches in their order, cut where enough declarations come together."""
    taken: list[int] = []
    concerned: list[int] = []
    for batch in group.batches:
        first, last = ranges.get(batch, (1, 0))
        mine = numbers[bisect_left(numbers, first) : bisect_right(numbers, last)]
        if taken and (len(concerned) + len(mine) > MOST or len(taken) == _BATCHES):
            yield _step(group, taken, concerned, watched_alone)
            taken, concerned = [], []
        taken.append(batch)
        concerned += mine
    if taken:
        yield _step(group, taken, concerned, watched_alone)


def _step(
    group: WaitingGroup, batches: Sequence[int], numbers: Sequence[int], watched: frozenset[int]
) -> AgainStep:
    alone = watched.intersection(numbers)
    return AgainStep(group.judging, tuple(batches), tuple(numbers), group.found.lists, alone)


@dataclass(frozen=True, slots=True)
class WaitingAgain:
    """Declarations that were sifted before a list changed, and are not judged with it yet."""

    declarations: int
    """In their newest version, without a case."""
    lists: tuple[ChangedList, ...]
    """Those that changed since; none where only packs, rules or programmes did."""


def waiting_again(conn: Reader) -> WaitingAgain:
    """How many declarations wait for the editions in force. It costs as much as reading one number
    for each batch, and for those that wait their index.
    """
    now = judging_now(conn)
    counts = judging_rows.not_judged_with(conn, now.digest)
    if not counts:
        return WaitingAgain(0, ())
    kept = {one.row: one for one in list_editions.kept_lists(conn)}
    found: dict[str, ChangedList] = {}
    for grounds in judging_rows.judgings(conn, tuple(counts)).values():
        for one in difference_of_lists(judging_from(grounds), now, kept):
            found.setdefault(one.list_id, one)
    return WaitingAgain(sum(counts.values()), tuple(found[name] for name in sorted(found)))


def difference_of_lists(
    old: JudgingGrounds, now: JudgingGrounds, kept: Mapping[str, list_editions.StoredEdition]
) -> Iterator[ChangedList]:
    """The lists alone, by their newest editions."""
    for name in sorted({*old.lists, *now.lists}):
        were, are = old.lists.get(name, ()), now.lists.get(name, ())
        if were != are:
            before = kept[were[-1]].edition.edition if were else ""
            yield ChangedList(name, before, kept[are[-1]].edition.edition if are else "")


def ranges(conn: Reader) -> Mapping[int, tuple[int, int]]:
    return again_rows.ranges_of_batches(conn)
