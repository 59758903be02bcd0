"""Office registers that came as packs of their kind; what is not loaded is no empty register."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

import msgspec

from landwaiter.domain.flags.inputs_of_rules import (
    Denial,
    Licence,
    LicenceItem,
    Registers,
    TradeHistory,
)
from landwaiter.domain.law.pack import Pack
from landwaiter.domain.registers.register_columns import BAR, Unfit, code_of
from landwaiter.domain.registers.registers_on_day import parts

LICENCES, DENIALS = "licence_register", "denial_register"
INFORMED, FINDINGS = "informed_exporters", "findings_register"
T = TypeVar("T")
Row = Mapping[str, str]


def registers_from(packs: Mapping[str, Pack]) -> Registers:
    """The registers among the packs in force; None for each kind that is not loaded."""
    licences = _rows(packs, LICENCES)
    return Registers(
        licence_issuers=None if licences is None else _issuers(licences),
        licences=tuple(_licence(row) for row in licences or () if row.get("ref")),
        denials=_each(_rows(packs, DENIALS), "id", _denial),
        informed_exporters=_each(_rows(packs, INFORMED), "exporter", _letter),
        findings=_each(_rows(packs, FINDINGS), "exporter", dict),
    )


def _rows(packs: Mapping[str, Pack], kind: str) -> tuple[Row, ...] | None:
    found = [pack for pack in packs.values() if pack.kind == kind]
    return tuple(row for pack in found for row in pack.rows) if found else None


def _each(rows: Iterable[Row] | None, key: str, make: Callable[[Any], T]) -> tuple[T, ...] | None:
    """The rows that say anything: one without `key` only says that the register is loaded."""
    if rows is None:
        return None
    return tuple(make(row) for row in rows if row.get(key) or row.get("eori"))


def _issuers(rows: Iterable[Row]) -> tuple[str, ...]:
    """Issuers whose register is loaded: a row without `ref` loads an empty one."""
    return tuple(sorted({row["issuer"] for row in rows if row["issuer"]}))


def _licence(row: Row) -> Licence:
    return Licence(
        ref=row["ref"],
        issuer=row["issuer"],
        type=row.get("type", ""),
        valid_to=_date(row.get("valid_to")),
        holder=row.get("holder") or None,
        consignee=row.get("consignee") or None,
        destination=row.get("destination") or None,
        quantity=_number(row.get("quantity")),
        used=_number(row.get("used")),
        conditions=parts(row.get("conditions", "")),
        end_user=row.get("end_user") or None,
        items=tuple(LicenceItem(_code(text)) for text in parts(row.get("items", ""))),
        value=_number(row.get("value")),
        used_value=_number(row.get("used_value")),
        currency=row.get("currency", ""),
    )


def _denial(row: Row) -> Denial:
    return Denial(
        id=row["id"],
        item=_code(row.get("item", "")),
        params=msgspec.json.decode(row.get("params") or "{}"),
        end_user=row.get("end_user", ""),
        notified=_date(row.get("notified")),
        reviewed=_date(row.get("reviewed")),
        revoked=row.get("revoked", "") in {"true", "y", "yes", "1"},
    )


def _letter(row: Row) -> Row:
    """A letter with the codes that it covers in their canonical spelling."""
    return {**row, "items": BAR.join(map(_code, parts(row.get("items", ""))))}


def _code(text: str) -> str:
    """In the spelling that rules compare; what is no code stays as written and meets nothing."""
    try:
        return code_of(text)
    except Unfit:
        return text.strip()


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _number(text: str | None) -> Decimal | None:
    return Decimal(text) if text else None


def trade_from(value: Mapping[str, Any] | None) -> TradeHistory | None:
    """The export history of an audit case, as the enrichment `exports` states it."""
    if not value:
        return None
    years = value.get("last_export_year")
    return TradeHistory(
        exporter=str(value.get("exporter", "")),
        hs6=str(value.get("hs6", "")),
        destination=str(value.get("destination", "")),
        coverage=value.get("coverage"),
        history_eur={
            key: Decimal(str(amount)) for key, amount in (value.get("history_eur") or {}).items()
        },
        last_export_year=years if isinstance(years, Mapping) else {},
    )
