"""The link chart drawn: nodes by their kind, links in one path for each pen, detail by zoom.

Links are gathered into a path once, when the chart or its marks change. Farther away than words
can be read, nodes are plain boxes drawn in one call.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from math import atan2, hypot, pi
from pathlib import Path
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from landwaiter.domain.chart import Chart
from landwaiter.domain.chart_parts import Edge, Node
from landwaiter.domain.chart_walk import neighbours
from landwaiter.i18n import _
from landwaiter.services.chart_layout import Layout
from landwaiter.ui import fonts, icons
from landwaiter.ui.chartshapes import (
    DIRECTED,
    GROUNDS,
    HEIGHT,
    WIDTH,
    Stroke,
    add_arrow,
    border_point,
    icon_of,
    outline,
    stroke_of,
)
from landwaiter.ui.fonts import Size
from landwaiter.ui.theme import Ink, Theme, theme_of

LEAST_ZOOM, MOST_ZOOM, STEP = 0.02, 3.0, 1.2
READABLE: Final = 0.55
"""Below this zoom the words of a node are smaller than can be read."""
NAMED: Final = 0.3
"""From here on a name fits into a node, in a size that can be read."""
_MARGIN: Final = 28.0
_MOST_FIT: Final = 1.1
_CONE: Final = pi * 0.42
"""An arrow key finds who lies within this angle of its direction."""
_ARROWS: Final[Mapping[Qt.Key, float]] = {
    Qt.Key.Key_Right: 0.0,
    Qt.Key.Key_Down: pi / 2,
    Qt.Key.Key_Left: pi,
    Qt.Key.Key_Up: -pi / 2,
}


class ChartCanvas(QWidget):
    """Arrows go to the neighbour that lies there, N and B through all, Enter opens a node."""

    node_shown = Signal(object)
    """The node under the cursor."""
    node_opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Link chart; its links are listed beside it"))
        self.setMinimumSize(QSize(fonts.px(420), fonts.px(300)))
        self._chart = Chart((), ())
        self._places: dict[str, QPointF] = {}
        self._beside = neighbours(self._chart)
        self._marked: tuple[frozenset[int], frozenset[str]] = (frozenset(), frozenset())
        self._way: tuple[frozenset[int], frozenset[str]] = (frozenset(), frozenset())
        self._lines: dict[Stroke, QPainterPath] = {}
        self._spots: tuple[float, ...] = ()
        self._spans: list[tuple[tuple[float, float], tuple[float, float]]] = []
        self._at, self._zoom, self._moved = "", 1.0, QPointF(0, 0)
        self._is_fitted = True
        self._dragged: QPointF | None = None

    def show_chart(self, drawn: Chart, layout: Layout) -> None:
        """Another chart, or another part of it; a node that stays keeps the cursor."""
        self._chart = drawn
        scale = fonts.scale_now()
        here = {node.id for node in drawn.nodes}
        self._places = {
            one.id: QPointF(one.x * scale, one.y * scale) for one in layout.places if one.id in here
        }
        self._beside = neighbours(drawn)
        self._marked = self._way = (frozenset(), frozenset())
        if self._at not in self._places:
            self._at = drawn.nodes[0].id if drawn.nodes else ""
        self._gather()
        if self._is_fitted:
            self.fit()
        self.update()

    def mark(self, edges: Collection[int], nodes: Collection[str]) -> None:
        """Colour what a rule rests on."""
        self._marked = (frozenset(edges), frozenset(nodes))
        self._gather()
        self.update()

    def show_way(self, edges: Collection[int], nodes: Collection[str]) -> None:
        """Draw one way between two nodes over everything else."""
        self._way = (frozenset(edges), frozenset(nodes))
        self._gather()
        self.update()

    @property
    def node(self) -> Node | None:
        """The node under the cursor."""
        return next((node for node in self._chart.nodes if node.id == self._at), None)

    @property
    def zoom_now(self) -> float:
        """1: a node has the size in which it is laid out."""
        return self._zoom

    def go_to(self, node: str) -> None:
        """Put the cursor on a node, and the node where it can be seen."""
        if node not in self._places or node == self._at:
            return
        self._at = node
        spot = self._on_screen(self._places[node])
        inner = QRectF(self.rect()).adjusted(60, 40, -60, -40)
        if not inner.contains(spot):
            self._moved += inner.center() - spot
        self.node_shown.emit(self.node)
        self.update()

    def fit(self) -> None:
        """The whole chart in the widget."""
        self._zoom, self._moved = self._fitting(QRectF(self.rect()))
        self._is_fitted = True
        self.update()

    def _fitting(self, area: QRectF) -> tuple[float, QPointF]:
        if not self._places:
            return 1.0, QPointF(0, 0)
        xs = [place.x() for place in self._places.values()]
        ys = [place.y() for place in self._places.values()]
        scale = fonts.scale_now()
        wide = max(xs) - min(xs) + WIDTH * scale
        high = max(ys) - min(ys) + HEIGHT * scale
        room = area.adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        zoom = max(LEAST_ZOOM, min(_MOST_FIT, room.width() / wide, room.height() / high))
        middle = QPointF((max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2)
        return zoom, area.center() - middle * zoom

    def zoom(self, by: float, about: QPointF | None = None) -> None:
        """Nearer or farther; what lies at `about`, else in the middle, stays there."""
        spot = about or QRectF(self.rect()).center()
        zoom = min(MOST_ZOOM, max(LEAST_ZOOM, self._zoom * by))
        self._moved = spot - (spot - self._moved) * (zoom / self._zoom)
        self._zoom, self._is_fitted = zoom, False
        self.update()

    def save(self, file: Path) -> bool:
        """The whole chart as PNG, whatever is zoomed; False where it cannot be written."""
        kept = self._zoom, self._moved
        size = self.size() * 2
        self._zoom, self._moved = self._fitting(QRectF(self.rect()))
        image = QImage(size, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(2)
        painter = QPainter(image)
        self._paint(painter, theme_of(self.palette()))
        painter.end()
        self._zoom, self._moved = kept
        return image.save(str(file))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._paint(painter, theme_of(self.palette()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._is_fitted:
            self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        deeds: dict[Qt.Key, Callable[[], object]] = {
            Qt.Key.Key_Plus: lambda: self.zoom(STEP),
            Qt.Key.Key_Minus: lambda: self.zoom(1 / STEP),
            Qt.Key.Key_0: self.fit,
            Qt.Key.Key_N: lambda: self._step(1),
            Qt.Key.Key_B: lambda: self._step(-1),
            Qt.Key.Key_Return: lambda: self.node_opened.emit(self.node),
            Qt.Key.Key_Enter: lambda: self.node_opened.emit(self.node),
        }
        if key in _ARROWS:
            self._go(_ARROWS[key])
        elif key in deeds and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            deeds[key]()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._dragged = event.position()
        hit = self._node_at(event.position())
        if hit:
            self.go_to(hit)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._node_at(event.position()):
            self.node_opened.emit(self.node)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._dragged is not None:
            self._moved += event.position() - self._dragged
            self._dragged, self._is_fitted = event.position(), False
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._dragged = None

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.zoom(STEP if event.angleDelta().y() > 0 else 1 / STEP, event.position())

    def _node_at(self, spot: QPointF) -> str:
        there = self._in_chart(spot)
        return next((one for one in self._places if self._box(one).contains(there)), "")

    def _step(self, by: int) -> None:
        ids = [node.id for node in self._chart.nodes]
        if ids:
            self.go_to(ids[(ids.index(self._at) + by) % len(ids)])

    def _go(self, direction: float) -> None:
        """To the neighbour that lies in the direction; where none does, to whoever is there."""
        here = self._places.get(self._at)
        if here is None:
            return
        joined = {one.node for one in self._beside.get(self._at, ())}
        found = self._nearest(here, direction, joined) or self._nearest(
            here, direction, self._places.keys() - {self._at}
        )
        if found:
            self.go_to(found)

    def _nearest(self, here: QPointF, direction: float, among: Collection[str]) -> str:
        best, least = "", float("inf")
        for one in among:
            place = self._places[one]
            dx, dy = place.x() - here.x(), place.y() - here.y()
            off = abs((atan2(dy, dx) - direction + pi) % (2 * pi) - pi)
            cost = hypot(dx, dy) * (1 + off)
            if off <= _CONE and cost < least:
                best, least = one, cost
        return best

    def _on_screen(self, place: QPointF) -> QPointF:
        return place * self._zoom + self._moved

    def _in_chart(self, spot: QPointF) -> QPointF:
        x, y = spot.x() - self._moved.x(), spot.y() - self._moved.y()
        return QPointF(x / self._zoom, y / self._zoom)

    def _box(self, node: str) -> QRectF:
        centre, scale = self._places[node], fonts.scale_now()
        wide, high = WIDTH * scale, HEIGHT * scale
        return QRectF(centre.x() - wide / 2, centre.y() - high / 2, wide, high)

    def _gather(self) -> None:
        """Links by pen, each pen one path."""
        self._lines = {}
        self._spots = _label_spots(self._chart)
        self._spans = [self._span(edge) for edge in self._chart.edges]
        for number, edge in enumerate(self._chart.edges):
            stroke = self._stroke(number, edge)
            one, other = self._places[edge.source], self._places[edge.target]
            line = self._lines.setdefault(stroke, QPainterPath())
            line.moveTo(one)
            line.lineTo(other)

    def _span(self, edge: Edge) -> tuple[tuple[float, float], tuple[float, float]]:
        one, other = self._places[edge.source], self._places[edge.target]
        return (one.x(), other.x()), (one.y(), other.y())

    def _stroke(self, number: int, edge: Edge) -> Stroke:
        return stroke_of(edge, marked=number in self._marked[0], on_way=number in self._way[0])

    def _paint(self, painter: QPainter, theme: Theme) -> None:
        painter.fillRect(self.rect(), theme.colour("window"))
        painter.translate(self._moved)
        painter.scale(self._zoom, self._zoom)
        is_near = self._zoom >= READABLE
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, is_near)
        area = QRectF(self._in_chart(QPointF(0, 0)), QRectF(self.rect()).size() / self._zoom)
        if is_near:
            self._paint_near(painter, theme, area)
        else:
            self._paint_lines(painter, theme, self._lines, dashed=self._zoom >= NAMED)
            self._paint_far(painter, theme)
        painter.resetTransform()
        if NAMED <= self._zoom < READABLE:
            self._paint_names(painter, theme)

    def _paint_far(self, painter: QPainter, theme: Theme) -> None:
        """Plain boxes, those of one ink in one call."""
        by_ink: dict[Ink, list[QRectF]] = {}
        for node in self._chart.nodes:
            by_ink.setdefault(self._far_ink(node), []).append(self._box(node.id))
        pen = QPen(theme.colour("control" if self._zoom >= NAMED else "window"), 1)
        pen.setCosmetic(True)
        painter.setPen(pen)
        for ink, boxes in by_ink.items():
            painter.setBrush(theme.colour(ink))
            painter.drawRects(boxes)
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _paint_names(self, painter: QPainter, theme: Theme) -> None:
        """Names alone, in the size in which they can be read, whatever the zoom."""
        face, metrics = fonts.font(Size.SMALL), fonts.metrics(Size.SMALL)
        painter.setFont(face)
        seen = QRectF(self.rect())
        for node in self._chart.nodes:
            box = self._box(node.id)
            corner, other = self._on_screen(box.topLeft()), self._on_screen(box.bottomRight())
            area = QRectF(corner, other).adjusted(2, 0, -2, 0)
            if area.intersects(seen):
                text = metrics.elidedText(node.label, Qt.TextElideMode.ElideRight, area.width())
                ink = self._far_ink(node)
                painter.setPen(theme.colour("onaccent" if ink == "accent" else "text"))
                painter.drawText(area, Qt.AlignmentFlag.AlignCenter, text)

    def _far_ink(self, node: Node) -> Ink:
        if node.id == self._at and self.hasFocus():
            return "accent"
        if node.id in self._marked[1]:
            return "highbg" if self._zoom >= NAMED else "high"
        if node.id in self._way[1]:
            return "accent"
        if node.kind == "case":
            return "tint" if self._zoom >= NAMED else "accent"
        if node.claims:
            return "highbg" if self._zoom >= NAMED else "high"
        return "base" if self._zoom >= NAMED else "control"

    @staticmethod
    def _paint_lines(
        painter: QPainter, theme: Theme, lines: Mapping[Stroke, QPainterPath], *, dashed: bool
    ) -> None:
        """One path for each pen; dots and dashes are not seen from afar, and cost most."""
        for stroke in sorted(lines, key=lambda one: one.width):
            pen = stroke.pen(theme)
            if not dashed:
                pen.setStyle(Qt.PenStyle.SolidLine)
            painter.strokePath(lines[stroke], pen)

    def _paint_near(self, painter: QPainter, theme: Theme, area: QRectF) -> None:
        """What is in sight, with words: lines that pass through, and whoever is there."""
        seen = self._seen(area)
        lines: dict[Stroke, QPainterPath] = {}
        for number, edge in seen:
            line = lines.setdefault(self._stroke(number, edge), QPainterPath())
            line.moveTo(self._places[edge.source])
            line.lineTo(self._places[edge.target])
        self._paint_lines(painter, theme, lines, dashed=True)
        for stroke, heads in self._heads_of(seen).items():
            painter.fillPath(heads, theme.colour(stroke.ink))
        for number, edge in seen:
            one, other = self._places[edge.source], self._places[edge.target]
            middle = one + (other - one) * self._spots[number]
            if area.contains(middle):
                self._paint_words(painter, theme, edge, middle, self._stroke(number, edge))
        reach = area.adjusted(-WIDTH, -HEIGHT, WIDTH, HEIGHT)
        for node in self._chart.nodes:
            if reach.contains(self._places[node.id]):
                self._paint_node(painter, theme, node)

    def _heads_of(self, seen: Iterable[tuple[int, Edge]]) -> Mapping[Stroke, QPainterPath]:
        """Arrow heads of links that lead from one to the other."""
        heads: dict[Stroke, QPainterPath] = {}
        for number, edge in seen:
            if edge.kind in DIRECTED:
                one, other = self._places[edge.source], self._places[edge.target]
                path = heads.setdefault(self._stroke(number, edge), QPainterPath())
                add_arrow(path, one, border_point(other, one))
        return heads

    def _seen(self, area: QRectF) -> list[tuple[int, Edge]]:
        """Links whose box meets the area."""
        left, right, top, bottom = area.left(), area.right(), area.top(), area.bottom()
        return [
            (number, edge)
            for number, edge in enumerate(self._chart.edges)
            if not (
                max(ends := self._spans[number][0]) < left
                or min(ends) > right
                or max(sides := self._spans[number][1]) < top
                or min(sides) > bottom
            )
        ]

    def _paint_words(
        self, painter: QPainter, theme: Theme, edge: Edge, middle: QPointF, stroke: Stroke
    ) -> None:
        """What a link says on its line, and since when under it."""
        is_strong = stroke.ink in {"accent", "high"} or edge.kind == "owns"
        lines = [(edge.label, is_strong), *([(edge.span, False)] if edge.span else [])]
        height = 13.0 * fonts.scale_now()
        top = middle.y() - height * len(lines) / 2
        for text, bold in lines:
            painter.setFont(fonts.font(Size.SMALL, bold=bold))
            metrics = fonts.metrics(Size.SMALL, bold=bold)
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, 150 * fonts.scale_now())
            wide = metrics.horizontalAdvance(shown) + 6
            area = QRectF(middle.x() - wide / 2, top, wide, height)
            painter.fillRect(area, theme.colour("window"))
            painter.setPen(theme.colour(stroke.ink if bold else "text2"))
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, shown)
            top += height

    def _paint_node(self, painter: QPainter, theme: Theme, node: Node) -> None:
        box = self._box(node.id)
        here = node.id == self._at
        marked, on_way = node.id in self._marked[1], node.id in self._way[1]
        path = outline(node, box)
        painter.fillPath(path, theme.colour(GROUNDS.get(node.kind, "base")))
        ink: Ink = "high" if marked else "accent" if on_way or here else "control"
        pen = QPen(theme.colour(ink), 2.4 if marked or on_way or here else 1.0)
        if node.kind == "fact":
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.drawPath(path)
        if here and self.hasFocus():
            painter.setPen(QPen(theme.colour("accent"), 1.4, Qt.PenStyle.DashLine))
            painter.drawRoundedRect(box.adjusted(-5, -5, 5, 5), 6, 6)
        self._paint_inside(painter, theme, node, box)
        if node.claims:
            self._paint_claims(painter, theme, node, box)

    @staticmethod
    def _paint_inside(painter: QPainter, theme: Theme, node: Node, box: QRectF) -> None:
        size = fonts.px(14)
        device = painter.device()
        ratio = (device.devicePixelRatioF() if device else 1.0) * 2
        drawing = icons.pixmap(icon_of(node), size, theme, ink="text2", ratio=ratio)
        left = box.left() + fonts.px(11)
        painter.drawPixmap(QPointF(left, box.center().y() - size / 2), drawing)
        inner = box.adjusted(fonts.px(31), fonts.px(4), -fonts.px(9), -fonts.px(4))
        for text, bold, ink, place in _lines(node, inner):
            painter.setFont(fonts.font(Size.SMALL, bold=bold, mono=node.kind == "case" and bold))
            painter.setPen(theme.colour(ink))
            shown = painter.fontMetrics().elidedText(
                text, Qt.TextElideMode.ElideRight, int(place.width())
            )
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, shown)

    @staticmethod
    def _paint_claims(painter: QPainter, theme: Theme, node: Node, box: QRectF) -> None:
        """The first claim on a tag over the node, and how many more there are."""
        more = len(node.claims) - 1
        text = _("{claim}, and {more} more").format(claim=node.claims[0], more=more)
        text = text if more else node.claims[0]
        metrics = fonts.metrics(Size.SMALL, bold=True)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width() - fonts.px(16))
        wide = metrics.horizontalAdvance(shown) + fonts.px(12)
        tag = QRectF(box.right() - wide - 6, box.top() - fonts.px(15), wide, fonts.px(17))
        path = QPainterPath()
        path.addRoundedRect(tag, 3, 3)
        painter.fillPath(path, theme.colour("highbg"))
        painter.setPen(QPen(theme.colour("high"), 1))
        painter.drawPath(path)
        painter.setFont(fonts.font(Size.SMALL, bold=True))
        painter.drawText(tag, Qt.AlignmentFlag.AlignCenter, shown)


def _label_spots(drawn: Chart) -> tuple[float, ...]:
    """How far along each link its words stand: several links of the same two take turns."""
    met: dict[frozenset[str], int] = {}
    spots = []
    for edge in drawn.edges:
        pair = frozenset((edge.source, edge.target))
        turn = met[pair] = met.get(pair, -1) + 1
        spots.append(_SPOTS[turn % len(_SPOTS)])
    return tuple(spots)


_SPOTS: Final = (0.5, 0.3, 0.7, 0.4, 0.6)


def _lines(node: Node, inner: QRectF) -> Iterator[tuple[str, bool, Ink, QRectF]]:
    if not node.detail:
        yield node.label, True, "text", inner
        return
    half = inner.height() / 2
    upper = QRectF(inner.left(), inner.top(), inner.width(), half)
    yield node.label, True, "text", upper
    yield node.detail, False, "text2", upper.translated(0, half)
