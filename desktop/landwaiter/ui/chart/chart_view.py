"""The link chart as a widget: a cursor on its nodes, moved by keys and the mouse; zoomed, saved."""

from collections.abc import Callable, Collection, Mapping
from math import atan2, hypot, pi
from pathlib import Path
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from landwaiter.domain.chart.chart_parts import Node
from landwaiter.domain.chart.chart_walk import neighbours
from landwaiter.domain.chart.whole_chart import Chart
from landwaiter.i18n import _
from landwaiter.services.chart.chart_layout import ChartLayout
from landwaiter.ui.chart.chart_picture import ChartPicture, Lens
from landwaiter.ui.kit import fonts, keys
from landwaiter.ui.kit.picture_file import write_picture
from landwaiter.ui.kit.theme import theme_of

LEAST_ZOOM, MOST_ZOOM, STEP = 0.02, 3.0, 1.2
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
        self.setMinimumSize(QSize(fonts.px(240), fonts.px(180)))
        self._picture, self._lens = ChartPicture(), Lens()
        self._beside = neighbours(self._picture.chart)
        self._at = ""
        self._is_fitted = True
        self._dragged: QPointF | None = None
        self.setMouseTracking(True)
        self._tell()

    def show_chart(self, drawn: Chart, layout: ChartLayout) -> None:
        """Another chart, or another part of it; a node that stays keeps the cursor."""
        self._picture = ChartPicture(drawn, layout)
        self._beside = neighbours(drawn)
        if self._at not in self._picture.places:
            self._at = drawn.nodes[0].id if drawn.nodes else ""
        if self._is_fitted:
            self.fit()
        self._tell()
        self.update()

    def mark(self, edges: Collection[int], nodes: Collection[str]) -> None:
        """Colour what a rule rests on."""
        self._picture.mark(edges, nodes)
        self.update()

    def show_way(self, edges: Collection[int], nodes: Collection[str]) -> None:
        """Draw one way between two nodes over everything else."""
        self._picture.show_way(edges, nodes)
        self.update()

    @property
    def node(self) -> Node | None:
        """The node under the cursor."""
        return next((node for node in self._picture.chart.nodes if node.id == self._at), None)

    @property
    def zoom_now(self) -> float:
        """1: a node has the size in which it is laid out."""
        return self._lens.zoom

    def go_to(self, node: str) -> None:
        """Put the cursor on a node, and the node where it can be seen."""
        places = self._picture.places
        if node not in places or node == self._at:
            return
        self._at = node
        spot = self._lens.on_screen(places[node])
        inner = QRectF(self.rect()).adjusted(60, 40, -60, -40)
        if not inner.contains(spot):
            self._lens = Lens(self._lens.zoom, self._lens.moved + inner.center() - spot)
        self._tell()
        self.node_shown.emit(self.node)
        self.update()

    def fit(self) -> None:
        """The whole chart in the widget."""
        self._lens = self._fitting()
        self._is_fitted = True
        self.update()

    def _fitting(self) -> Lens:
        bounds, area = self._picture.bounds, QRectF(self.rect())
        if bounds.isEmpty():
            return Lens()
        room = area.adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        fitting = min(room.width() / bounds.width(), room.height() / bounds.height())
        zoom = max(LEAST_ZOOM, min(_MOST_FIT, fitting))
        return Lens(zoom, area.center() - bounds.center() * zoom)

    def zoom(self, by: float, about: QPointF | None = None) -> None:
        """Nearer or farther; what lies at `about`, else in the middle, stays there."""
        spot, before = about or QRectF(self.rect()).center(), self._lens
        zoom = min(MOST_ZOOM, max(LEAST_ZOOM, before.zoom * by))
        self._lens = Lens(zoom, spot - (spot - before.moved) * (zoom / before.zoom))
        self._is_fitted = False
        self.update()

    def save(self, file: Path) -> None:
        """The whole chart as PNG, whatever is zoomed; Unavailable where it cannot be written."""
        image = QImage(self.size() * 2, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(2)
        self._paint(QPainter(image), self._fitting())
        write_picture(file, image)

    def paintEvent(self, event: QPaintEvent) -> None:
        self._paint(QPainter(self), self._lens)

    def _paint(self, painter: QPainter, lens: Lens) -> None:
        theme, rect = theme_of(self.palette()), QRectF(self.rect())
        if self._picture.chart.nodes:
            self._picture.paint(painter, theme, rect, lens, at=self._at, focus=self.hasFocus())
        else:
            painter.fillRect(rect, theme.colour("window"))
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._is_fitted:
            self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        single: dict[Qt.Key, Callable[[], object]] = {
            Qt.Key.Key_Plus: lambda: self.zoom(STEP),
            Qt.Key.Key_Minus: lambda: self.zoom(1 / STEP),
            Qt.Key.Key_0: self.fit,
            Qt.Key.Key_N: lambda: self._step(1),
            Qt.Key.Key_B: lambda: self._step(-1),
        }
        deeds: dict[Qt.Key, Callable[[], object]] = {
            Qt.Key.Key_Return: lambda: self.node_opened.emit(self.node),
            Qt.Key.Key_Enter: lambda: self.node_opened.emit(self.node),
            **({} if keys.rests(self) else single),
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
        if self._dragged is None:
            self._name_under(event.position())
        else:
            moved = self._lens.moved + event.position() - self._dragged
            self._lens = Lens(self._lens.zoom, moved)
            self._dragged, self._is_fitted = event.position(), False
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._dragged = None

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.zoom(STEP if event.angleDelta().y() > 0 else 1 / STEP, event.position())

    def _name_under(self, spot: QPointF) -> None:
        """The whole name of the node there: what has no room in its box is cut on it."""
        hit = self._node_at(spot)
        node = next((one for one in self._picture.chart.nodes if one.id == hit), None)
        said = (node.label, node.detail) if node else ()
        self.setToolTip("\n".join(filter(None, said)))

    def _node_at(self, spot: QPointF) -> str:
        return self._picture.node_at(self._lens.in_chart(spot))

    def _step(self, by: int) -> None:
        ids = [node.id for node in self._picture.chart.nodes]
        if ids:
            self.go_to(ids[(ids.index(self._at) + by) % len(ids)])

    def _go(self, direction: float) -> None:
        """To the neighbour that lies in the direction; where none does, to whoever is there."""
        places = self._picture.places
        here = places.get(self._at)
        if here is None:
            return
        joined = {one.node for one in self._beside.get(self._at, ())}
        found = self._nearest(here, direction, joined) or self._nearest(
            here, direction, places.keys() - {self._at}
        )
        if found:
            self.go_to(found)

    def _nearest(self, here: QPointF, direction: float, among: Collection[str]) -> str:
        best, least = "", float("inf")
        for one in among:
            place = self._picture.places[one]
            dx, dy = place.x() - here.x(), place.y() - here.y()
            off = abs((atan2(dy, dx) - direction + pi) % (2 * pi) - pi)
            cost = hypot(dx, dy) * (1 + off)
            if off <= _CONE and cost < least:
                best, least = one, cost
        return best

    def _tell(self) -> None:
        """What a screen reader says: the node under the cursor with its claims, and how many are
        beside it."""
        node = self.node
        if node is None:
            self.setAccessibleName(_("Link chart without a node"))
            return
        words = [node.label, node.detail, *(claim.text for claim in node.claims)]
        said = _("Link chart, at {node}; beside it: {count}")
        beside = len(self._beside.get(node.id, ()))
        self.setAccessibleName(said.format(node=", ".join(filter(None, words)), count=beside))
