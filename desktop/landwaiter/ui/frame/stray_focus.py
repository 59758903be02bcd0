"""The focus comes back to the screen in front where nobody moved it away.

Qt passes the focus on along the window when what has it is hidden, rests or is gone: after the last
widget of a screen that is the find field of the top bar, where the keys of the screen mean nothing.
"""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid


class StrayFocus(QObject):
    """Watches one window; `screen` gives what is in front, `bar` is where the focus strays to."""

    def __init__(
        self,
        application: QApplication,
        window: QWidget,
        bar: QWidget,
        screen: Callable[[], QWidget | None],
    ) -> None:
        super().__init__(window)
        self._window, self._bar, self._screen = window, bar, screen
        self._last: QWidget | None = None
        """What had the focus last of its own accord."""
        self._was_away = False
        """Another window was in front until now: this one gets the focus back from Qt."""
        self._look = QTimer(self, singleShot=True, interval=0)
        self._look.timeout.connect(self._bring_back)
        application.focusChanged.connect(self._moved)

    def _moved(self, old: QWidget | None, new: QWidget | None) -> None:
        if new is None or new.window() is not self._window:
            self._was_away = QApplication.activeWindow() is not self._window
            if not self._was_away and not _takes_keys(old):
                self._look.start()
            return
        is_passed_on = self._was_away if old is None else not _takes_keys(old)
        self._was_away = False
        if is_passed_on and new is not self._last and _is_in(self._bar, new):
            self._look.start()
        else:
            self._look.stop()
            self._last = new

    def _bring_back(self) -> None:
        """To where it was in this screen, else to the screen's own first place."""
        screen, focus = self._screen(), QApplication.focusWidget()
        if screen is None or QApplication.activeWindow() is not self._window:
            return
        if QApplication.activePopupWidget() is not None:
            return
        if focus is not None and not _is_in(self._bar, focus):
            return
        last = self._last
        if last is not None and isValid(last) and _takes_keys(last) and _is_in(screen, last):
            last.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            home(screen)


def home(screen: QWidget) -> None:
    """The focus to the main list of a screen; where that rests, to the screen itself.

    A proxy that rests takes no focus, and Qt then leaves it where it was. A hidden one would get it
    as soon as it is the proxy again, and nobody would see where they type: then the first place of
    the screen that is seen has it.
    """
    first = screen
    while (further := first.focusProxy()) is not None:
        first = further
    proxy = screen.focusProxy()
    if proxy is not None and not first.isVisible():
        seen = (one for one in screen.findChildren(QWidget) if _takes_keys(one) and _tabbed(one))
        first = next(seen, first)
    if proxy is None or _takes_keys(first):
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        return
    screen.setFocusProxy(None)  # type: ignore[arg-type]  # Qt takes none
    screen.setFocus(Qt.FocusReason.OtherFocusReason)
    screen.setFocusProxy(proxy)


def _tabbed(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)


def _takes_keys(widget: QWidget | None) -> bool:
    return widget is not None and isValid(widget) and widget.isVisible() and widget.isEnabled()


def _is_in(room: QWidget, widget: QWidget) -> bool:
    return widget is room or room.isAncestorOf(widget)
