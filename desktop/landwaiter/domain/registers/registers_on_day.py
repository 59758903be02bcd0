"""The registers as they stand on a day, in the form that the rules read."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from landwaiter.domain.flags.inputs_of_rules import Denial, Licence, LicenceItem, Registers
from landwaiter.domain.registers.register_columns import BAR, RegisterKind
from landwaiter.domain.registers.register_entries import (
    Balance,
    RecordedEntry,
    RegisterContent,
    WriteOff,
    balances,
)

LICENCES, DENIALS = RegisterKind.LICENCES, RegisterKind.DENIALS
INFORMED, FINDINGS = RegisterKind.INFORMED, RegisterKind.FINDINGS
NAMES: Mapping[RegisterKind, str] = {
    LICENCES: "licences",
    DENIALS: "denials",
    INFORMED: "informed_exporters",
    FINDINGS: "findings",
}
"""Register → how the rules call it."""


def registers_on(content: RegisterContent, day: date, *, but: str = "") -> Registers:
    """The registers as of a day: what is valid from later on is not in them yet.

    `but` is the reference of the case that is judged: its own write-offs are not held against it.
    """
    loaded = {kind: bool(content.issuers(kind)) for kind in RegisterKind}
    standing = {kind: content.standing(kind) for kind in RegisterKind}
    kept = {kind: loaded[kind] or bool(standing[kind]) for kind in RegisterKind}
    return Registers(
        licence_issuers=content.issuers(LICENCES) if kept[LICENCES] else None,
        licences=tuple(
            licence_on(one, content.taken(one.issuer, one.ref, day=day, but=but))
            for one in standing[LICENCES]
        ),
        denials=tuple(
            denial_on(one, day) for one in standing[DENIALS] if _begun(one, "notified", day)
        )
        if kept[DENIALS]
        else None,
        informed_exporters=tuple(letter(one) for one in standing[INFORMED] if _in_force(one, day))
        if kept[INFORMED]
        else None,
        findings=tuple(finding(one) for one in standing[FINDINGS] if _begun(one, "date", day))
        if kept[FINDINGS]
        else None,
        partial=frozenset(NAMES[k] for k in RegisterKind if kept[k] and not loaded[k]),
    )


def merged(one: Registers, other: Registers) -> Registers:
    """Both sources as one; a register that either has loaded is loaded."""
    return Registers(
        licence_issuers=_both(one.licence_issuers, other.licence_issuers),
        licences=(*one.licences, *other.licences),
        denials=_both(one.denials, other.denials),
        informed_exporters=_both(one.informed_exporters, other.informed_exporters),
        findings=_both(one.findings, other.findings),
        partial=frozenset(
            name
            for name in one.partial | other.partial
            if name not in _complete(one) | _complete(other)
        ),
        editions=(*one.editions, *other.editions),
    )


def _complete(registers: Registers) -> set[str]:
    """Names of the registers that are loaded, not merely begun."""
    there = {
        "licences": registers.licence_issuers,
        "denials": registers.denials,
        "informed_exporters": registers.informed_exporters,
        "findings": registers.findings,
    }
    return {n for n, value in there.items() if value is not None and n not in registers.partial}


def _both(one: tuple[Any, ...] | None, other: tuple[Any, ...] | None) -> tuple[Any, ...] | None:
    if one is None or other is None:
        return other if one is None else one
    return tuple(dict.fromkeys((*one, *other))) if _are_names(one, other) else (*one, *other)


def _are_names(*groups: tuple[Any, ...]) -> bool:
    return all(isinstance(value, str) for group in groups for value in group)


def _begun(one: RecordedEntry, name: str, day: date) -> bool:
    first = one.entry.day(name)
    return first is None or first <= day


def _in_force(one: RecordedEntry, day: date) -> bool:
    revoked = one.entry.day("revoked")
    return _begun(one, "valid_from", day) and (revoked is None or day < revoked)


def licence_on(one: RecordedEntry, taken: tuple[WriteOff, ...]) -> Licence:
    """A licence with what other exports took of it."""
    values, lines = one.entry.values, balances(one.entry, taken)
    return Licence(
        ref=one.ref,
        issuer=one.issuer,
        type=values.get("type", ""),
        valid_from=one.entry.day("valid_from"),
        valid_to=one.entry.day("valid_to"),
        holder=values.get("holder"),
        holder_eori=values.get("eori"),
        consignee=values.get("consignee"),
        end_user=values.get("end_user"),
        destination=values.get("destination"),
        conditions=parts(values.get("conditions", "")),
        items=tuple(_line(line) for line in lines),
        **_totals(lines),
        revoked=one.entry.day("revoked"),
        recorded_at=one.at,
    )


def _line(line: Balance) -> LicenceItem:
    return LicenceItem(
        code=line.code,
        quantity=line.quantity,
        unit=line.unit,
        value=line.value,
        currency=line.currency,
        used=line.used,
        used_value=line.used_value,
    )


def _totals(lines: tuple[Balance, ...]) -> dict[str, Any]:
    """Sums over the lines, where all of them count the same."""
    found: dict[str, Any] = {}
    units = {line.unit for line in lines}
    if len(units) == 1 and all(line.quantity is not None for line in lines):
        found |= {
            "unit": units.pop(),
            "quantity": sum((line.quantity or Decimal(0) for line in lines), Decimal(0)),
            "used": sum((line.used for line in lines), Decimal(0)),
        }
    currencies = {line.currency for line in lines}
    if len(currencies) == 1 and all(line.value is not None for line in lines):
        found |= {
            "currency": currencies.pop(),
            "value": sum((line.value or Decimal(0) for line in lines), Decimal(0)),
            "used_value": sum((line.used_value for line in lines), Decimal(0)),
        }
    return found


def denial_on(one: RecordedEntry, day: date) -> Denial:
    """A denial as it stands on a day: unrevoked, it stays valid whatever its age."""
    values, revoked = one.entry.values, one.entry.day("revoked")
    return Denial(
        id=one.ref,
        item=values.get("item", ""),
        params=parameters(values.get("parameters", "")),
        end_user=values.get("end_user", ""),
        notified=one.entry.day("notified"),
        revoked=revoked is not None and revoked <= day,
        issuer=one.issuer,
        consignee=values.get("consignee", ""),
        destination=values.get("destination", ""),
        reviewed=one.entry.day("reviewed"),
        recorded_at=one.at,
    )


def letter(one: RecordedEntry) -> Mapping[str, Any]:
    """A letter to an informed exporter, as RF-P17 reads it."""
    values = one.entry.values
    return {
        **{name: values.get(name, "") for name in ("ref", "basis", "exporter", "eori")},
        **{name: values.get(name, "") for name in ("valid_from", "valid_to")},
        "items": parts(values.get("items", "")),
        "end_users": parts(values.get("end_users", "")),
        "issuer": one.issuer,
    }


def finding(one: RecordedEntry) -> Mapping[str, Any]:
    """A finding against an exporter, as RF-C04 reads it."""
    values = one.entry.values
    names = ("ref", "exporter", "eori", "date", "final", "offence")
    return {**{name: values.get(name, "") for name in names}, "issuer": one.issuer}


def parts(text: str) -> tuple[str, ...]:
    """The values of a cell that holds several."""
    return tuple(part.strip() for part in text.split(BAR) if part.strip())


def parameters(text: str) -> Mapping[str, str]:
    pairs = (part.partition("=") for part in parts(text))
    return {name: value for name, _sign, value in pairs}


def recorded_after(one: RecordedEntry, day: date) -> bool:
    """Whether the office wrote an entry into its register only after the day that it is read for.

    Such an entry was valid then and not known then; who reads it should be told both.
    """
    return _day_of(one.at) > day


def _day_of(moment: datetime) -> date:
    return moment.date()
