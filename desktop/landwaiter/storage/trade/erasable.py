"""What may leave the trade store: asked of the rows as they stand, and why the rest stays.

Versions of a declaration go together, or stay together: what holds one of them holds all.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from typing import Any

from sqlalchemy import (
    CTE,
    BindParameter,
    ColumnElement,
    Select,
    bindparam,
    func,
    literal,
    select,
    union_all,
)

from landwaiter.domain.trade.erasure import StayReason
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.schema import trade as t
from landwaiter.storage.schema.data_protection.trade_erasure import (
    trade_restriction,
    trade_restriction_end,
)
from landwaiter.storage.schema.intake import declaration, declaration_request, trade_message
from landwaiter.storage.schema.monitoring import monitor, monitor_end
from landwaiter.storage.schema.retention import case_removal
from landwaiter.storage.trade.trade_counts import is_marked, is_replaced

_declared = t.trade_declaration.c


@dataclass(frozen=True, slots=True)
class ErasureScope:
    """Which declarations are to be erased: of before a day, or these numbers of the store."""

    before: str | None = None
    ids: tuple[int, ...] = ()
    newest: int | None = None
    """None: up to the last one there is."""


@dataclass(frozen=True, slots=True)
class ErasableSet:
    """What would be erased; `sha256` is over the numbers in their order."""

    declarations: int
    newest: int
    sha256: str


def erasable(
    conn: Reader, wanted: ErasureScope, *, after: int = 0, limit: int | None = None
) -> Iterator[int]:
    """Numbers of what may be erased, in their order."""
    kept = _kept(wanted).c.id
    query = select(_declared.id).where(
        _is_wanted(wanted), _declared.id > after, _declared.id.not_in(select(kept))
    )
    for number in conn.execute(query.order_by(_declared.id).limit(limit)).scalars():
        yield int(number)


def erasable_set(conn: Reader, wanted: ErasureScope) -> ErasableSet:
    """The same counted, and hashed as two persons sign it."""
    count, newest, digest = 0, 0, sha256()
    for number in erasable(conn, wanted):
        count, newest = count + 1, number
        digest.update(b"%d\n" % number)
    return ErasableSet(count, newest, digest.hexdigest())


def staying(conn: Reader, wanted: ErasureScope) -> Mapping[StayReason, int]:
    """Why declarations that are wanted stay, each reason with how many; one may have several."""
    kept = _kept(wanted).c
    query = (
        select(kept.why, func.count(kept.id.distinct()))
        .join(t.trade_declaration, _declared.id == kept.id)
        .where(_is_wanted(wanted))
        .group_by(kept.why)
    )
    return {StayReason(str(why)): int(number) for why, number in conn.execute(query)}


def wanted_count(conn: Reader, wanted: ErasureScope) -> int:
    """All that are wanted, whether they may go or not."""
    query = select(func.count(_declared.id)).where(_is_wanted(wanted))
    return int(conn.execute(query).scalar() or 0)


def unlooked(conn: Reader, wanted: ErasureScope) -> int:
    """Of what may be erased: declarations with a reason at which nobody has looked."""
    kept, why = _kept(wanted).c.id, t.trade_reason.c.declaration_id
    query = (
        select(func.count(_declared.id))
        .where(_is_wanted(wanted), _declared.id.not_in(select(kept)))
        .where(select(why).where(why == _declared.id).exists(), ~is_marked(_declared.id))
        .where(~is_replaced(_declared.id))
    )
    return int(conn.execute(query).scalar() or 0)


def family_of(conn: Reader, numbers: Collection[int]) -> tuple[int, ...]:
    """These declarations with every version of each."""
    found = conn.execute(_family(), {"numbers": list(numbers)}).scalars()
    return tuple(int(one) for one in found)


@cache
def _family() -> Select[Any]:
    """Put together once: it is asked for every message that comes."""
    begin: BindParameter[list[int]] = bindparam("numbers", expanding=True)
    family = select(_declared.id).where(_declared.id.in_(begin)).cte("family", recursive=True)
    family = family.union(_older(family), _newer(family))
    return select(family.c.id).order_by("id")


def of_removed_cases(conn: Reader, limit: int) -> tuple[int, ...]:
    """Declarations whose case was removed, the oldest first."""
    mark = t.trade_mark.c
    query = (
        select(mark.declaration_id)
        .join(case_removal, case_removal.c.case_id == mark.opened_case)
        .where(mark.mark == "opened")
        .order_by(mark.declaration_id)
        .limit(limit)
    )
    return tuple(int(one) for one in conn.execute(query).scalars())


def _is_wanted(wanted: ErasureScope) -> ColumnElement[bool]:
    which = _declared.day < wanted.before if wanted.before else _declared.id.in_(wanted.ids)
    return which if wanted.newest is None else which & (_declared.id <= wanted.newest)


def _older(family: CTE) -> Select[Any]:
    return (
        select(_declared.replaces, *list(family.c)[1:])
        .join(family, family.c.id == _declared.id)
        .where(_declared.replaces.is_not(None))
    )


def _newer(family: CTE) -> Select[Any]:
    newer = t.trade_declaration.alias()
    return select(newer.c.id, *list(family.c)[1:]).join(family, newer.c.replaces == family.c.id)


def _kept(wanted: ErasureScope) -> CTE:
    """Number and reason of what stays, with every version of it."""
    begin = union_all(*_reasons(wanted)).subquery("held")
    kept = select(begin.c.id, begin.c.why).cte("kept", recursive=True)
    return kept.union(_older(kept), _newer(kept))


def _reasons(wanted: ErasureScope) -> Iterator[Select[Any]]:
    def of(row: ColumnElement[Any], why: StayReason) -> Select[Any]:
        return select(row.label("id"), literal(why.value).label("why"))

    mark, role = t.trade_mark.c, t.trade_role.c
    removed = select(case_removal.c.case_id)
    yield of(mark.declaration_id, StayReason.CASE).where(
        mark.mark == "opened", mark.opened_case.not_in(removed)
    )
    told = declaration_request.c.given_mrn
    for mrn in (declaration.c.mrn, told):
        yield of(_declared.id, StayReason.CASE).where(
            _declared.mrn.in_(select(mrn).where(mrn.is_not(None)))
        )
        yield of(trade_message.c.declaration_id, StayReason.CASE).where(
            trade_message.c.given_mrn.in_(select(mrn).where(mrn.is_not(None)))
        )
    local = declaration.c.local_reference
    same = declaration.c.declarant_eori.is_not_distinct_from(_declared.declarant_eori)
    yield of(_declared.id, StayReason.CASE).where(
        _declared.local_reference.in_(select(local).where(local.is_not(None))),
        select(local).where(local == _declared.local_reference, same).exists(),
    )
    on = trade_restriction.c
    is_over = select(trade_restriction_end.c.restriction_id)
    in_force = on.id.not_in(is_over)
    for effect in (StayReason.HOLD, StayReason.RESTRICTION):
        mine = (on.effect == effect.value, in_force)
        yield of(on.declaration_id, effect).where(on.declaration_id.is_not(None), *mine)
        yield (
            of(role.declaration_id, effect)
            .join(trade_restriction, on.party_id == role.party_id)
            .where(*mine)
        )
    yield of(_declared.id, StayReason.SAMPLE).where(
        _declared.drawn == 1, ~is_marked(_declared.id), ~is_replaced(_declared.id)
    )
    is_running = select(monitor.c.id).where(monitor.c.id.not_in(select(monitor_end.c.monitor_id)))
    watched = t.trade_programme.c
    yield of(watched.declaration_id, StayReason.PROGRAMME).where(watched.monitor_id.in_(is_running))
    if wanted.newest is not None:
        # Nobody agreed to a version that came afterwards: it holds those that it replaces.
        yield of(_declared.id, StayReason.VERSION).where(
            _declared.id > wanted.newest, _declared.replaces.is_not(None)
        )
    if wanted.before:
        newer = t.trade_declaration.alias("later")
        yield of(newer.c.id, StayReason.VERSION).where(
            newer.c.replaces.is_not(None), newer.c.day >= wanted.before
        )
        yield (
            of(_declared.id, StayReason.VERSION)
            .join(newer, newer.c.replaces == _declared.id)
            .where(_declared.day >= wanted.before)
        )
