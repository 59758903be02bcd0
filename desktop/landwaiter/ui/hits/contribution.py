"""Each feature's part in a score: bars that start where the last one ended; negative are hollow."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from landwaiter.domain.lists.listing import ScoreReason
from landwaiter.i18n import _
from landwaiter.services.base.wording import shown_score
from landwaiter.ui.kit import draw, flow, fonts
from landwaiter.ui.kit.fonts import Size
from landwaiter.ui.kit.inline import InlineCell, Text
from landwaiter.ui.kit.label import names_width
from landwaiter.ui.kit.theme import Ink, theme_of
from landwaiter.ui.kit.words import word

ROW, NAME, BAR, FIGURE = 25, 90, 112, 60


@dataclass(frozen=True, slots=True)
class ScorePart:
    """A reason and the score before it, in thousandths."""

    reason: ScoreReason
    before: int


def parts_of(reasons: Sequence[ScoreReason]) -> tuple[ScorePart, ...]:
    """The reasons with the running sum before each."""
    parts: list[ScorePart] = []
    total = 0
    for reason in reasons:
        parts.append(ScorePart(reason, total))
        total += reason.score
    return tuple(parts)


class Contributions(QWidget):
    """Feature, finding, bar, figure; the score as the last row."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts: tuple[ScorePart, ...] = ()
        self._total = 0
        self._names = fonts.px(NAME)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_reasons(self, reasons: tuple[ScoreReason, ...], total: int) -> None:
        self._parts, self._total = parts_of(reasons), total
        features = [word(one.feature) for one in reasons]
        self._names = names_width(features, NAME) + fonts.px(8)
        said = [f"{word(r.feature)} {signed(r.score)}, {r.detail}" for r in reasons]
        self.setAccessibleName(
            ". ".join([*said, _("score {score}").format(score=shown_score(total))])
        )
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(fonts.px(400), fonts.px(ROW) * (len(self._parts) + 1))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = theme_of(self.palette())
        for number, part in enumerate(self._parts):
            area = QRectF(0, number * fonts.px(ROW), self.width(), fonts.px(ROW))
            self._paint_part(painter, part, area)
            painter.setPen(theme.colour("line"))
            painter.drawLine(area.bottomLeft(), area.bottomRight())
        foot = QRectF(0, len(self._parts) * fonts.px(ROW), self.width(), fonts.px(ROW))
        painter.fillRect(foot, theme.colour("alt"))
        self._write(painter, Text(_("Score"), bold=True), foot, fonts.px(8), "alt")
        figure = Text(shown_score(self._total), bold=True, whole=True)
        self._write(painter, figure, foot, self.width() - fonts.px(FIGURE), "alt")

    def _paint_part(self, painter: QPainter, part: ScorePart, area: QRectF) -> None:
        reason = part.reason
        bar = self.width() - fonts.px(FIGURE + BAR)
        ink: Ink = "text" if reason.score else "muted"
        self._write(painter, Text(word(reason.feature)), area, fonts.px(8))
        detail = area.adjusted(0, 0, bar - area.right() - fonts.px(8), 0)
        self._write(painter, Text(reason.detail, ink), detail, fonts.px(8) + self._names)
        figure: Ink = "high" if reason.score < 0 else ink
        place = self.width() - fonts.px(FIGURE)
        self._write(painter, Text(signed(reason.score), figure, whole=True), area, place)
        self._paint_bar(painter, part, QRectF(bar, area.top(), fonts.px(BAR - 14), area.height()))

    def _paint_bar(self, painter: QPainter, part: ScorePart, area: QRectF) -> None:
        theme = theme_of(self.palette())
        zero = QRectF(area.left(), area.top() + 8, 1, 10)
        painter.fillRect(draw.placed(zero, self.width()), theme.colour("line2"))
        amount = part.reason.score
        if not amount:
            return
        start = area.left() + area.width() * max(0, part.before + min(0, amount)) / 1000
        wide = max(2.0, area.width() * abs(amount) / 1000)
        bar = draw.placed(QRectF(start, area.center().y() - 5, wide, 10), self.width())
        if amount > 0:
            painter.fillRect(bar, theme.colour("accent"))
        else:
            painter.setPen(theme.colour("high"))
            painter.drawRect(bar)

    def _write(
        self, painter: QPainter, text: Text, area: QRectF, left: float, ground: Ink = "base"
    ) -> None:
        logical = QRectF(left, area.top(), area.right() - left - 2, area.height() - 1)
        place = draw.placed(logical, self.width())
        look = draw.Look(theme_of(self.palette()), ground)
        draw.paint(painter, InlineCell(((text,),)), place, look, middle=True)


def signed(thousandths: int) -> str:
    """“+0.68”, “−0.02”, “0.00”."""
    sign = "+" if thousandths > 0 else ("−" if thousandths < 0 else "")
    return sign + shown_score(abs(thousandths))


class ScoreScale(QWidget):
    """The score on a line from 0 to 1, with the threshold."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._score = self._threshold = 0
        self._engine = ""
        self.setFixedSize(fonts.px(304), fonts.px(64))

    def show_score(self, value: int, threshold: int, engine: str) -> None:
        self._score, self._threshold, self._engine = value, threshold, engine
        self.setAccessibleName(
            _("score {score}, threshold {threshold}").format(
                score=shown_score(value), threshold=shown_score(threshold)
            )
        )
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = theme_of(self.palette())
        look = draw.Look(theme)
        above = self._score >= self._threshold
        verdict = _("score, above the threshold") if above else _("score, below the threshold")
        head = InlineCell(
            (
                (
                    Text(shown_score(self._score), size=Size.TITLE, bold=True),
                    Text(f"  {verdict}", "text2"),
                ),
            )
        )
        engine = InlineCell(
            ((Text(_("engine {version}").format(version=self._engine), "text2", Size.SMALL),),),
            right=True,
        )
        beside = flow.lay_out(engine, None).width + fonts.px(8)
        said_in = QRectF(0, 0, self.width() - beside, fonts.px(24))
        draw.paint(painter, head, draw.placed(said_in, self.width()), look)
        draw.paint(painter, engine, QRectF(0, fonts.px(4), self.width(), fonts.px(16)), look)
        line = QRectF(0, fonts.px(42), self.width(), fonts.px(5))
        painter.fillRect(line, theme.colour("line"))
        reached = QRectF(0, line.top(), self.width() * self._score / 1000, line.height())
        painter.fillRect(draw.placed(reached, self.width()), theme.colour("accent"))
        at = self.width() * self._threshold / 1000
        mark = QRectF(at, line.top() - fonts.px(14), 2, fonts.px(19))
        painter.fillRect(draw.placed(mark, self.width()), theme.colour("text"))
        said = Text(
            _("threshold {score}").format(score=shown_score(self._threshold)), "text2", Size.SMALL
        )
        place = draw.placed(QRectF(0, line.top() - fonts.px(16), at - 4, 14), self.width())
        draw.paint(painter, InlineCell(((said,),), right=True), place, look)
        ends = QRectF(0, line.bottom() + 2, self.width(), 14)
        draw.paint(painter, InlineCell(((Text("0", "muted", Size.SMALL),),)), ends, look)
        draw.paint(
            painter, InlineCell(((Text("1", "muted", Size.SMALL),),), right=True), ends, look
        )
