"""Filter chips: round buttons with a menu of choices; tint where one narrows the list."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QWidget

from landwaiter.i18n import _
from landwaiter.ui.kit import draw, flow, fonts
from landwaiter.ui.kit.chips import Chip
from landwaiter.ui.kit.inline import Gap, Glyph, InlineCell, Text
from landwaiter.ui.kit.theme import Ink, theme_of

Choice = tuple[str, str]
"""(value, words)."""


class FilterChip(Chip):
    """“Stage any”; `chosen(value)` carries the value, empty for any."""

    chosen = Signal(str)
    typing_asked = Signal()
    """Another value is to be typed."""

    def __init__(
        self,
        title: str,
        choices: Sequence[Choice],
        *,
        any_words: str = "",
        typed: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._title, self._choices = title, tuple(choices)
        self._any = any_words or _("any")
        self._typed = typed
        self.value = ""
        self.clicked.connect(self._ask)
        self._tell()

    @property
    def offers_choices(self) -> bool:
        """Whether there is anything to choose; else its value is typed."""
        return bool(self._choices)

    def choose(self, value: str) -> None:
        """Narrow by a value, or by none."""
        if value != self.value:
            self.value = value
            self._tell()
            self.chosen.emit(value)

    def offer(self, choices: Sequence[Choice]) -> None:
        """Other choices; what is chosen stays."""
        self._choices = tuple(choices)
        self._tell()

    def _is_on(self) -> bool:
        return bool(self.value)

    def _content(self) -> InlineCell:
        words = self._words()
        inks: tuple[Ink, Ink] = ("accent", "accent") if self.value else ("text2", "text")
        return InlineCell(
            (
                (
                    Text(f"{self._title} ", inks[0], whole=True),
                    Text(words, inks[1], whole=True),
                    Gap(5),
                    Glyph("down", 10, inks[0]),
                ),
            )
        )

    def _ask(self) -> None:
        menu = QMenu(self)
        for value, words in (("", self._any), *self._choices):
            action = QAction(words, menu, checkable=True)
            action.setChecked(value == self.value)
            action.triggered.connect(lambda _checked=False, value=value: self.choose(value))
            menu.addAction(action)
        if self._typed:
            menu.addAction(self._typed).triggered.connect(lambda _checked=False: self._ask_typed())
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))

    def _ask_typed(self) -> None:
        self.typing_asked.emit()

    def _words(self) -> str:
        """Those of the value; a value that was typed is its own word."""
        return dict(self._choices).get(self.value, self.value or self._any)

    def _tell(self) -> None:
        words = self._words()
        self.setAccessibleName(f"{self._title}: {words}")
        self.updateGeometry()
        self.update()


class ViewTab(QPushButton):
    """A saved view over the list: its name, its count, an accent line under the chosen one."""

    def __init__(self, title: str, count: str = "") -> None:
        super().__init__(title)
        self._count = count
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_count(self, count: str) -> None:
        self._count = count
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        width = flow.lay_out(self._content(bold=True), None).width
        return QSize(int(width) + fonts.px(23), fonts.px(32))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = theme_of(self.palette())
        area = QRectF(self.rect())
        if self.isChecked():
            line = QRectF(0, area.bottom() - fonts.px(3) + 1, area.width(), fonts.px(3))
            painter.fillRect(line, theme.colour("accent"))
        if self.hasFocus():
            painter.setPen(theme.colour("accent"))
            painter.drawRect(area.adjusted(3, 4, -4, -6))
        inner = area.adjusted(fonts.px(11), 0, -fonts.px(11), 0)
        look = draw.Look(theme, "window")
        draw.paint(painter, self._content(bold=self.isChecked()), inner, look, middle=True)

    def _content(self, *, bold: bool) -> InlineCell:
        title = Text(self.text(), "text" if bold else "text2", fonts.Size.BODY, bold=bold)
        return InlineCell(((title, Gap(7), Text(self._count, "muted", fonts.Size.SMALL)),))
