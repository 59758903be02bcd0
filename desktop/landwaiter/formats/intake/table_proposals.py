"""What the columns of a sender's table may be: proposed by their headings and by their content."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, partial
from itertools import islice

from babel import Locale
from stdnum import imo

from landwaiter.domain.base.identifiers import check
from landwaiter.domain.intake.table_mapping import (
    DATE_ORDERS,
    DECIMALS,
    DEEPEST_HEAD,
    NO_HEAD,
    TableMapping,
)
from landwaiter.domain.intake.table_proposal import HeadingLook, ReadingDoubt, TableProposal
from landwaiter.errors import Invalid
from landwaiter.formats.base.csv_table import plain_name
from landwaiter.formats.base.encodings import telling_words
from landwaiter.formats.base.spreadsheet import FORMULA
from landwaiter.formats.base.values import UnreadableValue, read_date, read_decimal, read_moment
from landwaiter.formats.intake.csv_columns import BY_NAME, REQUIRED, SEPARATOR, ColumnLevel
from landwaiter.formats.intake.declaration_rows import TableWriting
from landwaiter.formats.intake.declaration_table import (
    DeclarationTable,
    Known,
    Row,
    TableSource,
    table_with_head,
)
from landwaiter.formats.intake.headings import (
    columns_abbreviated,
    columns_below,
    columns_of_heading,
    numbered_heading,
    total_in,
)
from landwaiter.formats.intake.mapped_columns import (
    ColumnPlace,
    mapped_columns,
)
from landwaiter.formats.intake.written_values import (
    NumberCell,
    day_under,
    number_under,
    orders_of,
    signs_of,
)
from landwaiter.i18n import _

MOST_ROWS = 20_000
"""Rows by which a table is looked at; all of it is read when it is taken in."""
_SHOWN = 4
_ENOUGH = 0.7
_LONGEST = 80
_GROUPS = 2
"""Cells of a row that is one of groups above the head, and no title."""


def known_heading(mapping: TableMapping, file: str) -> Known:
    """Headings that the mapping names, that are ours, or that some language has."""
    theirs = mapped_columns(mapping, file)

    def known(name: str) -> bool:
        # Names are compared with their blanks closed up.
        heading = name.replace("_", " ")
        return name in theirs or bool(_named(name)[0] or columns_abbreviated(heading))

    return known


def propose(source: TableSource, told: TableMapping) -> TableProposal:
    """The columns of a table; what `told` states is kept, and the rest is proposed.

    Invalid where the file is no table, or `told` names a column that it does not have.
    """
    table = _with_head(source, told)
    body = list(islice(_body(table), MOST_ROWS))
    values = _columns_of(table, body)
    places, why = _places(table, told, values)
    mapping = TableMapping(
        {place.name: table.headings[at] for at, place in sorted(places.items())},
        table.head_row or NO_HEAD,
        source.encoding,
        source.delimiter,
        told.decimal,
        told.date_order,
        source.sheet,
        told.corrections,
    )
    columns = {table.names[at]: place for at, place in places.items()}
    writing = TableWriting(_cut_to(table, body), columns, mapping)
    orders = {
        order
        for place in places.values()
        if _is_day(place) and (order := writing.order_of(place.name))
    }
    mapping = replace(
        mapping,
        decimal=writing.decimal,
        date_order=told.date_order or (orders.pop() if len(orders) == 1 else ""),
    )
    looks = tuple(
        _look(heading, places.get(at), why.get(at, ""), values[at], writing)
        for at, heading in enumerate(table.headings)
        if heading or values[at]
    )
    shown = " ".join([*table.headings, *(cell for cells in values for cell in cells[:200])])
    return TableProposal(
        source.file,
        mapping,
        looks,
        len(body),
        telling_words(shown),
        tuple(_doubts(table, places, values, writing)),
        _missing(places.values()),
        source.sheets,
    )


def _with_head(source: TableSource, told: TableMapping) -> DeclarationTable:
    known = known_heading(told, source.file)
    try:
        return table_with_head(source, replace(told, columns={}), known)
    except Invalid:
        row = 0 if told.header_row else _likely_head(source)
        if not row:
            raise
    return table_with_head(source, replace(told, header_row=row), known)


def _likely_head(source: TableSource) -> int:
    """Where nothing is called as anywhere: the row of most words, NO_HEAD where it has an MRN."""
    row = _widest(source)
    cells = next((cells for number, cells in source.rows() if number == row), ())
    return NO_HEAD if any(check("MRN", cell).valid for cell in cells) else row


def _widest(source: TableSource) -> int:
    """The first row that has most words, where nothing is called as it is anywhere."""
    rows = [row for row in islice(source.rows(), DEEPEST_HEAD) if row[0] <= DEEPEST_HEAD]
    words = {number: len({cell for cell in cells if _is_word(cell)}) for number, cells in rows}
    most = max(words.values(), default=0)
    return next((number for number, count in words.items() if count == most > 1), 0)


def _is_word(cell: str) -> bool:
    return any(char.isalpha() for char in cell) and len(cell) < _LONGEST


def _body(table: DeclarationTable) -> Iterator[Row]:
    return (row for row in table.rows() if not any(total_in(cell) for cell in row[1][:2]))


def _cut_to(table: DeclarationTable, body: Sequence[Row]) -> DeclarationTable:
    placed = [(number, cells, 0) for number, cells in body]
    return replace(table, source=replace(table.source, placed=lambda: iter(placed)))


def _columns_of(table: DeclarationTable, body: Sequence[Row]) -> list[list[str]]:
    """Cells of each column that are not blank."""
    found: list[list[str]] = [[] for _heading in table.headings]
    for _number, cells in body:
        for at, cell in enumerate(cells[: len(found)]):
            if cell.strip():
                found[at].append(cell)
    return found


def _named(heading: str) -> tuple[tuple[str, ...], int]:
    """Our columns that a heading may mean, and the number of the goods item."""
    own = BY_NAME.get(plain_name(heading))
    columns = (own.name,) if own else columns_of_heading(heading)
    return (columns, 0) if columns else numbered_heading(heading)


def _places(
    table: DeclarationTable, told: TableMapping, values: Sequence[Sequence[str]]
) -> tuple[dict[int, ColumnPlace], dict[int, str]]:
    """Position → what it is, and why; a mapping that states columns states all of them."""
    theirs = mapped_columns(told, table.file)
    if theirs:
        stated = {at: theirs[name] for at, name in enumerate(table.names) if name in theirs}
        for name in theirs:
            if name not in table.names:
                raise Invalid(
                    _("The mapping names a column that the file does not have."),
                    file=table.file,
                    row=table.head_row or None,
                    field=name,
                    remedy=_("Columns of the file: {columns}.").format(
                        columns=", ".join(filter(None, table.headings))
                    ),
                )
        return stated, dict.fromkeys(stated, _("as you said"))
    places, why = _by_heading(table, values)
    _by_content(table, values, places, why)
    return places, why


def _by_heading(
    table: DeclarationTable, values: Sequence[Sequence[str]]
) -> tuple[dict[int, ColumnPlace], dict[int, str]]:
    places: dict[int, ColumnPlace] = {}
    why: dict[int, str] = {}
    found = dict(_found(table, values))
    several = _several_items(list(found.values()))
    for at, (columns, number) in found.items():
        for column in columns:
            is_item = BY_NAME[column].level is ColumnLevel.ITEM
            item = (number or 1) if is_item and column in several else 0
            place = ColumnPlace(BY_NAME[column], item)
            if place not in places.values() and not (number > 1 and not item):
                places[at] = place
                why[at] = _("its name says so, with a number") if item else _("its name says so")
                break
    return places, why


def _found(
    table: DeclarationTable, values: Sequence[Sequence[str]]
) -> Iterator[tuple[int, tuple[tuple[str, ...], int]]]:
    """Position → our columns that the heading may mean, and the number of the goods item."""
    above = _groups(table)
    for at, (heading, stands) in enumerate(zip(table.headings, _head_cells(table), strict=True)):
        if not heading or _is_copy(table, values, at, stands):
            continue
        if below := columns_below(above.get(at, ""), stands):
            yield at, (below, 0)
        elif (named := _named(heading))[0]:
            yield at, named
        else:
            yield at, (_likely(columns_abbreviated(heading), values[at]), 0)


def _is_copy(
    table: DeclarationTable, values: Sequence[Sequence[str]], at: int, stands: str
) -> bool:
    """Whether a column stands twice, and says both times the same: no second goods item."""
    first = table.headings.index(heading) if (heading := " ".join(stands.split())) else at
    return first < at and values[first] == values[at]


def _head_cells(table: DeclarationTable) -> Sequence[str]:
    """The headings without a number behind one that stands twice."""
    rows = (cells for number, cells in table.source.rows() if number == table.head_row)
    return next(rows, table.headings)


def _groups(table: DeclarationTable) -> dict[int, str]:
    """Position → the heading of the group that it lies below, in a head of two rows."""
    above: Sequence[str] = ()
    for number, cells in table.source.rows():
        if number >= table.head_row:
            break
        above = cells
    found: dict[int, str] = {}
    group = ""
    for at, cell in enumerate(above):
        group = cell.strip() or group
        found[at] = group
    return {} if len(set(found.values())) < _GROUPS else found


def _likely(columns: Sequence[str], values: Sequence[str]) -> tuple[str, ...]:
    """Of what an abbreviation may mean, what its cells can be; nothing where two are as likely."""
    told = [name for name in columns if BY_NAME[name].read is not str]
    fitting = tuple(name for name in told if values and _share(name, values) >= _ENOUGH)
    texts = tuple(name for name in columns if BY_NAME[name].read is str)
    return fitting or (texts if len(texts) == 1 else ())


def _share(column: str, values: Sequence[str]) -> float:
    read = BY_NAME[column].read
    if read is read_decimal:
        fits: Callable[[str], bool] = _is_number
    elif read in (read_date, read_moment):
        fits = _is_day_or_moment
    else:
        fits = partial(_is_readable, read)
    return sum(map(fits, values)) / len(values)


def _is_number(text: str) -> bool:
    plain = text.strip()
    return isinstance(text, NumberCell) or any(
        number_under(plain, sign) is not None for sign in DECIMALS
    )


def _is_day_or_moment(text: str) -> bool:
    return _is_written_day(text) or _is_readable(read_moment, text)


def _is_written_day(text: str) -> bool:
    return any(day_under(text.strip(), order) for order in DATE_ORDERS)


def _several_items(found: Sequence[tuple[tuple[str, ...], int]]) -> frozenset[str]:
    """Columns that stand beside each other once for each goods item."""
    numbers: dict[str, set[int]] = {}
    for columns, number in found:
        for column in columns:
            numbers.setdefault(column, set()).add(number)
    return frozenset(column for column, own in numbers.items() if len(own) > 1 and max(own) > 1)


def _by_content(
    table: DeclarationTable,
    values: Sequence[Sequence[str]],
    places: dict[int, ColumnPlace],
    why: dict[int, str],
) -> None:
    for at in range(len(table.headings)):
        if at in places or not values[at]:
            continue
        for column, (fits, said) in _TESTS.items():
            place = ColumnPlace(BY_NAME[column])
            share = sum(map(fits, values[at])) / len(values[at])
            if share >= _ENOUGH and place not in places.values():
                places[at] = place
                why[at] = said().format(share=round(100 * share))
                break


def _is_code(text: str) -> bool:
    if _is_written_day(text):
        return False  # 13.11.2026 has the figures of a code.
    figures = re.sub(r"[\s.]", "", text)
    return re.fullmatch(r"(?:0[1-9]|[1-8][0-9]|9[0-7])(?:[0-9]{6}|[0-9]{8})", figures) is not None


@cache
def _currencies() -> frozenset[str]:
    return frozenset(Locale("en").currencies)


_TESTS: Mapping[str, tuple[Callable[[str], bool], Callable[[], str]]] = {
    "mrn": (
        lambda text: check("MRN", text).valid,
        lambda: _("{share} % of its cells are MRNs with a right check digit"),
    ),
    "container": (
        lambda text: check("CONTAINER", text).valid,
        lambda: _("{share} % of its cells are container numbers"),
    ),
    "transport_id": (
        lambda text: len(text) < 12 and imo.is_valid(text),
        lambda: _("{share} % of its cells are IMO numbers"),
    ),
    "cn8": (_is_code, lambda: _("{share} % of its cells are commodity codes")),
    "currency": (
        lambda text: text.strip().upper() in _currencies(),
        lambda: _("{share} % of its cells are currencies"),
    ),
}


def _look(
    heading: str, place: ColumnPlace | None, why: str, values: Sequence[str], writing: TableWriting
) -> HeadingLook:
    samples = tuple(dict.fromkeys(value.strip()[:_LONGEST] for value in values))[:_SHOWN]
    fits = 0
    if place is not None:
        column = place.column
        read = writing.reader(column, place.name, "")
        for value in values:
            parts = value.split(SEPARATOR) if column.several else (value,)
            fits += all(_is_readable(read, part) for part in parts)
    return HeadingLook(heading, place.name if place else "", why, samples, len(values), fits)


def _is_readable(read: Callable[[str], object], text: str) -> bool:
    if text.startswith(FORMULA):
        return False
    try:
        read(text if type(text) is not str else text.strip())
    except UnreadableValue:
        return False
    return True


def _is_day(place: ColumnPlace) -> bool:
    return place.column.read in (read_date, read_moment)


def _doubts(
    table: DeclarationTable,
    places: Mapping[int, ColumnPlace],
    values: Sequence[Sequence[str]],
    writing: TableWriting,
) -> list[ReadingDoubt]:
    found = []
    for at, place in sorted(places.items()):
        heading = table.headings[at]
        if _is_day(place) and not writing.order_of(place.name):
            value = next((v for v in values[at] if len(orders_of(v)) > 1), "")
            read = {order: day_under(value, order) or "" for order in orders_of(value)}
            found += [ReadingDoubt(heading, "date_order", value, read)] if value else []
        if place.column.read is read_decimal and not writing.decimal:
            value = next((v for v in values[at] if type(v) is str and len(signs_of(v)) > 1), "")
            signs = {sign: str(number_under(value, sign)) for sign in signs_of(value)}
            found += [ReadingDoubt(heading, "decimal", value, signs)] if value else []
    return found


def _missing(places: Iterable[ColumnPlace]) -> tuple[str, ...]:
    there = {place.column.name for place in places}
    return tuple(" | ".join(group) for group in REQUIRED if not there.intersection(group))
