"""The link chart drawn: nodes as boxes, edges as lines, the edges of a pattern in colour."""

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from landwaiter.domain.chart import Chart
from landwaiter.domain.chart_parts import Edge, Node
from landwaiter.i18n import _
from landwaiter.services.chart import ChartView
from landwaiter.ui import fonts
from landwaiter.ui.fonts import Size
from landwaiter.ui.theme import Ink, Theme, theme_of

NODE_WIDTH, NODE_HEIGHT, MARGIN = 168, 40, 24
LEAST_ZOOM, MOST_ZOOM, STEP = 0.3, 4.0, 1.2
_INKS: Final[Mapping[str, Ink]] = {
    "case": "tint",
    "listing": "highbg",
    "item": "alt",
    "owner": "medbg",
}
_DASHED: Final = frozenset({"resembles", "also in"})


class ChartCanvas(QWidget):
    """Tab and the arrows move between nodes, Plus and Minus zoom, 0 fits, the mouse drags."""

    node_shown = Signal(object)
    """The node under the cursor."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Link chart; its links are listed beside it"))
        self.setMinimumSize(QSize(fonts.px(520), fonts.px(360)))
        self._chart = Chart((), ())
        self._places: dict[str, tuple[float, float]] = {}
        self._edges: frozenset[int] = frozenset()
        self._nodes: frozenset[str] = frozenset()
        self._hidden: frozenset[str] = frozenset()
        self._at, self._zoom, self._moved = 0, 1.0, QPointF(0, 0)
        self._dragged: QPointF | None = None

    def show_chart(self, view: ChartView) -> None:
        """Another chart, fitted into the widget."""
        self._chart = view.chart
        self._places = {one.id: (one.x, one.y) for one in view.places}
        self._edges, self._nodes, self._at = frozenset(), frozenset(), 0
        self.fit()

    def mark(self, edges: Collection[int], nodes: Collection[str]) -> None:
        """Colour what a pattern rests on."""
        self._edges, self._nodes = frozenset(edges), frozenset(nodes)
        self.update()

    def hide_kinds(self, kinds: Collection[str]) -> None:
        """Leave out edges of these kinds."""
        self._hidden = frozenset(kinds)
        self.update()

    @property
    def node(self) -> Node | None:
        """The node under the cursor."""
        nodes = self._chart.nodes
        return nodes[self._at] if self._at < len(nodes) else None

    def fit(self) -> None:
        self._zoom, self._moved = 1.0, QPointF(0, 0)
        self.update()

    def zoom(self, by: float) -> None:
        self._zoom = min(MOST_ZOOM, max(LEAST_ZOOM, self._zoom * by))
        self.update()

    def save(self, file: Path) -> bool:
        """The whole chart as PNG, whatever is zoomed; False where it cannot be written."""
        kept = self._zoom, self._moved
        self._zoom, self._moved = 1.0, QPointF(0, 0)
        image = QImage(self.size() * 2, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(2)
        painter = QPainter(image)
        self._paint(painter, theme_of(self.palette()))
        painter.end()
        self._zoom, self._moved = kept
        return image.save(str(file))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._paint(painter, theme_of(self.palette()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        deeds = {
            Qt.Key.Key_Right: lambda: self._step(1),
            Qt.Key.Key_Down: lambda: self._step(1),
            Qt.Key.Key_Left: lambda: self._step(-1),
            Qt.Key.Key_Up: lambda: self._step(-1),
            Qt.Key.Key_Plus: lambda: self.zoom(STEP),
            Qt.Key.Key_Minus: lambda: self.zoom(1 / STEP),
            Qt.Key.Key_0: self.fit,
        }
        deed = deeds.get(Qt.Key(event.key()))
        if deed is None:
            super().keyPressEvent(event)
        else:
            deed()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._dragged = event.position()
        boxes = (self._box(node.id) for node in self._chart.nodes)
        hit = next((n for n, box in enumerate(boxes) if box.contains(event.position())), None)
        if hit is not None:
            self._at = hit
            self.node_shown.emit(self.node)
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._dragged is not None:
            self._moved += event.position() - self._dragged
            self._dragged = event.position()
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._dragged = None

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.zoom(STEP if event.angleDelta().y() > 0 else 1 / STEP)

    def _step(self, by: int) -> None:
        if self._chart.nodes:
            self._at = (self._at + by) % len(self._chart.nodes)
            self.node_shown.emit(self.node)
            self.update()

    def _centre(self, node: str) -> QPointF:
        x, y = self._places.get(node, (0.5, 0.5))
        wide = max(1.0, self.width() - fonts.px(NODE_WIDTH) - 2 * MARGIN)
        high = max(1.0, self.height() - fonts.px(NODE_HEIGHT) - 2 * MARGIN)
        left = MARGIN + fonts.px(NODE_WIDTH) / 2 + x * wide
        top = MARGIN + fonts.px(NODE_HEIGHT) / 2 + y * high
        middle = QPointF(self.width() / 2, self.height() / 2)
        return middle + (QPointF(left, top) - middle) * self._zoom + self._moved

    def _box(self, node: str) -> QRectF:
        centre = self._centre(node)
        wide, high = fonts.px(NODE_WIDTH), fonts.px(NODE_HEIGHT)
        return QRectF(centre.x() - wide / 2, centre.y() - high / 2, wide, high)

    def _paint(self, painter: QPainter, theme: Theme) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), theme.colour("base"))
        for number, edge in enumerate(self._chart.edges):
            if edge.kind not in self._hidden:
                self._paint_edge(painter, theme, edge, marked=number in self._edges)
        for number, node in enumerate(self._chart.nodes):
            self._paint_node(painter, theme, node, here=number == self._at and self.hasFocus())

    def _paint_edge(self, painter: QPainter, theme: Theme, edge: Edge, *, marked: bool) -> None:
        one, other = self._centre(edge.source), self._centre(edge.target)
        pen = QPen(theme.colour("high" if marked else "control"), 2.4 if marked else 1.0)
        if edge.kind in _DASHED and not marked:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.drawLine(one, other)
        middle = (one + other) / 2
        painter.setFont(fonts.font(Size.SMALL, bold=marked))
        metrics = painter.fontMetrics()
        area = QRectF(metrics.boundingRect(edge.label)).adjusted(-3, -1, 3, 1)
        area.moveCenter(middle)
        painter.fillRect(area, theme.colour("base"))
        painter.setPen(theme.colour("high" if marked else "text2"))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, edge.label)

    def _paint_node(self, painter: QPainter, theme: Theme, node: Node, *, here: bool) -> None:
        box = self._box(node.id)
        marked = node.id in self._nodes
        path = QPainterPath()
        path.addRoundedRect(box, 4, 4)
        painter.fillPath(path, theme.colour(_INKS.get(node.kind, "window")))
        edge: QColor = theme.colour("high" if marked else "accent" if here else "control")
        painter.setPen(QPen(edge, 2.2 if marked or here else 1.0))
        painter.drawPath(path)
        for text, bold, ink, place in self._lines(node, box):
            painter.setFont(fonts.font(Size.SMALL, bold=bold))
            painter.setPen(theme.colour(ink))
            shown = painter.fontMetrics().elidedText(
                text, Qt.TextElideMode.ElideRight, int(place.width())
            )
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, shown)

    @staticmethod
    def _lines(node: Node, box: QRectF) -> list[tuple[str, bool, Ink, QRectF]]:
        inner = box.adjusted(8, 3, -8, -3)
        if not node.detail:
            return [(node.label, True, "text", inner)]
        half = inner.height() / 2
        upper = QRectF(inner.left(), inner.top(), inner.width(), half)
        return [
            (node.label, True, "text", upper),
            (node.detail, False, "text2", upper.translated(0, half)),
        ]
