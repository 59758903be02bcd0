"""What the casebook has seen of prices and of consignments between the same parties.

Declarations are read once, in the order in which they came; of each case the newest version
counts. A case is compared with what was accepted up to its own day, and never with itself. What is
restricted in the trade store counts neither there nor as a case.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from threading import RLock
from typing import Final

from landwaiter.domain.base.zones import local_date
from landwaiter.domain.cases.case import Case
from landwaiter.domain.flags.inputs_of_rules import PriceLine, Shipment
from landwaiter.domain.flags.view import EURO
from landwaiter.domain.intake.declaration import Declaration, Item, Role
from landwaiter.domain.law.word_lists import folded
from landwaiter.services.warm.price_runs import EXACT, NO_PRICES, PricedLine, PriceRun
from landwaiter.services.warm.shipment_runs import ShipmentRun
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.flags import history_bases, trade_history
from landwaiter.storage.flags.restricted_trade import restricted_cases
from landwaiter.storage.flags.trade_history import OwnVersions

NEAR: Final = 92
"""Days around a consignment in which others between the same parties are looked for."""
_CENTS, _THOUSANDTHS = 100, 1000
_LOW, _HIGH = 1, 99
"""Percentiles."""
_RunKey = tuple[str, bool]
"""Code, and whether per unit."""


@dataclass(frozen=True, slots=True)
class _Line:
    cn: str
    per_kg: Decimal | None
    per_unit: Decimal | None


@dataclass(frozen=True, slots=True)
class _Seen:
    """The newest declaration of a case, as far as prices go."""

    row: int
    day: date | None
    exporter: str
    parties: tuple[str, str] | None
    value: Decimal | None
    lines: tuple[_Line, ...]

    @property
    def is_shipment(self) -> bool:
        """Whether it can be one of the others, when a consignment is looked at."""
        return bool(self.parties and self.day and self.value)


@dataclass(slots=True)
class PriceBase:
    """Declarations of one casebook as prices and consignments; read on when more have come.

    No declaration is held: of a price twenty bytes are, of a consignment between known parties
    32. What a case itself says is read again where it is left out.
    """

    _mark: history_bases.DeclarationMark = field(default_factory=history_bases.DeclarationMark)
    _runs: dict[_RunKey, PriceRun] = field(default_factory=dict)
    _trade: trade_history.TradeMark = field(default_factory=trade_history.TradeMark)
    _read: dict[str, int] = field(default_factory=dict)
    """Code that was asked for → the last declaration of the trade store whose prices are here."""
    _shipments: dict[int, ShipmentRun] = field(default_factory=dict)
    """By the hash of their parties."""
    _unused: frozenset[str] = frozenset()
    """Cases of restricted declarations."""
    _asked: tuple[str, history_bases.DeclarationMark] | None = None
    _own: _Seen | None = None
    """Of the case that asked last: each of its codes is asked for."""
    _lock: RLock = field(default_factory=RLock)

    def prices(
        self,
        conn: Reader,
        case: Case,
        cn: str,
        *,
        per_unit: bool = False,
        own: OwnVersions | None = None,
    ) -> PriceLine | None:
        """Prices of one code at eight figures; None where the casebook has seen none."""
        exporter = exporter_of(case.declaration) if case.declaration else ""
        with self._lock:
            self._read_on(conn)
            self._read_trade(conn, cn)
            run = self._runs.get((cn, per_unit))
            if run is None:
                return None
            told = own or OwnVersions(case.id)
            mine = self._mine(conn, told.case_id)
            lines = tuple(_priced(mine, cn, per_unit)) if mine else ()
            if told.rows:
                lines += tuple(_own_prices(conn, cn, told.rows, per_unit=per_unit))
            seen = run.until(case.judged_as_of, but=lines)
            if not seen:
                return None
            by_own = run.until(case.judged_as_of, of=exporter, but=lines) if exporter else NO_PRICES
            return PriceLine(
                lines=len(seen),
                p01=seen.percentile(_LOW),
                median=seen.median(),
                p99=seen.percentile(_HIGH),
                own_lines=len(by_own),
                own_median=by_own.median() if by_own else None,
            )

    def shipments(
        self, conn: Reader, case: Case, own: OwnVersions | None = None
    ) -> tuple[Shipment, ...]:
        """Other consignments between exporter and consignee of the case around its day."""
        mine = own or OwnVersions(case.id)
        parties = _parties(case.declaration) if case.declaration else None
        if parties is None:
            return ()
        with self._lock:
            self._read_on(conn)
            run = self._shipments.get(hash(parties))
            near = run.near(case.judged_as_of, NEAR) if run else ()
        known = history_bases.references(conn, [row for row, _day, _value in near])
        found = [
            Shipment(known[row].reference, day, value)
            for row, day, value in near
            if known[row].case_id != mine.case_id
        ]
        last = case.judged_as_of
        found += [
            Shipment(one.number, one.day, Decimal(one.value) / _CENTS)
            for one in trade_history.shipments(conn, *parties, last - timedelta(NEAR), last)
            if one.row not in mine.rows
        ]
        return tuple(sorted(found, key=lambda one: (one.day, one.reference)))

    def _mine(self, conn: Reader, case_id: str) -> _Seen | None:
        """What is kept of the case itself: its newest version as it was read."""
        if case_id in self._unused:
            return None
        asked = (case_id, self._mark)
        if asked != self._asked:
            found = history_bases.newest_version(conn, case_id, before=self._mark.row + 1)
            self._asked, self._own = asked, _seen(found) if found else None
        return self._own

    def _read_on(self, conn: Reader) -> None:
        """What came since; all of it anew where rows are gone or others stand in their place."""
        mark, trade = history_bases.declarations_mark(conn), trade_history.trade_mark(conn)
        if (mark, trade) == (self._mark, self._trade):
            return
        unused = restricted_cases(conn)
        if not (
            history_bases.still_there(conn, self._mark)
            and trade_history.still_there(conn, self._trade)
            and not self._has_read(conn, unused - self._unused)
        ):
            self._runs.clear()
            self._read.clear()
            self._shipments.clear()
            self._mark = history_bases.DeclarationMark()
            self._trade = trade_history.TradeMark()
        self._unused = unused
        self._leave_trade(conn)
        for one in history_bases.declarations_after(conn, self._mark.row):
            if one.case_id in unused:
                continue
            if one.version > 1:
                before = history_bases.newest_version(conn, one.case_id, before=one.row)
                if before is not None:
                    self._leave(_seen(before))
            self._take(_seen(one))
        self._mark = mark

    def _has_read(self, conn: Reader, cases: frozenset[str]) -> bool:
        """Whether one of them counts here: its declaration was sifted, and restricted, later."""
        before = self._mark.row + 1
        return any(history_bases.newest_version(conn, one, before=before) for one in cases)

    def _leave_trade(self, conn: Reader) -> None:
        """Without the declarations of the store that were opened or replaced meanwhile."""
        now = trade_history.trade_mark(conn)
        if now == self._trade:
            return
        for row in trade_history.gone_since(conn, self._trade) if self._read else ():
            for cn, line in trade_history.lines_of(conn, row):
                if row <= self._read.get(cn, 0):
                    for per_unit, one in _traded(line):
                        self._runs[cn, per_unit].remove(one)
        self._trade = now

    def _read_trade(self, conn: Reader, cn: str) -> None:
        """The prices of a code in the trade store that came since they were asked for."""
        read = self._read.get(cn, 0)
        if read >= self._trade.row and cn in self._read:
            return
        for line in trade_history.prices_of(conn, cn, after=read):
            for per_unit, one in _traded(line):
                self._runs.setdefault((cn, per_unit), PriceRun()).add(one)
        self._read[cn] = self._trade.row

    def _take(self, seen: _Seen) -> None:
        for key, one in _runs_of(seen):
            self._runs.setdefault(key, PriceRun()).add(one)
        if seen.is_shipment:
            self._shipments.setdefault(hash(seen.parties), ShipmentRun()).add(
                seen.row, seen.day or date.min, seen.value or Decimal(0)
            )

    def _leave(self, seen: _Seen) -> None:
        """The newer version of the declaration takes its place."""
        for key, one in _runs_of(seen):
            self._runs[key].remove(one)
        if seen.is_shipment:
            self._shipments[hash(seen.parties)].remove(seen.row)


def _own_prices(
    conn: Reader, cn: str, rows: Iterable[int], *, per_unit: bool
) -> Iterator[PricedLine]:
    """What versions of the declaration itself in the store say of a code."""
    for line in trade_history.own_prices(conn, cn, rows):
        yield from (one for is_unit, one in _traded(line) if is_unit == per_unit)


def _traded(line: trade_history.TradePrice) -> Iterator[tuple[bool, PricedLine]]:
    """The prices of a line of the trade store; whether per unit."""
    for per_unit, amount in ((False, line.mass), (True, line.units)):
        if line.value and amount:
            price = (Decimal(line.value) * _THOUSANDTHS / _CENTS / amount).quantize(EXACT)
            if price:
                yield per_unit, PricedLine(price, line.exporter, line.day)


def _runs_of(seen: _Seen) -> Iterator[tuple[_RunKey, PricedLine]]:
    """Each run in which a line of the declaration stands."""
    for cn in dict.fromkeys(line.cn for line in seen.lines):
        for per_unit in (False, True):
            for one in _priced(seen, cn, per_unit):
                yield (cn, per_unit), one


def _priced(seen: _Seen, cn: str, per_unit: bool) -> Iterator[PricedLine]:
    for line in seen.lines:
        price = line.per_unit if per_unit else line.per_kg
        if line.cn == cn and price:
            yield PricedLine(price, seen.exporter, seen.day or date.min)


def _seen(version: history_bases.DeclaredVersion) -> _Seen:
    declaration, state = version.declaration, version.member_state
    values = [euros_of(item) for item in declaration.items]
    whole = [value for value in values if value is not None]
    return _Seen(
        row=version.row,
        day=local_date(declaration.accepted, state) if declaration.accepted else None,
        exporter=exporter_of(declaration),
        parties=_parties(declaration),
        value=sum(whole, Decimal(0)) if whole and len(whole) == len(values) else None,
        lines=tuple(_line(item, item.cn8) for item in declaration.items if item.cn8),
    )


def _line(item: Item, cn: str) -> _Line:
    return _Line(cn, _per(item, item.net_mass_kg), _per(item, item.supplementary_units))


def _per(item: Item, amount: Decimal | None) -> Decimal | None:
    value = euros_of(item)
    return (value / amount).quantize(EXACT) if value and amount else None


def euros_of(item: Item) -> Decimal | None:
    """The value of a line in euro, where it states one."""
    amounts = (item.statistical_value, item.invoice_value)
    return next((money.amount for money in amounts if money and money.currency == EURO), None)


def _parties(declaration: Declaration) -> tuple[str, str] | None:
    """Exporter, by number or name, and consignee by name; None where one is not stated."""
    exporter, consignee = exporter_of(declaration), consignee_of(declaration)
    return (exporter, consignee) if exporter and consignee else None


def consignee_of(declaration: Declaration) -> str:
    """By name, folded; empty where none is stated."""
    consignees = declaration.parties_in(Role.CONSIGNEE)
    return next((folded(p.name or "") for p in consignees), "")


def exporter_of(declaration: Declaration) -> str:
    """By number, else by name; empty where none is stated."""
    exporters = declaration.parties_in(Role.EXPORTER)
    return next((p.identifier or folded(p.name or "") for p in exporters), "")
