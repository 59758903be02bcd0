"""Declarations of a table one after the other, read from their rows as often as is wanted."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from landwaiter.domain.intake.table_mapping import Mend, TableInstructions
from landwaiter.errors import Invalid
from landwaiter.formats.base.declaration_file import (
    Findings,
    ReadDeclaration,
    RejectedRow,
    RowOut,
    refuse_too_many,
)
from landwaiter.formats.base.marked_file import Beat, changed
from landwaiter.formats.intake.csv_draft import FORMAT, WORKBOOK
from landwaiter.formats.intake.declaration_rows import Rows, TableWriting
from landwaiter.formats.intake.declaration_table import (
    DeclarationTable,
    PlacedRow,
    Row,
    TableSource,
    known_by,
    table_with_head,
)
from landwaiter.formats.intake.mapped_columns import known_columns, mapped_columns
from landwaiter.formats.intake.row_marks import RowMarks, marked
from landwaiter.i18n import _


@dataclass(slots=True)
class TableFaults:
    """What reading a table to its end gives beside the declarations."""

    rejected: tuple[RejectedRow, ...] = ()
    warnings: tuple[str, ...] = ()
    out: tuple[RowOut, ...] = ()


@dataclass(slots=True)
class DeclarationTableStream:
    """The declarations of a table in the order of their first rows."""

    table: DeclarationTable
    writing: TableWriting
    mends: Sequence[Mend]
    unknown: tuple[str, ...]
    """Columns that are not known."""
    _marks: RowMarks | None = field(default=None, repr=False)

    @property
    def format(self) -> str:
        return WORKBOOK if self.table.source.is_workbook else FORMAT

    def declarations(
        self, faults: TableFaults | None = None, beat: Beat = lambda: None
    ) -> Iterator[ReadDeclaration]:
        """Each that is not refused; at their end `faults` says what was, in the order of rows.

        Invalid where the table as a whole cannot be read: a row that cannot be told into cells,
        a mend that fits no row, too many faults, no row at all.
        """
        rows = self._rows()
        if self._marks is None:
            self._marks = marked(self._rows(), beat)
        try:
            yield from self._taken(rows, self._marks)
        except Invalid:
            refuse_too_many(sorted(rows.findings.rejected, key=_row_of), self.table.file)
            raise
        self._refuse_idle_mends(rows)
        if not self._marks.count and not rows.findings.rejected:
            raise Invalid(
                _("The file has a header and no rows."),
                file=self.table.file,
                row=self.table.head_row or None,
                remedy=_("Export it again with its declarations."),
            )
        if faults is not None:
            faults.rejected = tuple(sorted(rows.findings.rejected, key=_row_of))
            faults.warnings = rows.findings.warnings
            faults.out = tuple(rows.rows_out())

    def _rows(self) -> Rows:
        mends: dict[int, list[Mend]] = {}
        for mend in self.mends:
            mends.setdefault(mend.row, []).append(mend)
        findings = Findings(self.table.file)
        if self.unknown:
            findings.warn(
                _("These columns are not known and were left out: {columns}.").format(
                    columns=", ".join(self.unknown)
                )
            )
        return Rows(self.table, self.writing, findings, mends)

    def _taken(self, rows: Rows, marks: RowMarks) -> Iterator[ReadDeclaration]:
        placed = self.table.placed()
        for owner, length, begins in marks.runs():
            run = self._run(placed, length)
            if not owner:
                for number, cells, _place in run:
                    rows.take(number, cells)
            elif not begins:
                for _row in run:  # Taken with the rows before them.
                    pass
            else:
                for number, cells, _place in run:
                    rows.take(number, cells)
                for number, cells in self._apart(marks, owner):
                    rows.take(number, cells)
                if len(rows.drafts) != 1:
                    raise changed(self.table.file)
                if (read := rows.settle()) is not None:
                    yield read
        # A row behind the marks cannot be told into cells, which is said when it is asked for.
        if next(placed, None) is not None:
            raise changed(self.table.file)

    def _run(self, placed: Iterator[PlacedRow], length: int) -> Iterator[PlacedRow]:
        count = 0
        for row in islice(placed, length):
            count += 1
            yield row
        if count != length:
            raise changed(self.table.file)

    def _apart(self, marks: RowMarks, owner: int) -> Iterator[Row]:
        """Rows of a declaration that stand apart from its first ones."""
        for number, place, length in marks.apart(owner):
            yield from islice(self.table.source.from_place(place, number), length)

    def _refuse_idle_mends(self, rows: Rows) -> None:
        """A mend of a row that the table does not have is a mistake of who wrote it."""
        for mend in self.mends:
            if mend.row not in rows.mended:
                raise Invalid(
                    _("A mend names a row that the table does not have, or that is a total."),
                    file=self.table.file,
                    row=mend.row,
                    field=mend.column,
                    value=mend.value,
                    remedy=_("Rows count from the top of the file, as each fault names them."),
                )


def table_stream(source: TableSource, instructions: TableInstructions) -> DeclarationTableStream:
    """The declarations of a table; Invalid where a column that is needed is missing."""
    mapping, file = instructions.mapping, source.file
    named = mapped_columns(mapping, file)
    table = table_with_head(source, mapping, known_by(named))
    columns = known_columns(table, named)
    unknown = tuple(name for name in table.names if name and name not in columns)
    writing = TableWriting(table, columns, mapping)
    return DeclarationTableStream(table, writing, instructions.mends, unknown)


def _row_of(one: RejectedRow) -> int:
    return one.row if isinstance(one.row, int) else 0
