"""The one family of delegates: it paints the InlineCell a model gives for CELL_ROLE."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from landwaiter.ui.kit import draw, flow, fonts
from landwaiter.ui.kit.inline import InlineCell
from landwaiter.ui.kit.theme import Ink, theme_of

CELL_ROLE = Qt.ItemDataRole.UserRole + 1
"""An InlineCell."""
TICKED_ROLE = Qt.ItemDataRole.UserRole + 2
"""True where the row is ticked."""
SORT_ROLE = Qt.ItemDataRole.UserRole + 3
"""The native value a column sorts by."""
PAD, EDGE = 8, 3
# Plain numbers: this runs per cell and frame, where flag arithmetic of Python enums costs.
_SELECTED = QStyle.StateFlag.State_Selected.value
_HOVERED = QStyle.StateFlag.State_MouseOver.value

CellIndex = QModelIndex | QPersistentModelIndex


class CellDelegate(QStyledItemDelegate):
    """Ground, selection edge, hairline, then the cell; the words are the accessible text."""

    def __init__(self, parent: QWidget, *, pad: int = PAD, top: bool = False) -> None:
        super().__init__(parent)
        self._pad = pad
        self._top = top

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: CellIndex) -> None:
        state = option.state.value
        selected = bool(state & _SELECTED)
        ground = row_ground(
            selected=selected, raised=bool(state & _HOVERED) or bool(index.data(TICKED_ROLE))
        )
        theme = theme_of(option.palette)
        rect = option.rect
        area = QRectF(rect)
        painter.fillRect(area, theme.colour(ground))
        painter.setPen(theme.colour("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if selected and index.column() == 0:
            wide = fonts.px(EDGE)
            left = area.right() - wide if draw.is_mirrored() else area.left()
            edge = QRectF(left, area.top(), wide, area.height())
            painter.fillRect(edge, theme.colour("accent"))
        cell = index.data(CELL_ROLE)
        if isinstance(cell, InlineCell):
            look = draw.Look(theme, ground, selected)
            self._paint_cell(painter, cell, self._inner(area), look)

    def _paint_cell(
        self, painter: QPainter, cell: InlineCell, inner: QRectF, look: draw.Look
    ) -> None:
        """Pieces that may not be cut are clipped where the column is too narrow for them."""
        if flow.lay_out(cell, inner.width()).width <= inner.width() + self._pad:
            draw.paint(painter, cell, inner, look, middle=not self._top)
            return
        painter.save()
        painter.setClipRect(inner.adjusted(0, 0, self._pad, 0))
        draw.paint(painter, cell, inner, look, middle=not self._top)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: CellIndex) -> QSize:
        cell = index.data(CELL_ROLE)
        if not isinstance(cell, InlineCell):
            return super().sizeHint(option, index)
        width = option.rect.width() - 2 * fonts.px(self._pad) if option.rect.width() > 0 else None
        layout = flow.lay_out(cell, width)
        return QSize(
            round(layout.width) + 2 * fonts.px(self._pad), round(layout.height) + fonts.px(10)
        )

    def _inner(self, area: QRectF) -> QRectF:
        pad = fonts.px(self._pad)
        top = fonts.px(4) if self._top else 0
        return area.adjusted(pad, top, -pad, -1)


def row_ground(*, selected: bool, raised: bool) -> Ink:
    """Tint where selected, alt where ticked or under the pointer, else base."""
    if selected:
        return "tint"
    return "alt" if raised else "base"
