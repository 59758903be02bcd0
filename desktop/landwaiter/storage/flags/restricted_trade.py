"""What of the trade store is restricted: kept, and used for no other judgement.

A restriction is on one declaration, or on a party as declared and so on every declaration that
names it. What was in the store when it was placed is kept alone; what names the party later is new,
is judged and waits as any other, and says so. Neither is a base of what is found elsewhere.
"""

from typing import Any

from sqlalchemy import ColumnElement, func, or_, select, union

from landwaiter.storage.base.reader import Reader, once
from landwaiter.storage.schema import trade as t
from landwaiter.storage.schema.data_protection.trade_erasure import (
    trade_restriction,
    trade_restriction_end,
)
from landwaiter.storage.sqlite.dialect import birth_order

_on, _end = trade_restriction.c, trade_restriction_end.c
IN_FORCE: ColumnElement[bool] = _on.id.not_in(select(_end.restriction_id))
IS_ANYTHING_PLACED: ColumnElement[bool] = select(trade_restriction.alias("placed").c.id).exists()
"""Whether anything was ever restricted or held."""
_RESTRICTS = (_on.effect == "restriction", IN_FORCE)


def is_restricted(row: ColumnElement[Any]) -> ColumnElement[bool]:
    """Whether a declaration, or a party of it, is restricted now."""
    return _met(row, *_RESTRICTS)


def is_kept_alone(row: ColumnElement[Any]) -> ColumnElement[bool]:
    """Whether it was in the store already when it, or a party of it, was restricted."""
    return _met(row, *_RESTRICTS, _on.newest >= row)


def _met(row: ColumnElement[Any], *which: ColumnElement[bool]) -> ColumnElement[bool]:
    role = t.trade_role.alias("restricted_role")
    of_party = (
        select(_on.id)
        .join(role, role.c.party_id == _on.party_id)
        .where(role.c.declaration_id == row, *which)
    )
    return or_(select(_on.id).where(_on.declaration_id == row, *which).exists(), of_party.exists())


def is_anything_restricted(conn: Reader) -> bool:
    """Of an office that restricts nothing no further question is asked."""
    return once(conn, _is_anything_restricted)


def _is_anything_restricted(conn: Reader) -> bool:
    return conn.execute(select(_on.id).where(*_RESTRICTS).limit(1)).first() is not None


def restriction_mark(conn: Reader) -> tuple[int, int]:
    """The last restriction that was placed, and the last that was lifted."""
    return once(conn, _restriction_mark)


def _restriction_mark(conn: Reader) -> tuple[int, int]:
    placed = select(func.max(birth_order(trade_restriction))).select_from(trade_restriction)
    lifted = select(func.max(birth_order(trade_restriction_end))).select_from(trade_restriction_end)
    last = (conn.execute(query).scalar() for query in (placed, lifted))
    first, second = (int(one or 0) for one in last)
    return first, second


def restricted_cases(conn: Reader) -> frozenset[str]:
    """Cases of restricted declarations: they are no base of others either."""
    return once(conn, _restricted_cases)


def _restricted_cases(conn: Reader) -> frozenset[str]:
    mark, role = t.trade_mark.c, t.trade_role.c
    opened = (mark.mark == "opened", mark.opened_case.is_not(None))
    by_number = (
        select(mark.opened_case)
        .join(trade_restriction, _on.declaration_id == mark.declaration_id)
        .where(*opened, *_RESTRICTS)
    )
    by_party = (
        select(mark.opened_case)
        .join(t.trade_role, role.declaration_id == mark.declaration_id)
        .join(trade_restriction, _on.party_id == role.party_id)
        .where(*opened, *_RESTRICTS)
    )
    if not is_anything_restricted(conn):
        return frozenset()
    return frozenset(map(str, conn.execute(union(by_number, by_party)).scalars()))
