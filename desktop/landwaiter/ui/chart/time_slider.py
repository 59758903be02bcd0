"""The time of a link chart: from a day until another, and a slider that walks through the years."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QSlider, QWidget

from landwaiter.domain.chart.chart_time import ANY_DAY, ChartPeriod, Years, year_of
from landwaiter.i18n import _
from landwaiter.ui.kit import fonts
from landwaiter.ui.kit.button import ActButton, ButtonKind
from landwaiter.ui.kit.cards import across
from landwaiter.ui.kit.day_field import date_of
from landwaiter.ui.kit.fonts import Size
from landwaiter.ui.kit.label import label
from landwaiter.ui.kit.text import text_field
from landwaiter.ui.kit.theme import theme_of

_SIDE: Final = 18
_KNOB: Final = 6
_TICK: Final = 4
_FIELD: Final = 92


class YearSlider(QSlider):
    """Left and Right go from year to year, Home and End to the first and last, Delete to any day.

    A tick stands over each year in which a link begins or ends.
    """

    year_chosen = Signal(object)
    """A year, or None for any day."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._years: Years | None = None
        self._year: int | None = None
        self.show_years(None)

    @property
    def year(self) -> int | None:
        """The year that is shown; None: any day, or a period that is no year."""
        return self._year

    def show_years(self, years: Years | None) -> None:
        """The years there are; None where no link states a day."""
        self._years = years
        self.setEnabled(years is not None)
        if years is not None:
            self.setRange(years.first, years.last)
        self._tell()

    def show_year(self, year: int | None) -> None:
        """Put the knob on a year, or take it away."""
        is_known = year is not None and self.minimum() <= year <= self.maximum()
        self._year = year if is_known else None
        if self._year is not None:
            self.setValue(self._year)
        self._tell()

    def step(self, by: int) -> None:
        """The year after or before; from any day the first or the last one."""
        if self._years is None:
            return
        at = self._year
        if at is None:
            at = self.minimum() - 1 if by > 0 else self.maximum() + 1
        self.year_chosen.emit(min(self.maximum(), max(self.minimum(), at + by)))

    def sizeHint(self) -> QSize:
        return QSize(fonts.px(240), fonts.px(34))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Down: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: 1,
            Qt.Key.Key_PageDown: -5,
            Qt.Key.Key_PageUp: 5,
        }
        if key in steps:
            self.step(steps[Qt.Key(key)])
        elif key == Qt.Key.Key_Home:
            self.year_chosen.emit(self.minimum())
        elif key == Qt.Key.Key_End:
            self.year_chosen.emit(self.maximum())
        elif key in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.year_chosen.emit(None)
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.year_chosen.emit(self._year_at(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        year = self._year_at(event.position().x())
        if year != self._year:
            self.year_chosen.emit(year)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), theme_of(self.palette())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = self.height() * 0.36
        ink = theme.colour("control" if self._years else "line2")
        painter.setPen(QPen(ink, 3))
        painter.drawLine(QPointF(self._x(self.minimum()), line), QPointF(self._right, line))
        if self._years is None:
            painter.setPen(theme.colour("muted"))
            painter.setFont(fonts.font(Size.SMALL))
            under = QRectF(self._x(self.minimum()), line, self.width(), self.height() - line)
            painter.drawText(under, Qt.AlignmentFlag.AlignVCenter, _("no link states a day"))
            return
        painter.setPen(QPen(theme.colour("text2"), 1.5))
        for year in {*self._years.begun, *self._years.ended}:
            x, high = self._x(year), fonts.px(_TICK)
            painter.drawLine(QPointF(x, line - high), QPointF(x, line + high))
        self._paint_names(painter, line)
        if self._year is not None:
            painter.setPen(QPen(theme.colour("accent"), 2.5))
            painter.setBrush(theme.colour("base"))
            radius = fonts.px(_KNOB)
            painter.drawEllipse(QPointF(self._x(self._year), line), radius, radius)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("accent"), 1.4, Qt.PenStyle.DashLine))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)

    def _paint_names(self, painter: QPainter, line: float) -> None:
        """As many years as have room, the chosen one bold."""
        theme, metrics = theme_of(self.palette()), fonts.metrics(Size.SMALL)
        wide = metrics.horizontalAdvance("0000") + 6
        room = (self._right - self._x(self.minimum())) / max(1, self.maximum() - self.minimum())
        every = max(1, -int(-wide // max(1.0, room)))
        top = line + fonts.px(_TICK) + 2
        for year in range(self.minimum(), self.maximum() + 1):
            is_here = year == self._year
            is_near = self._year is not None and 0 < abs(year - self._year) < every
            if is_here or (not (year - self.minimum()) % every and not is_near):
                painter.setFont(fonts.font(Size.SMALL, bold=is_here))
                painter.setPen(theme.colour("accent" if is_here else "text2"))
                area = QRectF(self._x(year) - wide / 2, top, wide, metrics.height())
                painter.drawText(area, Qt.AlignmentFlag.AlignCenter, str(year))

    @property
    def _right(self) -> int:
        return self.width() - fonts.px(_SIDE)

    def _x(self, year: int) -> float:
        left = fonts.px(_SIDE)
        share = (year - self.minimum()) / max(1, self.maximum() - self.minimum())
        return left + (self._right - left) * share

    def _year_at(self, x: float) -> int:
        left = fonts.px(_SIDE)
        share = min(1.0, max(0.0, (x - left) / max(1.0, self._right - left)))
        return round(self.minimum() + share * (self.maximum() - self.minimum()))

    def _tell(self) -> None:
        """What a screen reader says, and what the mouse shows."""
        if self._years is None:
            said = _("no link states a day")
        elif self._year is None:
            said = _("any day")
        else:
            said = self._years.says(self._year)
        self.setAccessibleName(_("Year: {said}").format(said=said))
        self.setToolTip(said)
        self.update()


class ChartTime(QWidget):
    """Two fields and the slider, which say the same period."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.first = text_field(_("any day"), name=_("Only links that held from this day on"))
        self.last = text_field(_("any day"), name=_("Only links that held until this day"))
        self.slider = YearSlider()
        self.any_day = ActButton(_("Any day"), keys="A", small=True, kind=ButtonKind.FLAT)
        for field in (self.first, self.last):
            field.setFixedWidth(fonts.px(_FIELD))
            field.editingFinished.connect(self.changed)
        self.slider.year_chosen.connect(self._choose)
        self.any_day.clicked.connect(self.clear)
        kept = self.any_day.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self.any_day.setSizePolicy(kept)
        self.setLayout(
            across(
                label(_("Since"), "text2"),
                self.first,
                label(_("Until"), "text2"),
                self.last,
                self.slider,
                self.any_day,
                gap=6,
            )
        )

    def period(self) -> ChartPeriod:
        """Invalid for a day that there is not, or an end before the beginning."""
        return ChartPeriod(
            date_of(self.first.text(), _("Since")), date_of(self.last.text(), _("Until"))
        )

    def show_period(self, period: ChartPeriod) -> None:
        """Say a period, and put the slider on it where it is a year."""
        self.first.setText(period.first.isoformat() if period.first else "")
        self.last.setText(period.last.isoformat() if period.last else "")
        self.follow(period)

    def follow(self, period: ChartPeriod) -> None:
        """Put the slider where the fields are."""
        self.slider.show_year(period.year)
        self.any_day.setVisible(not period.is_open)

    def clear(self) -> None:
        self._choose(None)

    def _choose(self, year: int | None) -> None:
        self.show_period(ANY_DAY if year is None else year_of(year))
        self.changed.emit()
