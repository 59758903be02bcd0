"""The 2-pixel bar under a head that says after 150 ms that something is being read."""

from PySide6.QtCore import QRectF, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from landwaiter.ui.kit.draw import placed
from landwaiter.ui.kit.theme import theme_of

PATIENCE_MS = 150
STEP_MS = 60


class LoadingBar(QWidget):
    """Shown while any read it was given is late; the old content stays."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(2)
        self._waiting = 0
        self._place = 0.0
        self._late = False
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE_MS)
        self._patience.timeout.connect(self._show_late)
        self._motion = QTimer(self)
        self._motion.setInterval(STEP_MS)
        self._motion.timeout.connect(self._move)

    def begin(self) -> None:
        self._waiting += 1
        if self._waiting == 1:
            self._patience.start()

    def end(self) -> None:
        self._waiting -= 1
        if self._waiting == 0:
            self._patience.stop()
            self._motion.stop()
            self._late = False
            self.update()

    @property
    def is_late(self) -> bool:
        return self._late

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._late:
            painter = QPainter(self)
            width = self.width() // 4
            left = round(self._place * (self.width() - width))
            bar = placed(QRectF(left, 0, width, 2), self.width())
            painter.fillRect(bar, theme_of(self.palette()).colour("accent"))

    def _show_late(self) -> None:
        self._late = True
        self._motion.start()
        self.update()

    def _move(self) -> None:
        self._place = (self._place + 0.04) % 1.0
        self.update()
