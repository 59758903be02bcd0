"""A box to tick that is as plain on a dark ground as on a light one: Fusion's own is not."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QCheckBox, QStyle, QStyleOptionButton, QStylePainter

from landwaiter.ui.kit import fonts, icons
from landwaiter.ui.kit.theme import Ink, theme_of

LEAST = 22
"""Pixels at scale 1 of whatever is clicked."""


class TickBox(QCheckBox):
    """Draws the boxes of the tables; keys, mouse and assistive technology are Qt's."""

    def sizeHint(self) -> QSize:
        """High enough to be met by a finger."""
        hint = super().sizeHint()
        return QSize(hint.width(), max(hint.height(), fonts.px(LEAST)))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, option = QStylePainter(self), QStyleOptionButton()
        self.initStyleOption(option)
        style = self.style()
        box = style.subElementRect(QStyle.SubElement.SE_CheckBoxIndicator, option, self)
        meaning = "box-ticked" if self.isChecked() else "box"
        ink: Ink = "accentfill" if self.isChecked() else "control"
        drawn = icons.pixmap(
            meaning, box.width(), theme_of(self.palette()), ink=ink, ratio=self.devicePixelRatioF()
        )
        painter.drawPixmap(box.topLeft(), drawn)
        option.rect = style.subElementRect(QStyle.SubElement.SE_CheckBoxContents, option, self)
        painter.drawControl(QStyle.ControlElement.CE_CheckBoxLabel, option)
        if self.hasFocus():
            painter.setPen(theme_of(self.palette()).colour("accent"))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
