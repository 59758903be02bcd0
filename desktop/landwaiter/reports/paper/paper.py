"""Tables of a dossier as flowables: styles, column widths, facts in pairs, lists in halves."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import tzinfo

from reportlab.lib.colors import HexColor
from reportlab.platypus import Flowable, KeepTogether, Spacer

from landwaiter.i18n import joined
from landwaiter.reports.dossier.cells import BLANKS, SEVERITIES, mark_of, words
from landwaiter.reports.dossier.dossier import (
    Blank,
    Cell,
    CellType,
    DossierColumn,
    Table,
    TableDrawing,
    TableForm,
)
from landwaiter.reports.dossier.wording import _
from landwaiter.reports.paper.bars import BarsDrawing
from landwaiter.reports.paper.blank_box import BlankBox
from landwaiter.reports.paper.chart import ChartDrawing
from landwaiter.reports.paper.column_widths import (
    GAP,
    LABEL_KEY,
    PAGE_WIDTH,
    ShapedTable,
    column_widths,
)
from landwaiter.reports.paper.grid import Grid, GridKind, GridLook, GridSource, Row
from landwaiter.reports.paper.strip import PER_LINE, StopBox, StripLine, box_width
from landwaiter.reports.paper.typesetting.fonts import Faces
from landwaiter.reports.paper.typesetting.lines import TextBlock, TextLine
from landwaiter.reports.paper.typesetting.style import Style
from landwaiter.reports.paper.typesetting.typeset import natural_width, paragraph, typeset

INK = HexColor("#14181d")
MUTED = HexColor("#434d59")
HAIRLINE = HexColor("#cfd5dc")
ACCENT = HexColor("#0B6075")

_SEVERITY_INK = {
    "critical": "#9B1230",
    "high": "#A83F00",
    "medium": "#7A5A00",
    "low": "#3F5B78",
    "not_evaluated": "#5C6776",
}
_LABEL = 62.0


@dataclass(frozen=True)
class ReportPaper:
    """The styles of a report and what makes flowables of its parts."""

    faces: Faces
    zone: tzinfo
    page_height: float
    heading: str = "H2"
    """What the title of a table is in the structure of the document."""

    @property
    def body(self) -> Style:
        return Style(self.faces.regular, 7.8, 9.9, INK)

    @property
    def strong(self) -> Style:
        return Style(self.faces.bold, 7.8, 9.9, INK)

    @property
    def code(self) -> Style:
        return Style(self.faces.code, 7.0, 9.9, INK)

    @property
    def muted(self) -> Style:
        return Style(self.faces.regular, 7.8, 9.9, MUTED)

    @property
    def head(self) -> Style:
        return Style(self.faces.regular, 7.2, 9, MUTED)

    @property
    def small(self) -> Style:
        return Style(self.faces.regular, 7.7, 10.5, MUTED)

    @property
    def title(self) -> Style:
        return Style(self.faces.bold, 16.3, 20, INK)

    @property
    def under(self) -> Style:
        return Style(self.faces.regular, 9.1, 12.5, MUTED)

    @property
    def label(self) -> Style:
        return Style(self.faces.bold, 8.6, 12, ACCENT)

    @property
    def strong_label(self) -> Style:
        return Style(self.faces.bold, 8.6, 12, INK)

    @property
    def answer(self) -> Style:
        return Style(self.faces.regular, 8.6, 12, INK)

    def labelled(self, lines: Sequence[tuple[str, str, str]], label: Style) -> Grid:
        """Lines of (label, text, more): the text is bold where something stands behind it."""
        look = GridLook((_LABEL, PAGE_WIDTH - _LABEL), gap=2, pad=0.5)

        def row(number: int) -> Row:
            name, text, more = lines[number]
            width = look.inner(1)
            if not more:
                return typeset(name, label, _LABEL), typeset(text, self.answer, width)
            bold = replace(self.answer, chain=self.faces.bold)
            both = paragraph((joined("", (text, " ")), bold), (more, self.answer))
            return typeset(name, label, _LABEL), both

        return self._grid(GridSource(len(lines), row), look)

    def table(self, table: Table) -> Iterator[Flowable]:
        """A table with its title and notes, as its form asks."""
        yield Spacer(0, 7)
        if not table.rows:
            yield from self._title(table)
            yield typeset(table.empty or _("None."), self.body, PAGE_WIDTH)
        elif table.form is TableForm.STRIP:
            yield self._strip(table)
        else:
            if table.drawing is not None:
                yield from self._drawing(table, table.drawing)
                table = replace(table, title=_("Every link of the drawing"), subtitle="")
            if table.bars is not None:
                bars = BarsDrawing(table, table.bars, self.body, PAGE_WIDTH, self.zone)
                yield KeepTogether([*self._title(table), Spacer(0, 4), bars])
                yield Spacer(0, 4)
                table = replace(table, title=_("Every figure of the chart"), subtitle="")
            shaped = _SHAPES[table.form](table)
            look = self._look(shaped)
            head = None if table.form is TableForm.FACTS else self._head_row(shaped, look)
            source = GridSource(
                len(shaped.rows),
                lambda number: self._row(shaped, number, look),
                head,
                self._title(table),
                GridKind.TABLE if head is not None else GridKind.FACTS,
            )
            yield self._grid(source, look)
        for note in table.notes:
            yield Spacer(0, 2)
            yield typeset(note, self.body, PAGE_WIDTH)

    def _drawing(self, table: Table, drawing: TableDrawing) -> Iterator[Flowable]:
        """The drawing under the table's title, and its legend in words."""
        yield from self._title(table)
        yield Spacer(0, 4)
        small, bold = (Style(face, 6.2, 7.6, INK) for face in (self.faces.regular, self.faces.bold))
        yield ChartDrawing(table, drawing, small, bold)
        yield Spacer(0, 4)
        for sentence in drawing.legend:
            yield typeset(sentence, self.head, PAGE_WIDTH)

    def _strip(self, table: Table) -> Grid:
        """Lines of stops under the title, and never the title alone."""
        look = GridLook((PAGE_WIDTH,), gap=0, pad=3)
        lines = [table.rows[n : n + PER_LINE] for n in range(0, len(table.rows), PER_LINE)]

        def row(number: int) -> Row:
            boxes = [self._stop(table.columns, cells) for cells in lines[number]]
            return (StripLine(boxes, PAGE_WIDTH, first=number == 0),)

        title = self._title(table)
        return self._grid(GridSource(len(lines), row, None, title, GridKind.FIGURE), look)

    def _stop(self, columns: tuple[DossierColumn, ...], cells: Sequence[Cell]) -> StopBox:
        """The first cell is the stop, the second why; any other is told with its column's title."""
        marks = [mark_of(cell) for cell in cells]
        heavy = any(mark.strong for mark in marks[1:] if mark)
        lines: list[TextLine | TextBlock] = []
        for place, mark in enumerate(marks):
            if mark is None:
                continue
            style = (self.strong, self.muted)[place] if place < 2 else self.body
            told = mark.text if place < 2 else f"{columns[place].title}: {mark.text}"
            lines.append(typeset(told, style, box_width(PAGE_WIDTH)))
        return StopBox(tuple(lines), HexColor(_SEVERITY_INK["critical"]) if heavy else MUTED, heavy)

    def framed(self, table: Table) -> Iterator[Flowable]:
        """Sentences in a frame: in two columns where each fits on one line, else in one."""
        yield Spacer(0, 8)
        inset = 8.0
        width = PAGE_WIDTH - 2 * inset
        sentences = [
            joined("", ("◌ ", words(row[0], CellType.TEXT, self.zone))) for row in table.rows
        ] or [table.empty]
        half = width / 2
        columns = 2 if self._all_fit(sentences, half - GAP) and len(sentences) > 1 else 1
        depth = -(-len(sentences) // columns)
        look = GridLook((width / columns,) * columns, gap=GAP, pad=0.6, ink=INK, frame=inset)

        def row(number: int) -> Row:
            line = sentences[number::depth]
            return [typeset(text, self.body, look.inner(0)) for text in line]

        title = self._title(table)
        yield self._grid(GridSource(depth, row, None, title, GridKind.LIST), look)

    def _all_fit(self, sentences: Sequence[str], width: float) -> bool:
        return all(natural_width(sentence, self.body) <= width for sentence in sentences)

    def _grid(self, source: GridSource, look: GridLook) -> Grid:
        return Grid(source, look, page_height=self.page_height)

    def _title(self, table: Table) -> tuple[Flowable, ...]:
        """Title and subtitle on one line where there is room."""
        after = Style(self.faces.regular, 7.7, 12.5, MUTED)
        title = Style(self.faces.bold, 9.2, 12.5, INK)
        said = [(table.title, title)]
        if table.subtitle:
            said.append((joined("", ("\xa0\xa0 ", table.subtitle)), after))
        return (paragraph(*said, tag=self.heading),)

    def _look(self, shaped: "ShapedTable") -> GridLook:
        return GridLook(
            column_widths(self, shaped), gap=GAP, ink=INK, hairline=HAIRLINE, spare=shaped.spare
        )

    def _head_row(self, shaped: "ShapedTable", look: GridLook) -> Row:
        return [
            None
            if place in shaped.spare
            else typeset(column.title, _placed(self.head, column), look.inner(place))
            for place, column in enumerate(shaped.columns)
        ]

    def _row(self, shaped: "ShapedTable", number: int, look: GridLook) -> Row:
        return [
            None
            if place in shaped.spare or place >= len(shaped.rows[number])
            else self._blank(shaped, number, place, look)
            or self._cell(cell, shaped.columns[place], look.inner(place))
            for place, cell in enumerate(shaped.rows[number])
        ]

    def _blank(
        self, shaped: "ShapedTable", number: int, place: int, look: GridLook
    ) -> BlankBox | None:
        """The field of a blank, which is named by the words of its row; None of another cell."""
        column = shaped.columns[place]
        if column.type is not CellType.BLANK:
            return None
        mark = mark_of(shaped.rows[number][place])
        if mark is None or mark.text not in BLANKS:
            return None
        said = [
            words(cell, other.type, self.zone)
            for cell, other in zip(shaped.rows[number], shaped.columns, strict=True)
            if other.type is not CellType.BLANK and cell
        ]
        return BlankBox(
            Blank(mark.text),
            look.inner(place),
            name=f"{shaped.id}-{number + 1}-{column.key}",
            label=joined(": ", (shaped.title, *said)),
            ink=INK,
        )

    def _cell(self, cell: Cell, column: DossierColumn, width: float) -> Flowable:
        mark = mark_of(cell)
        if column.type is CellType.SEVERITY and mark is not None and mark.text in SEVERITIES:
            return self._severity(mark.text)
        return typeset(words(cell, column.type, self.zone), self.style(cell, column), width)

    def _severity(self, level: str) -> Flowable:
        shape, word = SEVERITIES[level]
        ink = replace(self.body, color=HexColor(_SEVERITY_INK[level]))
        return paragraph((f"{shape} ", ink), (_(word), self.body))

    def style(self, cell: Cell, column: DossierColumn) -> Style:
        """The style of one cell: bold, fixed width, muted or plain; a figure at the right."""
        return _placed(self._face(cell, column), column)

    def _face(self, cell: Cell, column: DossierColumn) -> Style:
        mark = mark_of(cell)
        if mark is None or column.key == LABEL_KEY:
            return self.muted
        if mark.strong:
            return self.strong
        return self.code if column.type is CellType.CODE else self.body


def _placed(style: Style, column: DossierColumn) -> Style:
    """Figures and their title stand unit below unit."""
    return replace(style, right=True) if column.type is CellType.NUMBER else style


def _as_rows(table: Table) -> ShapedTable:
    return ShapedTable(table.id, table.title, table.columns, table.rows)


def _as_facts(table: Table) -> ShapedTable:
    """Two pairs side by side; a long value gets a line of its own by being alone in its row."""
    what, value = table.columns[0], table.columns[1]
    label = DossierColumn(LABEL_KEY, what.title, what.content, width=68)
    wide = DossierColumn(value.key, value.title, value.content, value.type, 203)
    pairs = table.rows
    rows = [
        (*pairs[i], *(pairs[i + 1] if i + 1 < len(pairs) else ("", "")))
        for i in range(0, len(pairs), 2)
    ]
    return ShapedTable(table.id, table.title, (label, wide, label, wide), rows)


def _as_halves(table: Table) -> ShapedTable:
    depth = -(-len(table.rows) // 2)
    blank: tuple[Cell, ...] = ("",) * len(table.columns)
    gap = DossierColumn("gap", "", None, width=0)
    rows = [
        (*table.rows[i], "", *(table.rows[depth + i] if depth + i < len(table.rows) else blank))
        for i in range(depth)
    ]
    columns = (*table.columns, gap, *table.columns)
    return ShapedTable(table.id, table.title, columns, rows, frozenset((len(table.columns),)))


_SHAPES = {
    TableForm.ROWS: _as_rows,
    TableForm.FACTS: _as_facts,
    TableForm.HALVES: _as_halves,
}
