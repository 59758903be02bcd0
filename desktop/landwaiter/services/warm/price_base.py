"""What the casebook has seen of prices and of consignments between the same parties.

Declarations are read once, in the order in which they came; of each case the newest version
counts. A case is compared with what was accepted up to its own day, and never with itself.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from threading import RLock
from typing import Final

from landwaiter.domain.base.zones import local_date
from landwaiter.domain.cases.case import Case
from landwaiter.domain.flags.inputs_of_rules import PriceLine, Shipment
from landwaiter.domain.flags.view import EURO
from landwaiter.domain.intake.declaration import Declaration, Item, Role
from landwaiter.domain.law.word_lists import folded
from landwaiter.services.warm.price_runs import NO_PRICES, PricedLine, PriceRun, PriceSelection
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.flags import history_bases

NEAR: Final = 92
"""Days around a consignment in which others between the same parties are looked for."""
_EXACT: Final = Decimal("0.0001")
_LOW, _HIGH = 1, 99
"""Percentiles."""
_RunKey = tuple[str, bool, str | None]
"""Code, whether per unit, and of which exporter; None: of all."""


@dataclass(frozen=True, slots=True)
class _Line:
    cn: str
    per_kg: Decimal | None
    per_unit: Decimal | None


@dataclass(frozen=True, slots=True)
class _Seen:
    """The newest declaration of a case, as far as prices go."""

    reference: str
    day: date | None
    exporter: str
    parties: tuple[str, str] | None
    value: Decimal | None
    lines: tuple[_Line, ...]


@dataclass(slots=True)
class PriceBase:
    """Declarations of one casebook as prices and consignments; read on when more have come."""

    _mark: history_bases.DeclarationMark = field(default_factory=history_bases.DeclarationMark)
    _cases: dict[str, _Seen] = field(default_factory=dict)
    _runs: dict[_RunKey, PriceRun] = field(default_factory=dict)
    _by_parties: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    _lock: RLock = field(default_factory=RLock)

    def prices(
        self, conn: Reader, case: Case, cn: str, *, per_unit: bool = False
    ) -> PriceLine | None:
        """Prices of one code at eight figures; None where the casebook has seen none."""
        exporter = _exporter(case.declaration) if case.declaration else ""
        with self._lock:
            self._read_on(conn)
            seen = self._seen(case, cn, per_unit, None)
            if not seen:
                return None
            own = self._seen(case, cn, per_unit, exporter) if exporter else NO_PRICES
            return PriceLine(
                lines=len(seen),
                p01=seen.percentile(_LOW),
                median=seen.median(),
                p99=seen.percentile(_HIGH),
                own_lines=len(own),
                own_median=own.median() if own else None,
            )

    def _seen(self, case: Case, cn: str, per_unit: bool, exporter: str | None) -> PriceSelection:
        """What the case is compared with, of all or of one exporter."""
        key = (cn, per_unit, exporter)
        mine = self._cases.get(case.id)
        lines = [one for own, one in _runs_of(case.id, mine) if own == key] if mine else []
        return self._runs.get(key, PriceRun()).until(case.judged_as_of, but=lines)

    def shipments(self, conn: Reader, case: Case) -> tuple[Shipment, ...]:
        """Other consignments between exporter and consignee of the case around its day."""
        parties = _parties(case.declaration) if case.declaration else None
        if parties is None:
            return ()
        with self._lock:
            self._read_on(conn)
            others = self._others(case, self._by_parties.get(parties, ()))
        near = (
            Shipment(seen.reference, seen.day, seen.value)
            for seen in others
            if seen.day and seen.value and abs((seen.day - case.judged_as_of).days) <= NEAR
        )
        return tuple(sorted(near, key=lambda one: (one.day, one.reference)))

    def _others(self, case: Case, ids: Iterable[str]) -> list[_Seen]:
        seen = [self._cases[one] for one in ids if one != case.id]
        return [one for one in seen if one.day is None or one.day <= case.judged_as_of]

    def _read_on(self, conn: Reader) -> None:
        """What came since; all of it anew where rows are gone or others stand in their place."""
        mark = history_bases.declarations_mark(conn)
        if mark == self._mark:
            return
        if not history_bases.still_there(conn, self._mark):
            self._cases.clear()
            self._runs.clear()
            self._by_parties.clear()
            self._mark = history_bases.DeclarationMark()
        for row in history_bases.declarations_after(conn, self._mark.row):
            self._take(row.case_id, _seen(row.reference, row.member_state, row.declaration))
        self._mark = mark

    def _take(self, case_id: str, seen: _Seen) -> None:
        before = self._cases.get(case_id)
        if before:
            for key, one in _runs_of(case_id, before):
                self._runs[key].remove(one)
            if before.parties:
                self._by_parties.get(before.parties, set()).discard(case_id)
        self._cases[case_id] = seen
        for key, one in _runs_of(case_id, seen):
            self._runs.setdefault(key, PriceRun()).add(one)
        if seen.parties:
            self._by_parties.setdefault(seen.parties, set()).add(case_id)


def _runs_of(case_id: str, seen: _Seen) -> Iterator[tuple[_RunKey, PricedLine]]:
    """Each run in which a line of the case stands."""
    for cn in dict.fromkeys(line.cn for line in seen.lines):
        for per_unit in (False, True):
            for one in _priced(case_id, seen, cn, per_unit):
                yield (cn, per_unit, None), one
                if seen.exporter:
                    yield (cn, per_unit, seen.exporter), one


def _priced(case_id: str, seen: _Seen, cn: str, per_unit: bool) -> Iterator[PricedLine]:
    for no, line in enumerate(seen.lines):
        price = line.per_unit if per_unit else line.per_kg
        if line.cn == cn and price:
            yield PricedLine(price, case_id, no, seen.day or date.min)


def _seen(reference: str, state: str, declaration: Declaration) -> _Seen:
    values = [_value(item) for item in declaration.items]
    whole = [value for value in values if value is not None]
    return _Seen(
        reference=reference,
        day=local_date(declaration.accepted, state) if declaration.accepted else None,
        exporter=_exporter(declaration),
        parties=_parties(declaration),
        value=sum(whole, Decimal(0)) if whole and len(whole) == len(values) else None,
        lines=tuple(_line(item, item.cn8) for item in declaration.items if item.cn8),
    )


def _line(item: Item, cn: str) -> _Line:
    return _Line(cn, _per(item, item.net_mass_kg), _per(item, item.supplementary_units))


def _per(item: Item, amount: Decimal | None) -> Decimal | None:
    value = _value(item)
    return (value / amount).quantize(_EXACT) if value and amount else None


def _value(item: Item) -> Decimal | None:
    amounts = (item.statistical_value, item.invoice_value)
    return next((money.amount for money in amounts if money and money.currency == EURO), None)


def _parties(declaration: Declaration) -> tuple[str, str] | None:
    """Exporter, by number or name, and consignee by name; None where one is not stated."""
    consignees = declaration.parties_in(Role.CONSIGNEE)
    exporter = _exporter(declaration)
    consignee = next((folded(p.name or "") for p in consignees), "")
    return (exporter, consignee) if exporter and consignee else None


def _exporter(declaration: Declaration) -> str:
    """By number, else by name; empty where none is stated."""
    exporters = declaration.parties_in(Role.EXPORTER)
    return next((p.identifier or folded(p.name or "") for p in exporters), "")
