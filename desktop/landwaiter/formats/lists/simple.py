"""OpenSanctions `targets.simple.csv`: one row for each target, in two layouts over the years."""

from collections.abc import Iterator, Mapping, Sequence

from landwaiter.domain.lists.listing import Listing
from landwaiter.formats.base.file_source import Tell
from landwaiter.formats.lists.dates import day_or_none
from landwaiter.formats.lists.form import Form
from landwaiter.formats.lists.names import several
from landwaiter.formats.lists.part import ListPart, table_listings
from landwaiter.formats.lists.shapes import BIRTH_DATE, COUNTRY, SCHEMA, needed, shaped, upper

COLUMNS = ("id", "schema", "name", "aliases", "birth_date", "countries", "dataset")
"""Columns that every edition has had; the others came later."""


def read(parts: Sequence[ListPart], tell: Tell) -> Iterator[Listing]:
    (part,) = parts
    titles: set[str] = set()
    for listing, seen in _listings(part, tell):
        part.notes.dated(day_or_none(seen))
        if len(titles) < 2:
            titles.add(listing.dataset)
            part.notes.title = listing.dataset if len(titles) == 1 else ""
        yield listing


def _listings(part: ListPart, tell: Tell) -> Iterator[tuple[Listing, str]]:
    seen = [""]

    def take(row: Mapping[str, str], _number: int) -> Listing:
        seen[0] = row.get("last_seen", "")
        return _listing(row)

    for listing in table_listings(part, part.rows(tell), take, may_repeat=False):
        yield listing, seen[0]


def _listing(row: Mapping[str, str]) -> Listing:
    return Listing(
        listing_id=needed("id", row),
        schema=shaped("schema", (needed("schema", row),), SCHEMA)[0],
        name=needed("name", row),
        aliases=several(row["aliases"]),
        birth_dates=shaped("birth_date", several(row["birth_date"]), BIRTH_DATE),
        countries=shaped("countries", upper(several(row["countries"])), COUNTRY),
        addresses=several(row.get("addresses", "")),
        identifiers=several(row.get("identifiers", "")),
        programmes=several(row.get("program_ids", "")),
        sanctions=several(row.get("sanctions", "")),
        dataset=row["dataset"],
    )


FORM = Form(
    "opensanctions-simple",
    "OpenSanctions targets.simple.csv",
    "OpenSanctions",
    lambda beginning: beginning.has(*COLUMNS) == ",",
    read,
)
