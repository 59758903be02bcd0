"""What may be meant by a value that cannot be read: offered to a person, never taken by itself.

Nothing is guessed that has a check digit: a wrong figure and a wrong digit look alike.
"""

import re
from collections.abc import Callable, Mapping

from landwaiter.formats.base.values import read_commodity, read_country, read_currency, read_decimal
from landwaiter.formats.intake.mapped_columns import place_named
from landwaiter.formats.lists.countries import country_codes, foreign_code

_LOOKS_ALIKE = str.maketrans({"O": "0", "o": "0", "I": "1", "l": "1", "|": "1", "S": "5", "B": "8"})
_SHORT = re.compile(r"[0-9]{5}|[0-9]{7}|[0-9]{9}")
_WEIGHT = re.compile(r"(?P<number>[0-9]+(?:[.,][0-9]+)?) ?(?P<unit>kg|t|g|to)\.?", re.IGNORECASE)
_KILOGRAMS = {"kg": "", "t": "000", "to": "000", "g": None}
_CURRENCIES = {"€": "EUR", "£": "GBP", "$": "", "zł": "PLN", "zl": "PLN", "kč": "CZK", "kc": "CZK"}


def guess_of(column: str | None, value: str | None) -> str | None:
    """A value that the column takes and that may be meant; None where nothing is likely."""
    place = place_named(column) if column else None
    if place is None or not value:
        return None
    guess = _GUESSES.get(place.column.read)
    return guess(value.strip()) if guess else None


def _commodity(text: str) -> str | None:
    figures = re.sub(r"[\s.,'-]", "", text).translate(_LOOKS_ALIKE)
    if _SHORT.fullmatch(figures):
        figures = f"0{figures}"
    is_code = re.fullmatch(r"[0-9]{6}|[0-9]{8}|[0-9]{10}", figures)
    return figures if is_code and figures != text else None


def _country(text: str) -> str | None:
    found = country_codes(text) or tuple(filter(None, (foreign_code(text),)))
    return found[0] if len(found) == 1 else None


def _currency(text: str) -> str | None:
    return _CURRENCIES.get(text.casefold()) or None


def _number(text: str) -> str | None:
    """A mass with its unit in kilograms; what has two readings is no guess."""
    found = _WEIGHT.fullmatch(text)
    if found is None or re.search(r"[.,][0-9]{3}$", found["number"]):
        return None
    zeros = _KILOGRAMS[found["unit"].lower()]
    whole, _point, part = found["number"].replace(",", ".").partition(".")
    if zeros is None:
        return None
    if zeros:
        return (whole + part.ljust(3, "0")).lstrip("0") if len(part) <= 3 else None
    return f"{whole}.{part}" if part else whole


_GUESSES: Mapping[Callable[..., object], Callable[[str], str | None]] = {
    read_commodity: _commodity,
    read_country: _country,
    read_currency: _currency,
    read_decimal: _number,
}
