"""What the trade store says of addresses, vessels, prices and consignments; each asks an index.

A declaration that was opened is a case and counts there; of each other one the newest version
counts. What is restricted does not count.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, func, select

from landwaiter.domain.intake.declaration import Address, Role
from landwaiter.storage.base.reader import Reader, once
from landwaiter.storage.base.records import from_json, kept_rows
from landwaiter.storage.flags.restricted_trade import (
    is_anything_restricted,
    is_restricted,
    restriction_mark,
)
from landwaiter.storage.schema import trade as t
from landwaiter.storage.schema.data_protection.trade_erasure import trade_erasure_step
from landwaiter.storage.sqlite.dialect import birth_order

MOST_PARTIES = 2_000
"""Parties at one street that are looked at: many more than any threshold of a rule."""


@dataclass(frozen=True, slots=True)
class TradeMark:
    """How far the store goes: its last declaration, and the last thing that became of one."""

    row: int = 0
    leaf: bytes = b""
    """Of that declaration."""
    mark: int = 0
    erased: int = 0
    """The last step in which declarations were erased."""
    restricted: tuple[int, int] = (0, 0)
    """The last restriction that was placed, and the last that was lifted."""


@dataclass(frozen=True, slots=True)
class OwnVersions:
    """What of the history is the declaration itself: it is no neighbour of its own."""

    case_id: str = ""
    rows: tuple[int, ...] = ()
    """Versions in the store."""


@dataclass(frozen=True, slots=True)
class TradePrice:
    """A line with a value: cents of the euro, grams, thousandths of the supplementary unit."""

    row: int
    day: date
    exporter: str
    value: int
    mass: int | None
    units: int | None


@dataclass(frozen=True, slots=True)
class TradeShipment:
    """A consignment between two parties; its value in cents of the euro."""

    row: int
    number: str
    day: date
    value: int


_declared, _item = t.trade_declaration.c, t.trade_item.c
_marks = birth_order(t.trade_mark)


_LAST = select(t.trade_leaf).order_by(t.trade_leaf.c.id.desc()).limit(1)


def trade_mark(conn: Reader) -> TradeMark:
    """Where the store ends now."""
    return once(conn, _trade_mark)


def _trade_mark(conn: Reader) -> TradeMark:
    row = conn.execute(_LAST).first()
    mark = conn.execute(select(func.max(_marks)).select_from(t.trade_mark)).scalar()
    erased = conn.execute(select(func.max(trade_erasure_step.c.no))).scalar()
    last = (int(row.id), bytes(row.leaf)) if row else (0, b"")
    return TradeMark(*last, int(mark or 0), int(erased or 0), restriction_mark(conn))


def still_there(conn: Reader, mark: TradeMark) -> bool:
    """Whether everything up to the mark stands where it stood, and counts as it counted."""
    leaf = conn.execute(select(t.trade_leaf.c.leaf).where(t.trade_leaf.c.id == mark.row)).scalar()
    now = trade_mark(conn)
    counts = (now.erased, now.restricted) == (mark.erased, mark.restricted)
    return (leaf or b"") == mark.leaf and now.mark >= mark.mark and counts


def gone_since(conn: Reader, since: TradeMark) -> Sequence[int]:
    """Declarations that counted and do no more, each once: replaced by a newer version, or
    opened."""
    newer, before = t.trade_declaration.alias("newer"), t.trade_mark.alias("before")
    mark = t.trade_mark.c
    was_opened = (
        select(before.c.id)
        .where(
            before.c.declaration_id == _declared.replaces,
            before.c.mark == "opened",
            birth_order(before) <= since.mark,
        )
        .exists()
    )
    was_replaced = (
        select(newer.c.id)
        .where(newer.c.replaces == mark.declaration_id, newer.c.id <= since.row)
        .exists()
    )
    replaced = select(_declared.replaces).where(
        _declared.id > since.row, _declared.replaces.is_not(None), ~was_opened
    )
    opened = select(mark.declaration_id).where(
        _marks > since.mark, mark.mark == "opened", ~was_replaced
    )
    queries = (
        _unrestricted(conn, replaced, _declared.replaces),
        _unrestricted(conn, opened, mark.declaration_id),
    )
    gone = (int(one) for query in queries for one in conn.execute(query).scalars())
    return tuple(dict.fromkeys(gone))


def _unrestricted(conn: Reader, query: Select[Any], row: ColumnElement[Any]) -> Select[Any]:
    """Without what is restricted, where anything is."""
    return query.where(~is_restricted(row)) if is_anything_restricted(conn) else query


def _counts(row: ColumnElement[Any]) -> tuple[ColumnElement[bool], ...]:
    newer = t.trade_declaration.alias("newer")
    mark = t.trade_mark.c
    return (
        ~select(newer.c.id).where(newer.c.replaces == row).exists(),
        ~select(mark.id).where(mark.declaration_id == row, mark.mark == "opened").exists(),
    )


_LINES: Select[Any] = (
    select(
        _item.declaration_id,
        _declared.day,
        _declared.exporter,
        _item.cn8,
        _item.value,
        _item.mass,
        _item.units,
    )
    .join(t.trade_declaration, _declared.id == _item.declaration_id)
    .where(_item.value.is_not(None))
)
_OF_CODE = _LINES.where(
    _item.cn8 == bindparam("cn"), _item.declaration_id > bindparam("row"), *_counts(_declared.id)
)
_OF_CODE_IN_ROW = _LINES.where(
    _item.cn8 == bindparam("cn"), _item.declaration_id == bindparam("row"), *_counts(_declared.id)
)
_OF_ROW = _LINES.where(_item.declaration_id == bindparam("row"))


def prices_of(conn: Reader, cn8: str, *, after: int) -> Iterator[TradePrice]:
    """Lines of a code in declarations that came after a row and count."""
    rows = _rows(conn, _OF_CODE, {"cn": cn8, "row": after})
    return (_price(row)[1] for row in rows)


def own_prices(conn: Reader, cn8: str, rows: Iterable[int]) -> Iterator[TradePrice]:
    """Lines of a code in those of some declarations that count."""
    for row in rows:
        found = _rows(conn, _OF_CODE_IN_ROW, {"cn": cn8, "row": row})
        yield from (_price(one)[1] for one in found)


_OPENED_AS = select(t.trade_mark.c.declaration_id).where(
    t.trade_mark.c.opened_case == bindparam("case")
)
_OLDER = select(_declared.replaces).where(_declared.id == bindparam("row"))


def sifted_as(conn: Reader, case_id: str) -> tuple[int, ...]:
    """The versions of the declaration of a case that the store has; none without a case."""
    found: dict[int, None] = {}
    for (row,) in kept_rows(conn, _OPENED_AS, {"case": case_id}) if case_id else ():
        before: int | None = int(row)
        while before is not None and before not in found:
            found[before] = None
            before = next((one for (one,) in kept_rows(conn, _OLDER, {"row": before})), None)
    return tuple(found)


def lines_of(conn: Reader, row: int) -> Iterator[tuple[str, TradePrice]]:
    """The lines of one declaration with their codes, whether it counts or not."""
    return (_price(one) for one in kept_rows(conn, _OF_ROW, {"row": row}))


def _price(line: Sequence[Any]) -> tuple[str, TradePrice]:
    """The code of a line, and the line; as `_LINES` has its columns."""
    row, day, exporter, cn8, value, mass, units = line
    return cn8, TradePrice(row, date.fromisoformat(day), exporter or "", value, mass, units)


def _rows(conn: Reader, query: Select[Any], about: Mapping[str, Any]) -> Iterable[Sequence[Any]]:
    """Of a statement on declarations, without what is restricted."""
    if not is_anything_restricted(conn):
        return kept_rows(conn, query, about)
    return conn.execute(_unrestricted(conn, query, _declared.id), dict(about))


_SHIPMENTS = (
    select(_declared.id, _declared.mrn, _declared.local_reference, _declared.day, _declared.value)
    .where(
        _declared.exporter == bindparam("exporter"),
        _declared.consignee == bindparam("consignee"),
        _declared.day >= bindparam("first"),
        _declared.day <= bindparam("last"),
        _declared.value > 0,
        *_counts(_declared.id),
    )
    .order_by(_declared.day, _declared.id)
)


def shipments(
    conn: Reader, exporter: str, consignee: str, first: date, last: date
) -> Iterator[TradeShipment]:
    """Consignments from an exporter to a consignee in a span of days."""
    parties = {"exporter": exporter, "consignee": consignee}
    days = {"first": first.isoformat(), "last": last.isoformat()}
    for row, mrn, local_reference, day, value in _rows(conn, _SHIPMENTS, {**parties, **days}):
        number = mrn or local_reference or str(row)
        yield TradeShipment(row, number, date.fromisoformat(day), value)


_AT_STREET = (
    select(t.trade_party.c.name, t.trade_party.c.address)
    .where(t.trade_party.c.street == bindparam("street"))
    .limit(MOST_PARTIES)
)


def at_street(
    conn: Reader, street: str, *, but: Sequence[int] = ()
) -> Iterator[tuple[str, Address]]:
    """Name and address of the parties in a street; without those that only some versions name."""
    about = {"street": street}
    restricted = is_anything_restricted(conn)
    if restricted or but:
        named = t.trade_role.alias("named")
        of_others = select(named.c.role).where(
            named.c.party_id == t.trade_party.c.id, named.c.declaration_id.not_in(but)
        )
        if restricted:
            of_others = of_others.where(~is_restricted(named.c.declaration_id))
        query = _AT_STREET.where(of_others.exists())
        rows: Iterable[Sequence[Any]] = conn.execute(query, about)
    else:
        rows = kept_rows(conn, _AT_STREET, about)
    for name, address in rows:
        yield name, from_json(address, Address)


def vessel_name(conn: Reader, imo: str, *, but: Sequence[int] = ()) -> str | None:
    """The name under which the store knew the vessel with this IMO number last, `but` by some."""
    party, role = t.trade_party.c, t.trade_role.c
    query = (
        select(party.name)
        .join(t.trade_role, role.party_id == party.id)
        .where(party.identifier == f"IMO{imo}", role.role == Role.VESSEL.value, party.name != "")
        .where(role.declaration_id.not_in(but))
        .order_by(role.declaration_id.desc())
        .limit(1)
    )
    found = conn.execute(_unrestricted(conn, query, role.declaration_id)).scalar_one_or_none()
    return str(found) if found is not None else None
