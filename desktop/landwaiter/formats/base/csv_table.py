"""CSV from outside: strict UTF-8, a known delimiter, rows with their numbers."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from landwaiter.errors import Invalid
from landwaiter.i18n import _, plural

MAX_BYTES = 256 * 1024 * 1024
MAX_CELL = 10 * 1024 * 1024
MAX_COLUMNS = 500
DELIMITERS = (",", ";", "\t")

# The limit is the module's own and process-wide; the default of 128 KB is less than the longest
# alias cells of published lists.
csv.field_size_limit(MAX_CELL)


@dataclass(frozen=True, slots=True)
class CsvTable:
    """Header and rows of one CSV file; the header is row 1."""

    file: str
    delimiter: str
    header: tuple[str, ...]
    text: str

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Number and cells of each row below the header that is not blank.

        Raises Invalid with the row where quotes are wrong: what follows cannot be trusted.
        """
        reader = _reader(self.text, self.delimiter)
        number = 0
        try:
            for number, cells in enumerate(reader, start=1):
                if number > 1 and any(cell.strip() for cell in cells):
                    yield number, cells
        except csv.Error as error:
            raise _malformed(error, self.file, number + 1) from None


FOREIGN = (
    (b"PK\x03\x04", "ZIP, XLSX, DOCX"),
    (b"%PDF", "PDF"),
    (b"\x1f\x8b", "GZIP"),
    (b"\xd0\xcf\x11\xe0", "XLS, DOC, MSG"),
)
"""First bytes of files that people take for a CSV file, and what such files are."""


def decode(data: bytes, *, file: str) -> str:
    """The text of a UTF-8 file, with or without mark; Invalid names row and byte otherwise."""
    if len(data) > MAX_BYTES:
        raise Invalid(
            _("The file is larger than {limit} MB.").format(limit=MAX_BYTES // 2**20),
            file=file,
            remedy=_("Split it into smaller files."),
        )
    for signature, kind in FOREIGN:
        if data.startswith(signature):
            raise Invalid(
                _("The file is not text; by its first bytes it is one of: {kind}.").format(
                    kind=kind
                ),
                file=file,
                remedy=save_as_text(),
            )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # The mark is not counted in the positions of this codec.
        at = error.start + (3 if data.startswith(b"\xef\xbb\xbf") else 0)
        raise Invalid(
            _("Byte {position} is not UTF-8 text.").format(position=at + 1),
            file=file,
            row=data.count(b"\n", 0, at) + 1,
            value=f"0x{data[at]:02X}",
            remedy=save_as_text(),
        ) from None
    if "\x00" in text:
        raise Invalid(
            _("The file holds zero bytes: it is not a text file."),
            file=file,
            row=text.count("\n", 0, text.index("\x00")) + 1,
            remedy=save_as_text(),
        )
    return text


def read_table(text: str, *, file: str, delimiter: str) -> CsvTable:
    """The table of a text; Invalid for an empty, an unreadable or a repeated header."""
    header = read_header(text, file=file, delimiter=delimiter)
    seen: set[str] = set()
    for name in header:
        if name and name in seen:
            raise Invalid(
                _("Two columns have the same name."),
                file=file,
                row=1,
                field=name,
                remedy=_("Rename or remove one of them."),
            )
        seen.add(name)
    return CsvTable(file, delimiter, header, text)


def read_headers(text: str) -> dict[str, tuple[str, ...]]:
    """Column names of the first row under each delimiter; none where it cannot be read so."""
    headers = {}
    for delimiter in DELIMITERS:
        try:
            headers[delimiter] = read_header(text, file="", delimiter=delimiter)
        except Invalid:
            headers[delimiter] = ()
    return headers


def read_header(text: str, *, file: str, delimiter: str) -> tuple[str, ...]:
    """Column names of the first row, in lower case, blanks and hyphens as underlines."""
    try:
        cells = next(_reader(text, delimiter), [])
    except csv.Error as error:
        raise _malformed(error, file, 1) from None
    if len(cells) > MAX_COLUMNS:
        raise Invalid(
            plural(
                MAX_COLUMNS,
                "The file has more than {n} column.",
                "The file has more than {n} columns.",
            ),
            file=file,
            row=1,
            remedy=_("Keep the columns that are read and remove the others."),
        )
    return tuple(plain_name(cell) for cell in cells)


def plain_name(name: str) -> str:
    """`Net mass (kg)` → `net_mass_(kg)`: how column names are compared."""
    return "_".join(name.strip().lower().replace("-", " ").split())


def cells_by_name(header: Sequence[str], cells: Sequence[str]) -> dict[str, str] | None:
    """Trimmed cells by column; None when the row has not as many cells as the header."""
    extra = cells[len(header) :]
    if len(cells) < len(header) or any(cell.strip() for cell in extra):
        return None
    return {name: cell.strip() for name, cell in zip(header, cells, strict=False) if name}


def save_as_text() -> str:
    """The remedy of what is no text, or none in UTF-8."""
    return _("Save it as UTF-8 text (in a spreadsheet: “CSV UTF-8”) and read it again.")


def _reader(text: str, delimiter: str) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)


def _malformed(error: csv.Error, file: str, row: int) -> Invalid:
    return Invalid(
        _("The row cannot be told into cells: {reason}.").format(reason=error),
        file=file,
        row=row,
        remedy=_("Check the quotation marks of this row and of the rows before it."),
    )
