"""A field for a day: typed as people write days, or chosen in a calendar; it says what it read."""

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from PySide6.QtCore import QDate, QLocale, QPoint, QRectF, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QLineEdit, QTableView, QToolButton, QWidget

from landwaiter.errors import Invalid
from landwaiter.i18n import _, language
from landwaiter.services.base.typed_days import WorkingDays, day_typed
from landwaiter.services.base.wording import DAYS, shown_date
from landwaiter.ui.kit import draw, flow, fonts, icons, keys
from landwaiter.ui.kit.cards import column
from landwaiter.ui.kit.inline import Gap, Glyph, InlineCell, Line, Text
from landwaiter.ui.kit.text import SEARCHES
from landwaiter.ui.kit.theme import Theme, theme_of

_GLYPH, _PAD = 14, 6
_AT_THE_RIGHT = (
    Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
)


def _month(theme: Theme) -> QCalendarWidget:
    """Qt's own is red and black on whatever ground."""
    made = QCalendarWidget()
    made.setLocale(QLocale(language()))
    made.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
    made.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
    made.setAccessibleName(_("Calendar"))
    free = QTextCharFormat()
    free.setForeground(theme.colour("muted"))
    for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
        made.setWeekdayTextFormat(day, free)
    for name, icon in (("qt_calendar_prevmonth", "previous"), ("qt_calendar_nextmonth", "next")):
        if (button := made.findChild(QToolButton, name)) is not None:
            button.setIcon(icons.icon(icon, theme))
    if (view := made.findChild(QTableView, "qt_calendar_calendarview")) is not None:
        view.horizontalHeader().setMinimumSectionSize(fonts.px(20))
    return made


@dataclass
class _Reckoning:
    """What days are counted from, and by which calendar."""

    today: Callable[[], date] = lambda: datetime.now(UTC).date()
    working: WorkingDays | None = None


_NOW = _Reckoning()


def reckon(today: Callable[[], date], working: WorkingDays | None = None) -> None:
    """Count days from here on by the open casebook: its day, and its working days once read."""
    _NOW.today, _NOW.working = today, working


def day_of(text: str) -> date | None:
    """The day that somebody typed; None where nothing is typed, Invalid for what is no day."""
    return day_typed(text, today=_NOW.today(), working=_NOW.working)


def date_of(text: str, field: str) -> date | None:
    """The same in a form, whose field a refusal names."""
    try:
        return day_of(text)
    except Invalid as fault:
        raise Invalid(fault.message, field=field, value=fault.value, remedy=fault.remedy) from None


def day_or_none(text: str) -> date | None:
    """The same; None for what is no day as well, such as one that is half typed."""
    try:
        return day_of(text)
    except Invalid:
        return None


def iso_of(text: str) -> str:
    """The same as 2026-12-04; what is no day stays as it was typed."""
    try:
        day = day_of(text)
    except Invalid:
        return text
    return day.isoformat() if day else ""


def why_no_day(text: str) -> str:
    """Why a text is no day; empty where it is one, or nothing was typed."""
    try:
        day_of(text)
    except Invalid as fault:
        return fault.sentence()
    return ""


_TIME = re.compile(r"(?:(.*?)[T,\s]\s*)?(\d{1,2}):(\d{2})")
"""A day, and behind it an hour."""


def moment_of(text: str) -> datetime | None:
    """The day and hour that somebody typed, on the clock of the wall: 4 Dec 14:30.

    An hour alone is one of today, and a day alone begins at its midnight. None where nothing is
    typed, Invalid for what is no moment. Written as ISO 8601 has it, it may name its zone.
    """
    plain = text.strip()
    if ":" in plain:
        with suppress(ValueError):
            return datetime.fromisoformat(plain)
    found = _TIME.fullmatch(plain)
    day = day_of((found[1] or "") if found else plain)
    if found is None:
        return datetime.combine(day, time()) if day else None
    try:
        return datetime.combine(day or _NOW.today(), time(int(found[2]), int(found[3])))
    except ValueError:
        raise Invalid(
            _("This is not a date."),
            value=plain,
            remedy=_("Write it as {wanted}.").format(wanted="2026-12-04T14:30"),
        ) from None


def moment_iso_of(text: str) -> str:
    """The same as 2026-12-04T14:30; what is no moment stays as it was typed."""
    try:
        moment = moment_of(text)
    except Invalid:
        return text
    return moment.isoformat(timespec="minutes") if moment else ""


class DayField(QLineEdit):
    """Behind what is typed stands how it was read, with its weekday; Alt+Down opens a calendar."""

    def __init__(
        self,
        hint: str = "",
        *,
        name: str = "",
        searches: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setPlaceholderText(hint)
        self.setAccessibleName(name or hint)
        self.setProperty(SEARCHES, searches)
        self.calendar: QFrame | None = None
        # What is typed runs from the left in every language; read from the right, it ends there.
        room = fonts.px(_GLYPH + _PAD)
        self.setTextMargins(*((room, 0, 0, 0) if self._is_mirrored else (0, 0, room, 0)))
        if self._is_mirrored:
            self.setAlignment(_AT_THE_RIGHT)
        self.textChanged.connect(self._told)
        keys.on_key("Alt+Down", self, self.open_calendar)

    @property
    def _is_mirrored(self) -> bool:
        return self.layoutDirection() is Qt.LayoutDirection.RightToLeft

    @property
    def read(self) -> str:
        """“Fri 4 Dec 2026”; the weekday alone behind a whole date; empty for what is no day."""
        try:
            day = day_of(self.text())
        except Invalid:
            return ""
        if day is None:
            return ""
        weekday = _(DAYS[day.weekday()])
        is_whole = self.text().strip() == day.isoformat()
        return weekday if is_whole else f"{weekday} {shown_date(day)}"

    def open_calendar(self) -> None:
        """A month to choose a day in, below the field."""
        frame = QFrame(self, Qt.WindowType.Popup)
        frame.setObjectName("card")
        frame.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        month = _month(theme_of(self.palette()))
        day = self._day() or _NOW.today()
        month.setSelectedDate(QDate(day.year, day.month, day.day))
        month.activated.connect(self._take)
        month.clicked.connect(self._take)
        frame.setLayout(column(month, margins=(4, 4, 4, 4)))
        frame.setFixedSize(fonts.px(280), fonts.px(220))
        frame.move(self.mapToGlobal(QPoint(0, self.height())))
        frame.show()
        month.setFocus()
        self.calendar = frame

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = event.position().x()
        from_end = at if self._is_mirrored else self.width() - at
        if from_end <= fonts.px(_GLYPH + 2 * _PAD):
            self.open_calendar()
        else:
            super().mousePressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        theme = theme_of(self.palette())
        pad = fonts.px(_PAD)
        edges = (pad, 0, 0, 0) if self._is_mirrored else (0, 0, -pad, 0)
        area = QRectF(self.rect()).adjusted(*edges)
        icon: Line = (Glyph("today", _GLYPH, "text2"),)
        said: Line = (Text(self.read, "muted"), Gap(6), *icon)
        typed = self.fontMetrics().horizontalAdvance(self.text()) + fonts.px(14)
        fits = typed + flow.lay_out(InlineCell((said,)), None).width < area.width()
        shown = said if self.read and fits else icon
        draw.paint(painter, InlineCell((shown,), right=True), area, draw.Look(theme), middle=True)

    def _day(self) -> date | None:
        return day_or_none(self.text())

    def _told(self, _text: str) -> None:
        self.setToolTip(self.read)
        self.setAccessibleDescription(self.read)

    def _take(self, chosen: QDate) -> None:
        self.setText(date(chosen.year(), chosen.month(), chosen.day()).isoformat())
        if self.calendar is not None:
            self.calendar.close()
            self.calendar = None
        self.setFocus()


class MomentField(DayField):
    """A day with an hour behind it; the calendar changes the day and leaves the hour."""

    @property
    def read(self) -> str:
        """“Fri 4 Dec 2026, 14:30”; empty for what is no moment."""
        try:
            moment = moment_of(self.text())
        except Invalid:
            return ""
        if moment is None:
            return ""
        return f"{_(DAYS[moment.weekday()])} {shown_date(moment.date())}, {moment:%H:%M}"

    def _day(self) -> date | None:
        try:
            moment = moment_of(self.text())
        except Invalid:
            return None
        return moment.date() if moment else None

    def _take(self, chosen: QDate) -> None:
        found = _TIME.fullmatch(self.text().strip())
        super()._take(chosen)
        if found is not None:
            self.setText(f"{self.text()}T{int(found[2]):02}:{found[3]}")
