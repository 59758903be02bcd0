"""Claims of lists on a link chart: each kind by its shape, word and ink, never blended."""

from collections.abc import Iterator, Mapping
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from landwaiter.domain.chart.chart_claims import kinds_on, tag_of
from landwaiter.domain.chart.chart_parts import ClaimKind, Node, NodeClaim
from landwaiter.ui.kit import fonts, icons
from landwaiter.ui.kit.fonts import Size
from landwaiter.ui.kit.inline import Gap, Glyph, Inline, Text
from landwaiter.ui.kit.theme import Ink, Theme

FACES: Final[Mapping[ClaimKind, tuple[str, Ink, Ink]]] = {
    ClaimKind.LISTED: ("severity-high", "high", "highbg"),
    ClaimKind.BY_PATH: ("severity-medium", "med", "medbg"),
    ClaimKind.UNCONFIRMED: ("question", "text2", "base"),
    ClaimKind.ASSESSED: ("note", "text2", "alt"),
}
"""Kind of claim → its shape, ink and ground."""
_TAG: Final = 17
_ICON: Final = 10
_ABOVE: Final = 2


def kind_on(node: Node) -> ClaimKind | None:
    """The gravest kind of claim on a node; None where no list says anything."""
    if not node.claims:  # most have none, and each paint asks thousands
        return None
    return next((kind for kind, _claims in kinds_on(node.claims)), None)


def claim_line(claim: NodeClaim) -> tuple[Inline, ...]:
    """Shape and sentence."""
    glyph, ink, _ground = FACES[claim.kind]
    return (Glyph(glyph, 12, ink), Gap(5), Text(claim.text, ink))


def claim_marks(node: Node) -> Iterator[Inline]:
    """Shape and word of each kind of claim on a node, for a list."""
    for kind, _claims in kinds_on(node.claims):
        glyph, ink, _ground = FACES[kind]
        yield from (Gap(8), Glyph(glyph, 10, ink), Gap(3), Text(kind.words, ink, Size.SMALL))


def paint_tags(painter: QPainter, theme: Theme, node: Node, box: QRectF) -> None:
    """A tag for each kind of claim."""
    for number, (kind, claims) in enumerate(kinds_on(node.claims)):
        _paint_tag(painter, theme, kind, tag_of(kind, claims), _room(number, box))


def _room(number: int, box: QRectF) -> QRectF:
    """Of a tag: two on the upper edge of the node, one over the other, further ones under it."""
    high, over = fonts.px(_TAG), fonts.px(3)
    place, is_below = number % _ABOVE, number >= _ABOVE
    top = box.bottom() - over + place * high if is_below else box.top() + over - (place + 1) * high
    return QRectF(box.left() + 2, top, box.width() - 8, high)


def reach(node: Node, box: QRectF) -> QRectF:
    """The room of a node with its tags."""
    whole = box
    for number, _kind in enumerate(kinds_on(node.claims)):
        whole = whole.united(_room(number, box))
    return whole


def _paint_tag(painter: QPainter, theme: Theme, kind: ClaimKind, text: str, room: QRectF) -> None:
    """On the right of the room; what is longer ends in an ellipsis, after the kind."""
    _glyph, ink, ground = FACES[kind]
    metrics = fonts.metrics(Size.SMALL, bold=True)
    beside = fonts.px(_ICON) + fonts.px(14)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(room.width() - beside))
    tag = QRectF(room)
    tag.setLeft(room.right() - metrics.horizontalAdvance(shown) - beside)
    path = QPainterPath()
    path.addRoundedRect(tag, 3, 3)
    painter.fillPath(path, theme.colour(ground))
    pen = QPen(theme.colour(ink), 1)
    if kind is ClaimKind.UNCONFIRMED:
        pen.setStyle(Qt.PenStyle.DashLine)
    painter.setPen(pen)
    painter.drawPath(path)
    paint_mark(painter, theme, kind, QPointF(tag.left() + fonts.px(5), tag.center().y()))
    painter.setFont(fonts.font(Size.SMALL, bold=True))
    painter.setPen(theme.colour(ink))
    words = tag.adjusted(fonts.px(_ICON) + fonts.px(8), 0, 0, 0)
    painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)


def paint_mark(painter: QPainter, theme: Theme, kind: ClaimKind, left: QPointF) -> None:
    """The shape of a kind of claim, from the middle of its left edge."""
    glyph, ink, ground = FACES[kind]
    device = painter.device()
    ratio = (device.devicePixelRatioF() if device else 1.0) * 2
    size = fonts.px(_ICON)
    drawing = icons.pixmap(glyph, size, theme, ink=ink, ground=ground, ratio=ratio)
    painter.drawPixmap(QPointF(left.x(), left.y() - size / 2), drawing)
