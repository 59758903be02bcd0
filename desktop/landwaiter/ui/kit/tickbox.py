"""A box to tick that is as plain on a dark ground as on a light one: Fusion's own is not."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QWidget,
)

from landwaiter.ui.kit import fonts, icons
from landwaiter.ui.kit.theme import Ink, theme_of

LEAST = 22
"""Pixels at scale 1 of whatever is clicked."""
_LEAST_WORDS = 90
"""Of words that may be cut, at scale 1."""


class TickBox(QCheckBox):
    """Draws the boxes of the tables; keys, mouse and assistive technology are Qt's.

    `elides`: words of others, which end in “…” where there is no room; whoever makes the box says
    them in its tooltip.
    """

    def __init__(self, words: str, parent: QWidget | None = None, *, elides: bool = False) -> None:
        super().__init__(words, parent)
        self._elides = elides
        if elides:
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """High enough to be met by a finger."""
        hint = super().sizeHint()
        return QSize(hint.width(), max(hint.height(), fonts.px(LEAST)))

    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        return (
            QSize(min(hint.width(), fonts.px(_LEAST_WORDS)), hint.height())
            if self._elides
            else hint
        )

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
        if self._elides:
            option.text = option.fontMetrics.elidedText(
                option.text, Qt.TextElideMode.ElideRight, option.rect.width()
            )
        painter.drawControl(QStyle.ControlElement.CE_CheckBoxLabel, option)
        if self.hasFocus():
            painter.setPen(theme_of(self.palette()).colour("accent"))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
