"""The plain form: a CSV file with a column `name` and any of a few others, in any order."""

import re
from collections.abc import Iterator, Mapping, Sequence

from landwaiter.domain.lists.listing import Listing, Paper
from landwaiter.formats.base.csv_table import DELIMITERS
from landwaiter.formats.base.file_source import Tell
from landwaiter.formats.lists.form import Form
from landwaiter.formats.lists.part import Beginning, CellRefusal, ListPart, table_listings
from landwaiter.formats.lists.shapes import (
    BIRTH_DATE,
    COUNTRY,
    DAY,
    IMO_NUMBER,
    needed,
    shaped,
    upper,
)
from landwaiter.i18n import _

COLUMNS = (
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
_SEVERAL = re.compile(r"[;|]")
KINDS: Mapping[str, str] = {
    "person": "Person",
    "individual": "Person",
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


def delimiter_of(beginning: Beginning) -> str:
    """The one under which most columns are known; empty where most of the table is not.

    A list of another publisher may share some names; leaving out most of it is no reading.
    """
    headers = {one: set(names) for one, names in beginning.headers.items()}
    best = max(DELIMITERS, key=lambda one: len(headers.get(one, set()) & set(COLUMNS)))
    known = headers.get(best, set()) & set(COLUMNS)
    return best if "name" in known and 2 * len(known) >= len(headers[best]) else ""


def read(parts: Sequence[ListPart], tell: Tell) -> Iterator[Listing]:
    (part,) = parts
    delimiter = delimiter_of(part.beginning)
    unknown = [name for name in part.beginning.headers[delimiter] if name and name not in COLUMNS]
    if unknown:
        part.notes.warn(
            _("These columns are not known and were left out: {columns}.").format(
                columns=", ".join(unknown)
            )
        )
    titles: set[str] = set()
    rows = part.rows(tell, delimiter=delimiter, is_ended=False)
    for listing in table_listings(part, rows, _listing, may_repeat=False):
        if len(titles) < 2:
            titles.add(listing.dataset)
            part.notes.title = listing.dataset if len(titles) == 1 else ""
        yield listing


def _listing(row: Mapping[str, str], _number: int) -> Listing:
    imo = row.get("imo", "")
    number_found = IMO_NUMBER.fullmatch(imo)
    if imo and not number_found:
        raise CellRefusal(
            "imo",
            imo,
            _("This is not an IMO number of seven figures."),
            _("Write it as 9074729 or IMO9074729."),
        )
    identifiers = _split(row.get("identifier", ""))
    return Listing(
        listing_id=row.get("id", ""),
        schema=schema_of(row.get("kind", "") or ("vessel" if "imo" in row else "")),
        name=needed("name", row),
        aliases=_split(row.get("aliases", "")),
        birth_dates=shaped("born", _split(row.get("born", "")), BIRTH_DATE),
        countries=shaped("country", upper(_split(row.get("country", ""))), COUNTRY),
        addresses=(row["address"],) if row.get("address") else (),
        identifiers=(f"IMO{number_found[1]}", *identifiers) if number_found else identifiers,
        programmes=_split(row.get("programme", "")) or _one(row.get("list", "")),
        dataset=row.get("list", ""),
        note=row.get("basis", ""),
        listed_on=next(iter(shaped("listed_on", _one(row.get("listed_on", "")), DAY)), ""),
        papers=(Paper("imo", number_found[1]),) if number_found else (),
    )


def schema_of(kind: str) -> str:
    """`ship` → `Vessel`; Refused for a word that is no kind."""
    schema = KINDS.get(kind.replace(" ", "").lower())
    if schema is None:
        raise CellRefusal(
            "kind",
            kind,
            _("There is no such kind of listing."),
            _("Use person, organisation, company, vessel or aircraft."),
        )
    return schema


def _split(cell: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for value in _SEVERAL.split(cell) if (text := value.strip())))


def _one(cell: str) -> tuple[str, ...]:
    return (cell,) if cell else ()


FORM = Form(
    "plain-list",
    "Table of this product: a column name, and any of the others (CSV)",
    "your office",
    lambda beginning: bool(delimiter_of(beginning)),
    read,
    is_table=True,
)
