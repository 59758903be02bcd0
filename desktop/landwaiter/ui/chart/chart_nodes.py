"""How nodes of a link chart are painted: whole where they can be read, plain boxes from afar."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from landwaiter.domain.chart.chart_parts import Node
from landwaiter.ui.chart.chart_shapes import GROUNDS, icon_of, outline
from landwaiter.ui.chart.claim_tags import FACES, kind_on, paint_mark, paint_tags
from landwaiter.ui.kit import fonts, icons
from landwaiter.ui.kit.fonts import Size
from landwaiter.ui.kit.theme import Ink, Theme

NAMED: Final = 0.3
"""From this zoom on a name fits into a node, in a size that can be read."""


@dataclass(frozen=True, slots=True)
class NodeLook:
    """What makes a node stand out."""

    is_here: bool = False
    """Under the cursor."""
    has_focus: bool = False
    is_marked: bool = False
    """A raised rule rests on it."""
    is_on_way: bool = False


def paint_node(painter: QPainter, theme: Theme, node: Node, box: QRectF, look: NodeLook) -> None:
    """Outline, icon, name and detail, and the claims of lists on tags."""
    path = outline(node, box)
    painter.fillPath(path, theme.colour(GROUNDS.get(node.kind, "base")))
    is_strong = look.is_marked or look.is_on_way or look.is_here
    ink: Ink = "high" if look.is_marked else "accent" if is_strong else "control"
    pen = QPen(theme.colour(ink), 2.4 if is_strong else 1.0)
    if node.kind == "fact":
        pen.setStyle(Qt.PenStyle.DashLine)
    painter.setPen(pen)
    painter.drawPath(path)
    if look.is_here and look.has_focus:
        painter.setPen(QPen(theme.colour("accent"), 1.4, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(box.adjusted(-5, -5, 5, 5), 6, 6)
    _paint_inside(painter, theme, node, box)
    paint_tags(painter, theme, node, box)


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
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)


def _lines(node: Node, inner: QRectF) -> Iterator[tuple[str, bool, Ink, QRectF]]:
    """Name and detail; without a detail the name has both lines, where it needs them."""
    half = inner.height() / 2
    upper = QRectF(inner.left(), inner.top(), inner.width(), half)
    first, rest = (node.label, "") if node.detail else broken(node.label, inner.width())
    if not node.detail and not rest:
        yield first, True, "text", inner
        return
    yield first, True, "text", upper
    yield (
        node.detail or rest,
        not node.detail,
        "text2" if node.detail else "text",
        upper.translated(0, half),
    )


def broken(name: str, width: float) -> tuple[str, str]:
    """As many words as one line has room for, and the others."""
    metrics, words = fonts.metrics(Size.SMALL, bold=True), name.split(" ")
    fitting = len(words)
    while fitting > 1 and metrics.horizontalAdvance(" ".join(words[:fitting])) > width:
        fitting -= 1
    return " ".join(words[:fitting]), " ".join(words[fitting:])


def far_ink(node: Node, look: NodeLook, zoom: float) -> Ink:
    """What fills a plain box; far away without a frame the stronger ink."""
    is_named = zoom >= NAMED
    if look.is_here and look.has_focus:
        return "accent"
    if look.is_marked:
        return "highbg" if is_named else "high"
    if look.is_on_way:
        return "accent"
    if node.kind == "case":
        return "tint" if is_named else "accent"
    kind = kind_on(node)
    if kind is not None:
        _glyph, ink, ground = FACES[kind]
        return ground if is_named else ink
    return "base" if is_named else "control"


def paint_name(painter: QPainter, theme: Theme, node: Node, area: QRectF, ink: Ink) -> None:
    """The name alone, and the shape of the gravest claim, in a size that can be read."""
    kind, metrics = kind_on(node), fonts.metrics(Size.SMALL)
    inner = area.adjusted(fonts.px(12) if kind else 2, 0, -2, 0)
    if kind:
        paint_mark(painter, theme, kind, QPointF(area.left() + 2, area.center().y()))
    # The references of an office differ in their last figures.
    cut = Qt.TextElideMode.ElideLeft if node.kind == "case" else Qt.TextElideMode.ElideRight
    text = metrics.elidedText(node.label, cut, int(inner.width()))
    painter.setFont(fonts.font(Size.SMALL))
    painter.setPen(theme.colour("onaccent" if ink == "accent" else "text"))
    painter.drawText(inner, Qt.AlignmentFlag.AlignCenter, text)
