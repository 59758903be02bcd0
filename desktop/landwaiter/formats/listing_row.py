"""One row of a watch list as a listing: the OpenSanctions form, and our own plain one."""

import csv
import io
import re
from collections.abc import Callable, Iterable, Mapping

from landwaiter.domain.listing import Listing
from landwaiter.i18n import _

SIMPLE = "opensanctions-simple"
PLAIN = "plain-list"

SIMPLE_COLUMNS = ("id", "schema", "name", "aliases", "birth_date", "countries", "dataset")
"""Columns that every edition of targets.simple.csv has had; the others came later."""

PLAIN_COLUMNS = (
    "id",
    "name",
    "aliases",
    "kind",
    "country",
    "identifier",
    "born",
    "programme",
    "address",
    "list",
    "imo",
    "basis",
    "listed_on",
)
SEVERAL = re.compile(r"[;|]")
"""Between several values in one cell of the plain form."""

KINDS: Mapping[str, str] = {
    "person": "Person",
    "organisation": "Organization",
    "organization": "Organization",
    "company": "Company",
    "vessel": "Vessel",
    "ship": "Vessel",
    "aircraft": "Airplane",
    "airplane": "Airplane",
    "legalentity": "LegalEntity",
    "entity": "LegalEntity",
    "university": "Organization",
    "": "LegalEntity",
}
"""Words of the plain form → FollowTheMoney schema."""

BIRTH_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
SCHEMA = re.compile(r"[A-Z][A-Za-z]{2,40}")
COUNTRY = re.compile(r"[A-Z]{2,4}(-[A-Z0-9]{1,4})?")
"""ISO 3166-1, and codes beside it that lists use for former states and regions (SUHH, GB-SCT)."""
IMO_NUMBER = re.compile(r"(?:IMO)?\s*([0-9]{7})", re.IGNORECASE)


class Refused(Exception):
    """One cell that cannot be accepted; the row number is added where it is known."""

    def __init__(self, field: str, value: str, message: str, remedy: str) -> None:
        super().__init__(message)
        self.place = (field, value, message, remedy)


def simple_listing(row: Mapping[str, str], _number: int) -> Listing:
    return Listing(
        listing_id=_needed("id", row),
        schema=_shaped("schema", (_needed("schema", row),), SCHEMA)[0],
        name=_needed("name", row),
        aliases=_nested(row["aliases"]),
        birth_dates=_shaped("birth_date", _nested(row["birth_date"]), BIRTH_DATE),
        countries=_shaped("countries", _upper(_nested(row["countries"])), COUNTRY),
        addresses=_nested(row.get("addresses", "")),
        identifiers=_nested(row.get("identifiers", "")),
        programmes=_nested(row.get("program_ids", "")),
        sanctions=_nested(row.get("sanctions", "")),
        dataset=row["dataset"],
    )


def plain_listing(row: Mapping[str, str], number: int) -> Listing:
    imo = row.get("imo", "")
    number_found = IMO_NUMBER.fullmatch(imo)
    if imo and not number_found:
        raise Refused(
            "imo",
            imo,
            _("This is not an IMO number of seven figures."),
            _("Write it as 9074729 or IMO9074729."),
        )
    kind = row.get("kind", "") or ("vessel" if "imo" in row else "")
    schema = KINDS.get(kind.replace(" ", "").lower())
    if schema is None:
        raise Refused(
            "kind",
            kind,
            _("There is no such kind of listing."),
            _("Use person, organisation, company, vessel or aircraft."),
        )
    identifiers = _split(row.get("identifier", ""))
    return Listing(
        listing_id=row.get("id") or f"row-{number}",
        schema=schema,
        name=_needed("name", row),
        aliases=_split(row.get("aliases", "")),
        birth_dates=_shaped("born", _split(row.get("born", "")), BIRTH_DATE),
        countries=_shaped("country", _upper(_split(row.get("country", ""))), COUNTRY),
        addresses=(row["address"],) if row.get("address") else (),
        identifiers=(f"IMO{number_found[1]}", *identifiers) if number_found else identifiers,
        programmes=_split(row.get("programme", "")) or _one(row.get("list", "")),
        dataset=row.get("list", ""),
        note=row.get("basis", ""),
        listed_on=next(iter(_shaped("listed_on", _one(row.get("listed_on", "")), DAY)), ""),
    )


READERS: Mapping[str, Callable[[Mapping[str, str], int], Listing]] = {
    SIMPLE: simple_listing,
    PLAIN: plain_listing,
}


def _needed(name: str, row: Mapping[str, str]) -> str:
    if not row[name]:
        raise Refused(
            name,
            "",
            _("The row has no {field}.").format(field=name),
            _("Fill it in or remove the row."),
        )
    return row[name]


def _shaped(field: str, values: tuple[str, ...], shape: re.Pattern[str]) -> tuple[str, ...]:
    for value in values:
        if not shape.fullmatch(value):
            raise Refused(
                field, value, _("The value has not the form of this column."), REMEDIES[field]()
            )
    return values


REMEDIES: Mapping[str, Callable[[], str]] = {
    "schema": lambda: _("Give the kind of entity, such as Person or Company."),
    "birth_date": lambda: _("Write dates as 1970, 1970-01 or 1970-01-18."),
    "born": lambda: _("Write dates as 1970, 1970-01 or 1970-01-18."),
    "listed_on": lambda: _("Write the day of the listing as 2022-02-25."),
    "countries": lambda: _("Write country codes of two letters, such as PL."),
    "country": lambda: _("Write country codes of two letters, such as PL."),
}


def _nested(cell: str) -> tuple[str, ...]:
    """Values of an OpenSanctions cell, which is itself a line of CSV with semicolons."""
    if not cell:
        return ()
    if '"' not in cell and "\n" not in cell:
        values: Iterable[str] = cell.split(";")
    else:
        values = (
            value
            for record in csv.reader(io.StringIO(cell, newline=""), delimiter=";")
            for value in record
        )
    return tuple(dict.fromkeys(text for value in values if (text := value.strip())))


def _split(cell: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for value in SEVERAL.split(cell) if (text := value.strip())))


def _one(cell: str) -> tuple[str, ...]:
    return (cell,) if cell else ()


def _upper(values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value.upper() for value in values))
