"""A share as somebody states it: exact, a band, or not known; always between two bounds."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Final

from landwaiter.errors import Invalid
from landwaiter.i18n import _

NOTHING, WHOLE = Fraction(0), Fraction(1)
_HUNDRED: Final = 100
_PLACES: Final = 2
"""Decimals of a percentage that people are shown."""
_NEXT_TO_NOTHING: Final = Fraction(1, 10**6)
"""Of a hundredth of a percent: what open bounds add, however often they are counted."""
_BAND: Final = re.compile(r"(?P<low>[\d.,]+)\s*(?:-|–|\.\.|to)\s*(?P<high>[\d.,]+)")
_BOUND: Final = re.compile(r"(?P<sign>[a-z ]+|>=?|<=?|≥|≤)\s*(?P<value>[\d.,]+)")
_SIGNS: Final[Mapping[str, str]] = {
    **{sign: sign for sign in (">", ">=", "<", "<=")},
    "≥": ">=",
    "≤": "<=",
    "at least": ">=",
    "over": ">",
    "more than": ">",
    "at most": "<=",
    "up to": "<=",
    "under": "<",
    "less than": "<",
}
"""Signs and words of a bound → its sign."""
_BESIDE: Final = Fraction(1, 10**12)
"""How far beside its figure an open bound lies: less than one share of any firm."""


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
        if self.most == WHOLE and is_over(self.least):
            return _("over {least} %").format(least=floor_text(self.least))
        return _("{least} to {most} %").format(
            least=floor_text(self.least), most=ceiling_text(self.most)
        )


UNKNOWN: Final = Share(NOTHING, WHOLE)


@dataclass(frozen=True, slots=True)
class _Said:
    """A share in figures: `51`, `25-50` or a bound."""

    sign: str
    """Empty, `-`, `>`, `>=`, `<` or `<=`."""
    low: Decimal
    high: Decimal

    @property
    def text(self) -> str:
        low, high = (format(one.normalize(), "f") for one in (self.low, self.high))
        return f"{low}-{high}" if self.sign == "-" else f"{self.sign}{low}"

    @property
    def share(self) -> Share:
        low, high = Fraction(self.low) / _HUNDRED, Fraction(self.high) / _HUNDRED
        match self.sign:
            case ">" | ">=":
                return Share(low + _BESIDE * (self.sign == ">"), WHOLE)
            case "<" | "<=":
                return Share(NOTHING, high - _BESIDE * (self.sign == "<"))
            case _:
                return Share(low, high)


def share_of(text: str | None) -> Share | None:
    """`51`, `51 %`, `25-50`, `> 50`, `at most 25`; None where it states no share at all.

    An open bound (`> 50`) lies beside its figure by next to nothing: over half is more than half.
    """
    said = _said(text or "")
    return said.share if said is not None and not _why_not(said) else None


def checked_share(text: str) -> str:
    """A share as it is kept: `51`, `25-50`, `>50`, `>=25`; Invalid says what is wrong with it."""
    said = _said(text)
    problem = _("This is no share.") if said is None else _why_not(said) or _why_nothing(said)
    if said is None or problem:
        raise Invalid(
            problem,
            field="percent",
            value=text,
            remedy=_("Give percent, above 0 and up to 100, as {examples}.").format(
                examples="51, 24.9, 25-50, at least 25, over 50, up to 10"
            ),
        )
    return said.text


def share_text(text: str | None) -> str:
    """A stated share for people: `51 %`, `25 to 50 %`, `over 50 %`; empty where none is stated."""
    said = _said(text or "")
    if said is None:
        return text or ""
    words = {
        "-": _("{low} to {high} %"),
        ">": _("over {low} %"),
        ">=": _("at least {low} %"),
        "<": _("under {low} %"),
        "<=": _("at most {low} %"),
    }.get(said.sign, _("{low} %"))
    low, high = (format(one.normalize(), "f") for one in (said.low, said.high))
    return words.format(low=low, high=high)


def _said(text: str) -> _Said | None:
    plain = text.replace("%", " ").strip().casefold()
    if band := _BAND.fullmatch(plain):
        return _figures("-", band["low"], band["high"])
    if bound := _BOUND.fullmatch(plain):
        sign = _SIGNS.get(" ".join(bound["sign"].split()))
        return _figures(sign, bound["value"], bound["value"]) if sign else None
    return _figures("", plain, plain)


def _figures(sign: str, low: str, high: str) -> _Said | None:
    try:
        one, other = (Decimal(part.replace(",", ".")) for part in (low, high))
    except InvalidOperation:
        return None
    return _Said(sign, one, other) if one.is_finite() and other.is_finite() else None


def _why_not(said: _Said) -> str:
    """Why no firm has such a share; empty where one may."""
    if said.low < 0:
        return _("A share is not below nothing.")
    if max(said.low, said.high) > _HUNDRED or (said.sign == ">" and said.low == _HUNDRED):
        return _("A share is not more than the whole.")
    if said.low > said.high:
        return _("The band is upside down.")
    if said.sign == "<" and not said.high:
        return _("A share is not below nothing.")
    return ""


def _why_nothing(said: _Said) -> str:
    is_nothing = said.sign not in {">", ">="} and not said.high
    return _("A share of nothing is no holding.") if is_nothing else ""


def is_over(part: Fraction) -> bool:
    """Whether a part lies next to nothing above a percentage of two decimals."""
    left = part * _HUNDRED * 10**_PLACES % 1
    return 0 < left <= _NEXT_TO_NOTHING


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
