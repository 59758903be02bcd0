"""MarkLabel: a widget that shows lines of inline pieces; case text in it is always plain."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from landwaiter.ui.kit import draw, flow, fonts
from landwaiter.ui.kit.flow import Layout
from landwaiter.ui.kit.fonts import Size
from landwaiter.ui.kit.inline import InlineCell, Line, Text
from landwaiter.ui.kit.theme import Ink, theme_of


class MarkLabel(QWidget):
    """Paints an InlineCell with the painters of the tables; cut text shows its whole in the
    tooltip.
    """

    def __init__(
        self,
        *lines: Line,
        wrap: bool = False,
        right: bool = False,
        ground: Ink = "base",
        yields: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """`yields`: with nothing to say it takes no room, nor the gap to its neighbour."""
        super().__init__(parent)
        self._wrap, self._right, self._ground = wrap, right, ground
        self._yields = yields
        self._cell = InlineCell()
        self._layouts: dict[tuple[float | None, float], Layout] = {}
        policy = QSizePolicy(
            QSizePolicy.Policy.Preferred if wrap else QSizePolicy.Policy.Maximum,
            QSizePolicy.Policy.Preferred if wrap else QSizePolicy.Policy.Fixed,
        )
        policy.setHeightForWidth(wrap)
        self.setSizePolicy(policy)
        self.show_lines(*lines)

    def show_lines(self, *lines: Line) -> None:
        """Show these lines from now on."""
        self._cell = InlineCell(lines, wrap=self._wrap, right=self._right)
        self._layouts = {}
        self.setAccessibleName(self._cell.words)
        if self._yields:
            self.setHidden(not lines)
        self._tell_whole()
        self.updateGeometry()
        self.update()

    @property
    def cell(self) -> InlineCell:
        """What is shown now."""
        return self._cell

    def words(self) -> str:
        """What the label says, as a screen reader reads it."""
        return self._cell.words

    def elastic(self) -> "MarkLabel":
        """Let the label take the room there is and cut its text where that is too little."""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        return self

    def sizeHint(self) -> QSize:
        layout = self._laid_out(None)
        return QSize(int(layout.width + 0.999), int(layout.height + 0.999))

    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        return QSize(min(hint.width(), fonts.px(40)), hint.height()) if self._wrap else hint

    def heightForWidth(self, width: int) -> int:
        return int(self._laid_out(float(width)).height + 0.999) if self._wrap else -1

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        look = draw.Look(theme_of(self.palette()), self._ground)
        draw.paint(painter, self._cell, QRectF(self.rect()), look, middle=not self._wrap)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell_whole()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()

    def _laid_out(self, width: float | None) -> Layout:
        """Kept: to find a long cell among those of all labels costs more than to lay out."""
        at = width, fonts.scale_now()
        if at not in self._layouts:
            self._layouts[at] = flow.lay_out(self._cell, width)
        return self._layouts[at]

    def _tell_whole(self) -> None:
        cut = self.width() > 0 and self._laid_out(float(self.width())).cut
        self.setToolTip(self._cell.words if cut else "")


def name_label(title: str, width: int, ink: Ink = "text2") -> MarkLabel:
    """The name of a field or a fact at its left: it goes on in a further line, whole."""
    made = label(title, ink, wrap=True)
    made.setFixedWidth(names_width((title,), width, size=Size.BODY))
    return made


def names_width(titles: Iterable[str], least: int, *, size: Size = Size.DENSE) -> int:
    """Pixels of a column of names: `least` at scale 1, or what their longest word needs."""
    words = {one for title in titles for one in title.split()}
    cells = (InlineCell(((Text(one, size=size),),)) for one in words)
    needed = (int(flow.lay_out(cell, None).width + 0.999) for cell in cells)
    return max((fonts.px(least), *needed))


def label(
    text: str,
    ink: Ink = "text",
    *,
    size: Size = Size.BODY,
    bold: bool = False,
    wrap: bool = False,
) -> MarkLabel:
    """A label of one plain text."""
    return MarkLabel((Text(text, ink, size, bold),), wrap=wrap)
