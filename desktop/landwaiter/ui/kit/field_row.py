"""A field with its name before it and a note behind, as forms lay it out."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLayout, QWidget

from landwaiter.ui.kit.cards import across
from landwaiter.ui.kit.choice import ChoiceBox
from landwaiter.ui.kit.fonts import Size
from landwaiter.ui.kit.label import label, name_label


def field_row(
    title: str, *parts: QWidget | QLayout | int, note: str = "", width: int = 118
) -> QHBoxLayout:
    """Name at the left in `width` pixels, the field, and a muted note."""
    notes = (label(note, "muted", size=Size.SMALL),) if note else ()
    row = across(name_label(title, width), *parts, *notes)
    name = row.itemAt(0)
    if name is not None:
        name.setAlignment(Qt.AlignmentFlag.AlignVCenter)
    return row


def choice_box(name: str, choices: Sequence[tuple[str, str]], *, empty: bool = False) -> ChoiceBox:
    """A box of (value, words); `empty`: nothing is chosen in it before a person does."""
    box = ChoiceBox(empty=empty)
    box.setAccessibleName(name)
    for value, words in choices:
        box.addItem(words, value)
    if empty:
        box.setCurrentIndex(-1)
    return box


def chosen(box: QComboBox) -> str:
    """The value of a choice box."""
    return str(box.currentData(Qt.ItemDataRole.UserRole) or "")


def choose(box: QComboBox, value: str) -> None:
    """A value that is not offered is the first one, or none where the box begins with none."""
    first = -1 if box.placeholderText() else 0
    box.setCurrentIndex(max(first, box.findData(value)))
