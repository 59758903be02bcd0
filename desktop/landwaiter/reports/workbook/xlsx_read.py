"""A workbook from outside, read with limits: its zip, its hidden parts, its cells."""

import base64
import hashlib
import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from openpyxl import load_workbook

from landwaiter.errors import Invalid
from landwaiter.i18n import _
from landwaiter.reports.dossier.signing import ReportSeal
from landwaiter.reports.workbook.sheet_columns import Value
from landwaiter.reports.workbook.sheets import HIDDEN_SHEET

_MOST_MEMBERS = 2_000
_MOST_BYTES = 2 * 1024**3
_MOST_RATIO = 400
_RATIO_FROM = 8 * 1024 * 1024
_MOST_PART = 128 * 1024 * 1024
_MOST_COLUMNS = 200
_MOST_ROWS = 1_048_576
"""Excel's own limit; the library gives every row before the one that a cell says it stands in."""
_BLOCK = 1 << 20
_NO_ZIP = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError)
"""What the library raises; the last where a cut file leads it to before its beginning."""
_DOCTYPE = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_ESCAPED = re.compile(r"_x005F_(?=x[0-9A-Fa-f]{4}_)")


def read_members(data: bytes, *, file: str) -> dict[str, str]:
    """Name → SHA-256 of each member, after all limits were checked; Invalid names the breach."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_sizes(archive, file)
            return {
                info.filename: _checked_hash(archive, info, file) for info in archive.infolist()
            }
    except _NO_ZIP as error:
        raise unreadable(file) from error
    except RuntimeError as error:
        raise Invalid(_("The Excel file is encrypted."), file=file) from error


@contextmanager
def opened(data: bytes, *, file: str) -> Iterator[Any]:
    """The workbook for reading; whatever the library cannot read is Invalid."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=False)
    except Exception as error:  # the library raises whatever its parsers raise
        raise unreadable(file) from error
    try:
        yield book
    finally:
        book.close()


def sheet_rows(page: Any, *, file: str) -> Iterator[tuple[Value, ...]]:
    """The values of a sheet, row by row; a formula is text with a mark no text can hold."""
    page.reset_dimensions()
    rows = page.iter_rows()
    for _number in range(_MOST_ROWS + 1):
        try:
            row = next(rows, None)
        except Exception as error:  # the library raises whatever its parsers raise
            raise unreadable(file) from error
        if row is None:
            return
        if len(row) > _MOST_COLUMNS:
            raise Invalid(_("The sheet has too many columns."), file=file, field=page.title)
        yield tuple(_value(cell) for cell in row)
    raise Invalid(_("The sheet has too many rows."), file=file, field=page.title)


def read_seal(book: Any, *, file: str) -> ReportSeal:
    """Dossier, manifest and signature of the hidden sheet; Invalid if one is missing."""
    if HIDDEN_SHEET not in book.sheetnames:
        raise Invalid(
            _("The file carries no dossier: it is no report of Landwaiter, or it was removed."),
            file=file,
            remedy=_("Ask the sender for the original file."),
        )
    parts: dict[str, list[str]] = {"dossier": [], "manifest": [], "signature": []}
    for row in sheet_rows(book[HIDDEN_SHEET], file=file):
        if len(row) >= 3 and row[0] in parts:
            parts[str(row[0])].append(str(row[2] or ""))
    return ReportSeal(**{part: _decoded(texts, part, file) for part, texts in parts.items()})


def _decoded(texts: list[str], part: str, file: str) -> bytes:
    try:
        packed = base64.b64decode("".join(texts), validate=True)
        unpacker = zlib.decompressobj()
        data = unpacker.decompress(packed, _MOST_PART)
    except (ValueError, zlib.error) as error:
        raise Invalid(
            _("The embedded {part} is damaged.").format(part=part),
            file=file,
            field=HIDDEN_SHEET,
            remedy=_("Ask the sender for the original file."),
        ) from error
    if not unpacker.eof:
        raise Invalid(
            _("The embedded {part} is cut off or too large.").format(part=part), file=file
        )
    return data


def _value(cell: Any) -> Value:
    value = cell.value
    if cell.data_type == "f":
        return f"\x1d{value}"
    if isinstance(value, str):
        return _ESCAPED.sub("_", value).replace("\r\n", "\n") if value else None
    return value  # type: ignore[no-any-return]  # the library gives text, numbers, dates, bool


def _check_sizes(archive: zipfile.ZipFile, file: str) -> None:
    infos = archive.infolist()
    if len(infos) > _MOST_MEMBERS or len({info.filename for info in infos}) < len(infos):
        raise Invalid(_("The Excel file has too many or repeated parts."), file=file)
    if sum(info.file_size for info in infos) > _MOST_BYTES:
        raise Invalid(_("The Excel file unpacks to more than 2 GiB."), file=file)
    for info in infos:
        if info.file_size > max(_RATIO_FROM, _MOST_RATIO * info.compress_size):
            raise Invalid(
                _("A part of the Excel file is packed suspiciously small."),
                file=file,
                field=info.filename,
            )


def _checked_hash(archive: zipfile.ZipFile, info: zipfile.ZipInfo, file: str) -> str:
    """Reads a member to its end (its CRC with it) and refuses DOCTYPE and entities."""
    seen, tail, digest = 0, b"", hashlib.sha256()
    with archive.open(info) as member:
        while block := member.read(_BLOCK):
            seen += len(block)
            digest.update(block)
            # Without its zeros UTF-16 reads as ASCII.
            plain = (tail + block).replace(b"\x00", b"")
            if seen > info.file_size or _DOCTYPE.search(plain):
                raise Invalid(
                    _("The Excel file holds a DOCTYPE or a part of a false size."),
                    file=file,
                    field=info.filename,
                )
            tail = block[-64:]
    return digest.hexdigest()


def unreadable(file: str) -> Invalid:
    """What is raised for a workbook that no program could read."""
    return Invalid(
        _("The file is not a readable Excel file: it is damaged, cut off or of another kind."),
        file=file,
        remedy=_("Ask the sender for the original file."),
    )
