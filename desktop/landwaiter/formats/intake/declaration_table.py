"""The rows of a table of declarations, from a text or a workbook: its head found, nothing read."""

import csv
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from string import ascii_uppercase

from landwaiter.domain.intake.table_mapping import DEEPEST_HEAD, DELIMITERS, NO_HEAD, TableMapping
from landwaiter.errors import Invalid
from landwaiter.formats.base.csv_table import FOREIGN, MAX_COLUMNS, plain_name
from landwaiter.formats.base.encoded_text import UTF_16_MARKS, EncodedText, encoded_text
from landwaiter.formats.base.marked_file import MarkedFile
from landwaiter.formats.base.spreadsheet import NUMBER
from landwaiter.formats.intake.csv_columns import BY_NAME
from landwaiter.formats.intake.written_values import NumberCell
from landwaiter.formats.law.content import CellGrid
from landwaiter.i18n import _, plural

CONTENT_MARK = 2
"""A head with fewer known columns than this is taken for another kind of file."""
Row = tuple[int, Sequence[str]]
PlacedRow = tuple[int, Sequence[str], int]
"""A row with the place at which it can be read again."""
Known = Callable[[str], bool]
"""Whether a column is known by the compared form of its name."""


@dataclass(frozen=True, slots=True)
class TableSource:
    """All rows of a table, before anything is known of them."""

    file: str
    placed: Callable[[], Iterator[PlacedRow]]
    """Number and cells of each row that is not blank, from the top; rows count from 1."""
    from_place: Callable[[int, int], Iterator[Row]]
    """The rows from one on, by its place and its number."""
    delimiter: str = ""
    """Of a text."""
    encoding: str = ""
    sheet: str = ""
    """Of a workbook."""
    sheets: tuple[str, ...] = ()
    merged: tuple[tuple[int, ...], ...] = ()

    def rows(self) -> Iterator[Row]:
        return ((number, cells) for number, cells, _place in self.placed())

    @property
    def is_workbook(self) -> bool:
        return not self.delimiter


@dataclass(frozen=True, slots=True)
class DeclarationTable:
    """A table of which it is known in which row its columns are named."""

    source: TableSource
    head_row: int
    """0 where no row names the columns."""
    headings: tuple[str, ...]
    """As they stand; one that stands twice has its number behind it."""
    names: tuple[str, ...]
    """The same as they are compared."""

    @property
    def file(self) -> str:
        return self.source.file

    def rows(self) -> Iterator[Row]:
        """Those below the head."""
        return (row for row in self.source.rows() if row[0] > self.head_row)

    def placed(self) -> Iterator[PlacedRow]:
        """The same with their places."""
        return (row for row in self.source.placed() if row[0] > self.head_row)


def text_source(file: MarkedFile, mapping: TableMapping, known: Known) -> TableSource:
    """The table of a text; Invalid where it is no text, or none in the encoding that is stated."""
    encoding, text = _text_of(file, mapping.encoding)
    delimiter = mapping.delimiter or _best_delimiter(text, known)
    return TableSource(
        file.file,
        lambda: _text_rows(text, delimiter, file.file),
        lambda place, number: _rows_from(text, delimiter, place, number),
        delimiter,
        encoding,
    )


def workbook_source(
    grids: Sequence[CellGrid], mapping: TableMapping, file: str, known: Known
) -> TableSource:
    """The sheet that is stated; else the one whose head has most known columns."""
    filled = [grid for grid in grids if grid.rows]
    names = tuple(grid.name for grid in filled)
    if mapping.sheet:
        filled = [grid for grid in filled if grid.name == mapping.sheet]
    if not filled:
        raise Invalid(
            _("The workbook has no such sheet with rows.")
            if mapping.sheet
            else _("The workbook has no rows."),
            file=file,
            field="sheet" if mapping.sheet else None,
            value=mapping.sheet or None,
            remedy=_("Its sheets are: {sheets}.").format(sheets=", ".join(names) or _("none")),
        )
    grid = max(filled, key=lambda one: _most_known(_rows_of(one), known))
    return TableSource(
        file,
        lambda: _marked(grid),
        lambda at, _number: _rows_of(grid, at),
        sheet=grid.name,
        sheets=names,
        merged=grid.merged,
    )


def _marked(grid: CellGrid) -> Iterator[PlacedRow]:
    for at, (number, cells) in enumerate(grid.rows):
        yield number, _marked_cells(cells), at


def _rows_of(grid: CellGrid, at: int = 0) -> Iterator[Row]:
    return ((number, _marked_cells(cells)) for number, cells in islice(grid.rows, at, None))


def _marked_cells(cells: Sequence[str]) -> Sequence[str]:
    return [NumberCell(cell[1:]) if cell.startswith(NUMBER) else cell for cell in cells]


def _text_of(file: MarkedFile, encoding: str) -> tuple[str, EncodedText]:
    if file.head.startswith(UTF_16_MARKS) and encoding in ("", "utf-16"):
        return "utf-16", encoded_text(file, "utf-16")
    if encoding in ("", "utf-8") or _is_foreign(file.head):
        try:
            return "utf-8", encoded_text(file)
        except Invalid as fault:
            raise _with_remedy(fault) from None
    return encoding, encoded_text(file, encoding)


def _is_foreign(head: bytes) -> bool:
    return head.startswith(tuple(signature for signature, _kind in FOREIGN))


def _with_remedy(fault: Invalid) -> Invalid:
    """Another encoding need not be saved anew: a mapping can state it."""
    if not (fault.value or "").startswith("0x"):
        return fault
    return Invalid(
        fault.message,
        file=fault.file,
        row=fault.row,
        value=fault.value,
        remedy=_(
            "Say its encoding in a mapping (“intake mapping propose” proposes one), or save it as "
            "UTF-8 text."
        ),
    )


def _text_rows(text: EncodedText, delimiter: str, file: str) -> Iterator[PlacedRow]:
    lines = text.lines()
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    number, place = 0, lines.at
    try:
        for number, cells in enumerate(reader, start=1):
            if len(cells) > MAX_COLUMNS:
                raise _too_wide(file, number)
            if any(cell.strip() for cell in cells):
                yield number, cells, place
            place = lines.at
    except csv.Error as error:
        raise Invalid(
            _("The row cannot be told into cells: {reason}.").format(reason=error),
            file=file,
            row=number + 1,
            remedy=_("Check the quotation marks of this row and of the rows before it."),
        ) from None


def _rows_from(text: EncodedText, delimiter: str, place: int, number: int) -> Iterator[Row]:
    reader = csv.reader(text.lines(place), delimiter=delimiter, strict=True)
    for row, cells in enumerate(reader, start=number):
        if any(cell.strip() for cell in cells):
            yield row, cells


def _too_wide(file: str, row: int) -> Invalid:
    return Invalid(
        plural(
            MAX_COLUMNS, "The file has more than {n} column.", "The file has more than {n} columns."
        ),
        file=file,
        row=row,
        remedy=_("Keep the columns that are read and remove the others."),
    )


def _best_delimiter(text: EncodedText, known: Known) -> str:
    """The one under which a row has most known columns; else the one that makes most columns."""
    return max(DELIMITERS, key=lambda one: _score(text, one, known))


def _score(text: EncodedText, delimiter: str, known: Known) -> tuple[int, int]:
    try:
        placed = islice(_text_rows(text, delimiter, ""), DEEPEST_HEAD)
        first = [(number, cells) for number, cells, _place in placed]
    except Invalid:
        first = []
    widths = [len(cells) for _number, cells in first if len(cells) > 1]
    return _most_known(first, known), sum(widths)


def _most_known(rows: Iterable[Row], known: Known) -> int:
    return max((_known_in(cells, known) for _number, cells in _top(rows)), default=0)


def _top(rows: Iterable[Row]) -> list[Row]:
    return [row for row in islice(rows, DEEPEST_HEAD) if row[0] <= DEEPEST_HEAD]


def _known_in(cells: Sequence[str], known: Known) -> int:
    return len({name for cell in cells if (name := plain_name(cell)) and known(name)})


def table_with_head(
    source: TableSource, mapping: TableMapping | None, known: Known
) -> DeclarationTable:
    """The table with its head: the row that is stated, else the one with most known columns.

    Invalid where there is none, where it is made of merged cells, or where a column of a table
    without a mapping is named twice.
    """
    if mapping and mapping.header_row == NO_HEAD:
        return _lettered(source)
    row = _head_row(source, mapping, known)
    if row is None:
        raise Invalid(
            _("The content is not one of the kinds of file that hold declarations."),
            file=source.file,
            row=1,
            remedy=_(
                "Give a message of AES or NCTS (such as CC515C), a WCO declaration, or a table "
                "whose columns are named such as mrn, cn8 and description; for a table with other "
                "names “intake mapping propose” proposes a mapping."
            ),
        )
    number, cells = row
    if len(cells) > MAX_COLUMNS:
        raise _too_wide(source.file, number)
    _refuse_merged(source, number)
    headings = tuple(" ".join(cell.split()) for cell in cells)
    names = tuple(map(plain_name, headings))
    if mapping is None:
        _refuse_twice(names, source.file, number)
    return DeclarationTable(source, number, *_numbered(headings, names))


def _lettered(source: TableSource) -> DeclarationTable:
    """Of a table without a head: columns are A, B, C …, as spreadsheets have them."""
    width = max((len(cells) for _number, cells in _top(source.rows())), default=0)
    if width > MAX_COLUMNS:
        raise _too_wide(source.file, 1)
    letters = tuple(map(_letter, range(width)))
    return DeclarationTable(source, 0, letters, tuple(map(plain_name, letters)))


def _letter(at: int) -> str:
    before, own = divmod(at, len(ascii_uppercase))
    return (_letter(before - 1) if before else "") + ascii_uppercase[own]


def _head_row(source: TableSource, mapping: TableMapping | None, known: Known) -> Row | None:
    rows = _top(source.rows())
    if mapping and mapping.header_row:
        return next((row for row in rows if row[0] == mapping.header_row), None)
    best = max(rows, key=lambda row: _known_in(row[1], known), default=None)
    if best is None:
        return None
    least = CONTENT_MARK if mapping is None or not mapping.columns else 1
    return best if _known_in(best[1], known) >= least else None


def _refuse_merged(source: TableSource, row: int) -> None:
    for first, last, *_columns in source.merged:
        if first <= row <= last:
            raise Invalid(
                _("The row that names the columns has merged cells."),
                file=source.file,
                row=row,
                field=source.sheet or None,
                remedy=_(
                    "Unmerge them in the spreadsheet, give each column its own name in one row, "
                    "and save it."
                ),
            )


def _refuse_twice(names: Sequence[str], file: str, row: int) -> None:
    seen: set[str] = set()
    for name in names:
        if name and name in seen:
            raise Invalid(
                _("Two columns have the same name."),
                file=file,
                row=row,
                field=name,
                remedy=_("Rename or remove one of them."),
            )
        seen.add(name)


def _numbered(
    headings: Sequence[str], names: Sequence[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    times: dict[str, int] = {}
    shown, compared = [], []
    for heading, name in zip(headings, names, strict=True):
        times[name] = times.get(name, 0) + 1
        behind = f" ({times[name]})" if name and times[name] > 1 else ""
        shown.append(f"{heading}{behind}")
        compared.append(plain_name(f"{name}{behind}") if name else "")
    return tuple(shown), tuple(compared)


def known_by(named: Mapping[str, object] | Collection[str]) -> Known:
    """Names that a mapping gives, and ours."""
    return lambda name: name in named or name in BY_NAME
