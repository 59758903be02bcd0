"""How long nobody has touched the keyboard or the mouse."""

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from landwaiter.ui.kit.event_filter import the_events

LOOK_MS = 5_000
_TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.TouchBegin,
        QEvent.Type.Wheel,
    }
)


class Idle(QObject):
    """`passed` once the time is over; `seconds` 0 waits for ever.

    Two clocks are read: the steady one stands still while the computer sleeps, and the clock on
    the wall can be set back. The one that says more time has passed is believed.
    """

    passed = Signal()

    def __init__(
        self,
        parent: QObject,
        clocks: tuple[Callable[[], float], ...] = (time.monotonic, time.time),
    ) -> None:
        super().__init__(parent)
        self.seconds = 0.0
        self._clocks = clocks
        self._touched = self._now()
        self._look = QTimer(self)
        self._look.setInterval(LOOK_MS)
        self._look.timeout.connect(self.look)

    def watch(self, seconds: float) -> None:
        """Begin anew: after so many seconds without a touch the time has passed."""
        self.seconds = seconds
        self.touch()
        application = QApplication.instance()
        if application is not None:
            the_events(application).tell(self, _TOUCHES)
        self._look.start()

    def rest(self) -> None:
        """Nobody is signed in: nothing is watched."""
        self.seconds = 0.0
        self._look.stop()
        application = QApplication.instance()
        if application is not None:
            the_events(application).leave(self)

    def touch(self) -> None:
        self._touched = self._now()

    def look(self) -> None:
        """Tell once whether the time has passed."""
        spent = max(now - then for now, then in zip(self._now(), self._touched, strict=True))
        if self.seconds and spent >= self.seconds:
            self.rest()
            self.passed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _TOUCHES:
            self.touch()
        return False

    def _now(self) -> tuple[float, ...]:
        return tuple(clock() for clock in self._clocks)
