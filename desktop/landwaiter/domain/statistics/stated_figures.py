"""Figures that an office states of a year, as no case holds them, and its list of some of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Final

from landwaiter.errors import Invalid
from landwaiter.i18n import N_, Words, _

STAFF: Final[Mapping[str, str]] = {
    "staff": N_("Staff, full-time equivalents"),
    "training": N_("Training, hours"),
}
"""Figures of every office, and what each is called; all others are in its own list."""
NOT_KNOWN_WORD: Final = "not-known"
"""Said in place of a value that customs does not know."""
EARLIEST: Final = 2000
MOST_FIGURES: Final = 200
_LONGEST: Final[Mapping[str, int]] = {
    "code": 40,
    "title": 200,
    "unit": 40,
    "source": 200,
    "edition": 60,
}
LIST_COLUMNS: Final = tuple(_LONGEST)
"""Of the file of a list: each has something in each row."""
_MOST_DIGITS, _MOST_PLACES = 15, 4


@dataclass(frozen=True, slots=True)
class ListedFigure:
    """A row of the office's list: what is to be reported, in what unit, by which provision."""

    code: str
    title: str
    unit: str
    source: str
    edition: str


@dataclass(frozen=True, slots=True)
class StatedFigure:
    """What two persons said of a figure in a year: the newest statement counts."""

    code: str
    year: int
    value: Decimal | None
    """None: not known to customs, which is never 0."""
    source: str
    author: str
    confirmed: str
    """Who seconded it; empty where the office has one person."""
    day: date
    """On which it was stated."""


def checked_code(code: str, listed: Iterable[ListedFigure]) -> str:
    """The code as it is kept; Invalid for a figure that the office does not have."""
    known = (*STAFF, *(one.code for one in listed))
    found = " ".join(code.split())
    if found not in known:
        raise Invalid(
            _("The office has no such figure."),
            field="code",
            value=code,
            remedy=_("There are: {names}.").format(names=", ".join(known)),
        )
    return found


def checked_year(year: int, today: date) -> int:
    """Invalid for a year that is not over: what is said of it would be no figure of the year."""
    if not EARLIEST <= year < today.year:
        raise Invalid(
            _("A figure is stated of a year that is over."),
            field="year",
            value=str(year),
            remedy=_("Give a year from {first} to {last}.").format(
                first=EARLIEST, last=today.year - 1
            ),
        )
    return year


def checked_value(text: str) -> Decimal | None:
    """A number that is not below 0; None where it is said not to be known; Invalid else."""
    said = text.strip()
    if said == NOT_KNOWN_WORD:
        return None
    try:
        value = Decimal(said)
    except InvalidOperation:
        raise _no_value(text) from None
    if not value.is_finite() or value < 0 or "e" in said.lower():
        raise _no_value(text)
    _sign, digits, exponent = value.as_tuple()
    if len(digits) > _MOST_DIGITS or -int(exponent) > _MOST_PLACES:
        raise _no_value(text)
    return value


def _no_value(text: str) -> Invalid:
    return Invalid(
        _("This is no value of a figure."),
        field="value",
        value=text,
        remedy=_("Write a number such as 12 or 7.5, or not-known where customs does not know it."),
    )


def checked_list(
    rows: Iterable[tuple[int, Mapping[str, str]]], file: str
) -> tuple[ListedFigure, ...]:
    """The figures of a file by row number; Invalid with row and field where one misfits."""
    found: dict[str, ListedFigure] = {}
    for row, cells in rows:
        values = {name: " ".join(cells.get(name, "").split()) for name in LIST_COLUMNS}
        for name, value in values.items():
            if why := _misfit(name, value):
                raise Invalid(
                    why,
                    file=file,
                    row=row,
                    field=name,
                    value=value,
                    remedy=_("Correct the row; nothing of the file is kept."),
                )
        if values["code"] in found:
            raise Invalid(
                _("The code stands in another row already."),
                file=file,
                row=row,
                field="code",
                value=values["code"],
                remedy=_("Give each figure a code of its own."),
            )
        found[values["code"]] = ListedFigure(**values)
    if not 0 < len(found) <= MOST_FIGURES:
        raise Invalid(
            _("The list has no figure, or more than {most}.").format(most=MOST_FIGURES),
            file=file,
            remedy=_("Give one row for each figure."),
        )
    return tuple(found.values())


def _misfit(name: str, value: str) -> Words:
    if not value:
        return _("Each figure of the list has this.")
    if len(value) > _LONGEST[name]:
        return _("This is longer than {most} characters.").format(most=_LONGEST[name])
    if name == "code" and value in STAFF:
        return _("The program itself has a figure of this code.")
    return ""
