"""The next ten working days as a strip: how much of which kind falls due on each."""

from datetime import date

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from landwaiter.i18n import _, plural
from landwaiter.services.base.wording import weekday
from landwaiter.services.people.today import DayLoad
from landwaiter.services.people.today_said import KINDS, counts_said, day_said
from landwaiter.ui.kit import draw, fonts
from landwaiter.ui.kit.fonts import Size
from landwaiter.ui.kit.inline import InlineCell, Line, Text
from landwaiter.ui.kit.theme import Ink, theme_of

HEIGHT = 60
_LEAST, _FEWEST = 66, 3
"""Pixels that a day needs at scale 1, and how many are shown however little room there is."""
_LINES = 2
"""Kinds that are told on the strip; the menu of a day tells all of it."""
_INKS: dict[str, Ink] = {"ran_out": "crit", "legal": "high"}
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class DayStrip(QWidget):
    """Arrows go from day to day; Enter or a click tells what falls due on it.

    `case_asked(reference)` where one of these is chosen.
    """

    case_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._days: tuple[DayLoad, ...] = ()
        self._chosen = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Next 10 working days"))

    def show_days(self, days: tuple[DayLoad, ...]) -> None:
        self._days = days
        self._choose(0)

    def sizeHint(self) -> QSize:
        return QSize(fonts.px(500), fonts.px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(fonts.px(300), fonts.px(HEIGHT))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _STEPS:
            self._choose(self._chosen + (-_STEPS[key] if draw.is_mirrored() else _STEPS[key]))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._tell_day()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._days and event.button() is Qt.MouseButton.LeftButton:
            from_left = int(event.position().x() * len(self.shown) / max(1, self.width()))
            self._choose(self._column(from_left))
            self._tell_day()

    def _column(self, number: int) -> int:
        """Days follow each other as the window reads: the day of a column, the column of a day."""
        return len(self.shown) - 1 - number if draw.is_mirrored() else number

    @property
    def shown(self) -> tuple[DayLoad, ...]:
        """As many of the days as have room for their names."""
        return self._days[: max(_FEWEST, int(self.width() // fonts.px(_LEAST)))]

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        for number, load in enumerate(self.shown):
            self._paint_day(painter, number, load)

    def actions_of(self, load: DayLoad, parent: QWidget) -> list[QAction]:
        """A line for each thing that falls due; those of a case lead to it."""
        made = []
        for _kind, reference, what in load.entries:
            action = QAction(f"{reference}  {what}", parent)
            action.setEnabled("-" in reference)
            action.triggered.connect(
                lambda _checked=False, reference=reference: self.case_asked.emit(reference)
            )
            made.append(action)
        return made

    def _choose(self, number: int) -> None:
        self._chosen = min(len(self.shown) - 1, max(0, number))
        if self._days:
            load = self._days[self._chosen]
            said = f"{weekday(load.day)}: {day_said(load)}"
            self.setAccessibleDescription(said)
            self.setToolTip(said)
        self.update()

    def _tell_day(self) -> None:
        if not self._days:
            return
        load, menu = self._days[self._chosen], QMenu(self)
        menu.addSection(weekday(load.day))
        for action in self.actions_of(load, menu):
            menu.addAction(action)
        if not load.entries:
            menu.addAction(_("nothing due")).setEnabled(False)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        left = round(self._column(self._chosen) * self.width() / len(self.shown))
        menu.popup(self.mapToGlobal(QPoint(left, 0)))

    def _paint_day(self, painter: QPainter, number: int, load: DayLoad) -> None:
        theme, width = theme_of(self.palette()), self.width() / len(self.shown)
        column = self._column(number)
        area = QRectF(round(column * width), 0, round(width), self.height())
        ground: Ink = "tint" if number == 0 else "base"
        painter.fillRect(area, theme.colour(ground))
        if column:
            painter.setPen(theme.colour("line"))
            painter.drawLine(area.topLeft(), area.bottomLeft())
        if self.hasFocus() and number == self._chosen:
            painter.setPen(theme.colour("accent"))
            painter.drawRect(area.adjusted(2, 2, -3, -3))
        before, after = (3, 6) if draw.is_mirrored() else (6, 3)
        inner = area.adjusted(fonts.px(before), fonts.px(5), -fonts.px(after), -fonts.px(2))
        draw.paint(painter, InlineCell(_lines(load)), inner, draw.Look(theme, ground))


def short_day(day: date) -> str:
    """“Mon 30”."""
    name, number, *_rest = weekday(day).split()
    return f"{name} {number}"


def _lines(load: DayLoad) -> tuple[Line, ...]:
    counts = load.counts
    said: list[Line] = [
        (
            Text(
                counts_said(kind, counts[kind]),
                _INKS.get(kind, "text"),
                Size.SMALL,
                bold=kind in _INKS,
            ),
        )
        for kind in KINDS
        if counts.get(kind)
    ]
    if load.away:
        away = plural(len(load.away), "{n} away", "{n} away")
        said.append((Text(away, "text2", Size.SMALL),))
    if len(said) > _LINES:
        rest = ", ".join(line[0].words for line in said[_LINES - 1 :])
        said = [*said[: _LINES - 1], (Text(rest, "text2", Size.SMALL),)]
    title = (Text(short_day(load.day), bold=True, whole=True),)
    return (title, *(said or [(Text("–", "muted", Size.SMALL),)]))
