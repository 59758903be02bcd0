"""A table read as it is not read any more: all rows held, and no declaration given before the last.

What reads row by row is held against it.
"""

import csv
import io
from dataclasses import replace

from landwaiter.domain.intake.table_mapping import Mend, TableInstructions
from landwaiter.errors import Invalid
from landwaiter.formats.base.declaration_file import (
    DeclarationFile,
    Findings,
    ReadDeclaration,
    RowOut,
)
from landwaiter.formats.intake import declaration_rows as read
from landwaiter.formats.intake.csv_draft import csv_declaration
from landwaiter.formats.intake.declaration_stream import table_stream
from landwaiter.formats.intake.declaration_table import TableSource

_EXPORT = "Export it again with its declarations."


def held(text: str, delimiter: str, file: str) -> TableSource:
    """A text as a table that is in memory."""
    found = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows = [
        (number, cells, number)
        for number, cells in enumerate(found, start=1)
        if any(cell.strip() for cell in cells)
    ]
    return TableSource(file, lambda: iter(rows), lambda _place, _number: iter(()), delimiter)


def read_whole(source: TableSource, instructions: TableInstructions) -> DeclarationFile:
    """Every declaration with all its rows, after all rows were taken."""
    stream = table_stream(source, instructions)
    mends: dict[int, list[Mend]] = {}
    for mend in instructions.mends:
        mends.setdefault(mend.row, []).append(mend)
    findings = Findings(source.file)
    rows = read.Rows(stream.table, stream.writing, findings, mends)
    for number, cells in stream.table.rows():
        rows.take(number, cells)
    stream._refuse_idle_mends(rows)
    if not rows.drafts and not findings.rejected:
        raise Invalid("The file has a header and no rows.", file=source.file, row=1, remedy=_EXPORT)
    out = dict(rows.out)
    for draft in rows.drafts:
        for check in (read._refuse_nameless, read._check_mrn, read._check_containers):
            check(draft, findings)
    declarations = tuple(
        ReadDeclaration(csv_declaration(one), one.row, tuple(one.warnings), tuple(one.mends))
        for one in rows.drafts
        if not one.faulty
    )
    for draft in rows.drafts:
        for number in draft.rows if draft.faulty else ():
            out.setdefault(number, draft.fault)
    for rejected in findings.rejected:
        if isinstance(rejected.row, int):
            out[rejected.row] = rejected.message
    return DeclarationFile(
        stream.format,
        declarations,
        (),
        tuple(sorted(findings.rejected, key=lambda one: int(one.row or 0))),
        findings.warnings,
        tuple(RowOut(row, why) for row, why in sorted(out.items())),
    )


def without_oddities(found: DeclarationFile) -> DeclarationFile:
    """Without what is said of whole declarations once their rows are read."""
    plain = (replace(one, warnings=()) for one in found.declarations)
    return replace(found, declarations=tuple(plain))
