"""The list of sections beside a case."""

from collections.abc import Collection
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from landwaiter.ui.kit import draw, flow, fonts
from landwaiter.ui.kit.fonts import Size
from landwaiter.ui.kit.inline import Gap, Glyph, InlineCell, Line, Text
from landwaiter.ui.kit.theme import Ink, theme_of

ROW = 28
ICONS, LEAST, WIDEST = 44, 175, 220
"""Widths: of icons alone, and the least and most of a list with words."""
BODY = Size.BODY


@dataclass(frozen=True, slots=True)
class Section:
    key: str
    title: str
    icon: str
    count: int | None


class SectionList(QWidget):
    """Up, Down, J and K move, Enter goes in; the marked section on tint with an accent edge."""

    chosen = Signal(str)
    entered = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sections: tuple[Section, ...] = ()
        self._at = 0
        self.icons_alone = False
        self._used: frozenset[str] = frozenset()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_sections(self, sections: tuple[Section, ...]) -> None:
        self._sections = sections
        self._tell()
        self.updateGeometry()

    @property
    def current(self) -> str:
        """The key of the section in front; empty before there is any."""
        return self._sections[self._at].key if self._sections else ""

    def mark(self, key: str) -> None:
        """Show a section as the one in front."""
        self._at = next((n for n, s in enumerate(self._sections) if s.key == key), self._at)
        self._tell()

    def mark_used(self, keys: Collection[str]) -> None:
        """Point at the sections that the rule under the cursor rests on."""
        self._used = frozenset(keys)
        self.update()

    def step(self, by: int) -> None:
        """Go to the next or previous section."""
        if self._sections:
            self._at = min(len(self._sections) - 1, max(0, self._at + by))
            self._tell()
            self.chosen.emit(self._sections[self._at].key)

    def show_icons(self, *, alone: bool) -> None:
        """Icons without words, where a screen is too narrow for both."""
        if alone != self.icons_alone:
            self.icons_alone = alone
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._needed(), fonts.px(ROW) * len(self._sections))

    def _needed(self) -> int:
        """Wide enough for the longest title and its count, within reason."""
        if self.icons_alone:
            return fonts.px(ICONS)
        widest = max((self._wide(one) for one in self._sections), default=0)
        return min(fonts.px(WIDEST), max(fonts.px(LEAST), widest))

    def _wide(self, section: Section) -> int:
        words = (Glyph(section.icon, 14, "text"), Gap(8), Text(section.title, bold=True, size=BODY))
        count = () if section.count is None else (Gap(8), Text(str(section.count), size=BODY))
        wide = flow.lay_out(InlineCell(((*words, *count),)), None).width
        return int(wide + 0.999) + fonts.px(15 + 12)

    def event(self, event: QEvent) -> bool:
        """An icon alone says its title and count."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            number = event.y() // fonts.px(ROW)
            is_one = self.icons_alone and 0 <= number < len(self._sections)
            QToolTip.showText(
                event.globalPos(), _said(self._sections[number]) if is_one else "", self
            )
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if Qt.Key(event.key()) in steps:
            self.step(steps[Qt.Key(event.key())])
        elif Qt.Key(event.key()) in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self._sections:
            self.entered.emit(self.current)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        row = int(event.position().y() // fonts.px(ROW))
        if 0 <= row < len(self._sections):
            self._at = row
            self.step(0)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = theme_of(self.palette())
        height = fonts.px(ROW)
        for number, section in enumerate(self._sections):
            area = QRectF(0, number * height, self.width(), height)
            is_marked = number == self._at
            ink: Ink = "text" if is_marked else "text2"
            if is_marked:
                painter.fillRect(area, theme.colour("tint"))
                edge = draw.placed(QRectF(0, area.top(), fonts.px(3), height), self.width())
                painter.fillRect(edge, theme.colour("accent"))
                if self.hasFocus():
                    painter.setPen(theme.colour("accent"))
                    painter.drawRect(draw.placed(area.adjusted(3, 0, -1, -1), self.width()))
            if section.key in self._used:
                edge = QRectF(self.width() - fonts.px(3), area.top() + 2, fonts.px(3), height - 4)
                painter.fillRect(draw.placed(edge, self.width()), theme.colour("high"))
            inner = draw.placed(area.adjusted(fonts.px(15), 0, -fonts.px(12), 0), self.width())
            look = draw.Look(theme, "tint" if is_marked else "window")
            icon: Line = (Glyph(section.icon, 14, ink),)
            title: Line = (Gap(8), Text(section.title, ink, BODY, bold=is_marked))
            cell = InlineCell((icon if self.icons_alone else (*icon, *title),))
            room = inner.adjusted(0, 0, -self._count_room(section), 0)
            draw.paint(painter, cell, room, look, middle=True)
            if self.icons_alone:
                continue
            if section.count is not None:
                count = InlineCell(((Text(str(section.count), "muted", BODY),),), right=True)
                draw.paint(painter, count, inner, look, middle=True)

    def _count_room(self, section: Section) -> float:
        """What the count takes from the title."""
        if self.icons_alone or section.count is None:
            return 0.0
        return flow.width_of(Text(str(section.count), size=BODY)) + fonts.px(6)

    def _tell(self) -> None:
        if self._sections:
            self.setAccessibleName(_said(self._sections[self._at]))
        self.update()


def _said(section: Section) -> str:
    count = "" if section.count is None else f" {section.count}"
    return section.title + count
