"""Whose arms a state receives: shares of suppliers, computed of the deals of a trade register.

The register gives one value for the deliveries of a whole deal, and the years in which something
was delivered. So a deal that straddles the period is spread evenly over its delivery years, and a
range says what the register leaves open: at the lower end nothing of this supplier's straddling
deals fell into the period and all of the others' did, at the upper end the other way round.
What a publisher computes, who knows deliveries by year, is another figure.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction
from typing import Final

from landwaiter.i18n import N_

METHOD: Final = N_("even over delivery years")


@dataclass(frozen=True, slots=True)
class Deal:
    """One deal of the register."""

    supplier: str
    """As the register names it: a state of the past has no code."""
    code: str
    """ISO 3166-1 alpha-2; empty for a state that there is no more."""
    value: Fraction | None
    """TIV of what was delivered, in millions; None: the register gives none."""
    years: tuple[int, ...]
    """In which something was delivered."""


@dataclass(frozen=True, slots=True)
class SupplierShare:
    """What one state supplied in the period."""

    supplier: str
    code: str
    value: Fraction
    """TIV, in millions, even over delivery years."""
    share: Fraction
    lower: Fraction
    upper: Fraction
    deals: int
    straddling: int
    """Deals of which some deliveries fell into the period and some did not."""


@dataclass(frozen=True, slots=True)
class SupplierShares:
    """Every supplier of a recipient in a period of whole years, the largest first."""

    first: int
    last: int
    total: Fraction
    """TIV, in millions: the denominator of each share."""
    deals: int
    straddling: int
    unvalued: int
    """Deals with deliveries in the period of which the register gives no value: left out."""
    shares: tuple[SupplierShare, ...]
    """Empty where nothing with a value was delivered."""


@dataclass(frozen=True, slots=True)
class _Part:
    """One deal with a value, as far as it concerns the period."""

    deal: Deal
    even: Fraction
    least: Fraction
    most: Fraction
    straddles: bool


def supplier_shares(deals: Iterable[Deal], first: int, last: int) -> SupplierShares:
    """The shares of all suppliers among these deals of one recipient; years are whole.

    Shares sum to one, and each lies within its range. Values are TIV, in millions.
    """
    met = [one for one in deals if any(first <= year <= last for year in one.years)]
    parts = [part for one in met if (part := _part(one, first, last))]
    total = sum((part.even for part in parts), Fraction())
    names = dict.fromkeys((part.deal.supplier, part.deal.code) for part in parts)
    shares = [_share(name, code, parts, total) for name, code in names] if total else []
    return SupplierShares(
        first=first,
        last=last,
        total=total,
        deals=len(met),
        straddling=sum(_straddles(one, first, last) for one in met),
        unvalued=len(met) - len(parts),
        shares=tuple(sorted(shares, key=lambda one: (-one.share, one.supplier))),
    )


def _straddles(deal: Deal, first: int, last: int) -> bool:
    return not all(first <= year <= last for year in deal.years)


def _part(deal: Deal, first: int, last: int) -> _Part | None:
    if deal.value is None:
        return None
    within = sum(first <= year <= last for year in deal.years)
    even = deal.value * within / len(deal.years)
    straddles = _straddles(deal, first, last)
    return _Part(deal, even, Fraction() if straddles else deal.value, deal.value, straddles)


def _share(name: str, code: str, parts: list[_Part], total: Fraction) -> SupplierShare:
    own = [part for part in parts if part.deal.supplier == name]
    others = [part for part in parts if part.deal.supplier != name]
    value = sum((part.even for part in own), Fraction())
    least, most = _sums(own)
    others_least, others_most = _sums(others)
    return SupplierShare(
        supplier=name,
        code=code,
        value=value,
        share=value / total,
        lower=_of(least, others_most, most),
        upper=_of(most, others_least, most),
        deals=len(own),
        straddling=sum(part.straddles for part in own),
    )


def _sums(parts: list[_Part]) -> tuple[Fraction, Fraction]:
    least = sum((part.least for part in parts), Fraction())
    return least, sum((part.most for part in parts), Fraction())


def _of(own: Fraction, others: Fraction, most: Fraction) -> Fraction:
    """A share; where nobody delivered anything, that of whoever delivers at all."""
    if own + others:
        return own / (own + others)
    return Fraction(1 if most else 0)


def in_percent(share: Fraction) -> Decimal:
    """A share in percent, to one place."""
    return _rounded(share * 100)


def millions(value: Fraction) -> Decimal:
    """TIV in millions, to one place."""
    return _rounded(value)


def _rounded(value: Fraction) -> Decimal:
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return exact.quantize(Decimal("0.1"), ROUND_HALF_EVEN)
