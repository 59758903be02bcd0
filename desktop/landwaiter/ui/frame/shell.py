"""The main window: top bar, rail, tabs with their screens, status bar. It asks, never decides."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QStyle, QWidget
from shiboken6 import isValid

from landwaiter.domain.base.terms import low
from landwaiter.i18n import _
from landwaiter.services.casebook.casebooks import Status
from landwaiter.services.cases.search import PaletteRow
from landwaiter.ui.frame import panes
from landwaiter.ui.frame.menus import MenuLine, Menus
from landwaiter.ui.frame.palette_box import FindDialog, Provider
from landwaiter.ui.frame.practice_strip import PracticeStrip
from landwaiter.ui.frame.rail import PLACES, Rail
from landwaiter.ui.frame.status_bar import Foot
from landwaiter.ui.frame.stray_focus import StrayFocus
from landwaiter.ui.frame.tabs import PageRoom, Tab, TabStrip
from landwaiter.ui.frame.top_bar import TopBar
from landwaiter.ui.frame.undo_strip import UndoStrip
from landwaiter.ui.help.dialog_help import the_dialog_help
from landwaiter.ui.help.front_page import GivesRoom, page_of_screen_now
from landwaiter.ui.help.help_panel import WIDTH, HelpPanel
from landwaiter.ui.kit import fonts, keys
from landwaiter.ui.kit.cards import across, panel
from landwaiter.ui.kit.dialog_controller import show_over
from landwaiter.ui.kit.jobs import Jobs
from landwaiter.ui.kit.notice import Notice

LEAST_WIDTH, LEAST_HEIGHT = 640, 420
"""Below every size that is promised: what has no room is scrolled."""


def _nothing(text: str) -> tuple[PaletteRow, ...]:
    return ()


class Shell(QWidget):
    """Holds the screens; a screen has the property `screen`, a key of screen_keys.SCREENS.

    Signals: `place_chosen(key)` from the rail, `tab_shown(key)`, `tab_closed(key)`,
    `found(PaletteRow)` from the palette, `refresh_asked(key)` for the tab in front, `undo_asked()`
    by key, `closing()` when the window goes.
    """

    place_chosen = Signal(str)
    tab_shown = Signal(str)
    tab_closed = Signal(str)
    found = Signal(object)
    closing = Signal()
    undo_asked = Signal()
    refresh_asked = Signal(str)

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle("Landwaiter")
        self.jobs = jobs
        self.provider: Provider = _nothing
        self.acts: Callable[[], tuple[PaletteRow, ...]] = tuple
        self.may_close: Callable[[], bool] = lambda: True
        self._screens: dict[str, QWidget] = {}
        self._front: QWidget | None = None
        self._asked_help: QWidget | None = None
        self._build()
        self._connect()
        self.setMinimumSize(fonts.px(LEAST_WIDTH), fonts.px(LEAST_HEIGHT))
        self.resize(fonts.px(1440), fonts.px(900))

    def offer(self, lines: Sequence[MenuLine]) -> None:
        """What the menus can do now."""
        self._menus.show(lines)

    def open_tab(
        self, tab: Tab, make: Callable[[], QWidget], *, screen: str, place: str = ""
    ) -> QWidget:
        """Show the tab of this key, made by `make` where it is not open yet."""
        number = self.tabs.number_of(tab.key)
        if number < 0:
            widget = make()
            widget.setProperty("screen", screen)
            widget.setProperty("place", place or screen)
            widget.setAccessibleName(tab.title)
            self._screens[tab.key] = widget
            self.stack.addWidget(widget)
            number = self.tabs.add(tab)
        self.tabs.setCurrentIndex(number)
        self._show_tab(number)
        return self._screens[tab.key]

    def close_tab(self, key: str) -> None:
        number = self.tabs.number_of(key)
        if number < 0 or not self.tabs.tab(number).closable:
            return
        widget = self._screens.pop(key)
        self.tabs.remove(number)
        self.stack.removeWidget(widget)
        widget.deleteLater()
        self.tab_closed.emit(key)

    def close_all(self) -> None:
        """Take every tab away: another casebook, or none."""
        while self.tabs.count():
            key = self.tabs.tab(0).key
            widget = self._screens.pop(key)
            self.tabs.remove(0)
            self.stack.removeWidget(widget)
            widget.deleteLater()

    @property
    def current(self) -> QWidget | None:
        return self.stack.currentWidget()

    @property
    def screen_name(self) -> str:
        """The name of the screen in front, as in screen_keys.SCREENS."""
        return str(self.current.property("screen")) if self.current else ""

    def begin_as(self, size: tuple[int, int] | None, *, maximised: bool = False) -> None:
        """As large as it was left, cut to what is free of the screen; it grows by nobody else."""
        wanted = QSize(*size) if size else QSize(fonts.px(1440), fonts.px(900))
        above = self.style().pixelMetric(QStyle.PixelMetric.PM_TitleBarHeight)
        free = self.screen().availableSize() - QSize(0, above)
        self.setMinimumSize(self.minimumSize().boundedTo(free))
        self.resize(wanted.boundedTo(free))
        if maximised:
            self.setWindowState(Qt.WindowState.WindowMaximized)

    @property
    def normal_size(self) -> QSize:
        """How large it is, or was before it was maximised."""
        return self.normalGeometry().size() if self.isMaximized() else self.size()

    @property
    def needed(self) -> QSize:
        """The least size at which the screen in front is scrolled by nothing but itself."""
        front = self.stack.minimumSizeHint()
        beside = self.rail.minimumSizeHint().expandedTo(self.rail.minimumSize())
        above = (self.top, self._strip, self.foot)
        middle = front.height() + (self.practice.height() if self.practice.isVisible() else 0)
        middle = max(middle, beside.height() - self._strip.height())
        return QSize(
            max(
                front.width() + beside.width(),
                self.top.minimumSizeHint().width(),
                self.foot.minimumSizeHint().width(),
            ),
            middle + sum(part.height() for part in above),
        )

    def show_status(self, status: Status | None) -> None:
        self.foot.show_status(status)
        roles = tuple(map(low, status.roles)) if status else ()
        self.top.show_user(status.user if status else "", roles)
        for button in self.rail.buttons.values():
            button.setEnabled(status is not None)

    def open_find(self) -> None:
        """Open the command palette."""
        dialog = FindDialog(self.acts(), self.provider, self.jobs, self)
        dialog.chosen.connect(self.found)
        corner = self.top.search.mapToGlobal(self.top.search.rect().bottomLeft())
        dialog.move(corner.x() - fonts.px(100), corner.y() + 4)
        show_over(dialog)

    def toggle_help(self) -> None:
        """The page of the screen in front beside it; away again where it is shown."""
        if self.help.isVisible():
            self.close_help()
        elif self.current is not None:
            self._asked_help = self.focusWidget()
            self._show_help()
            self.help.show()
            self._give_room()
            self.help.setFocus()

    def close_help(self) -> None:
        """Without help; the focus goes back to where it was asked for."""
        self.help.hide()
        self._give_room()
        asked = self._asked_help
        back = asked if asked is not None and isValid(asked) and asked.isVisible() else self.current
        if back is not None:
            back.setFocus()

    def _show_help(self) -> None:
        """The page of the form in front, else of its screen; none where neither has one."""
        screen = self.current
        page = page_of_screen_now(screen) if screen is not None else None
        if page is None or screen is None:
            self.close_help()
        else:
            self.help.show_page(page, screen if page.topic == self.screen_name else None)

    def _follow_help(self, _old: QWidget | None, focus: QWidget | None) -> None:
        """A form was opened or left beside the help."""
        screen = self.current
        if not self.help.isVisible() or screen is None or focus is None:
            return
        if focus is not screen and not screen.isAncestorOf(focus):
            return
        page = page_of_screen_now(screen)
        if page is not None and not self.help.is_about(page):
            self._show_help()

    def _give_room(self) -> None:
        """The help stands in the place of what a screen has at its side."""
        for screen in self._screens.values():
            if isinstance(screen, GivesRoom):
                screen.give_room(is_given=self.help.isVisible() and screen is self.current)

    def step_tab(self, by: int) -> None:
        if self.tabs.count():
            self.tabs.setCurrentIndex((self.tabs.currentIndex() + by) % self.tabs.count())

    def step_pane(self, by: int) -> None:
        """Into the next pane of the window, or the one before."""
        panes.step_pane(by, self.rail, self.current, self.help, self.top)

    def close_current(self) -> None:
        if self.tabs.count():
            self.close_tab(self.tabs.tab(self.tabs.currentIndex()).key)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Where something is finished first, the window goes by itself afterwards."""
        if not self.may_close():
            event.ignore()
            return
        self.closing.emit()
        super().closeEvent(event)

    def _build(self) -> None:
        self.top, self.rail, self.foot = TopBar(), Rail(), Foot(self.jobs)
        self._menus = Menus(self.top.menus)
        self.tabs, self._room = TabStrip(), PageRoom()
        self.stack = self._room.screens
        self.notice = Notice()
        self.undo = UndoStrip()
        self.practice = PracticeStrip()
        self.help = HelpPanel()
        self.help.setFixedWidth(fonts.px(WIDTH))
        self.help.hide()
        strip = panel("strip")
        strip.setFixedHeight(fonts.px(32))
        strip.setLayout(across(self.tabs, 0, margins=(8, 0, 8, 0)))
        self._strip = strip
        grid = QGridLayout()
        grid.setSpacing(0)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.addWidget(self.top, 0, 0, 1, 3)
        grid.addWidget(self.rail, 1, 0, 5, 1)
        grid.addWidget(strip, 1, 1, 1, 2)
        grid.addWidget(self.practice, 2, 1, 1, 2)
        grid.addWidget(self._room, 3, 1)
        # Below the screen: when it comes or goes no line moves away under the pointer.
        grid.addWidget(self.notice, 4, 1)
        grid.addWidget(self.help, 3, 2, 3, 1)
        grid.addWidget(self.undo, 5, 1)
        grid.addWidget(self.foot, 6, 0, 1, 3)
        grid.setRowStretch(3, 1)
        grid.setColumnStretch(1, 1)
        grid.setSizeConstraint(QGridLayout.SizeConstraint.SetNoConstraint)
        self.setLayout(grid)
        self.show_status(None)

    def _connect(self) -> None:
        self.rail.chosen.connect(self.place_chosen)
        self.tabs.currentChanged.connect(self._show_tab)
        self.tabs.close_asked.connect(self.close_tab)
        self.top.find_asked.connect(self.open_find)
        self.help.left.connect(self.close_help)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow_help)
            StrayFocus(application, self, self.top, lambda: self.current)
            the_dialog_help(application)
        ways = {
            "find": self.open_find,
            "menu": self.top.show_menus,
            "help": self.toggle_help,
            "next_tab": lambda: self.step_tab(1),
            "previous_tab": lambda: self.step_tab(-1),
            "close_tab": self.close_current,
            "refresh": self.refresh,
            "next_part": lambda: self.step_pane(1),
            "part_before": lambda: self.step_pane(-1),
            "undo": self.undo_asked.emit,
            "quit": self.close,
        }
        keys.bind("window", self, ways)
        for number, place in enumerate(PLACES[:7], 1):
            keys.on_key(f"Ctrl+{number}", self, partial(self._go, place.key))

    def _go(self, key: str) -> None:
        if self.rail.buttons[key].isEnabled():
            self.place_chosen.emit(key)

    def show_hints(self) -> None:
        """The keys of the screen in front, in the status bar."""
        self.foot.show_keys(self.screen_name)

    def refresh(self) -> None:
        self.refresh_asked.emit(self.key_now)

    @property
    def key_now(self) -> str:
        """The key of the tab in front; empty where there is none."""
        return self.tabs.tab(self.tabs.currentIndex()).key if self.tabs.count() else ""

    def _show_tab(self, number: int) -> None:
        if not 0 <= number < self.tabs.count():
            return
        tab = self.tabs.tab(number)
        widget = self._screens.get(tab.key)
        if widget is None:
            return
        if widget is not self._front:
            self._front = widget
            keys.the_gate().came_to_front()
        self.stack.setCurrentWidget(widget)
        widget.setFocus()
        self.rail.mark(str(widget.property("place")))
        self.show_hints()
        if self.help.isVisible():
            self._show_help()
            self._give_room()
        self.setWindowTitle(_("{title} – Landwaiter").format(title=tab.title))
        self.tab_shown.emit(tab.key)
