"""Identifiers of declarations, parties and transport means: normalised and checked by kind.

A wrong check digit is a warning, not a refusal: `well_formed` is then True and `valid` False.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import ModuleType
from typing import Final

from stdnum import imo, lei
from stdnum.cn import uscc
from stdnum.eu import vat
from stdnum.ru import inn

from landwaiter.errors import Invalid
from landwaiter.i18n import N_, _


@dataclass(frozen=True, slots=True)
class CheckedIdentifier:
    """One identifier after its check."""

    kind: str
    normalised: str
    valid: bool
    problem: str = ""
    """One sentence; empty when valid."""
    well_formed: bool = True
    """False: the pattern is broken. True and not valid: only the check digit is wrong."""


def check(kind: str, value: str) -> CheckedIdentifier:
    """`value` checked as an identifier of `kind` (a key of `KINDS`); unknown kinds are Invalid."""
    checker = KINDS.get(kind.upper())
    if checker is None:
        raise Invalid(
            _("There is no identifier of this kind."),
            field="kind",
            value=kind,
            remedy=_("Use one of {kinds}.").format(kinds=", ".join(KINDS)),
        )
    return checker(kind.upper(), _compact(value))


def recognise(value: str) -> CheckedIdentifier | None:
    """The first kind with a check digit of its own that `value` satisfies, else None."""
    for kind in ("LEI", "USCC", "MRN", "CONTAINER"):
        found = check(kind, value)
        if found.valid:
            return found
    return None


def iso6346_digit(text: str) -> int:
    """Check digit of ISO 6346, also that of the MRN (over its first 17 characters).

    Letters count A=10, B=12, C=13 … leaving out multiples of 11; weights are powers of two from
    the left; the sum is taken modulo 11, then modulo 10.
    """
    return sum(_LETTERS[char] << place for place, char in enumerate(text)) % 11 % 10


def _letter_values() -> dict[str, int]:
    numbers = [n for n in range(10, 39) if n % 11]
    letters = dict(zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", numbers, strict=False))
    return letters | {str(digit): digit for digit in range(10)}


_LETTERS: Final = _letter_values()
_SEPARATORS: Final = re.compile(r"[\s\u00a0./-]+")


def _compact(value: str) -> str:
    return _SEPARATORS.sub("", value).upper()


def _malformed(kind: str, value: str, expected: str) -> CheckedIdentifier:
    return CheckedIdentifier(kind, value, False, expected, well_formed=False)


def _iso6346(pattern: str, expected: str) -> Callable[[str, str], CheckedIdentifier]:
    """A checker for identifiers whose last character is the ISO 6346 digit of the rest."""
    form = re.compile(pattern)

    def checker(kind: str, value: str) -> CheckedIdentifier:
        if not form.fullmatch(value):
            return _malformed(kind, value, _(expected))
        if value[-1] == str(iso6346_digit(value[:-1])):
            return CheckedIdentifier(kind, value, True)
        # Which digit would be right is not said: a wrong figure and a wrong digit look alike.
        return CheckedIdentifier(
            kind, value, False, _("{value} fails its check digit.").format(value=value)
        )

    return checker


def _eori(kind: str, value: str) -> CheckedIdentifier:
    """Country and up to 15 characters (an..17); structures inside vary by state: not judged."""
    if re.fullmatch(r"[A-Z]{2}[0-9A-Z]{1,15}", value):
        return CheckedIdentifier(kind, value, True)
    expected = _("An EORI is a country code and up to 15 letters or figures.")
    return _malformed(kind, value, expected)


def _by_library(
    module: ModuleType, pattern: str, expected: str, prefix: str = ""
) -> Callable[[str, str], CheckedIdentifier]:
    """A checker that leaves the check digits of one scheme to `stdnum`."""
    form = re.compile(pattern)

    def checker(kind: str, value: str) -> CheckedIdentifier:
        number = value.removeprefix(prefix)
        if not form.fullmatch(number):
            return _malformed(kind, number, _(expected))
        if module.is_valid(number):
            return CheckedIdentifier(kind, number, True)
        return CheckedIdentifier(
            kind, number, False, _("{value} fails its check digit.").format(value=number)
        )

    return checker


KINDS: Final[Mapping[str, Callable[[str, str], CheckedIdentifier]]] = {
    "MRN": _iso6346(
        r"[0-9]{2}[A-Z]{2}[0-9A-Z]{13}[0-9]",
        N_("An MRN has 18 characters: year, country, 13 letters or figures and a check digit."),
    ),
    "EORI": _eori,
    "LEI": _by_library(
        lei, r"[0-9A-Z]{18}[0-9]{2}", N_("An LEI has 18 letters or figures and two check digits.")
    ),
    "USCC": _by_library(
        uscc,
        r"[0-9]{8}[0-9A-Z]{10}",
        N_("A Chinese unified social credit code has 18 letters or figures."),
    ),
    "IMO": _by_library(imo, r"[0-9]{7}", N_("An IMO number has seven figures."), prefix="IMO"),
    "CONTAINER": _iso6346(
        r"[A-Z]{3}[UJZ][0-9]{7}",
        N_("A container number has three letters, U, J or Z, six figures and a check digit."),
    ),
    "VAT": _by_library(
        vat, r"[A-Z]{2}[0-9A-Z+*]{2,13}", N_("A VAT number of the EU begins with its country code.")
    ),
    "INN": _by_library(inn, r"[0-9]{10}|[0-9]{12}", N_("A Russian INN has ten or twelve figures.")),
}
"""Every kind of identifier that can be checked, with its checker."""
