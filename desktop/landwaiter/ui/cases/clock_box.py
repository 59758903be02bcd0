"""The large clock of a case header: track and article, day ticks, calendar, due hour, cap."""

from datetime import date

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from landwaiter.domain.cases.clocks import Clock
from landwaiter.i18n import _
from landwaiter.services.base.wording import sentence, weekday
from landwaiter.services.cases.case_row import ClockRow
from landwaiter.services.cases.clock_words import end_hour
from landwaiter.ui.kit import fonts, marks
from landwaiter.ui.kit.cards import across
from landwaiter.ui.kit.draw import placed
from landwaiter.ui.kit.fonts import Size
from landwaiter.ui.kit.inline import Gap, Line, Text
from landwaiter.ui.kit.label import MarkLabel
from landwaiter.ui.kit.theme import Ink, theme_of
from landwaiter.ui.kit.words import day
from landwaiter.ui.kit.wrapping import AlongLine

SHOWN_TICKS = 30


class ClockBox(QWidget):
    """Framed, its left edge in the ink of the clock."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ink: Ink = "text2"
        self._due, self._days, self._rule = MarkLabel(wrap=True), MarkLabel(), MarkLabel(wrap=True)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        parts = AlongLine(self._due, self._days, self._rule, gap=12)
        self.setLayout(across(parts, margins=(16, 4, 12, 4)))

    def show_clock(self, row: ClockRow | None, clocks: tuple[Clock, ...]) -> None:
        """The pressing clock; hidden where none runs."""
        self.setVisible(row is not None)
        if row is None:
            return
        self._ink, bold = marks.clock_ink(row)
        left = Text(sentence(row.says), self._ink, Size.BODY, bold=bold, whole=True)
        said = _("On {day} {year}, {hour}") if row.ran_out else _("Due {day} {year}, {hour}")
        due = said.format(day=weekday(row.due), year=row.due.year, hour=end_hour(row.countdown))
        self._due.show_lines(
            (left, Gap(5), Text(row.label, "text2", whole=True)), (Text(due, "text2", whole=True),)
        )
        has_ticks = row.legal and 0 < row.days_total <= SHOWN_TICKS
        self._days.show_lines((marks.ticks(row),) if has_ticks else ())
        self._rule.show_lines(*_rule(row, _matching(row.due, clocks)), *_readings(row))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = theme_of(self.palette())
        painter.setPen(theme.colour("line2"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        edge = placed(QRectF(0, 0, fonts.px(4), self.height()), self.width())
        painter.fillRect(edge, theme.colour(self._ink))


def _matching(due: date, clocks: tuple[Clock, ...]) -> Clock | None:
    return next((clock for clock in clocks if clock.due == due and clock.ended is None), None)


def _readings(row: ClockRow) -> tuple[Line, ...]:
    """The other dates where the law can be read in two ways."""
    return tuple((Text(sentence, "med", Size.SMALL, whole=True),) for sentence in row.readings)


def _rule(row: ClockRow, clock: Clock | None) -> tuple[Line, ...]:
    first = _("Day {used} of {total}").format(used=row.days_used, total=row.days_total)
    if clock is None:
        return ((Text(first, "text2", whole=True),),)
    first = _("{days}, calendar {calendar} {edition}").format(
        days=first, calendar=clock.calendar, edition=clock.calendar_edition
    )
    second = (
        _("Cap {day}, only if the authority asks").format(day=day(clock.cap, today=clock.due))
        if clock.cap
        else _("no cap")
    )
    return ((Text(first, "text2", whole=True),), (Text(second, "text2", whole=True),))
