"""How a link chart draws its nodes and links: outlines, pens and icons by what they are."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import hypot
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainterPath, QPen

from landwaiter.domain.chart.chart_network import DIRECTED
from landwaiter.domain.chart.chart_parts import Edge, Node
from landwaiter.domain.chart.chart_relations import RELATED, SUPPORTS
from landwaiter.ui.kit.theme import Ink, Theme

WIDTH, HEIGHT = 168.0, 44.0
"""Of a node at 100 %; the layout keeps room for it."""
_CUT: Final = 9.0
_ICONS: Final[Mapping[str, str]] = {
    "case": "cases",
    "item": "item",
    "address": "route",
    "country": "route",
    "listing": "list",
    "vessel": "vessel",
    "person": "person",
    "university": "university",
    "state_body": "shield",
    "fact": "document",
    "incident": "flag",
}
GROUNDS: Final[Mapping[str, Ink]] = {
    "case": "tint",
    "listing": "highbg",
    "fact": "alt",
    "incident": "medbg",
}
_DOTTED: Final = frozenset(
    {"party on a case", "address", "linked to", "also in", "goods", RELATED, SUPPORTS}
)
_DASHED: Final = frozenset({"resembles", "other case", "used by a rule", "tied on a list"})
_DASH_DOT: Final = frozenset({"directs", "employs", "manages"})
UNSURE: Final[tuple[Qt.PenStyle, Ink, float]] = (Qt.PenStyle.DashLine, "med", 1.6)
"""What is alleged, or accuses and is not established."""


def icon_of(node: Node) -> str:
    return _ICONS.get(node.form) or _ICONS.get(node.kind, "entities")


@dataclass(frozen=True, slots=True)
class Stroke:
    """How one group of links is drawn: their ink, line and width."""

    ink: Ink
    line: Qt.PenStyle
    width: float
    is_unsure: bool = False
    """Dashed from afar too, where other lines run together."""

    def pen(self, theme: Theme) -> QPen:
        pen = QPen(theme.colour(self.ink), self.width)
        pen.setCosmetic(True)
        pen.setStyle(self.line)
        return pen


def stroke_of(edge: Edge, *, marked: bool, on_way: bool, crowded: bool = False) -> Stroke:
    """What a flag rests on is in the ink of flags, a way in accent; else by the kind of link.

    What is alleged is dashed in each of them.

    Where very many links meet, each is thin: they would run into one stain.
    """
    line, unsure = Qt.PenStyle.SolidLine, not edge.is_solid
    if unsure:
        line = UNSURE[0]
    if on_way:
        return Stroke("accent", line, 4.0, unsure)
    if marked:
        return Stroke("high", line, 2.6, unsure)
    if unsure:
        return Stroke(UNSURE[1], line, 1.0 if crowded else UNSURE[2], unsure)
    return Stroke("line2", line, 1.0) if crowded else _stroke_of_kind(edge.kind)


def _stroke_of_kind(kind: str) -> Stroke:
    if kind in _DASHED:
        return Stroke("control", Qt.PenStyle.DashLine, 1.0)
    if kind in _DASH_DOT:
        return Stroke("text2", Qt.PenStyle.DashDotLine, 1.2)
    if kind in DIRECTED and kind not in _DOTTED:
        return Stroke("text2", Qt.PenStyle.SolidLine, 1.4)
    return Stroke("control", Qt.PenStyle.DotLine, 1.0)


def outline(node: Node, box: QRectF) -> QPainterPath:
    """Persons are round, vessels pointed, cases have a tab, universities a cut corner."""
    path = QPainterPath()
    shape = node.form or node.kind
    if shape == "person":
        path.addRoundedRect(box, box.height() / 2, box.height() / 2)
    elif shape == "vessel":
        path.addPolygon(_vessel(box))
        path.closeSubpath()
    elif shape == "case":
        path.addPolygon(_folder(box))
        path.closeSubpath()
    elif shape in {"university", "state_body"}:
        path.addPolygon(_cut(box))
        path.closeSubpath()
    else:
        path.addRoundedRect(box, 4, 4)
    return path


def _vessel(box: QRectF) -> list[QPointF]:
    middle = box.center().y()
    left, right = box.left(), box.right()
    return [
        QPointF(left, middle),
        QPointF(left + _CUT, box.top()),
        QPointF(right - _CUT, box.top()),
        QPointF(right, middle),
        QPointF(right - _CUT, box.bottom()),
        QPointF(left + _CUT, box.bottom()),
    ]


def _folder(box: QRectF) -> list[QPointF]:
    tab = box.left() + box.width() * 0.3
    return [
        box.topLeft(),
        QPointF(tab - 5, box.top()),
        QPointF(tab, box.top() + 4),
        QPointF(box.right(), box.top() + 4),
        box.bottomRight(),
        box.bottomLeft(),
    ]


def _cut(box: QRectF) -> list[QPointF]:
    return [
        QPointF(box.left() + _CUT, box.top()),
        QPointF(box.right() - _CUT, box.top()),
        QPointF(box.right(), box.top() + _CUT),
        box.bottomRight(),
        box.bottomLeft(),
        QPointF(box.left(), box.top() + _CUT),
    ]


def border_point(centre: QPointF, towards: QPointF) -> QPointF:
    """Where the line from a node's centre leaves its box."""
    dx, dy = towards.x() - centre.x(), towards.y() - centre.y()
    if not dx and not dy:
        return centre
    across = (WIDTH / 2) / abs(dx) if dx else float("inf")
    down = (HEIGHT / 2) / abs(dy) if dy else float("inf")
    share = min(1.0, across, down)
    return QPointF(centre.x() + dx * share, centre.y() + dy * share)


def add_arrow(path: QPainterPath, start: QPointF, tip: QPointF) -> None:
    """A filled head whose point lies on `tip`."""
    dx, dy = tip.x() - start.x(), tip.y() - start.y()
    far = hypot(dx, dy)
    if far < 1:
        return
    ux, uy = dx / far, dy / far
    back = QPointF(tip.x() - ux * 9, tip.y() - uy * 9)
    path.moveTo(tip)
    path.lineTo(back.x() - uy * 4, back.y() + ux * 4)
    path.lineTo(back.x() + uy * 4, back.y() - ux * 4)
    path.closeSubpath()
