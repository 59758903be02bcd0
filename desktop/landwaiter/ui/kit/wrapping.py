"""Widgets side by side, in as many lines as their width needs."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QWidget, QWidgetItem

from landwaiter.ui.kit import fonts
from landwaiter.ui.kit.draw import is_mirrored


class FlowLayout(QLayout):
    """As high as its lines are at the width that it is given, as wide as its widest part at least.

    `right` pushes lines to the right; `apart` pushes the last part there where all stand in one.
    `fills`: each part is as narrow as it may be, and what a line has left goes to the part that
    spreads, or to the only one.
    """

    def __init__(
        self, *, gap: int, right: bool = False, apart: bool = False, fills: bool = False
    ) -> None:
        super().__init__()
        self._gap, self._right, self._apart = fonts.px(gap), right, apart
        self._fills = fills
        self._held: list[QLayoutItem] = []
        self._heights: dict[int, int] = {}
        """By width, until a part changes: boxes around it ask for the same in every pass."""
        self.setContentsMargins(0, 0, 0, 0)

    def add(self, *parts: QWidget) -> None:
        for part in parts:
            self.addChildWidget(part)
            self.addItem(QWidgetItem(part))

    def addItem(self, item: QLayoutItem) -> None:
        self._held.append(item)
        self.invalidate()

    def count(self) -> int:
        return len(self._held)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._held[index] if 0 <= index < len(self._held) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._held.pop(index) if 0 <= index < len(self._held) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            self._heights[width] = self._lay_out(width, None)
        return self._heights[width]

    def invalidate(self) -> None:
        self._heights = {}
        super().invalidate()

    def sizeHint(self) -> QSize:
        """In one line."""
        sizes = [item.sizeHint() for item in self._shown()]
        gaps = self._gap * max(0, len(sizes) - 1)
        high = max((size.height() for size in sizes), default=0)
        return QSize(sum(size.width() for size in sizes) + gaps, high)

    def minimumSize(self) -> QSize:
        sizes = [item.minimumSize() for item in self._shown()]
        return QSize(
            max((size.width() for size in sizes), default=0),
            max((size.height() for size in sizes), default=0),
        )

    def setGeometry(self, area: QRect) -> None:
        super().setGeometry(area)
        self._lay_out(area.width(), area)

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._held if not item.isEmpty()]

    def _lay_out(self, width: int, area: QRect | None) -> int:
        """The height of the lines at this width; in an area each part gets its place."""
        y, lines = 0, self._lines(width)
        for line in lines:
            sizes = self._sizes_in(line, width)
            high = max(size.height() for size in sizes)
            if area is not None:
                self._place(line, sizes, QRect(area.x(), area.y() + y, width, high), len(lines))
            y += high + self._gap // 2
        return max(0, y - self._gap // 2)

    def _place(
        self, line: Sequence[QLayoutItem], sizes: Sequence[QSize], area: QRect, lines: int
    ) -> None:
        """Each part in the middle of its line; mirrored where the window runs to the left."""
        spare = area.width() - sum(s.width() for s in sizes) - self._gap * (len(line) - 1)
        x = spare if self._right else 0
        for number, (item, size) in enumerate(zip(line, sizes, strict=True)):
            if self._apart and lines == 1 and number and number == len(line) - 1:
                x += spare
            at = area.width() - x - size.width() if is_mirrored() else x
            high = area.height() if self._fills else size.height()
            y = (area.height() - high) // 2
            item.setGeometry(QRect(area.x() + at, area.y() + y, size.width(), high))
            x += size.width() + self._gap

    def _sizes_in(self, line: Sequence[QLayoutItem], width: int) -> list[QSize]:
        if not self._fills:
            return [_size_in(item, width, alone=len(line) == 1) for item in line]
        widths = [self._wide(item) for item in line]
        spreading = [number for number, item in enumerate(line) if _spreads(item)]
        taker = spreading[0] if spreading else len(line) - 1
        if spreading or len(line) == 1:
            widths[taker] += width - sum(widths) - self._gap * (len(line) - 1)
        return [_size_at(item, wide) for item, wide in zip(line, widths, strict=True)]

    def _wide(self, item: QLayoutItem) -> int:
        return (item.minimumSize() if self._fills else item.sizeHint()).width()

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        lines: list[list[QLayoutItem]] = []
        taken = 0
        for item in self._shown():
            wide = self._wide(item)
            if not lines or taken + wide > width:
                lines.append([])
                taken = 0
            lines[-1].append(item)
            taken += wide + self._gap
        return lines


def _size_in(item: QLayoutItem, width: int, *, alone: bool) -> QSize:
    """A part as wide as it likes, at most as the line is; then as high as that makes it.

    One that spreads has a line of its own to itself.
    """
    wide = width if alone and _spreads(item) else min(item.sizeHint().width(), width)
    return _size_at(item, wide)


def _spreads(item: QLayoutItem) -> bool:
    return bool(item.expandingDirections() & Qt.Orientation.Horizontal)


def _size_at(item: QLayoutItem, wide: int) -> QSize:
    high = item.heightForWidth(wide) if item.hasHeightForWidth() else item.sizeHint().height()
    return QSize(wide, high)


class WrappedParts(QWidget):
    """Parts that may change, one behind the other."""

    def __init__(self, *, gap: int = 6, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = FlowLayout(gap=gap)
        self.setLayout(self._flow)

    def show_parts(self, parts: Iterable[QWidget]) -> None:
        """These in place of those before, which are deleted."""
        while (item := self._flow.takeAt(0)) is not None:
            if (part := item.widget()) is not None:
                part.hide()
                part.deleteLater()
        for part in parts:
            self._flow.add(part)
            part.show()


class WrappedActs(QWidget):
    """Buttons at the right, in one line or, where their words need it, in several.

    Each reason why one is refused can be read; one that is longer than a line is cut.
    """

    def __init__(self, acts: Iterable[QWidget], *, gap: int = 8) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        flow = FlowLayout(gap=gap, right=True)
        flow.add(*acts)
        self.setLayout(flow)


class AlongLine(QWidget):
    """Parts along one line, in several where they do not fit: the window may be made as narrow as
    the widest of them. `apart`: the last stands at the other end while there is one line;
    `fills`: none is wider than it must be but the one that spreads.
    """

    def __init__(
        self, *parts: QWidget, gap: int = 8, apart: bool = False, fills: bool = False
    ) -> None:
        super().__init__()
        flow = FlowLayout(gap=gap, apart=apart, fills=fills)
        flow.add(*parts)
        self.setLayout(flow)
