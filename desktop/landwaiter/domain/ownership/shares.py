"""A share as somebody states it: exact, a band, or not known; always between two bounds."""

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Final

from landwaiter.i18n import _

NOTHING, WHOLE = Fraction(0), Fraction(1)
_HUNDRED: Final = 100
_PLACES: Final = 2
"""Decimals of a percentage that people are shown."""
_BAND: Final = re.compile(r"(?P<low>[\d.,]+)\s*(?:-|–|\.\.|to)\s*(?P<high>[\d.,]+)")
_BOUND: Final = re.compile(r"(?P<sign>>=?|<=?|≥|≤)\s*(?P<value>[\d.,]+)")


@dataclass(frozen=True, slots=True)
class Share:
    """Bounds of a share, both from 0 to 1; `least` never exceeds `most`."""

    least: Fraction
    most: Fraction

    @property
    def is_exact(self) -> bool:
        return self.least == self.most

    @property
    def told(self) -> str:
        """`51 %`, `25 to 50 %`, or that it is not known."""
        if self.is_exact:
            return _("{percent} %").format(percent=floor_text(self.least))
        if self == UNKNOWN:
            return _("share not stated")
        return _("{least} to {most} %").format(
            least=floor_text(self.least), most=ceiling_text(self.most)
        )


UNKNOWN: Final = Share(NOTHING, WHOLE)


def share_of(text: str | None) -> Share | None:
    """`51`, `51 %`, `25-50`, `> 50`, `<= 25`; None where it states no share at all.

    A bound that is left open (`> 50`) is read as if it were met: the share may lie next to it.
    """
    plain = (text or "").replace("%", " ").strip()
    if not plain:
        return None
    if band := _BAND.fullmatch(plain):
        return _between(_part(band["low"]), _part(band["high"]))
    if bound := _BOUND.fullmatch(plain):
        value = _part(bound["value"])
        is_lower = bound["sign"] in {">", ">=", "≥"}
        return _between(value, WHOLE) if is_lower else _between(NOTHING, value)
    value = _part(plain)
    return _between(value, value)


def _between(low: Fraction | None, high: Fraction | None) -> Share | None:
    if low is None or high is None or not NOTHING <= low <= high <= WHOLE:
        return None
    return Share(low, high)


def _part(percent: str) -> Fraction | None:
    try:
        found = Decimal(percent.strip().replace(",", "."))
    except InvalidOperation:
        return None
    return Fraction(found) / _HUNDRED if found.is_finite() else None


def floor_text(share: Fraction) -> str:
    """The percentage cut after two decimals: “at least” stays true."""
    scale: int = 10**_PLACES
    return _decimal(share.numerator * _HUNDRED * scale // share.denominator)


def ceiling_text(share: Fraction) -> str:
    """The percentage rounded up after two decimals: “at most” stays true."""
    scale: int = 10**_PLACES
    return _decimal(-(-share.numerator * _HUNDRED * scale // share.denominator))


def _decimal(scaled: int) -> str:
    whole, rest = divmod(scaled, 10**_PLACES)
    return f"{whole}.{rest:0{_PLACES}d}".rstrip("0").rstrip(".")
