"""The next ten working days as columns, painted: what falls due, by kind of deadline."""

from datetime import date

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from landwaiter.i18n import N_, _
from landwaiter.services.base.wording import weekday
from landwaiter.services.people.today import DayLoad
from landwaiter.ui.kit import draw, flow, fonts
from landwaiter.ui.kit.fonts import Size
from landwaiter.ui.kit.inline import Gap, Inline, InlineCell, Line, Text, plain
from landwaiter.ui.kit.label import MarkLabel
from landwaiter.ui.kit.theme import Ink, Theme, theme_of

_INKS: dict[str, Ink] = {
    "legal": "high",
    "own": "line2",
    "hold": "med",
    "goods": "text2",
    "four_eyes": "accent",
}
_STYLES = {"own": Qt.PenStyle.DotLine}
_LEGEND = (
    ("legal", N_("legal clock, tracks A and B")),
    ("own", N_("own target")),
    ("goods", "goods"),
    ("hold", N_("hold to be continued")),
    ("four_eyes", N_("four eyes")),
)
HEIGHT = 176


class Deadlines(QWidget):
    """Shows DayLoads; a wider line stands where a week begins."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._days: tuple[DayLoad, ...] = ()
        self._today = date.min
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_days(self, days: tuple[DayLoad, ...], today: date) -> None:
        self._days, self._today = days, today
        self.setAccessibleName(_spoken(days))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        if not self._days:
            return QSize(fonts.px(400), fonts.px(HEIGHT))
        width = max(fonts.px(60), self.width() / len(self._days) - fonts.px(20))
        tallest = max(
            sum(_entry(entry, width).height + fonts.px(5) for entry in load.entries)
            if load.entries
            else 0
            for load in self._days
        )
        return QSize(fonts.px(400), max(fonts.px(HEIGHT), int(tallest) + fonts.px(36)))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = theme_of(self.palette())
        if not self._days:
            return
        width = self.width() / len(self._days)
        for number, load in enumerate(self._days):
            at = len(self._days) - 1 - number if draw.is_mirrored() else number
            area = QRectF(round(at * width), 0, round(width), self.height())
            self._paint_day(painter, theme, load, area)

    def _paint_day(self, painter: QPainter, theme: Theme, load: DayLoad, area: QRectF) -> None:
        is_today = load.day == self._today
        ground: Ink = "tint" if is_today else "base"
        painter.fillRect(area, theme.colour(ground))
        if load is not self._days[0]:
            self._paint_rule(painter, theme, area, begins_week=load.day.weekday() == 0)
        name, number, *_rest = weekday(load.day).split()
        title: list[Inline] = [
            Text(name, "text2", Size.DENSE),
            Gap(4),
            Text(number, size=Size.BODY, bold=True),
        ]
        if is_today:
            title += [Gap(4), Text(_("today"), "accent", Size.SMALL)]
        look = draw.Look(theme, ground)
        before, after = (4, 6) if draw.is_mirrored() else (6, 4)
        inner = area.adjusted(fonts.px(before), fonts.px(5), -fonts.px(after), 0)
        draw.paint(painter, InlineCell((tuple(title),)), inner, look)
        top = inner.top() + fonts.px(24)
        if not load.entries:
            nothing = plain(_("nothing due"), "muted", size=Size.SMALL)
            draw.paint(painter, nothing, QRectF(inner.left(), top, inner.width(), 20), look)
        for entry in load.entries:
            top += self._paint_entry(
                painter, entry, QRectF(inner.left(), top, inner.width(), 0), look
            )

    def _paint_entry(
        self, painter: QPainter, entry: tuple[str, str, str], place: QRectF, look: draw.Look
    ) -> float:
        turned, edge = draw.is_mirrored(), fonts.px(8)
        text = place.adjusted(0 if turned else edge, fonts.px(1), -edge if turned else 0, 0)
        height = _entry(entry, text.width()).height + fonts.px(2)
        text.setHeight(height)
        draw.paint(painter, _cell(entry), text, look)
        kind = entry[0]
        ends_today = kind == "legal" and look.ground == "tint"
        ink = "crit" if ends_today else _INKS.get(kind, "line2")
        pen = QPen(look.theme.colour(ink), fonts.px(3))
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setStyle(_STYLES.get(kind, Qt.PenStyle.SolidLine))
        lines: tuple[float, ...] = (0.0,)
        if kind == "goods":
            pen.setWidth(1)
            lines = (-1.0, 1.0)
        painter.setPen(pen)
        for shift in lines:
            middle = fonts.px(1.5) + shift
            left = place.right() - middle if turned else place.left() + middle
            painter.drawLine(
                round(left), round(place.top()), round(left), round(place.top() + height)
            )
        return height + fonts.px(5)

    def _paint_rule(
        self, painter: QPainter, theme: Theme, area: QRectF, *, begins_week: bool
    ) -> None:
        painter.setPen(theme.colour("line2" if begins_week else "line"))
        turned = draw.is_mirrored()
        begin, second = (area.right(), -3) if turned else (area.left(), 3)
        for x in (begin, begin + second) if begins_week else (begin,):
            painter.drawLine(round(x), 0, round(x), round(area.bottom()))


def _cell(entry: tuple[str, str, str]) -> InlineCell:
    _kind, reference, what = entry
    lines: tuple[Line, ...] = ((Text(_tail(reference), size=Size.SMALL),),)
    return InlineCell((*lines, (Text(what, "text2", Size.SMALL),)), wrap=True)


def _entry(entry: tuple[str, str, str], width: float) -> flow.Layout:
    return flow.lay_out(_cell(entry), width)


def _tail(reference: str) -> str:
    """The number of a reference; the office code and year are those of the column before."""
    return reference.rsplit("-", 1)[-1]


def _spoken(days: tuple[DayLoad, ...]) -> str:
    parts = [
        f"{weekday(load.day)}: "
        + (", ".join(f"{ref} {what}" for _kind, ref, what in load.entries) or _("nothing due"))
        for load in days
    ]
    return ". ".join(parts)


class LegendMark(QWidget):
    """The line beside a legend's word."""

    def __init__(self, kind: str) -> None:
        super().__init__()
        self._kind = kind
        self.setFixedSize(fonts.px(3), fonts.px(14))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        pen = QPen(theme_of(self.palette()).colour(_INKS[self._kind]), fonts.px(3))
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setStyle(_STYLES.get(self._kind, Qt.PenStyle.SolidLine))
        painter.setPen(pen)
        painter.drawLine(1, 0, 1, self.height())


def legend() -> list[QWidget]:
    """Marks and words of the kinds of deadline, for the head of the card."""
    parts: list[QWidget] = []
    for kind, said in _LEGEND:
        parts += [LegendMark(kind), MarkLabel((Text(_(said), "text2", Size.SMALL, whole=True),))]
    return parts
