"""Widgets side by side, in as many lines as their width needs."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QWidget

from landwaiter.ui.kit import fonts
from landwaiter.ui.kit.draw import is_mirrored


class WrappedParts(QWidget):
    """As high as its lines are at the width that it is given."""

    def __init__(self, *, gap: int = 6, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._gap = fonts.px(gap)
        self._parts: tuple[QWidget, ...] = ()

    def show_parts(self, parts: Iterable[QWidget]) -> None:
        """These in place of those before, which are deleted."""
        for part in self._parts:
            part.hide()
            part.deleteLater()
        self._parts = tuple(parts)
        for part in self._parts:
            part.setParent(self)
            part.show()
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Each part in the middle of its line."""
        y = 0
        for line in self._lines():
            high = max(part.sizeHint().height() for part in line)
            x = self._begin(line)
            for part in line:
                size = part.sizeHint()
                wide = min(size.width(), self.width())
                left = self.width() - x - wide if is_mirrored() else x
                part.setGeometry(left, y + (high - size.height()) // 2, wide, size.height())
                x += wide + self._gap
            y += high + self._gap // 2
        self.setFixedHeight(max(0, y - self._gap // 2))

    def _begin(self, line: Sequence[QWidget]) -> int:
        """Where a line begins."""
        return 0

    def _lines(self) -> list[list[QWidget]]:
        lines: list[list[QWidget]] = []
        taken = 0
        for part in self._parts:
            if part.isHidden():
                continue
            wide = part.sizeHint().width() + self._gap
            if not lines or taken + wide - self._gap > self.width():
                lines.append([])
                taken = 0
            lines[-1].append(part)
            taken += wide
        return lines


class WrappedActs(WrappedParts):
    """Buttons at the right, in one line or, where their words need it, in several.

    Each reason why one is refused can be read; one that is longer than a line is cut.
    """

    def __init__(self, acts: Iterable[QWidget], *, gap: int = 8) -> None:
        super().__init__(gap=gap)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._parts = tuple(acts)
        for act in self._parts:
            was_hidden = act.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide)
            was_hidden = was_hidden and act.isHidden()
            act.setParent(self)
            act.setVisible(not was_hidden)
        self._arrange()

    def minimumSizeHint(self) -> QSize:
        widths = (part.minimumSizeHint().width() for part in self._parts if not part.isHidden())
        return QSize(max(widths, default=0), self.minimumHeight())

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            self._arrange()
        return super().event(event)

    def _begin(self, line: Sequence[QWidget]) -> int:
        taken = sum(part.sizeHint().width() for part in line) + self._gap * (len(line) - 1)
        return max(0, self.width() - taken)


class TwoParts(QWidget):
    """Two parts at the ends of one line, or one above the other where they do not fit.

    The window may be made as narrow as the wider of them: a layout would ask for both.
    """

    def __init__(self, first: QWidget, second: QWidget, *, gap: int = 8) -> None:
        super().__init__()
        self._parts, self._gap = (first, second), fonts.px(gap)
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(self._gap // 2)
        self._layout.addWidget(first)
        self._layout.addStretch(1)
        self._layout.addWidget(second)

    def minimumSizeHint(self) -> QSize:
        return QSize(
            max(part.minimumSizeHint().width() for part in self._parts),
            super().minimumSizeHint().height(),
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            self._arrange()
        return super().event(event)

    def _arrange(self) -> None:
        shown = [part for part in self._parts if not part.isHidden()]
        wanted = sum(part.sizeHint().width() for part in shown) + self._gap
        direction = QBoxLayout.Direction
        chosen = direction.LeftToRight if wanted <= self.width() else direction.TopToBottom
        if self._layout.direction() is not chosen:
            self._layout.setDirection(chosen)
