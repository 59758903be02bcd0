"""Watch lists from a file: OpenSanctions `targets.simple.csv`, or a plain CSV with a name column.

The content decides which; everything else is refused by name.
"""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from landwaiter.domain.listing import Listing
from landwaiter.errors import Invalid
from landwaiter.formats.csv_table import (
    DELIMITERS,
    Table,
    cells_by_name,
    decode,
    read_headers,
    read_table,
)
from landwaiter.formats.declaration_file import RejectedRow, excerpt, refusal, refuse_too_many
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
SCHEMA = re.compile(r"[A-Z][A-Za-z]{2,40}")
COUNTRY = re.compile(r"[A-Z]{2,4}(-[A-Z0-9]{1,4})?")
"""ISO 3166-1, and codes beside it that lists use for former states and regions (SUHH, GB-SCT)."""
IMO_NUMBER = re.compile(r"(?:IMO)?\s*([0-9]{7})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ListFile:
    format: str
    """`opensanctions-simple` or `plain-list`."""
    listings: tuple[Listing, ...]
    rejected: tuple[RejectedRow, ...]
    title: str
    """The data set's own name where all rows agree, else empty."""
    warnings: tuple[str, ...] = ()


class _Refused(Exception):
    """One cell that cannot be accepted; the row number is added where it is known."""

    def __init__(self, field: str, value: str, message: str, remedy: str) -> None:
        super().__init__(message)
        self.place = (field, value, message, remedy)


def read_list(data: bytes, file: str) -> ListFile:
    """Every listing of the file and every row that was refused, with row, field and value.

    Raises Invalid for a file that is neither form, not UTF-8, or wrongly quoted.
    """
    text = decode(data, file=file)
    format_, delimiter = _detect(text, file)
    table = read_table(text, file=file, delimiter=delimiter)
    listings: list[Listing] = []
    rejected: list[RejectedRow] = []
    for read in _rows(table, READERS[format_]):
        if isinstance(read, Listing):
            listings.append(read)
        else:
            rejected.append(read)
            refuse_too_many(rejected, file)
    if not listings and not rejected:
        raise Invalid(
            _("The list has a header and no rows."),
            file=file,
            row=1,
            remedy=_("Download or export it again."),
        )
    return ListFile(
        format_, tuple(listings), tuple(rejected), _title(listings), _left_out(table, format_)
    )


def read_simple_csv(lines: Iterable[str], *, file: str = "targets.simple.csv") -> Iterator[Listing]:
    """Listings of an OpenSanctions simple CSV, one at a time; Invalid at the first wrong row."""
    text = "".join(lines)
    table = read_table(text, file=file, delimiter=",")
    if not set(SIMPLE_COLUMNS) <= set(table.header):
        raise _unknown(file)
    for read in _rows(table, _simple):
        if isinstance(read, RejectedRow):
            raise refusal(read, file)
        yield read


def _detect(text: str, file: str) -> tuple[str, str]:
    """Format and delimiter, by the names in the header."""
    headers = {delimiter: set(names) for delimiter, names in read_headers(text).items()}
    if set(SIMPLE_COLUMNS) <= headers[","]:
        return SIMPLE, ","
    best = max(DELIMITERS, key=lambda delimiter: len(headers[delimiter] & set(PLAIN_COLUMNS)))
    known = headers[best] & set(PLAIN_COLUMNS)
    # A list of another publisher may share some names; leaving out most of it is no reading.
    if "name" in known and 2 * len(known) >= len(headers[best]):
        return PLAIN, best
    raise _unknown(file)


def _unknown(file: str) -> Invalid:
    return Invalid(
        _("The content is not a watch list that is read here."),
        file=file,
        row=1,
        remedy=_(
            "Give OpenSanctions targets.simple.csv, or a CSV file with a column name and any of "
            "{columns}."
        ).format(columns=", ".join(column for column in PLAIN_COLUMNS if column != "name")),
    )


def _rows(
    table: Table, read: Callable[[Mapping[str, str], int], Listing]
) -> Iterator[Listing | RejectedRow]:
    seen: set[str] = set()
    for number, cells in table.rows():
        row = cells_by_name(table.header, cells)
        if row is None:
            yield RejectedRow(
                number,
                None,
                excerpt(cells[0]),
                _("The row has {count} cells, the header {wanted}.").format(
                    count=len(cells), wanted=len(table.header)
                ),
                _("Check the quotation marks and delimiters of this row."),
            )
            continue
        try:
            listing = read(row, number)
            _refuse_repeated(listing, seen)
        except _Refused as fault:
            field, value, message, remedy = fault.place
            yield RejectedRow(number, field, excerpt(value), message, remedy)
        else:
            seen.add(listing.listing_id)
            yield listing


def _refuse_repeated(listing: Listing, seen: set[str]) -> None:
    if listing.listing_id in seen:
        raise _Refused(
            "id",
            listing.listing_id,
            _("Two rows have the same id."),
            _("Keep one of them."),
        )


def _simple(row: Mapping[str, str], _number: int) -> Listing:
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


def _plain(row: Mapping[str, str], number: int) -> Listing:
    imo = row.get("imo", "")
    number_found = IMO_NUMBER.fullmatch(imo)
    if imo and not number_found:
        raise _Refused(
            "imo",
            imo,
            _("This is not an IMO number of seven figures."),
            _("Write it as 9074729 or IMO9074729."),
        )
    kind = row.get("kind", "") or ("vessel" if "imo" in row else "")
    schema = KINDS.get(kind.replace(" ", "").lower())
    if schema is None:
        raise _Refused(
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
    )


READERS: Mapping[str, Callable[[Mapping[str, str], int], Listing]] = {
    SIMPLE: _simple,
    PLAIN: _plain,
}


def _needed(name: str, row: Mapping[str, str]) -> str:
    if not row[name]:
        raise _Refused(
            name,
            "",
            _("The row has no {field}.").format(field=name),
            _("Fill it in or remove the row."),
        )
    return row[name]


def _shaped(field: str, values: tuple[str, ...], shape: re.Pattern[str]) -> tuple[str, ...]:
    for value in values:
        if not shape.fullmatch(value):
            raise _Refused(
                field, value, _("The value has not the form of this column."), REMEDIES[field]()
            )
    return values


REMEDIES: Mapping[str, Callable[[], str]] = {
    "schema": lambda: _("Give the kind of entity, such as Person or Company."),
    "birth_date": lambda: _("Write dates as 1970, 1970-01 or 1970-01-18."),
    "born": lambda: _("Write dates as 1970, 1970-01 or 1970-01-18."),
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


def _title(listings: Iterable[Listing]) -> str:
    names = {listing.dataset for listing in listings}
    return names.pop() if len(names) == 1 else ""


def _left_out(table: Table, format_: str) -> tuple[str, ...]:
    unknown = [name for name in table.header if name and name not in PLAIN_COLUMNS]
    if format_ == SIMPLE or not unknown:
        return ()
    return (
        _("These columns are not known and were left out: {columns}.").format(
            columns=", ".join(unknown)
        ),
    )
