"""A link chart with a place for every node, painted at any zoom.

Links are gathered into a path once, when the chart or its marks change. Farther away than words
can be read, nodes are plain boxes drawn in one call.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from landwaiter.domain.chart.chart_network import DIRECTED, drawn_label
from landwaiter.domain.chart.chart_parts import Edge, Node
from landwaiter.domain.chart.whole_chart import Chart
from landwaiter.services.chart.chart_layout import ChartLayout
from landwaiter.ui.chart.chart_nodes import NAMED, NodeLook, far_ink, paint_name, paint_node
from landwaiter.ui.chart.chart_shapes import (
    HEIGHT,
    WIDTH,
    Stroke,
    add_arrow,
    border_point,
    stroke_of,
)
from landwaiter.ui.chart.claim_tags import reach
from landwaiter.ui.kit import fonts
from landwaiter.ui.kit.fonts import Size
from landwaiter.ui.kit.theme import Ink, Theme

READABLE: Final = 0.55
"""Below this zoom the words of a node are smaller than can be read."""
_SPOTS: Final = (0.5, 0.3, 0.7, 0.4, 0.6)
"""How far along a link its words stand: several links of the same two take turns."""
_TAGS: Final = 40.0
"""Above and below a node, for the tags of its claims."""
_CROWD: Final = 60
"""Links of one node from which on they are drawn thin."""
Parts = tuple[frozenset[int], frozenset[str]]
"""Links by their number, and nodes."""
NOTHING: Final[Parts] = (frozenset(), frozenset())


@dataclass(frozen=True, slots=True)
class Lens:
    """Which part of the chart is seen, and how near."""

    zoom: float = 1.0
    """1: a node has the size in which it is laid out."""
    moved: QPointF = field(default_factory=QPointF)

    def on_screen(self, place: QPointF) -> QPointF:
        return place * self.zoom + self.moved

    def in_chart(self, spot: QPointF) -> QPointF:
        return (spot - self.moved) / self.zoom


class ChartPicture:
    """Where everything lies, what stands out, and how it is painted."""

    def __init__(self, drawn: Chart = Chart((), ()), layout: ChartLayout = ChartLayout()) -> None:  # noqa: B008  # frozen
        self.chart = drawn
        scale, here = fonts.scale_now(), {node.id for node in drawn.nodes}
        self.places = {
            one.id: QPointF(one.x * scale, one.y * scale) for one in layout.places if one.id in here
        }
        self._size = WIDTH * scale, HEIGHT * scale
        self._marked = self._way = NOTHING
        met = Counter(end for edge in drawn.edges for end in (edge.source, edge.target))
        self._crowded = frozenset(node for node, count in met.items() if count > _CROWD)
        self._spots = _label_spots(drawn)
        self._spans = [self._span(edge) for edge in drawn.edges]
        self._gather()

    def mark(self, edges: Collection[int], nodes: Collection[str]) -> None:
        """Colour what a rule rests on."""
        self._marked = (frozenset(edges), frozenset(nodes))
        self._gather()

    def show_way(self, edges: Collection[int], nodes: Collection[str]) -> None:
        """Draw one way between two nodes over everything else."""
        self._way = (frozenset(edges), frozenset(nodes))
        self._gather()

    def box(self, node: str) -> QRectF:
        """The room of a node, in the measures of the chart."""
        centre, (wide, high) = self.places[node], self._size
        return QRectF(centre.x() - wide / 2, centre.y() - high / 2, wide, high)

    def node_at(self, there: QPointF) -> str:
        """The node at a point of the chart; empty where none lies."""
        return next((one for one in self.places if self.box(one).contains(there)), "")

    @property
    def bounds(self) -> QRectF:
        """The room that all nodes take, with their tags."""
        if not self.places:
            return QRectF()
        boxes = [reach(node, self.box(node.id)) for node in self.chart.nodes]
        left, top = min(one.left() for one in boxes), min(one.top() for one in boxes)
        right, bottom = max(one.right() for one in boxes), max(one.bottom() for one in boxes)
        return QRectF(left, top, right - left, bottom - top)

    def paint(
        self, painter: QPainter, theme: Theme, rect: QRectF, lens: Lens, *, at: str, focus: bool
    ) -> None:
        """What the lens shows in the rectangle; `at` is the node under the cursor.

        A drawing has no direction of reading: it is the same in every language.
        """
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        painter.fillRect(rect, theme.colour("window"))
        painter.translate(lens.moved)
        painter.scale(lens.zoom, lens.zoom)
        is_near = lens.zoom >= READABLE
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, is_near)
        looks = _Looks(self._marked[1], self._way[1], at, focus)
        area = QRectF(lens.in_chart(rect.topLeft()), rect.size() / lens.zoom)
        if is_near:
            self._paint_near(painter, theme, area, looks)
        else:
            _paint_lines(painter, theme, self._lines, dashed=lens.zoom >= NAMED)
            self._paint_far(painter, theme, lens.zoom, looks)
        painter.resetTransform()
        if NAMED <= lens.zoom < READABLE:
            self._paint_names(painter, theme, rect, lens, looks)

    def _gather(self) -> None:
        """Links by pen, each pen one path."""
        self._lines: dict[Stroke, QPainterPath] = {}
        for number, edge in enumerate(self.chart.edges):
            self._add_line(self._lines, number, edge)

    def _add_line(self, lines: dict[Stroke, QPainterPath], number: int, edge: Edge) -> None:
        line = lines.setdefault(self._stroke(number, edge), QPainterPath())
        line.moveTo(self.places[edge.source])
        line.lineTo(self.places[edge.target])

    def _span(self, edge: Edge) -> tuple[tuple[float, float], tuple[float, float]]:
        one, other = self.places[edge.source], self.places[edge.target]
        return (one.x(), other.x()), (one.y(), other.y())

    def _stroke(self, number: int, edge: Edge) -> Stroke:
        return stroke_of(
            edge,
            marked=number in self._marked[0],
            on_way=number in self._way[0],
            crowded=edge.source in self._crowded or edge.target in self._crowded,
        )

    def _paint_far(self, painter: QPainter, theme: Theme, zoom: float, looks: "_Looks") -> None:
        """Plain boxes, those of one ink in one call."""
        by_ink: dict[Ink, list[QRectF]] = {}
        for node in self.chart.nodes:
            by_ink.setdefault(far_ink(node, looks.of(node), zoom), []).append(self.box(node.id))
        pen = QPen(theme.colour("control" if zoom >= NAMED else "window"), 1)
        pen.setCosmetic(True)
        painter.setPen(pen)
        for ink, boxes in by_ink.items():
            painter.setBrush(theme.colour(ink))
            painter.drawRects(boxes)
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _paint_names(
        self, painter: QPainter, theme: Theme, rect: QRectF, lens: Lens, looks: "_Looks"
    ) -> None:
        for node in self.chart.nodes:
            box = self.box(node.id)
            area = QRectF(lens.on_screen(box.topLeft()), lens.on_screen(box.bottomRight()))
            if area.intersects(rect):
                paint_name(painter, theme, node, area, far_ink(node, looks.of(node), lens.zoom))

    def _paint_near(self, painter: QPainter, theme: Theme, area: QRectF, looks: "_Looks") -> None:
        """What is in sight, with words: lines that pass through, and whoever is there."""
        seen = self._seen(area)
        lines: dict[Stroke, QPainterPath] = {}
        for number, edge in seen:
            self._add_line(lines, number, edge)
        _paint_lines(painter, theme, lines, dashed=True)
        for stroke, heads in self._heads_of(seen).items():
            painter.fillPath(heads, theme.colour(stroke.ink))
        for number, edge in seen:
            one, other = self.places[edge.source], self.places[edge.target]
            middle = one + (other - one) * self._spots[number]
            if area.contains(middle):
                _paint_words(painter, theme, edge, middle, self._stroke(number, edge))
        near = area.adjusted(-WIDTH, -HEIGHT - _TAGS, WIDTH, HEIGHT + _TAGS)
        for node in self.chart.nodes:
            if near.contains(self.places[node.id]):
                paint_node(painter, theme, node, self.box(node.id), looks.of(node))

    def _heads_of(self, seen: Iterable[tuple[int, Edge]]) -> Mapping[Stroke, QPainterPath]:
        """Arrow heads of links that lead from one to the other."""
        heads: dict[Stroke, QPainterPath] = {}
        for number, edge in seen:
            if edge.kind in DIRECTED:
                one, other = self.places[edge.source], self.places[edge.target]
                path = heads.setdefault(self._stroke(number, edge), QPainterPath())
                add_arrow(path, one, border_point(other, one))
        return heads

    def _seen(self, area: QRectF) -> list[tuple[int, Edge]]:
        """Links whose box meets the area."""
        left, right, top, bottom = area.left(), area.right(), area.top(), area.bottom()
        return [
            (number, edge)
            for number, edge in enumerate(self.chart.edges)
            if not (
                max(ends := self._spans[number][0]) < left
                or min(ends) > right
                or max(sides := self._spans[number][1]) < top
                or min(sides) > bottom
            )
        ]


@dataclass(frozen=True, slots=True)
class _Looks:
    """What stands out on a picture."""

    marked: frozenset[str]
    way: frozenset[str]
    at: str
    has_focus: bool

    def of(self, node: Node) -> NodeLook:
        return NodeLook(
            node.id == self.at, self.has_focus, node.id in self.marked, node.id in self.way
        )


def _paint_lines(
    painter: QPainter, theme: Theme, lines: Mapping[Stroke, QPainterPath], *, dashed: bool
) -> None:
    """One path for each pen; dots and dashes are not seen from afar, and cost most."""
    for stroke in sorted(lines, key=lambda one: one.width):
        pen = stroke.pen(theme)
        if not dashed and not stroke.is_unsure:
            pen.setStyle(Qt.PenStyle.SolidLine)
        painter.strokePath(lines[stroke], pen)


def _paint_words(
    painter: QPainter, theme: Theme, edge: Edge, middle: QPointF, stroke: Stroke
) -> None:
    """What a link says on its line, and since when under it."""
    is_strong = stroke.ink in {"accent", "high"} or edge.kind == "owns"
    lines = [(drawn_label(edge), is_strong), *([(edge.span, False)] if edge.span else [])]
    height = 13.0 * fonts.scale_now()
    top = middle.y() - height * len(lines) / 2
    for text, bold in lines:
        painter.setFont(fonts.font(Size.SMALL, bold=bold))
        metrics = fonts.metrics(Size.SMALL, bold=bold)
        room = int(150 * fonts.scale_now())
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        wide = metrics.horizontalAdvance(shown) + 6
        area = QRectF(middle.x() - wide / 2, top, wide, height)
        painter.fillRect(area, theme.colour("window"))
        is_faint = stroke.ink == "line2"
        painter.setPen(theme.colour(stroke.ink if bold and not is_faint else "text2"))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, shown)
        top += height


def _label_spots(drawn: Chart) -> tuple[float, ...]:
    met: dict[frozenset[str], int] = {}
    spots = []
    for edge in drawn.edges:
        pair = frozenset((edge.source, edge.target))
        turn = met[pair] = met.get(pair, -1) + 1
        spots.append(_SPOTS[turn % len(_SPOTS)])
    return tuple(spots)
