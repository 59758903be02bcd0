"""Any table whose columns a person has told: one row is one listing."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from landwaiter.domain.lists.column_mapping import DELIMITERS, ColumnMapping
from landwaiter.domain.lists.listing import Listing, Tie
from landwaiter.errors import Invalid
from landwaiter.formats.base.csv_table import plain_name
from landwaiter.formats.base.file_source import Tell
from landwaiter.formats.lists.countries import country_codes, foreign_code
from landwaiter.formats.lists.dates import dates_in, day_of
from landwaiter.formats.lists.entry import ListEntry, joined, tidy
from landwaiter.formats.lists.form import Form
from landwaiter.formats.lists.part import CellRefusal, ListPart, table_listings
from landwaiter.formats.lists.plain import schema_of
from landwaiter.i18n import _

_NUMBERS = ("passport", "national_id", "registration", "tax", "mmsi", "lei", "uscc")
_WHOLE = frozenset({"address", "note", "id"})
"""Cells in which a semicolon parts nothing."""
Cells = Mapping[str, tuple[str, ...]]


def mapped_form(mapping: ColumnMapping) -> Form:
    """The form of tables with these columns."""
    return Form(
        "mapped-table",
        "Table with the columns you named",
        "",
        lambda _beginning: True,
        partial(_read, mapping),
    )


def _read(mapping: ColumnMapping, parts: Sequence[ListPart], tell: Tell) -> Iterator[Listing]:
    (part,) = parts
    rows = below(part, mapping, tell)
    wanted = _wanted(part, mapping, rows)
    yield from table_listings(part, wanted, partial(_listing, mapping), may_repeat=False)


def below(part: ListPart, mapping: ColumnMapping, tell: Tell) -> Iterator[tuple[int, list[str]]]:
    """The rows of a table from its header on."""
    rows = part.rows(
        tell, delimiter=delimiter_of(part, mapping), encoding=mapping.encoding, is_ended=False
    )
    return (row for row in rows if row[0] >= mapping.header_row)


def delimiter_of(part: ListPart, mapping: ColumnMapping) -> str:
    """The one that was told, else the one under which the header has most of the columns."""
    if mapping.delimiter:
        return mapping.delimiter
    theirs = {plain_name(one) for columns in mapping.fields.values() for one in columns}

    def known(delimiter: str) -> int:
        rows = part.rows(delimiter=delimiter, encoding=mapping.encoding, is_ended=False)
        try:
            header = next((cells for at, cells in rows if at >= mapping.header_row), [])
        except Invalid:
            return -1
        return len(theirs & {plain_name(cell) for cell in header})

    return max(DELIMITERS, key=known)


def _wanted(
    part: ListPart, mapping: ColumnMapping, rows: Iterator[tuple[int, list[str]]]
) -> Iterator[tuple[int, list[str]]]:
    """The rows, once the header has every column of the mapping; it may have one twice."""
    number, header = next(rows, (mapping.header_row, []))
    names = [plain_name(cell) for cell in header]
    for field, columns in mapping.fields.items():
        for column in columns:
            if plain_name(column) not in names:
                raise Invalid(
                    _("The file has no such column."),
                    file=part.file,
                    row=number,
                    field=field,
                    value=column,
                    remedy=_("Its columns are: {columns}.").format(
                        columns=", ".join(filter(None, header))[:400]
                    ),
                )
    theirs = {plain_name(one) for columns in mapping.fields.values() for one in columns}
    kept = [
        name if name in theirs and name not in names[:at] else "" for at, name in enumerate(names)
    ]
    yield number, kept
    for at, cells in rows:
        yield at, [*cells, *[""] * (len(kept) - len(cells))]


def _listing(mapping: ColumnMapping, row: Mapping[str, str], _number: int) -> Listing:
    cells = {field: _cells(mapping, field, row) for field in mapping.fields}
    kind = next(iter(cells.get("kind", ())), "") or mapping.kind
    entry = ListEntry(_one(cells, "id"), schema_of(kind))
    _names(entry, cells)
    if not entry.names:
        raise CellRefusal("name", "", _("The row has no name."), _("Fill it in or remove the row."))
    for field, take in _TAKERS.items():
        for value in cells.get(field, ()):
            take(entry, value)
    entry.addresses.append(joined(cells.get("address", ())))
    if not entry.countries:
        entry.country(mapping.country)
    return entry.listing()


def _cells(mapping: ColumnMapping, field: str, row: Mapping[str, str]) -> tuple[str, ...]:
    values = [row.get(plain_name(column), "") for column in mapping.fields[field]]
    if mapping.separator and field not in _WHOLE:
        values = [part for value in values for part in value.split(mapping.separator)]
    return tuple(filter(None, map(tidy, values)))


def _one(cells: Cells, field: str) -> str:
    return next(iter(cells.get(field, ())), "")


def _names(entry: ListEntry, cells: Cells) -> None:
    given, last = " ".join(cells.get("first_name", ())), " ".join(cells.get("last_name", ()))
    for name in (*cells.get("name", ()), f"{given} {last}" if last else ""):
        entry.name(name)
    for field in ("original_name", "aliases"):
        for name in cells.get(field, ()):
            entry.name(name)
    for name in cells.get("weak_aliases", ()):
        entry.weak_alias(name)
    for name in cells.get("former_names", ()):
        entry.former_name(name)


def _born(entry: ListEntry, text: str) -> None:
    found = dates_in(text)
    if not found:
        raise CellRefusal(
            "born", text, _("There is no such date."), _("Write dates as 1970 or 1970-01-18.")
        )
    entry.born.extend(found)


def _country(entry: ListEntry, text: str) -> None:
    found = country_codes(text) or tuple(filter(None, (foreign_code(text),)))
    entry.countries.extend(found)
    if not found:
        entry.remark(text)


def _flag(entry: ListEntry, text: str) -> None:
    entry.country(text)
    entry.was("flag", text)


def _listed(entry: ListEntry, text: str) -> None:
    entry.listed_on = day_of(text)


def _numbered(kind: str) -> Callable[[ListEntry, str], None]:
    return lambda entry, text: entry.paper(kind, text)


_TAKERS: Mapping[str, Callable[[ListEntry, str], object]] = {
    "country": _country,
    "born": _born,
    "birth_place": lambda entry, text: entry.birth_places.append(text),
    "identifier": lambda entry, text: entry.paper("other_id", text),
    "imo": lambda entry, text: entry.paper("imo", text),
    "flag": _flag,
    "owner": lambda entry, text: entry.ties.append(Tie("owned_by", text)),
    "position": lambda entry, text: entry.positions.append(text),
    "programme": lambda entry, text: entry.programmes.append(text),
    "listed_on": _listed,
    "note": lambda entry, text: entry.remark(text),
    **{name: _numbered(name) for name in _NUMBERS},
}
