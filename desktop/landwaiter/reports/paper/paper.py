"""Tables of a dossier as flowables: styles, column widths, facts in pairs, lists in halves."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import tzinfo
from itertools import islice
from typing import Final

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
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
from landwaiter.reports.paper.fonts import Faces
from landwaiter.reports.paper.grid import Grid, GridKind, GridLook, GridSource, Row
from landwaiter.reports.paper.lines import Style, TextBlock, TextLine
from landwaiter.reports.paper.strip import PER_LINE, StopBox, StripLine, box_width
from landwaiter.reports.paper.typeset import natural_width, paragraph, typeset, word_width

PAGE_WIDTH = A4[0] - 73.0
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
_GAP = 6.0
_SAMPLED = 200
"""Rows measured for the widths of columns: enough to be typical, cheap for any register."""
_LABEL = 62.0
_WIDEST_WORD = 110.0
"""Points: German has labels and heads of one long word."""


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
        columns = 2 if self._all_fit(sentences, half - _GAP) and len(sentences) > 1 else 1
        depth = -(-len(sentences) // columns)
        look = GridLook((width / columns,) * columns, gap=_GAP, pad=0.6, ink=INK, frame=inset)

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

    def _look(self, shaped: "_Shaped") -> GridLook:
        return GridLook(
            _widths(self, shaped), gap=_GAP, ink=INK, hairline=HAIRLINE, spare=shaped.spare
        )

    def _head_row(self, shaped: "_Shaped", look: GridLook) -> Row:
        return [
            None
            if place in shaped.spare
            else typeset(column.title, _placed(self.head, column), look.inner(place))
            for place, column in enumerate(shaped.columns)
        ]

    def _row(self, shaped: "_Shaped", number: int, look: GridLook) -> Row:
        return [
            None
            if place in shaped.spare or place >= len(shaped.rows[number])
            else self._blank(shaped, number, place, look)
            or self._cell(cell, shaped.columns[place], look.inner(place))
            for place, cell in enumerate(shaped.rows[number])
        ]

    def _blank(self, shaped: "_Shaped", number: int, place: int, look: GridLook) -> BlankBox | None:
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
        if mark is None or column.key == _LABEL_KEY:
            return self.muted
        if mark.strong:
            return self.strong
        return self.code if column.type is CellType.CODE else self.body


_LABEL_KEY = "\x00label"


def _placed(style: Style, column: DossierColumn) -> Style:
    """Figures and their title stand unit below unit."""
    return replace(style, right=True) if column.type is CellType.NUMBER else style


@dataclass(frozen=True)
class _Shaped:
    """A table as it stands on paper."""

    id: str
    title: str
    columns: tuple[DossierColumn, ...]
    rows: Sequence[tuple[Cell, ...]]
    spare: frozenset[int] = frozenset()


def _as_rows(table: Table) -> _Shaped:
    return _Shaped(table.id, table.title, table.columns, table.rows)


def _as_facts(table: Table) -> _Shaped:
    """Two pairs side by side; a long value gets a line of its own by being alone in its row."""
    what, value = table.columns[0], table.columns[1]
    label = DossierColumn(_LABEL_KEY, what.title, what.content, width=68)
    wide = DossierColumn(value.key, value.title, value.content, value.type, 203)
    pairs = table.rows
    rows = [
        (*pairs[i], *(pairs[i + 1] if i + 1 < len(pairs) else ("", "")))
        for i in range(0, len(pairs), 2)
    ]
    return _Shaped(table.id, table.title, (label, wide, label, wide), rows)


def _as_halves(table: Table) -> _Shaped:
    depth = -(-len(table.rows) // 2)
    blank: tuple[Cell, ...] = ("",) * len(table.columns)
    gap = DossierColumn("gap", "", None, width=0)
    rows = [
        (*table.rows[i], "", *(table.rows[depth + i] if depth + i < len(table.rows) else blank))
        for i in range(depth)
    ]
    columns = (*table.columns, gap, *table.columns)
    return _Shaped(table.id, table.title, columns, rows, frozenset((len(table.columns),)))


_SHAPES = {
    TableForm.ROWS: _as_rows,
    TableForm.FACTS: _as_facts,
    TableForm.HALVES: _as_halves,
}


def _widths(paper: ReportPaper, shaped: _Shaped) -> tuple[float, ...]:
    """Points per column, together the width of the page."""
    hints = [column.width for column in shaped.columns]
    if any(hints):
        hinted = [PAGE_WIDTH * hint / sum(hints) for hint in hints]
        return _with_room(paper, shaped, _whole_words(paper, shaped, hinted))
    least, natural = zip(
        *(_measure(paper, shaped, place) for place in range(len(shaped.columns))), strict=True
    )
    return _shared(least, natural)


_MUCH: Final = 3.0
"""Lines: a text of more is given the room that other columns leave empty."""


def _with_room(paper: ReportPaper, shaped: _Shaped, widths: Sequence[float]) -> tuple[float, ...]:
    """Columns of long texts with what others leave empty, whatever their hints say."""
    wholes = [_measure_whole(paper, shaped, at) for at in range(len(widths))]
    wants = [
        whole if whole > _MUCH * width else 0.0 for whole, width in zip(wholes, widths, strict=True)
    ]
    if not any(wants):
        return tuple(widths)
    kept = [min(width, whole) for whole, width in zip(wholes, widths, strict=True)]
    spare = sum(widths) - sum(kept)
    return tuple(width + spare * want / sum(wants) for width, want in zip(kept, wants, strict=True))


def _measure_whole(paper: ReportPaper, shaped: _Shaped, place: int) -> float:
    """Points that a column takes whose texts stay on one line, and whose words stay whole."""
    if place in shaped.spare:
        return 12.0
    column = shaped.columns[place]
    texts = [natural_width(column.title, paper.head)]
    for row in islice(shaped.rows, _SAMPLED):
        if place < len(row):
            said = words(row[place], column.type, paper.zone)
            texts.append(natural_width(said, paper.style(row[place], column)))
    return max(texts) + _GAP


def _whole_words(paper: ReportPaper, shaped: _Shaped, widths: Sequence[float]) -> tuple[float, ...]:
    """As wide as their longest word, within bounds; others give room.

    Where there is no room for all words, for those of heads and of labels of facts.
    """
    heads = [min(_need(paper, shaped, at), _WIDEST_WORD) for at in range(len(widths))]
    cells = [max(one, _longest_word(paper, shaped, at)) for at, one in enumerate(heads)]
    needs = cells if sum(cells) <= sum(widths) else heads
    short = sum(max(0.0, need - width) for need, width in zip(needs, widths, strict=True))
    slack = [max(0.0, width - need) for need, width in zip(needs, widths, strict=True)]
    if not short or short > sum(slack):
        return tuple(widths)
    share = short / sum(slack)
    return tuple(
        max(width, need) - spare * share
        for width, need, spare in zip(widths, needs, slack, strict=True)
    )


def _longest_word(paper: ReportPaper, shaped: _Shaped, place: int) -> float:
    """What it takes in the cells of a column, with its gap; what must be cut anyway, left out."""
    column = shaped.columns[place]
    if place in shaped.spare or column.type is CellType.BLANK:
        return 0.0
    said = (
        (words(row[place], column.type, paper.zone), paper.style(row[place], column))
        for row in islice(shaped.rows, _SAMPLED)
        if place < len(row)
    )
    wide = (_GAP + word_width(text, style) for text, style in said)
    return max((one for one in wide if one <= _WIDEST_WORD), default=0.0)


def _need(paper: ReportPaper, shaped: _Shaped, place: int) -> float:
    """What the longest word of a head takes, or of the labels in its column, with its gap."""
    if place in shaped.spare:
        return 0.0
    column = shaped.columns[place]
    if column.key != _LABEL_KEY:
        return word_width(column.title, paper.head) + _GAP
    said = (words(row[place], column.type, paper.zone) for row in shaped.rows if place < len(row))
    return max((word_width(one, paper.muted) for one in said), default=0.0) + _GAP


def _measure(paper: ReportPaper, shaped: _Shaped, place: int) -> tuple[float, float]:
    """Least and natural width of a column, its gap included."""
    if place in shaped.spare:
        return 12.0, 12.0
    column = shaped.columns[place]
    least = word_width(column.title, paper.head)
    natural = natural_width(column.title, paper.head)
    for row in islice(shaped.rows, _SAMPLED):
        text = words(row[place], column.type, paper.zone)
        style = paper.style(row[place], column)
        least = max(least, word_width(text, style))
        natural = max(natural, natural_width(text, style))
    return min(least, PAGE_WIDTH * 0.3) + _GAP, min(natural, PAGE_WIDTH * 0.7) + _GAP


def _shared(least: Sequence[float], natural: Sequence[float]) -> tuple[float, ...]:
    """All natural widths and a share of what is left, or the least ones and a share of it."""
    if sum(natural) <= PAGE_WIDTH:
        spare = PAGE_WIDTH - sum(natural)
        # Squared: room goes to sentences, and codes stay beside what they name.
        squares = [width * width for width in natural]
        return tuple(
            width + spare * square / sum(squares)
            for width, square in zip(natural, squares, strict=True)
        )
    if sum(least) >= PAGE_WIDTH:
        return tuple(PAGE_WIDTH * width / sum(least) for width in least)
    spare = PAGE_WIDTH - sum(least)
    wants = [most - few for few, most in zip(least, natural, strict=True)]
    return tuple(few + spare * want / sum(wants) for few, want in zip(least, wants, strict=True))
