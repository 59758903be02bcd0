"""Whether a licence of the register fits an export: day, parties, destination, item, what is left.

Each question has three answers; None is "cannot tell", because one side does not say.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from landwaiter.domain.flags.inputs_of_rules import Licence, LicenceItem, Registers
from landwaiter.domain.intake.declaration import Item
from landwaiter.domain.law.control_codes import is_open, is_under
from landwaiter.domain.law.word_lists import same_name

MASS: Final = "kg"
"""The unit that is held against the net mass; any other against supplementary units."""
_STATE_PREFIX: Final = re.compile(r"([A-Z]{2})[^A-Z]")


@dataclass(frozen=True, slots=True)
class Export:
    """What a licence is held against: one declared line and whom it goes to."""

    day: date
    item: Item
    codes: Collection[str] = ()
    """Control entries that were considered or found for the line."""
    exporters: tuple[tuple[str, str | None], ...] = ()
    """Name and identifier."""
    consignees: tuple[str, ...] = ()
    end_users: tuple[str, ...] = ()
    destination: str | None = None


def issuer_named(ref: str, stated: str | None, state: str) -> str:
    """The issuer of a licence: the one stated, else the state the reference begins with, else
    the office's own."""
    prefix = _STATE_PREFIX.match(ref)
    return stated or (prefix.group(1) if prefix else state)


def licence_named(registers: Registers, ref: str, issuer: str = "") -> Licence | None:
    """The entry of that reference, of the issuer where several have one."""
    found = [one for one in registers.licences if ref and one.ref == ref]
    return next((one for one in found if one.issuer == issuer), found[0] if found else None)


def fits_holder(licence: Licence, export: Export) -> bool | None:
    """By EORI where both sides have one, else by name."""
    numbers = {number for _name, number in export.exporters if number}
    if licence.holder_eori and numbers:
        return licence.holder_eori in numbers
    return _names(licence.holder, [name for name, _number in export.exporters])


def fits_consignee(licence: Licence, export: Export) -> bool | None:
    return _names(licence.consignee, export.consignees)


def fits_end_user(licence: Licence, export: Export) -> bool | None:
    return _names(licence.end_user, export.end_users)


def fits_destination(licence: Licence, export: Export) -> bool | None:
    if not licence.destination or not export.destination:
        return None
    return licence.destination == export.destination


def _names(licensed: str | None, declared: Iterable[str]) -> bool | None:
    stated = tuple(declared)
    if not licensed or not stated:
        return None
    return any(same_name(licensed, name) for name in stated)


def line_for(licence: Licence, export: Export) -> LicenceItem | None:
    """The line of the licence that the item falls under."""
    return next((line for line in licence.items if is_licensed(line.code, export)), None)


def fits_item(licence: Licence, export: Export) -> bool | None:
    """None where the register does not say which items, or the item's entries are not known, or
    more coarsely than the licence names them."""
    if not licence.items:
        return None
    if line_for(licence, export) is not None:
        return True
    if any(is_open(code, line.code) for line in licence.items for code in export.codes):
        return None
    by_figures = all(line.code.isdigit() for line in licence.items)
    known = export.item.cn if by_figures else export.codes
    return False if known else None


def is_licensed(licensed: str, export: Export) -> bool:
    """Whether the item falls under a code of a licence: an entry or the heading it lies below."""
    if licensed.isdigit():
        return (export.item.cn or "").startswith(licensed)
    return any(is_under(code, licensed) for code in export.codes)


def taken_by(unit: str, item: Item) -> Decimal | None:
    """How much of a quantity in `unit` this export takes; None: the declaration does not say."""
    return item.net_mass_kg if unit.casefold() == MASS else item.supplementary_units


def value_of(currency: str, item: Item) -> Decimal | None:
    """The item's value in that currency; None where it is declared in another, or not at all."""
    for money in (item.statistical_value, item.invoice_value):
        if money is not None and money.currency == currency:
            return money.amount
    return None


def is_enough(line: LicenceItem, item: Item) -> bool | None:
    """Whether what is left covers this export; false beats not known."""
    answers = (
        _fits(line.quantity, line.used, taken_by(line.unit, item)),
        _fits(line.value, line.used_value, value_of(line.currency, item)),
    )
    stated = [answer for answer in answers if answer is not _UNBOUNDED]
    if not stated or (None in stated and False not in stated):
        return None
    return False not in stated


_UNBOUNDED: Final = "unbounded"


def _fits(most: Decimal | None, used: Decimal, more: Decimal | None) -> bool | str | None:
    """An amount that is used up leaves nothing, whatever this export takes."""
    if most is None:
        return _UNBOUNDED
    if used >= most:
        return False
    return None if more is None else used + more <= most


def as_line(licence: Licence) -> LicenceItem | None:
    """The licence as one line, where the register counts it as a whole."""
    if licence.quantity is None and licence.value is None:
        return None
    return LicenceItem(
        code="",
        quantity=licence.quantity,
        unit=licence.unit,
        value=licence.value,
        currency=licence.currency,
        used=licence.used or Decimal(0),
        used_value=licence.used_value or Decimal(0),
    )
