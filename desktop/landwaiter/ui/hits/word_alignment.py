"""Word alignment: two word boxes and a line whose thickness is the weight; unmatched are dashed."""

from collections.abc import Mapping

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from landwaiter.domain.lists.listing import WordPair
from landwaiter.i18n import _
from landwaiter.services.base.wording import shown_score
from landwaiter.services.hits.hit_sides import method_word
from landwaiter.ui.kit import draw, flow, fonts
from landwaiter.ui.kit.fonts import Size
from landwaiter.ui.kit.inline import Gap, Inline, InlineBox, InlineCell, Line, Text
from landwaiter.ui.kit.theme import Ink, theme_of

ROW, BOX, SIDE = 29, 24, 0.29
"""Height of a row and of a box; the share of the width a word box takes."""
HEAVY = 8000
"""Weight in thousandths that is drawn with the thickest line."""


class WordAlignment(QWidget):
    """Shows which word met which, by what method and with what weight."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words: tuple[WordPair, ...] = ()
        self._readings: Mapping[str, str] = {}
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_words(
        self, words: tuple[WordPair, ...], readings: Mapping[str, str] | None = None
    ) -> None:
        """`readings` says how words in other scripts are read."""
        self._words, self._readings = words, readings or {}
        self.setAccessibleName(". ".join(_spoken(pair) for pair in words))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(fonts.px(500), fonts.px(ROW) * len(self._words) + fonts.px(6))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number, pair in enumerate(self._words):
            top = fonts.px(3) + number * fonts.px(ROW)
            self._paint_pair(painter, pair, QRectF(0, top, self.width(), fonts.px(ROW)))

    def _paint_pair(self, painter: QPainter, pair: WordPair, area: QRectF) -> None:
        side = round(area.width() * SIDE)
        left = QRectF(area.left(), area.top(), side, fonts.px(BOX))
        right = QRectF(area.right() - side, area.top(), side, fonts.px(BOX))
        is_matched = bool(pair.query and pair.listed)
        self._paint_line(painter, pair, left, right, is_matched=is_matched)
        query, listed = (right, left) if draw.is_mirrored() else (left, right)
        self._paint_word(painter, pair.query, query, is_matched=is_matched, large=True)
        self._paint_word(painter, pair.listed, listed, is_matched=is_matched, large=False)

    def _paint_line(
        self, painter: QPainter, pair: WordPair, left: QRectF, right: QRectF, *, is_matched: bool
    ) -> None:
        theme = theme_of(self.palette())
        ink: Ink = "accent" if is_matched else "muted"
        thickness = max(1.0, 4.0 * min(HEAVY, pair.weight) / HEAVY) if is_matched else 1.0
        pen = QPen(theme.colour(ink if is_matched else "line2"), thickness)
        if not is_matched:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        middle = left.center().y()
        painter.drawLine(round(left.right()), round(middle), round(right.left()), round(middle))
        pill = InlineBox(
            (Text(_method(pair), ink, whole=True),),
            "base",
            "accent" if is_matched else "line2",
            radius=10,
            dashed=not is_matched,
            pad=8,
        )
        cell = InlineCell(((pill,),))
        width = flow.lay_out(cell, None).width
        start = (left.right() + right.left() - width) / 2
        place = QRectF(start, left.top(), width + 1, left.height())
        draw.paint(painter, cell, place, draw.Look(theme), middle=True)

    def _paint_word(
        self, painter: QPainter, word: str, place: QRectF, *, is_matched: bool, large: bool
    ) -> None:
        theme = theme_of(self.palette())
        if not word:
            nothing = InlineCell(((Text(_("nothing on this side"), "text2"),),))
            inner = place.adjusted(fonts.px(9), 0, -fonts.px(9), 0)
            draw.paint(painter, nothing, inner, draw.Look(theme), middle=True)
            return
        pen = QPen(theme.colour("line2"), 1)
        if not is_matched:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(theme.colour("base"))
        painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        said: Inline = Text(
            word, size=Size.NUMBER if large and not word.isascii() else Size.BODY, bold=True
        )
        inner = place.adjusted(fonts.px(9), 0, -fonts.px(9), 0)
        reading = self._readings.get(word)
        line: Line = (said, Gap(8), Text(reading, "text2", Size.SMALL)) if reading else (said,)
        draw.paint(painter, InlineCell((line,)), inner, draw.Look(theme), middle=True)


def _method(pair: WordPair) -> str:
    weight = shown_score(pair.weight, 1)
    return _("{method} · {weight}").format(method=method_word(pair.method), weight=weight)


def _spoken(pair: WordPair) -> str:
    if pair.query and pair.listed:
        return _("{query} met {listed}: {method}").format(
            query=pair.query, listed=pair.listed, method=_method(pair)
        )
    return _("{word}: {method}").format(word=pair.query or pair.listed, method=_method(pair))
