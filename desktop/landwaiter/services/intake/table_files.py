"""Files of declarations opened: a workbook is read by the confined process alone."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from landwaiter.domain.intake.table_mapping import TableInstructions
from landwaiter.errors import Invalid, Unavailable
from landwaiter.formats.base.declaration_file import DeclarationFile
from landwaiter.formats.base.marked_file import Beat, MarkedFile
from landwaiter.formats.base.open_document import is_open_document
from landwaiter.formats.base.spreadsheet import TYPED_CELLS
from landwaiter.formats.intake.declarations import (
    DeclarationStream,
    declaration_stream,
    read_declarations,
)
from landwaiter.formats.law.content import CellGrid, is_workbook, workbook_content
from landwaiter.i18n import _
from landwaiter.services.base.decoding import words_of

_MOST_WORKBOOK = 64 << 20
_WITHIN_S = 120.0
_OFFICE_FILE = b"\xd0\xcf\x11\xe0"
"""Of .xls, and of a workbook that is protected with a password."""
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
LARGEST_FILE: Final = 8 << 30
"""Of a table of text, which is not held; messages and workbooks have limits of their own."""


def marked_file(path: Path, beat: Beat = lambda: None) -> MarkedFile:
    """The file of a person, read through once; Invalid where it is larger than any is read."""
    return MarkedFile.of(
        path,
        most=LARGEST_FILE,
        refused=_("The file is larger than {most} MiB.").format(most=LARGEST_FILE >> 20),
        remedy=_("Split it and take in the parts."),
        beat=beat,
    )


def stream_of(
    file: MarkedFile, instructions: TableInstructions, beat: Beat = lambda: None
) -> DeclarationStream:
    """Every declaration and request of a file, of whatever kind, in their order.

    Invalid where it cannot be read as a whole.
    """
    return declaration_stream(file, instructions=instructions, grids=grids_of(file, beat))


def read_file(
    data: bytes, file: str, instructions: TableInstructions, beat: Beat = lambda: None
) -> DeclarationFile:
    """The same of content that is in memory, all at once."""
    grids = grids_of(MarkedFile.of_bytes(data, file), beat)
    return read_declarations(data, file=file, instructions=instructions, grids=grids)


def grids_of(content: MarkedFile, beat: Beat = lambda: None) -> Sequence[CellGrid]:
    """The sheets of a workbook; none where the file is none."""
    file = content.file
    if content.head.startswith(_OFFICE_FILE):
        raise Invalid(
            _("The workbook is protected with a password, or is of the old form .xls."),
            file=file,
            remedy=_(
                "Open it in a spreadsheet and save it as .xlsx without a password, or as CSV."
            ),
        )
    if not content.head.startswith(_ZIP):
        return ()
    is_too_large = content.size > _MOST_WORKBOOK
    data = b"" if is_too_large else content.whole()
    if not (is_too_large or is_workbook(data) or is_open_document(data)):
        return ()
    if is_too_large:
        raise Invalid(
            _("The file is larger than {limit} MB.").format(limit=_MOST_WORKBOOK >> 20),
            file=file,
            remedy=_("Split it into smaller files."),
        )
    try:
        text, _cut = words_of(TYPED_CELLS, iter((data,)), beat, within_s=_WITHIN_S)
    except Unavailable as fault:
        raise Invalid(
            _("The workbook could not be read: {reason}").format(reason=fault.message),
            file=file,
            remedy=fault.remedy or _("Save the one table anew as .xlsx or CSV."),
        ) from fault
    grids = workbook_content(text, file).grids
    if not any(grid.rows for grid in grids):
        raise Invalid(
            _("The workbook has no rows."),
            file=file,
            remedy=_("Give a workbook with a row that names the columns."),
        )
    return grids
