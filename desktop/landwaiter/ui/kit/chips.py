"""Round buttons that are on or off, such as what a chart shows, with how much of it there is."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from landwaiter.i18n import _
from landwaiter.ui.kit import draw, flow, fonts
from landwaiter.ui.kit.inline import Gap, Glyph, Inline, InlineCell, Text
from landwaiter.ui.kit.theme import Ink, theme_of


class Chip(QPushButton):
    """A round button, tinted where it is on; says what it shows itself."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        width = flow.lay_out(self._content(), None).width
        return QSize(int(width) + fonts.px(17), fonts.px(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = theme_of(self.palette())
        ground: Ink = "tint" if self._is_on() else "base"
        edge: Ink = "accent" if self.hasFocus() else ("tint" if self._is_on() else "line2")
        painter.setPen(QPen(theme.colour(edge), 2 if self.hasFocus() else 1))
        painter.setBrush(theme.colour(ground))
        frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(frame, frame.height() / 2, frame.height() / 2)
        inner = QRectF(self.rect()).adjusted(fonts.px(8), 0, -fonts.px(8), 0)
        draw.paint(painter, self._content(), inner, draw.Look(theme, ground), middle=True)

    def _is_on(self) -> bool:
        return self.isChecked()

    def _content(self) -> InlineCell:
        raise NotImplementedError


class ToggleChip(Chip):
    """“✓ owns 4”; Space or a click turns it."""

    def __init__(self, title: str, count: int, *, on: bool = True, parent: QWidget | None = None):
        super().__init__(parent)
        self._title, self.count = title, count
        self.setCheckable(True)
        self.setChecked(on)
        self.setAutoDefault(False)
        self.toggled.connect(self._tell)
        self._tell()

    def _content(self) -> InlineCell:
        ink: Ink = "accent" if self.isChecked() else "text2"
        tick: tuple[Inline, ...] = (Glyph("tick", 10, "accent"), Gap(5)) if self.isChecked() else ()
        said = Text(f"{self._title} {self.count}", ink, whole=True)
        return InlineCell(((*tick, said),))

    def _tell(self) -> None:
        state = _("shown") if self.isChecked() else _("left out")
        said = _("{kind}, {count}: {state}")
        self.setAccessibleName(said.format(kind=self._title, count=self.count, state=state))
        self.updateGeometry()
        self.update()
