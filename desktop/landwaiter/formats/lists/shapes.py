"""Cells that must have a form: needed ones, days, codes; a CellRefusal says what is wrong."""

import re
from collections.abc import Callable, Mapping

from landwaiter.formats.lists.part import CellRefusal
from landwaiter.i18n import _

BIRTH_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
SCHEMA = re.compile(r"[A-Z][A-Za-z]{2,40}")
COUNTRY = re.compile(r"[A-Z]{2,4}(-[A-Z0-9]{1,4})?")
"""ISO 3166-1, and codes beside it that lists use for former states and regions (SUHH, GB-SCT)."""
IMO_NUMBER = re.compile(r"(?:IMO)?\s*([0-9]{7})", re.IGNORECASE)

REMEDIES: Mapping[str, Callable[[], str]] = {
    "schema": lambda: _("Give the kind of entity, such as Person or Company."),
    "birth_date": lambda: _("Write dates as 1970, 1970-01 or 1970-01-18."),
    "born": lambda: _("Write dates as 1970, 1970-01 or 1970-01-18."),
    "listed_on": lambda: _("Write the day of the listing as 2022-02-25."),
    "countries": lambda: _("Write country codes of two letters, such as PL."),
    "country": lambda: _("Write country codes of two letters, such as PL."),
}


def needed(name: str, row: Mapping[str, str]) -> str:
    """The cell; Refused where it is empty."""
    if not row.get(name):
        raise CellRefusal(
            name,
            "",
            _("The row has no {field}.").format(field=name),
            _("Fill it in or remove the row."),
        )
    return row[name]


def shaped(field: str, values: tuple[str, ...], shape: re.Pattern[str]) -> tuple[str, ...]:
    """The values; Refused with the first that has another form."""
    for value in values:
        if not shape.fullmatch(value):
            raise CellRefusal(
                field, value, _("The value has not the form of this column."), REMEDIES[field]()
            )
    return values


def upper(values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value.upper() for value in values))
