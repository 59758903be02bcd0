"""Watch lists from a file: OpenSanctions `targets.simple.csv`, lists of other states as their
authorities publish them, or a plain CSV with a name column; packed with gzip or not.

The content decides which; everything else is refused by name.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

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
from landwaiter.formats.declaration_file import RejectedRow, excerpt, refuse_too_many
from landwaiter.formats.foreign_lists import (
    COUNTERMEASURES,
    CSL,
    DPL,
    KINDS,
    MARKS,
    countermeasure_listing,
    csl_listing,
    dpl_listing,
)
from landwaiter.formats.gzipped import unpacked
from landwaiter.formats.listing_row import (
    PLAIN,
    PLAIN_COLUMNS,
    READERS,
    SIMPLE,
    SIMPLE_COLUMNS,
    Refused,
)
from landwaiter.i18n import _


@dataclass(frozen=True, slots=True)
class ListFile:
    format: str
    """`opensanctions-simple`, `us-csl`, `us-dpl`, `cn-countermeasures` or `plain-list`."""
    listings: tuple[Listing, ...]
    rejected: tuple[RejectedRow, ...]
    title: str
    """The data set's own name where all rows agree, else empty."""
    warnings: tuple[str, ...] = ()
    kind: str = ""
    """Kind of the list where the form says it, else empty."""


_READERS: Mapping[str, Callable[[Mapping[str, str], int], Listing]] = {
    **READERS,
    CSL: csl_listing,
    DPL: dpl_listing,
    COUNTERMEASURES: countermeasure_listing,
}


def read_list(data: bytes, file: str) -> ListFile:
    """Every listing of the file and every row that was refused, with row, field and value.

    Raises Invalid for a file that is neither form, not UTF-8, or wrongly quoted.
    """
    text = decode(unpacked(data, file=file), file=file)
    format_, delimiter = _detect(text, file)
    table = read_table(text, file=file, delimiter=delimiter)
    listings: list[Listing] = []
    rejected: list[RejectedRow] = []
    for read in _rows(table, _READERS[format_], may_repeat=format_ in MARKS):
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
        format_,
        tuple(listings),
        tuple(rejected),
        _title(listings),
        _left_out(table, format_),
        KINDS.get(format_, ""),
    )


def _detect(text: str, file: str) -> tuple[str, str]:
    """Format and delimiter, by the names in the header."""
    headers = {delimiter: set(names) for delimiter, names in read_headers(text).items()}
    if set(SIMPLE_COLUMNS) <= headers[","]:
        return SIMPLE, ","
    for format_, marks in MARKS.items():
        delimiter = next((one for one, names in headers.items() if marks <= names), "")
        if delimiter:
            return format_, delimiter
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
            "Give OpenSanctions targets.simple.csv, a list of the US as published, or a CSV file "
            "with a column name and any of {columns}."
        ).format(columns=", ".join(column for column in PLAIN_COLUMNS if column != "name")),
    )


def _rows(
    table: Table, read: Callable[[Mapping[str, str], int], Listing], *, may_repeat: bool
) -> Iterator[Listing | RejectedRow]:
    """Each row read; lists of other states repeat entries, which are then numbered."""
    seen: set[str] = set()
    again: Counter[str] = Counter()
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
            if may_repeat and listing.listing_id in seen:
                again[listing.listing_id] += 1
                number_again = again[listing.listing_id] + 1
                listing = replace(listing, listing_id=f"{listing.listing_id}#{number_again}")
            _refuse_repeated(listing, seen)
        except Refused as fault:
            field, value, message, remedy = fault.place
            yield RejectedRow(number, field, excerpt(value), message, remedy)
        else:
            seen.add(listing.listing_id)
            yield listing


def _refuse_repeated(listing: Listing, seen: set[str]) -> None:
    if listing.listing_id in seen:
        raise Refused(
            "id",
            listing.listing_id,
            _("Two rows have the same id."),
            _("Keep one of them."),
        )


def _title(listings: Iterable[Listing]) -> str:
    names = {listing.dataset for listing in listings}
    return names.pop() if len(names) == 1 else ""


def _left_out(table: Table, format_: str) -> tuple[str, ...]:
    unknown = [name for name in table.header if name and name not in PLAIN_COLUMNS]
    if format_ != PLAIN or not unknown:
        return ()
    return (
        _("These columns are not known and were left out: {columns}.").format(
            columns=", ".join(unknown)
        ),
    )
