"""An empty state: what to do first, and the act that does it."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QStackedWidget, QWidget

from landwaiter.ui.kit import fonts
from landwaiter.ui.kit.cards import across, column
from landwaiter.ui.kit.fonts import Size
from landwaiter.ui.kit.inline import Glyph, Text
from landwaiter.ui.kit.label import MarkLabel, label
from landwaiter.ui.kit.table import RowModel


class EmptyState(QWidget):
    """A glyph, a title, one sentence, and at most one act."""

    def __init__(self, icon: str, title: str, text: str, act: QWidget | None = None) -> None:
        super().__init__()
        self.text = MarkLabel((Text(text, "text2", Size.BODY),), wrap=True)
        self.text.setMaximumWidth(fonts.px(520))
        self.text.setMinimumWidth(fonts.px(180))
        glyph = MarkLabel((Glyph(icon, 24, "muted"),))
        self._title = label(title, size=Size.NUMBER, bold=True)
        words = column(self._title, self.text, gap=4)
        if act is not None:
            words.addSpacing(fonts.px(8))
            words.addLayout(across(act, 0))
        row = across(glyph, words, 0, gap=16, margins=(24, 24, 24, 24))
        row.setAlignment(glyph, Qt.AlignmentFlag.AlignTop)
        self.setLayout(column(row, 0))

    def say(self, title: str, text: str) -> None:
        """Something else is the reason now."""
        self._title.show_lines((Text(title, size=Size.NUMBER, bold=True),))
        self.text.show_lines((Text(text, "text2", Size.BODY),))


def or_nothing(model: RowModel[object], shown: QWidget, nothing: QWidget) -> QStackedWidget:
    """`shown` while the model has rows, else `nothing`."""
    stack = QStackedWidget()
    stack.addWidget(nothing)
    stack.addWidget(shown)
    turn = _turner(stack, model)
    for signal in (model.modelReset, model.rowsInserted, model.rowsRemoved):
        signal.connect(turn)
    turn()
    return stack


def _turner(stack: QStackedWidget, model: RowModel[object]) -> Callable[..., None]:
    def turn(*_rows: object) -> None:
        focus = QApplication.focusWidget()
        had_focus = focus is not None and stack.isAncestorOf(focus)
        stack.setCurrentIndex(1 if model.rowCount() else 0)
        if had_focus and not model.rowCount() and isinstance(stack.window(), QDialog):
            # Qt would hand it to the next button, and a blank that is typed on would press it.
            stack.window().setFocus()

    return turn
