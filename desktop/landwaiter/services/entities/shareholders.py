"""Owners and directors that a statement names: checked for form, and screened as shareholders.

A shareholder is nobody who takes part in the deal; RF-P07, P15 and P18 read what it meets.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from landwaiter.domain.intake.declaration import Address, Role
from landwaiter.domain.law.word_lists import same_name
from landwaiter.errors import Invalid
from landwaiter.i18n import _
from landwaiter.services.deeds.case_handler import CaseDoing
from landwaiter.storage.base import records

WHO: Final[Mapping[str, str]] = {"ownership": "owner", "ownership.changes": "person"}
"""Field of enrichment → the key of its entries that names a shareholder."""
_WHOLE: Final = Decimal(100)


def _entries(value: Any, needs: tuple[str, ...], example: str) -> Iterable[Mapping[str, Any]]:
    """The entries of a statement; each has every key of `needs`."""
    entries = [value] if isinstance(value, Mapping) else value
    if isinstance(entries, list) and entries and all(_has(one, needs) for one in entries):
        return entries
    raise Invalid(
        _("This is given as a list of entries, each with {keys}.").format(keys=", ".join(needs)),
        field="value",
        value=str(value),
        remedy=_("For example {example}.").format(example=example),
    )


def _has(entry: Any, needs: tuple[str, ...]) -> bool:
    return isinstance(entry, Mapping) and all(str(entry.get(k) or "").strip() for k in needs)


def check_stakes(value: Any) -> None:
    """`{owner, owned, percent?, control?, since?, until?}`, with one of percent and control."""
    example = '[{"owner": "Boreal Holding", "owned": "Aurora Import", "percent": 51}]'
    for entry in _entries(value, ("owner", "owned"), example):
        if entry.get("percent") is not None:
            _check_percent(entry["percent"])
        elif not entry.get("control"):
            raise Invalid(
                _("A stake states its percentage or the test of control that is met."),
                field="value",
                value=str(entry),
                remedy=_("For example {example}.").format(example=example),
            )
        _check_days(entry, ("since", "until"))


def check_changes(value: Any) -> None:
    """`{firm, person, date, role?, to?, listed?}`."""
    example = '[{"firm": "Aurora Import", "person": "Ivan Petrov", "date": "2022-03-10"}]'
    for entry in _entries(value, ("firm", "person", "date"), example):
        _check_days(entry, ("date", "listed"))


def _check_percent(value: Any) -> None:
    try:
        share = Decimal(str(value))
    except InvalidOperation:
        share = Decimal(-1)
    if not 0 <= share <= _WHOLE:
        raise Invalid(_("A percentage lies between 0 and 100."), field="percent", value=str(value))


def _check_days(entry: Mapping[str, Any], names: tuple[str, ...]) -> None:
    for name in names:
        try:
            date.fromisoformat(str(entry.get(name) or date.min))
        except ValueError as error:
            raise Invalid(
                _("This is not a date."),
                field=name,
                value=str(entry[name]),
                remedy=_("Give the date as 2026-03-27."),
            ) from error


CHECKS: Final[Mapping[str, Callable[[Any], None]]] = {
    "ownership": check_stakes,
    "ownership.changes": check_changes,
}


def add_shareholders(doing: CaseDoing[Any], field: str, value: Any) -> None:
    """Whoever the statement names and the case does not know yet joins it, to be screened."""
    known = [party.name for party in doing.case.parties]
    key = WHO[field]
    for entry in [value] if isinstance(value, Mapping) else value or ():
        name, country = str(entry[key]).strip(), entry.get(f"{key}_country")
        if any(same_name(name, one) for one in known):
            continue
        known.append(name)
        records.add(
            doing.work.conn,
            "party",
            id=doing.work.new_id(),
            case_id=doing.case.id,
            role=Role.SHAREHOLDER,
            name=name,
            country=country,
            identifier=entry.get(f"{key}_identifier"),
            address=Address(country=country),
            origin=str(doing.said.source),
            item_no=None,
            at=doing.work.now,
        )
