"""A field with its name before it and a note behind, as forms lay it out."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLayout, QWidget

from landwaiter.ui import fonts
from landwaiter.ui.cards import across
from landwaiter.ui.fonts import Size
from landwaiter.ui.label import label


def field_row(
    title: str, *parts: QWidget | QLayout | int, note: str = "", width: int = 118
) -> QHBoxLayout:
    """Name at the left in `width` pixels, the field, and a muted note."""
    name = label(title, "text2")
    name.setFixedWidth(fonts.px(width))
    notes = (label(note, "muted", size=Size.SMALL),) if note else ()
    return across(name, *parts, *notes)


def choice_box(name: str, choices: Sequence[tuple[str, str]]) -> QComboBox:
    """A box of (value, words)."""
    box = QComboBox()
    box.setAccessibleName(name)
    for value, words in choices:
        box.addItem(words, value)
    return box


def chosen(box: QComboBox) -> str:
    """The value of a choice box."""
    return str(box.currentData(Qt.ItemDataRole.UserRole) or "")


def choose(box: QComboBox, value: str) -> None:
    box.setCurrentIndex(max(0, box.findData(value)))


def on_key(keys: str, widget: QWidget, deed: Callable[[], object]) -> None:
    """`deed` when the keys are pressed inside the widget; letters rest in text fields."""
    shortcut = QShortcut(QKeySequence(keys), widget)
    shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    shortcut.activated.connect(deed)
