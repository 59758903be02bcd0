"""The tab strip: icon and title, the open tab on base with an accent edge, a cross to close."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QTabBar, QWidget

from landwaiter.ui.kit import draw, flow, fonts
from landwaiter.ui.kit.fonts import Size
from landwaiter.ui.kit.inline import Gap, Glyph, Inline, InlineCell, Text
from landwaiter.ui.kit.theme import Ink, theme_of

PAD = 12


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab; `key` names what is open in it."""

    key: str
    title: str
    icon: str
    closable: bool = True


class TabStrip(QTabBar):
    """Tabs by key; `close_asked` carries the key."""

    close_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tabs: list[Tab] = []
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setUsesScrollButtons(True)
        self.setFixedHeight(fonts.px(31))

    def add(self, tab: Tab) -> int:
        self._tabs.append(tab)
        number = self.addTab(tab.title)
        self.setAccessibleTabName(number, tab.title)
        return number

    def remove(self, number: int) -> None:
        del self._tabs[number]
        self.removeTab(number)

    def rename(self, number: int, title: str) -> None:
        tab = self._tabs[number]
        self._tabs[number] = Tab(tab.key, title, tab.icon, tab.closable)
        self.setTabText(number, title)

    def tab(self, number: int) -> Tab:
        return self._tabs[number]

    def number_of(self, key: str) -> int:
        """The place of a tab, -1 where it is not open."""
        return next((n for n, tab in enumerate(self._tabs) if tab.key == key), -1)

    def tabSizeHint(self, index: int) -> QSize:
        if index >= len(self._tabs):
            return super().tabSizeHint(index)
        width = flow.lay_out(self._cell(index, bold=True), None).width
        return QSize(int(width) + fonts.px(2 * PAD) + 1, fonts.px(31))

    def minimumTabSizeHint(self, index: int) -> QSize:
        return self.tabSizeHint(index)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        number = self._cross_at(event.position().toPoint())
        if number >= 0:
            self.close_asked.emit(self._tabs[number].key)
        else:
            super().mousePressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = theme_of(self.palette())
        for number in range(self.count()):
            area = QRectF(self.tabRect(number))
            is_open = number == self.currentIndex()
            if is_open:
                area.setTop(area.top() + 1)
                painter.fillRect(area, theme.colour("base"))
                painter.setPen(theme.colour("line"))
                painter.drawLine(area.topLeft(), area.bottomLeft())
                painter.drawLine(area.topRight(), area.bottomRight())
                painter.fillRect(
                    QRectF(area.left(), area.top(), area.width(), 2), theme.colour("accent")
                )
            if is_open and self.hasFocus():
                painter.setPen(theme.colour("accent"))
                painter.drawRect(area.adjusted(4, 5, -5, -4))
            ground: Ink = "base" if is_open else "window"
            inner = area.adjusted(fonts.px(PAD), 2, -fonts.px(PAD), 0)
            cell = self._cell(number, bold=is_open)
            draw.paint(painter, cell, inner, draw.Look(theme, ground), middle=True)

    def _cell(self, number: int, *, bold: bool) -> InlineCell:
        tab = self._tabs[number]
        ink: Ink = "text" if bold else "text2"
        pieces: list[Inline] = [
            Glyph(tab.icon, 14, ink),
            Gap(8),
            Text(tab.title, ink, Size.BODY, bold=bold, whole=True),
        ]
        if tab.closable:
            pieces += [Gap(8), Glyph("cross", 9, "muted")]
        return InlineCell((tuple(pieces),))

    def _cross_at(self, at: QPoint) -> int:
        number = self.tabAt(at)
        if number < 0 or not self._tabs[number].closable:
            return -1
        area, wide = self.tabRect(number), fonts.px(PAD + 14)
        from_end = at.x() - area.left() if draw.is_mirrored() else area.right() - at.x()
        return number if from_end < wide else -1


class FrontPages(QStackedWidget):
    """Needs what the screen in front needs, whatever else is open."""

    def __init__(self) -> None:
        super().__init__()
        self.currentChanged.connect(lambda _number: self.updateGeometry())

    def minimumSizeHint(self) -> QSize:
        front = self.currentWidget()
        return front.minimumSizeHint() if front is not None else QSize()

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def heightForWidth(self, width: int) -> int:
        """Its least: a scroll area would give it the height that it likes best."""
        front = self.currentWidget()
        layout = front.layout() if front is not None else None
        if layout is not None and layout.hasHeightForWidth():
            return layout.totalMinimumHeightForWidth(width)
        return self.minimumSizeHint().height()


class PageRoom(QScrollArea):
    """The screens in the room that the window has: opening a tab never makes the window larger.

    A window that is smaller than any size that is promised scrolls what does not fit.
    """

    def __init__(self) -> None:
        super().__init__()
        self.screens = FrontPages()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what is in it is reached, not the room
        self.setWidget(self.screens)
        self.viewport().setAutoFillBackground(False)
        self.screens.installEventFilter(self)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A screen that needs more than before is asked once more how much."""
        if event.type() is QEvent.Type.LayoutRequest:
            self.screens.updateGeometry()
        return super().eventFilter(watched, event)

    def focusNextPrevChild(self, next: bool) -> bool:  # Qt's own name
        """Tab goes on through the window, as if nothing could be scrolled."""
        return QWidget.focusNextPrevChild(self, next)
