"""A drawing over a table: boxes and lines as vector graphics, their words from its cells."""

from collections.abc import Sequence
from dataclasses import replace
from math import fsum, hypot
from typing import Final

from reportlab.graphics import renderPDF
from reportlab.graphics.shapes import Drawing as Canvas
from reportlab.graphics.shapes import Path, Polygon, Rect
from reportlab.lib.colors import Color, HexColor

from landwaiter.domain.chart.chart_parts import ClaimKind
from landwaiter.reports.dossier.cells import mark_of
from landwaiter.reports.dossier.dossier import DrawnBox, DrawnLine, Table, TableDrawing
from landwaiter.reports.paper.marks import MarkPiece
from landwaiter.reports.paper.typesetting.style import Style
from landwaiter.reports.paper.typesetting.typeset import cut_to, natural_width, typeset

BOX: Final = (94.0, 23.0)
"""Width and height of a box in points."""
_PAD, _CUT, _HEAD, _LABEL, _TAG = 3.0, 5.0, 4.5, 84.0, 5.4
_BENDS: Final = (0.0, 34.0, -34.0, 68.0, -68.0)
"""Points beside the middle of a line."""
_SAMPLES: Final = 24
_SPOTS: Final = (0.5, 0.4, 0.6, 0.3, 0.7)
"""How far along a line its words may stand."""
_GROUND: Final = HexColor("#ffffff")
_DASHES: Final = {"dotted": (0.8, 1.8), "dashed": (3.0, 2.0)}
Point = tuple[float, float]
_Label = tuple[float, float, float, float]
"""Middle, width and height of words."""


class ChartDrawing(MarkPiece):
    """The drawing of a table, from its lower left."""

    def __init__(self, table: Table, drawing: TableDrawing, plain: Style, strong: Style) -> None:
        super().__init__()
        self._table, self._drawing = table, drawing
        self._plain, self._strong = plain, strong
        self.width, self.height = float(drawing.width), float(drawing.height)
        self._labels: list[_Label] = []

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803 (reportlab's names)
        del aW, aH
        return self.width, self.height

    def draw(self) -> None:
        """A figure with its title and legend as its words."""
        left, low = self.canv.absolutePosition(0, 0)
        told = ". ".join((self._table.title, *self._drawing.legend))
        figure = self.canv.marks.root.add("Figure", alt=told)
        figure.box = (left, low, left + self.width, low + self.height)
        with self.canv.marked(figure):
            self._draw()

    def _draw(self) -> None:
        """Lines, their words over them, then boxes over both, and the words in those."""
        lines = [shape for line in self._drawing.lines for shape in self._line(line)]
        self._place(lines)
        for line in self._drawing.lines:
            self._label(line)
        self._place([self._box(box) for box in self._drawing.boxes])
        for box in self._drawing.boxes:
            self._fill(box)
            self._tag(box)

    def _place(self, shapes: Sequence[Path | Polygon | Rect]) -> None:
        ground = Canvas(self.width, self.height)
        for shape in shapes:
            ground.add(shape)
        renderPDF.draw(ground, self.canv, 0, 0)

    def _text(self, row: int, column: int) -> str:
        mark = mark_of(self._table.rows[row][column])
        return mark.text if mark else ""

    def _centre(self, box: DrawnBox) -> Point:
        return float(box.x), self.height - box.y

    def _ends(self, line: DrawnLine) -> tuple[Point, Point]:
        boxes = self._drawing.boxes
        return self._centre(boxes[line.source]), self._centre(boxes[line.target])

    def _bend(self, line: DrawnLine) -> Point:
        """The point that the line is drawn towards: its middle, or beside it where it would run
        through somebody else's box."""
        one, other = self._ends(line)
        x, y = (one[0] + other[0]) / 2, (one[1] + other[1]) / 2
        far = hypot(other[0] - one[0], other[1] - one[1]) or 1.0
        across = (one[1] - other[1]) / far, (other[0] - one[0]) / far
        bends = [(x + across[0] * by, y + across[1] * by) for by in _BENDS]
        return min(bends, key=lambda bend: self._met(line, bend))

    def _met(self, line: DrawnLine, bend: Point) -> int:
        """Boxes of others that the line runs through."""
        ends = {line.source, line.target}
        others = [box for at, box in enumerate(self._drawing.boxes) if at not in ends]
        way = [_on_curve(*self._ends(line), bend, at / _SAMPLES) for at in range(1, _SAMPLES)]
        return sum(any(self._covers(box, spot, BOX) for spot in way) for box in others)

    def _covers(self, box: DrawnBox, spot: Point, size: Point) -> bool:
        x, y = self._centre(box)
        return abs(spot[0] - x) < size[0] / 2 and abs(spot[1] - y) < size[1] / 2

    def _line(self, line: DrawnLine) -> Sequence[Path | Polygon]:
        one, other = self._ends(line)
        bend = self._bend(line)
        ink, width = (self._strong.color, 1.6) if line.strong else (self._plain.color, 0.6)
        drawn = Path(strokeColor=ink, strokeWidth=width, fillColor=None)
        drawn.moveTo(*one)
        drawn.curveTo(*_towards(one, bend), *_towards(other, bend), *other)
        if line.style in _DASHES:
            drawn.strokeDashArray = _DASHES[line.style]
        return (drawn, _arrow(bend, other, ink)) if line.arrow else (drawn,)

    def _box(self, box: DrawnBox) -> Rect | Polygon:
        x, y = self._centre(box)
        left, bottom = x - BOX[0] / 2, y - BOX[1] / 2
        corner = BOX[1] / 2 if box.shape == "round" else 2
        shape: Rect | Polygon = Rect(left, bottom, *BOX, rx=corner, ry=corner)
        if box.shape in _OUTLINES:
            outline = ((left + dx, bottom + dy) for dx, dy in _OUTLINES[box.shape])
            shape = Polygon([part for point in outline for part in point])
        shape.strokeColor, shape.fillColor = self._plain.color, _GROUND
        shape.strokeWidth = 1.6 if box.strong else 0.6
        return shape

    def _label(self, line: DrawnLine) -> None:
        """One line of words on a white ground, so that the line does not run through them; none
        where boxes and other words leave no room for it, as the table has it."""
        shown = cut_to(self._text(line.row, line.column), self._plain, _LABEL, 1)
        if not shown:
            return
        wide = natural_width(shown, self._plain) + 1
        words = typeset(shown, self._plain, wide)
        high = words.wrap(wide, 1e6)[1]
        room = BOX[0] + wide, BOX[1] + high
        ways = (_on_curve(*self._ends(line), self._bend(line), at) for at in _SPOTS)
        free = (
            spot
            for spot in ways
            if not any(self._covers(box, spot, room) for box in self._drawing.boxes)
            and not any(_meet(other, (*spot, wide, high)) for other in self._labels)
        )
        middle = next(free, None)
        if middle is None:
            return
        self._labels.append((*middle, wide, high))
        left, low = middle[0] - wide / 2, middle[1] - high / 2
        self.canv.setFillColor(_GROUND)
        self.canv.rect(left - 1, low, wide + 2, high, stroke=0, fill=1)
        words.drawOn(self.canv, left, low)

    def _fill(self, box: DrawnBox) -> None:
        """The name in its box, in two lines at most."""
        style = self._strong if box.strong else self._plain
        slant = {"box": 0.0, "tab": 0.0, "round": BOX[1] / 2}.get(box.shape, 2 * _CUT)
        room = BOX[0] - 2 * _PAD - slant
        words = typeset(cut_to(self._text(box.row, box.column), style, room, 2), style, room)
        high = words.wrap(room, 1e6)[1]
        x, y = self._centre(box)
        words.drawOn(self.canv, x - room / 2, y - high / 2)

    def _tag(self, box: DrawnBox) -> None:
        """What kinds of claims lists make, each in a frame of its own on the upper edge of the box;
        that of an identity which is not confirmed is dashed."""
        style = replace(self._strong, size=_TAG, leading=_TAG + 1)
        x, y = self._centre(box)
        right, low = x + BOX[0] / 2 - 2, y + BOX[1] / 2 - 1.5
        for number, name in enumerate(box.tags):
            kind = ClaimKind(name)
            wide = natural_width(kind.words, style)
            bottom = low + number * (_TAG + 2.5)
            frame = Rect(right - wide - 4, bottom, wide + 4, _TAG + 2, rx=1, ry=1)
            frame.strokeColor, frame.fillColor, frame.strokeWidth = style.color, _GROUND, 0.5
            if kind is ClaimKind.UNCONFIRMED:
                frame.strokeDashArray = _DASHES["dashed"]
            self._place([frame])
            words = typeset(kind.words, style, wide + 1)
            words.wrap(wide + 1, 1e6)
            words.drawOn(self.canv, right - wide - 2, bottom + 0.5)


_OUTLINES: Final[dict[str, tuple[Point, ...]]] = {
    "pointed": (
        (0, BOX[1] / 2), (_CUT, BOX[1]), (BOX[0] - _CUT, BOX[1]),
        (BOX[0], BOX[1] / 2), (BOX[0] - _CUT, 0), (_CUT, 0),
    ),
    "tab": (
        (0, 0), (0, BOX[1]), (BOX[0] * 0.3, BOX[1]), (BOX[0] * 0.3 + 3, BOX[1] - 3),
        (BOX[0], BOX[1] - 3), (BOX[0], 0),
    ),
    "cut": (
        (0, 0), (0, BOX[1] - _CUT), (_CUT, BOX[1]), (BOX[0] - _CUT, BOX[1]),
        (BOX[0], BOX[1] - _CUT), (BOX[0], 0),
    ),
}  # fmt: skip


def _on_curve(one: Point, other: Point, bend: Point, at: float) -> Point:
    """A point of the curve that is drawn from one end to the other towards the bend."""
    parts = ((1 - at) ** 3, 3 * (1 - at) ** 2 * at, 3 * (1 - at) * at**2, at**3)
    points = (one, _towards(one, bend), _towards(other, bend), other)
    x = fsum(part * point[0] for part, point in zip(parts, points, strict=True))
    return x, fsum(part * point[1] for part, point in zip(parts, points, strict=True))


def _meet(one: _Label, other: _Label) -> bool:
    across, along = abs(one[0] - other[0]), abs(one[1] - other[1])
    return across < (one[2] + other[2]) / 2 + 2 and along < (one[3] + other[3]) / 2


def _towards(end: Point, bend: Point) -> Point:
    return end[0] + (bend[0] - end[0]) * 2 / 3, end[1] + (bend[1] - end[1]) * 2 / 3


def _arrow(start: Point, end: Point, ink: Color) -> Polygon:
    """A head on the border of the box that the line leads to."""
    dx, dy = start[0] - end[0], start[1] - end[1]
    far = hypot(dx, dy) or 1.0
    share = min(BOX[0] / 2 / abs(dx) if dx else 1.0, BOX[1] / 2 / abs(dy) if dy else 1.0, 1.0)
    tip = end[0] + dx * share, end[1] + dy * share
    ux, uy = dx / far, dy / far
    back = tip[0] + ux * _HEAD, tip[1] + uy * _HEAD
    side = _HEAD / 2.4
    points = [
        *tip,
        back[0] - uy * side,
        back[1] + ux * side,
        back[0] + uy * side,
        back[1] - ux * side,
    ]
    return Polygon(points, strokeColor=ink, strokeWidth=0.3, fillColor=ink)
