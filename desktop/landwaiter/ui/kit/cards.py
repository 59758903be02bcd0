"""What screens are laid out from: cards, banners, the act bar, ruled rows, diff rows, history."""

from collections.abc import Sequence
from typing import TypeVar

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from landwaiter.ui.kit import fonts
from landwaiter.ui.kit.draw import placed
from landwaiter.ui.kit.fonts import Size
from landwaiter.ui.kit.inline import Gap, Glyph, Inline, Line, Text
from landwaiter.ui.kit.label import MarkLabel, names_width
from landwaiter.ui.kit.theme import Ink, theme_of

Filled = TypeVar("Filled", bound=QBoxLayout)


def panel(name: str) -> QWidget:
    """A plain widget whose ground comes from the style sheet by its name."""
    made = QWidget()
    made.setObjectName(name)
    made.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    return made


def column(
    *parts: QWidget | QLayout | int, gap: int = 0, margins: tuple[int, int, int, int] = (0, 0, 0, 0)
) -> QVBoxLayout:
    """A vertical layout; an int is a fixed space, 0 a stretch. Margins from the left clockwise."""
    return _filled(QVBoxLayout(), parts, gap, margins)


def across(
    *parts: QWidget | QLayout | int, gap: int = 8, margins: tuple[int, int, int, int] = (0, 0, 0, 0)
) -> QHBoxLayout:
    """A horizontal layout; an int is a fixed space, 0 a stretch."""
    return _filled(QHBoxLayout(), parts, gap, margins)


def _filled(
    layout: Filled,
    parts: Sequence[QWidget | QLayout | int],
    gap: int,
    margins: tuple[int, int, int, int],
) -> Filled:
    layout.setSpacing(fonts.px(gap))
    layout.setContentsMargins(*(fonts.px(margin) for margin in margins))
    for part in parts:
        if isinstance(part, QWidget):
            layout.addWidget(part)
        elif isinstance(part, QLayout):
            layout.addLayout(part)
        elif part:
            layout.addSpacing(fonts.px(part))
        else:
            layout.addStretch(1)
    return layout


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and delete it."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            clear(inner)


def scrolled(content: QWidget) -> QScrollArea:
    """The widget in a vertical scroll area without a frame."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidget(content)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area


class Card(QFrame):
    """Head (title, count, acts) and a body of widgets."""

    def __init__(
        self,
        title: str = "",
        count: str = "",
        *,
        icon: str = "",
        ink: Ink = "text",
        acts: Sequence[QWidget] = (),
        head: int = 32,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._icon, self._ink = icon, ink
        self._title = MarkLabel().elastic()
        self.body = column()
        self._layout = column(margins=(1, 1, 1, 1))
        self.setLayout(self._layout)
        if title:
            self._head = panel("cardhead")
            self._head.setFixedHeight(fonts.px(head))
            self._head.setLayout(across(self._title, *acts, margins=(12, 0, 12, 0)))
            self._layout.addWidget(self._head)
            self.name(title, count)
        self._layout.addLayout(self.body)

    def name(self, title: str, count: str = "") -> None:
        """Set title and count."""
        self.setAccessibleName(title)
        icon: Line = (Glyph(self._icon, 14, self._ink), Gap(8)) if self._icon else ()
        said: list[Inline] = [*icon, Text(title, size=Size.BODY, bold=True, whole=True)]
        if count:
            said += [Gap(8), Text(count, "muted")]
        self._title.show_lines(tuple(said))

    def mark_stale(self) -> None:
        """Stale data: the left edge in the medium ink."""
        self.setProperty("stale", True)

    def mark_used(self, *, used: bool) -> None:
        """A rule that is looked at rests on this: the edge in the ink of flags."""
        self.setProperty("used", used)
        self.style().unpolish(self)
        self.style().polish(self)

    def add(self, *parts: QWidget | QLayout) -> "Card":
        for part in parts:
            if isinstance(part, QWidget):
                self.body.addWidget(part)
            else:
                self.body.addLayout(part)
        return self

    def empty(self) -> None:
        """Take the body out."""
        clear(self.body)


class Banner(QWidget):
    """One sentence with a 4-pixel edge, and at most one act; `wrap` shows all of a long one."""

    def __init__(
        self,
        *line: Inline,
        note: str = "",
        ground: Ink = "medbg",
        edge: Ink = "med",
        act: QWidget | None = None,
        wrap: bool = False,
    ) -> None:
        super().__init__()
        self._ground, self._edge = ground, edge
        plain = MarkLabel(line, ground=ground, wrap=wrap)
        self.sentence = plain if wrap else plain.elastic()
        parts: list[QWidget] = [self.sentence]
        if note:
            parts.append(MarkLabel((Text(note, "text2"),), ground=ground))
        if act:
            parts.append(act)
        above = 6 if wrap else 0
        self.setLayout(across(*parts, margins=(16, above, 12, above)))
        self.setMinimumHeight(fonts.px(34))
        tall = QSizePolicy.Policy.Minimum if wrap else QSizePolicy.Policy.Fixed
        self.setSizePolicy(QSizePolicy.Policy.Preferred, tall)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = theme_of(self.palette())
        painter.fillRect(self.rect(), theme.colour(self._ground))
        painter.setPen(theme.colour("line"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        edge = placed(QRectF(0, 0, fonts.px(4), self.height()), self.width())
        painter.fillRect(edge, theme.colour(self._edge))


def beside(*parts: QWidget) -> QWidget:
    """Widgets side by side as one, no wider than they need."""
    made = QWidget()
    made.setLayout(across(*parts))
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
    return made


def ruled(layout: QLayout) -> QWidget:
    """A row of a card with a hairline under it."""
    made = panel("ruled")
    made.setLayout(layout)
    return made


def facts(
    rows: Sequence[tuple[str, Line]],
    *,
    width: int = 72,
    margins: tuple[int, int, int, int] = (12, 8, 12, 8),
) -> QWidget:
    """Names in muted type and values beside them, one row each."""
    made = QWidget()
    layout = column(gap=3, margins=margins)
    wide = names_width((name for name, _value in rows), width)
    for name, value in rows:
        title = MarkLabel((Text(name, "muted"),), wrap=True)
        title.setFixedWidth(wide)
        layout.addLayout(_top(across(title, MarkLabel(value, wrap=True), gap=12)))
    made.setLayout(layout)
    return made


def _top(layout: QHBoxLayout) -> QHBoxLayout:
    first = layout.itemAt(0)
    if first is not None:
        first.setAlignment(Qt.AlignmentFlag.AlignTop)
    return layout


def history_entry(at: str, lines: Sequence[Line], *, own: bool = False) -> QWidget:
    """Time at the left, the sentence beside it; the reader's own entries stand on tint."""
    made = panel("own" if own else "ruled")
    ground: Ink = "tint" if own else "base"
    time = MarkLabel((Text(at, "muted", whole=True),), ground=ground)
    time.setFixedWidth(fonts.px(40))
    text = MarkLabel(*lines, wrap=True, ground=ground)
    made.setLayout(_top(across(time, text, gap=8, margins=(12, 6, 12, 6))))
    return made


def act_bar(*parts: QWidget | QLayout | int) -> QWidget:
    """The bar at the foot of a screen: one primary act, its effect in words."""
    made = panel("foot")
    row = across(*parts, margins=(16, 8, 16, 8))
    for part in parts:
        if isinstance(part, QWidget) and part.hasHeightForWidth():
            row.setAlignment(part, Qt.AlignmentFlag.AlignVCenter)
    made.setLayout(row)
    made.setMinimumHeight(fonts.px(62))
    return made


def removed(text: str) -> Text:
    return Text(text, "rem", struck=True, ground="rembg")


def inserted(text: str) -> Text:
    return Text(text, "add", underlined=True, ground="addbg")
