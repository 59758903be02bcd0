"""Bars over a table: from zero, each with its row's title and its figure as words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import tzinfo
from decimal import Decimal, InvalidOperation
from typing import Final

from landwaiter.reports.dossier.cells import mark_of, words
from landwaiter.reports.dossier.dossier import CellType, DrawnBars, Table
from landwaiter.reports.dossier.wording import _
from landwaiter.reports.paper.marks import MarkPiece
from landwaiter.reports.paper.typesetting.style import Style
from landwaiter.reports.paper.typesetting.typeset import cut_to, typeset

MOST_BARS: Final = 24
"""More are no picture; the table has them all."""
_LINE, _BAR, _GAP, _TITLE, _FIGURE = 14.0, 7.0, 6.0, 0.34, 0.16
"""Points of a line, of a bar and beside it; shares of the width for title and figure."""


@dataclass(frozen=True, slots=True)
class _Bar:
    title: str
    said: str
    """The figure, or what stands in its place."""
    value: Decimal | None
    """None: it is withheld or not known, and no bar is drawn."""


class BarsDrawing(MarkPiece):
    """The bars of a table, the first row on top."""

    def __init__(
        self, table: Table, bars: DrawnBars, style: Style, width: float, zone: tzinfo
    ) -> None:
        super().__init__()
        self._title = f"{table.title}, {table.columns[bars.column].title}"
        self._style = style
        self._bars = bars_of(table, bars, zone)
        self.width, self.height = width, _LINE * len(self._bars) + 2

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 (reportlab's names)
        del aW, aH
        return self.width, self.height

    def draw(self) -> None:
        """A figure whose words say each bar."""
        left, low = self.canv.absolutePosition(0, 0)
        each = "; ".join(f"{one.title}: {one.said}" for one in self._bars)
        told = _("Bars from zero. {title}: {each}").format(title=self._title, each=each)
        figure = self.canv.marks.root.add("Figure", alt=told)
        figure.box = (left, low, left + self.width, low + self.height)
        with self.canv.marked(figure):
            self._draw()

    def _draw(self) -> None:
        canvas, style = self.canv, self._style
        zero, room = self.width * _TITLE, self.width * (1 - _TITLE - _FIGURE)
        greatest = max((one.value or Decimal(0) for one in self._bars), default=Decimal(0))
        canvas.setStrokeColor(style.color)
        canvas.setFillColor(style.color)
        canvas.setLineWidth(0.5)
        canvas.line(zero, 0, zero, self.height)
        for number, one in enumerate(self._bars):
            low = self.height - (number + 1) * _LINE
            long = float(one.value / greatest) * room if one.value and greatest else 0.0
            if long:
                canvas.rect(zero, low + (_LINE - _BAR) / 2, long, _BAR, stroke=0, fill=1)
            self._write(one.title, 0, low, zero - _GAP)
            self._write(one.said, zero + long + _GAP, low, self.width - zero - long - _GAP)

    def _write(self, text: str, left: float, low: float, room: float) -> None:
        line = typeset(cut_to(text, self._style, room, 1), self._style, room)
        high = line.wrap(room, 1e6)[1]
        line.drawOn(self.canv, left, low + (_LINE - high) / 2)


def bars_of(table: Table, bars: DrawnBars, zone: tzinfo) -> Sequence[_Bar]:
    """What is drawn: of more than there is room for, the greatest, in the order of the table."""
    every = [_bar(table, row, bars.column, zone) for row in bars.rows]
    greatest = sorted(range(len(every)), key=lambda at: -(every[at].value or 0))[:MOST_BARS]
    return [every[at] for at in sorted(greatest)]


def _bar(table: Table, row: int, column: int, zone: tzinfo) -> _Bar:
    title, figure = (table.rows[row][at] for at in (0, column))
    mark = mark_of(figure)
    try:
        value = Decimal(mark.text if mark else "")
    except InvalidOperation:
        value = None  # withheld, or not known
    said = words(figure, CellType.NUMBER, zone)
    return _Bar(words(title, CellType.TEXT, zone), said, value)
