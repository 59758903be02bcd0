"""A place for files: drop them, or choose them with its button."""

from pathlib import Path

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from landwaiter.ui.kit import fonts
from landwaiter.ui.kit.button import ActButton
from landwaiter.ui.kit.cards import across, column
from landwaiter.ui.kit.inline import Gap, Glyph, Line, Text
from landwaiter.ui.kit.label import MarkLabel
from landwaiter.ui.kit.theme import theme_of


class DropZone(QWidget):
    """`dropped(paths)` carries local files alone; `choose_asked` when the button is pressed."""

    dropped = Signal(object)
    choose_asked = Signal()

    def __init__(self, hint: str, choose: str, *, keys: str = "") -> None:
        super().__init__()
        self.setAcceptDrops(True)
        self._hint, self._over = hint, False
        self.words = MarkLabel(wrap=True)
        self.button = ActButton(choose, icon="take-in", keys=keys, small=True)
        self.button.clicked.connect(self.choose_asked)
        self.setLayout(across(column(0, self.words, 0), self.button, margins=(12, 10, 12, 10)))
        self.setMinimumHeight(fonts.px(54))
        self.show_files(())

    def show_files(self, paths: tuple[Path, ...]) -> None:
        """The files taken; the hint where there are none."""
        if not paths:
            self.words.show_lines((Text(self._hint, "text2"),))
            return
        self.words.show_lines(*(_file(path) for path in paths))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _paths(event):
            self._over = True
            self.update()
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._over = False
        self.update()

    def dropEvent(self, event: QDropEvent) -> None:
        self._over = False
        self.update()
        if paths := _paths(event):
            event.acceptProposedAction()
            self.dropped.emit(paths)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = theme_of(self.palette())
        pen = QPen(theme.colour("accent" if self._over else "control"), 2 if self._over else 1)
        pen.setDashPattern([4, 3])
        painter.setPen(pen)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)


def _paths(event: QDropEvent) -> tuple[Path, ...]:
    urls = event.mimeData().urls()
    return tuple(Path(url.toLocalFile()) for url in urls if url.isLocalFile())


def _file(path: Path) -> Line:
    return (Glyph("document", 12, "text2"), Gap(6), Text(path.name))
