"""How each declaration stands that had a reason, was drawn or marked: kept, and counted as it is
kept.

What holds is asked by the conditions of `trade_counts`, of the few declarations that something
happened to. So a page of the queue passes over none that is settled, and figures of the whole store
cost the same whatever it holds.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from sqlalchemy import ColumnElement, bindparam, delete, func, select

from landwaiter.domain.trade.sift_reasons import SiftReason
from landwaiter.i18n import _
from landwaiter.storage.base.reader import Reader, Writer
from landwaiter.storage.base.records import written
from landwaiter.storage.schema import trade as t
from landwaiter.storage.sqlite.dialect import added_up, in_numbers
from landwaiter.storage.trade import trade_counts as counts

WAITS: Final = "waits"
"""For a reason, whichever."""
REASONED: Final = "reasoned"
"""With a reason that holds."""
LOOKED: Final = "looked"
"""Of these with a case, or set aside."""
OPENED: Final = "opened"
"""What became of it last; followed by a reason: of those with it."""
ASIDE: Final = "aside"
HAS_CASE: Final = "has_case"
DRAWN: Final = "drawn"
DRAWN_LOOKED: Final = "drawn looked"
DRAWN_OPENED: Final = "drawn opened"
READ: Final = "read"
"""Declarations that batches read: a tally alone."""
_YEAR: Final = "year"
"""Followed by one: declarations accepted in it, in whatever version; a tally alone."""


@dataclass(frozen=True, slots=True)
class ReasonCount:
    """A reason with what waits for it, and what became of what was looked at."""

    reason: str
    waiting: int
    opened: int
    aside: int


@dataclass(frozen=True, slots=True)
class SampleCount:
    """What was drawn of the rest, and what persons found in it."""

    drawn: int
    looked: int
    opened: int
    """Of those looked at: they should have had a reason."""


_Which: TypeAlias = Callable[[ColumnElement[int]], ColumnElement[bool]]
_Stands: TypeAlias = tuple[str, int]
_standing, _tally = t.trade_standing.c, t.trade_tally.c
_ADDED = added_up(t.trade_tally, ("standing",), ("declarations",))
_GONE = delete(t.trade_standing).where(
    _standing.standing == bindparam("how"), _standing.declaration_id == bindparam("which")
)
_READ_TOGETHER: Final = 5_000


def of_reason(standing: str, reason: str) -> str:
    """Such as `waits severe_flag`; of the sample, `waits sample`."""
    return f"{standing} {reason}"


WAITS_AS_SAMPLE: Final = of_reason(WAITS, SiftReason.SAMPLE.value)


def keep(conn: Writer, numbers: Sequence[int]) -> None:
    """How these declarations stand from now on: asked for whatever happened to them."""
    if not numbers:
        return

    def named(row: ColumnElement[int]) -> ColumnElement[bool]:
        return in_numbers(row, numbers)

    wanted, stand = set(_found(conn, named)), set(_kept(conn, named))
    gone, new = sorted(stand - wanted), sorted(wanted - stand)
    if gone:
        conn.execute(_GONE, [{"how": standing, "which": number} for standing, number in gone])
    if new:
        values = [{"standing": one, "declaration_id": number} for one, number in new]
        conn.execute(t.trade_standing.insert(), values)
    changed = Counter(one for one, _number in new)
    changed.subtract(one for one, _number in gone)
    add(conn, changed)


def keep_of_party(conn: Writer, party: int) -> None:
    """The same of those that name a party."""
    role = t.trade_role.c
    naming = select(role.declaration_id).where(role.party_id == party)
    mine = select(_standing.declaration_id).where(_standing.declaration_id.in_(naming)).distinct()
    keep(conn, conn.execute(mine).scalars().all())


def add(conn: Writer, changed: Mapping[str, int]) -> None:
    """Count so many more; how nothing stands has no row."""
    rows = [{"standing": one, "declarations": more} for one, more in changed.items() if more]
    if rows:
        conn.execute(_ADDED, rows)
        conn.execute(delete(t.trade_tally).where(_tally.declarations == 0))


def by_year(days: Iterable[str]) -> Counter[str]:
    """What declarations of these days count for, as days are written."""
    return Counter(of_reason(_YEAR, day[:4]) for day in days)


def per_year(conn: Reader) -> Mapping[int, int]:
    """Year of acceptance → declarations in whatever version."""
    named = ((name.partition(" "), number) for name, number in sorted(tally(conn).items()))
    return {int(year): number for (kind, _, year), number in named if kind == _YEAR and number}


def tally(conn: Reader) -> Mapping[str, int]:
    """How many declarations stand so; 0 where none is named."""
    return Counter(
        {str(one): int(number) for one, number in conn.execute(select(*t.trade_tally.c))}
    )


def reasons(conn: Reader, names: Sequence[str]) -> tuple[ReasonCount, ...]:
    """What each reason came to."""
    found = tally(conn)
    return tuple(
        ReasonCount(name, *(found[of_reason(one, name)] for one in (WAITS, OPENED, ASIDE)))
        for name in map(str, names)
    )


def sample(conn: Reader) -> SampleCount:
    """What the sample came to."""
    found = tally(conn)
    return SampleCount(found[DRAWN], found[DRAWN_LOOKED], found[DRAWN_OPENED])


def _kept(conn: Reader, which: _Which) -> Iterator[_Stands]:
    query = select(*t.trade_standing.c).where(which(_standing.declaration_id))
    return ((str(one), int(number)) for one, number in conn.execute(query))


def _found(conn: Reader, which: _Which) -> Iterator[_Stands]:
    yield from _by_reasons(conn, which)
    yield from _as_drawn(conn, which)
    yield from _by_marks(conn, which)


def _by_reasons(conn: Reader, which: _Which) -> Iterator[_Stands]:
    why, row = t.trade_reason.c, t.trade_reason.c.declaration_id
    became = (counts.is_marked(row, OPENED), counts.is_marked(row, ASIDE))
    query = select(row, why.reason, counts.waits(row), *became).where(
        which(row), counts.holds(why), ~counts.is_replaced(row)
    )
    for number, reason, waits, opened, aside in conn.execute(query):
        said = [name for name, holds in ((WAITS, waits), (LOOKED, opened or aside)) if holds]
        yield from ((name, int(number)) for name in (REASONED, *said))
        of_it = ((WAITS, waits), (OPENED, opened), (ASIDE, aside and not opened))
        yield from ((of_reason(name, str(reason)), int(number)) for name, holds in of_it if holds)


def _as_drawn(conn: Reader, which: _Which) -> Iterator[_Stands]:
    row = t.trade_declaration.c.id
    each = (counts.is_looked_at(row), counts.is_opened_as_sample(row), counts.waits(row))
    query = select(row, *each).where(which(row), counts.IS_DRAWN, ~counts.is_replaced(row))
    names = (DRAWN_LOOKED, DRAWN_OPENED, WAITS_AS_SAMPLE)
    for number, *said in conn.execute(query):
        yield DRAWN, int(number)
        yield from ((name, int(number)) for name, holds in zip(names, said, strict=True) if holds)


def _by_marks(conn: Reader, which: _Which) -> Iterator[_Stands]:
    mark = t.trade_mark.c
    query = (
        select(mark.declaration_id, mark.mark)
        .where(which(mark.declaration_id), ~counts.is_replaced(mark.declaration_id))
        .order_by(mark.declaration_id, mark.id)
    )
    newest: dict[int, str] = {}
    for number, said in conn.execute(query):
        newest[int(number)] = str(said)
        if said == OPENED:
            yield HAS_CASE, int(number)
    yield from ((said, number) for number, said in newest.items() if said in (OPENED, ASIDE))


def standing_faults(conn: Reader) -> Iterator[str]:
    """What is kept otherwise than it is found and counted anew."""
    last = conn.execute(select(func.max(t.trade_leaf.c.id))).scalar() or 0
    beyond = conn.execute(select(func.max(_standing.declaration_id))).scalar() or 0
    counted: Counter[str] = Counter()
    for first in range(1, max(int(last), int(beyond)) + 1, _READ_TOGETHER):

        def between(row: ColumnElement[int], first: int = first) -> ColumnElement[bool]:
            return row.between(first, first + _READ_TOGETHER - 1)

        found, stand = set(_found(conn, between)), set(_kept(conn, between))
        counted.update(one for one, _number in found)
        for standing, number in sorted(found ^ stand):
            yield _(
                "trade_standing, declaration {number}: that it stands as “{standing}” is not what"
                " its reasons and marks say."
            ).format(number=number, standing=standing)
    year = func.substr(t.trade_declaration.c.day, 1, 4)
    for name, number in conn.execute(select(year, func.count()).group_by(year)):
        counted[of_reason(_YEAR, str(name))] = int(number)
    of_batches = conn.execute(select(t.trade_batch.c.counts)).scalars()
    counted[READ] = sum(int((written(said, dict) or {}).get("read", 0)) for said in of_batches)
    stand_so = tally(conn)
    for standing in sorted((+counted).keys() | stand_so.keys()):
        if counted[standing] != stand_so[standing] or not counted[standing]:
            yield _("trade_tally, {standing}: {stands} stands, {made} were counted.").format(
                standing=standing, stands=stand_so[standing], made=counted[standing]
            )
