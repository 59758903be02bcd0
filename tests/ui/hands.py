"""What a person does at the keyboard and with the mouse."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
BARE = Qt.KeyboardModifier.NoModifier


def press(widget: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = BARE) -> None:
    QTest.keyClick(widget, key, modifier)


def type_text(widget: QWidget, text: str) -> None:
    """ASCII only: Qt's key events have no other letters."""
    assert text.isascii()
    QTest.keyClicks(widget, text)


def click(widget: QWidget, at: QPoint | None = None) -> None:
    """A left click in the middle, or at a point of the widget; what is refused hears none."""
    assert widget.isEnabled(), f"{widget.accessibleName()} cannot be clicked"
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, BARE, at or widget.rect().center())
