"""A box to tick that is as plain on a dark ground as on a light one: Fusion's own is not."""

from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QCheckBox, QStyle, QStyleOptionButton, QStylePainter

from landwaiter.ui.kit import icons
from landwaiter.ui.kit.theme import Ink, theme_of


class TickBox(QCheckBox):
    """Draws the boxes of the tables; keys, mouse and assistive technology are Qt's."""

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
            option.rect = style.subElementRect(QStyle.SubElement.SE_CheckBoxFocusRect, option, self)
            painter.drawPrimitive(QStyle.PrimitiveElement.PE_FrameFocusRect, option)
