"""One file of a list: how it begins, its rows or elements, and what is found wrong with it."""

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256
from typing import Any

from lxml import etree

from landwaiter.domain.lists.listing import Listing
from landwaiter.errors import Invalid
from landwaiter.formats.base.csv_table import DELIMITERS, MAX_CELL, MAX_COLUMNS, plain_name
from landwaiter.formats.base.declaration_file import RejectedRow, excerpt, refuse_too_many
from landwaiter.formats.base.encodings import likely_encoding
from landwaiter.formats.base.file_source import FileSource, Tell, untold
from landwaiter.formats.base.xml_document import elements_of, looks_like_xml
from landwaiter.formats.law.content import CellGrid
from landwaiter.i18n import _, plural

MOST_LINE = 64 << 20
"""Bytes of one line; the longest nested entity published has some 20 MB."""
UTF8, UTF16, WINDOWS = "utf-8", "utf-16", "windows-1252"
UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_SAMPLE = 16 << 20
_LOST = "\ufffd"
"""What stands for bytes that are no letter."""


class CellRefusal(Exception):
    """One cell that cannot be accepted; the row number is added where it is known."""

    def __init__(self, field: str, value: str, message: str, remedy: str) -> None:
        super().__init__(message)
        self.place = (field, value, message, remedy)


@dataclass(slots=True)
class Notes:
    """What a file says of itself and what is wrong with it; complete once it is read."""

    published: date | None = None
    title: str = ""
    kind: str = ""
    """Kind of the list where the content decides it."""
    rejected: list[RejectedRow] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def warn(self, text: str) -> None:
        if text not in self.warnings:
            self.warnings.append(text)

    def dated(self, day: date | None) -> None:
        """The newest day a file names is the one it was published on."""
        if day is not None and (self.published is None or day > self.published):
            self.published = day


@dataclass(frozen=True, slots=True)
class Beginning:
    """By what a form is told."""

    text: str
    headers: Mapping[str, tuple[str, ...]]
    """Delimiter → names or cells of the first row that is no banner."""
    root: str
    """Local name of the root element where the file is XML."""
    record: Any
    """The first JSON value of the file, else None."""

    def has(self, *columns: str) -> str:
        """The delimiter under which the header has all these columns, else empty."""
        wanted = set(columns)
        return next((one for one, names in self.headers.items() if wanted <= set(names)), "")


@dataclass(slots=True)
class ListPart:
    """A file of a list, or the one table of a workbook."""

    source: FileSource
    grid: CellGrid | None = None
    notes: Notes = field(default_factory=Notes)
    _beginning: Beginning | None = None
    _is_ended: bool = True
    """Whether the line read last has an end."""

    @property
    def file(self) -> str:
        return self.source.name

    @property
    def beginning(self) -> Beginning:
        if self._beginning is None:
            self._beginning = self._began()
        return self._beginning

    def refuse(
        self,
        row: int | str | None,
        name: str | None,
        value: str | None,
        message: str,
        remedy: str | None = None,
    ) -> None:
        self.notes.rejected.append(RejectedRow(row, name, excerpt(value), message, remedy))
        refuse_too_many(self.notes.rejected, self.file)

    def rows(
        self,
        tell: Tell = untold,
        *,
        delimiter: str = ",",
        encoding: str = UTF8,
        is_ended: bool = True,
    ) -> Iterator[tuple[int, list[str]]]:
        """Number and cells of each row that is not blank; the first has number 1.

        Raises Invalid with the row for wrong quotes or a byte of another encoding: what follows
        cannot be trusted. Publishers end every line: with `is_ended` a file whose last one goes
        on was cut off.
        """
        if self.grid is not None:
            yield from _grid_rows(self.grid, tell)
            return
        number = 0
        reader = csv.reader(
            self._lines(tell, encoding, remedy=_of_table()), delimiter=delimiter, strict=True
        )
        try:
            for number, cells in enumerate(reader, start=1):
                if len(cells) > MAX_COLUMNS:
                    raise self._too_wide(number)
                if any(cell.strip() for cell in cells):
                    yield number, cells
            if is_ended and not self._is_ended:
                raise self._cut_off(number)
        except csv.Error as error:
            raise Invalid(
                _("The row cannot be told into cells: {reason}.").format(reason=error),
                file=self.file,
                row=number + 1,
                remedy=_("Check the quotation marks of this row and of the rows before it."),
            ) from None

    def records(self, tell: Tell = untold) -> Iterator[tuple[int, Any]]:
        """Number and value of each line of JSON."""
        for number, line in enumerate(self._lines(tell, UTF8, remedy=_save_as_text()), start=1):
            if line.strip():
                yield number, self._json(line, number)

    def elements(
        self, *names: str, tell: Tell = untold
    ) -> Iterator[tuple[etree._Element, etree._Element]]:
        """Each element of these local names with the root; emptied when the next is asked for."""
        with self.source.stream(tell) as stream:
            yield from elements_of(stream, *names, file=self.file)

    def sample(self) -> bytes:
        """The beginning by which the encoding of a text is told; it ends with a whole line."""
        data = self.source.head(_SAMPLE)
        return data[: data.rfind(b"\n") + 1] or data if len(data) == _SAMPLE else data

    def is_utf8(self) -> bool:
        """Whether the text is UTF-8 as far as its encoding is looked at."""
        return likely_encoding(self.sample()) == UTF8

    def _lines(self, tell: Tell, encoding: str, *, remedy: str) -> Iterator[str]:
        if encoding == UTF16 or self.source.head(2) in UTF16_MARKS:
            yield from self._wide_lines(tell)
            return
        with self.source.stream(tell) as stream:
            number = 0
            while line := stream.readline(MOST_LINE):
                number += 1
                if len(line) == MOST_LINE:
                    raise self._too_long(number)
                self._is_ended = line.endswith(b"\n")
                yield self._decoded(line, number, encoding, remedy)

    def _wide_lines(self, tell: Tell) -> Iterator[str]:
        """Lines of UTF-16, in which the byte of a line's end may be half of a letter."""
        with self.source.stream(tell) as stream:
            text = io.TextIOWrapper(stream, UTF16, errors="replace", newline="\n")
            number = 0
            while line := text.readline(MOST_LINE):
                number += 1
                if len(line) == MOST_LINE:
                    raise self._too_long(number)
                if (at := line.find(_LOST)) >= 0:
                    raise self._no_text(2 * at, number, UTF16)
                self._refuse_zeros(line, number)
                self._is_ended = line.endswith("\n")
                yield line

    def _no_text(self, at: int, number: int, encoding: str, value: str | None = None) -> Invalid:
        return Invalid(
            _("Byte {position} is no text in {encoding}.").format(
                position=at + 1, encoding=encoding
            ),
            file=self.file,
            row=number,
            value=value,
            remedy=_("Say another encoding in the mapping."),
        )

    def _decoded(self, line: bytes, number: int, encoding: str, remedy: str) -> str:
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        try:
            text = line.decode(encoding)
        except UnicodeDecodeError as error:
            if encoding not in (UTF8, WINDOWS):
                value = f"0x{line[error.start]:02X}"
                raise self._no_text(error.start, number, encoding, value) from None
            raise Invalid(
                _("Byte {position} of the line is not UTF-8 text.").format(
                    position=error.start + 1
                ),
                file=self.file,
                row=number,
                value=f"0x{line[error.start]:02X}",
                remedy=remedy,
            ) from None
        self._refuse_zeros(text, number)
        return text

    def _refuse_zeros(self, text: str, number: int) -> None:
        if "\x00" in text:
            raise Invalid(
                _("The file holds zero bytes: it is not a text file."),
                file=self.file,
                row=number,
                remedy=_save_as_text(),
            )

    def _json(self, line: str, number: int) -> Any:
        try:
            return json.loads(line, parse_constant=_no_constant)
        except (ValueError, RecursionError) as error:
            reason = getattr(error, "msg", None) or str(error)
            raise Invalid(
                _("The text is not JSON: {reason}.").format(reason=reason),
                file=self.file,
                row=number,
                remedy=_("The file is damaged or cut off; download it again."),
            ) from None

    def _began(self) -> Beginning:
        if self.grid is not None:
            names = tuple(plain_name(cell) for cell in self.grid.rows[0][1])
            return Beginning("", {",": names}, "", None)
        head = self.source.head()
        encoding = UTF16 if head.startswith(UTF16_MARKS) else UTF8
        text = head.removeprefix(b"\xef\xbb\xbf").decode(encoding, errors="replace")
        root = _root(text) if looks_like_xml(head) else ""
        headers = {} if root else {one: _header(text, one) for one in DELIMITERS}
        return Beginning(text, headers, root, self._first_record(text))

    def _first_record(self, text: str) -> Any:
        if not text.lstrip().startswith("{"):
            return None
        try:
            return next(self.records())[1]
        except (Invalid, StopIteration):
            return None

    def _too_wide(self, row: int) -> Invalid:
        return Invalid(
            plural(
                MAX_COLUMNS,
                "The file has more than {n} column.",
                "The file has more than {n} columns.",
            ),
            file=self.file,
            row=row,
            remedy=_("Keep the columns that are read and remove the others."),
        )

    def _cut_off(self, row: int) -> Invalid:
        return Invalid(
            _("The file ends within a row."),
            file=self.file,
            row=row,
            remedy=_("It was cut off; download it again."),
        )

    def _too_long(self, row: int) -> Invalid:
        return Invalid(
            _("The line is longer than {limit} MB.").format(limit=MOST_LINE >> 20),
            file=self.file,
            row=row,
            remedy=_("Check that this is the file you mean."),
        )


def _grid_rows(grid: CellGrid, tell: Tell) -> Iterator[tuple[int, list[str]]]:
    for done, (number, cells) in enumerate(grid.rows):
        if not done % 500:
            tell(done, len(grid.rows))
        yield number, list(cells)


def _id_by_name(listing: Listing) -> str:
    return sha256(f"{listing.schema}\n{listing.name.casefold()}".encode()).hexdigest()[:16]


def table_listings(
    part: ListPart,
    rows: Iterator[tuple[int, list[str]]],
    read: Callable[[Mapping[str, str], int], Listing],
    *,
    may_repeat: bool,
) -> Iterator[Listing]:
    """Each row below the first as a listing; those that cannot be read are put on record.

    Lists that repeat entries have them numbered: `X`, `X#2`. An entry without an identifier gets
    one by its name, so that rows that come or go above it make it no other in the next edition.
    """
    header = _checked_header(part, rows)
    seen: set[int] = set()
    again: Counter[str] = Counter()
    for number, cells in rows:
        row = _by_name(part.file, header, cells)
        if row is None:
            part.refuse(
                number,
                None,
                cells[0],
                plural(
                    len(cells),
                    "The row has {n} cell, the header {wanted}.",
                    "The row has {n} cells, the header {wanted}.",
                    wanted=len(header),
                ),
                _("Check the quotation marks and delimiters of this row."),
            )
            continue
        try:
            listing = read(row, number)
        except CellRefusal as fault:
            part.refuse(number, *fault.place)
            continue
        has_own_id = bool(listing.listing_id)
        if not has_own_id:
            listing = replace(listing, listing_id=_id_by_name(listing))
        mark = hash(listing.listing_id)
        repeats = mark in seen
        seen.add(mark)
        if repeats and has_own_id and not may_repeat:
            part.refuse(
                number,
                "id",
                listing.listing_id,
                _("Two rows have the same id."),
                _("Keep one of them."),
            )
            continue
        if repeats:
            again[listing.listing_id] += 1
            times = again[listing.listing_id] + 1
            listing = replace(listing, listing_id=f"{listing.listing_id}#{times}")
        yield listing


def _checked_header(part: ListPart, rows: Iterator[tuple[int, list[str]]]) -> tuple[str, ...]:
    _number, cells = next(rows, (0, []))
    header = tuple(plain_name(cell) for cell in cells)
    again = [name for name, times in Counter(filter(None, header)).items() if times > 1]
    if again:
        raise Invalid(
            _("Two columns have the same name."),
            file=part.file,
            row=1,
            field=again[0],
            remedy=_("Rename or remove one of them."),
        )
    return header


class _Row(dict[str, str]):
    """Cells by column; one that is asked for and not there refuses the file."""

    def __init__(self, file: str, cells: Iterable[tuple[str, str]]) -> None:
        super().__init__(cells)
        self._file = file

    def __missing__(self, name: str) -> str:
        raise Invalid(
            _("The file lacks a column of its form."),
            file=self._file,
            row=1,
            field=name,
            remedy=_("It is damaged or of a newer layout; download it again, or tell its columns."),
        )


def _by_name(file: str, header: tuple[str, ...], cells: list[str]) -> _Row | None:
    extra = cells[len(header) :]
    if len(cells) < len(header) or any(cell.strip() for cell in extra):
        return None
    pairs = zip(header, cells, strict=False)
    return _Row(file, ((name, cell.strip()) for name, cell in pairs if name))


def _header(text: str, delimiter: str) -> tuple[str, ...]:
    try:
        cells = next(csv.reader(io.StringIO(text[:MAX_CELL], newline=""), delimiter=delimiter), [])
    except csv.Error:
        return ()
    return tuple(plain_name(cell) for cell in cells)


_ROOT = re.compile(r"<(?![?!])(?:[\w.-]+:)?([\w.-]+)")


def _root(text: str) -> str:
    found = _ROOT.search(text)
    return found[1] if found else "?"


def _no_constant(name: str) -> Any:
    raise ValueError(name)


def _save_as_text() -> str:
    return _("Save it as UTF-8 text (in a spreadsheet: “CSV UTF-8”) and read it again.")


def _of_table() -> str:
    return _(
        "Say its encoding in a mapping (“list columns” proposes one), or save it as UTF-8 text."
    )
