"""Prompts that ask with the program's own dialogs, files too, and hands that type into them."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QWidget
from shiboken6 import isValid
from tests.ui.hands import CTRL

from landwaiter.ui.kit.prompts import Field, Prompts

Key = Qt.Key
Answer = Mapping[str, str] | Path | None
"""Of a form by the titles of its fields, of a file its path; None: Esc."""
SOON_MS, MOST_STEPS, MOST_WAITS = 20, 30, 50


class Keyed(Prompts):
    """Each dialog takes the next of `given`; a form nobody gave anything for is left with Esc."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.given: list[Answer] = []
        self.asked: list[str] = []
        self.heard: list[str] = []
        """What a screen reader says of a form once it is there."""
        self.stuck: list[str] = []
        """Dialogs that keys alone did not end."""

    def ask(
        self, title: str, deed: str, fields: Sequence[Field], *, note: str = ""
    ) -> dict[str, str] | None:
        self._answer(title)
        return super().ask(title, deed, fields, note=note)

    def tell(self, title: str, text: str) -> None:
        self._soon(title, lambda: _press(Key.Key_Return))
        super().tell(title, text)

    def open_files(self, title: str, kinds: str = "") -> tuple[Path, ...]:
        self._answer(title)
        return super().open_files(title, kinds)

    def save_file(self, title: str, proposed: str, kinds: str = "") -> Path | None:
        self._answer(title)
        return super().save_file(title, proposed, kinds)

    def _answer(self, title: str) -> None:
        self.asked.append(title)
        answer = self.given.pop(0) if self.given else None
        self._soon(title, lambda: _give(answer))

    def _soon(self, title: str, hands: Callable[[], None], waits: int = 0) -> None:
        QTimer.singleShot(SOON_MS, lambda: self._begin(title, hands, waits))

    def _begin(self, title: str, hands: Callable[[], None], waits: int) -> None:
        dialog, focus = QApplication.activeModalWidget(), QApplication.focusWidget()
        is_there = dialog is not None and focus is not None and dialog.isAncestorOf(focus)
        if not is_there and waits < MOST_WAITS:  # it is still coming
            self._soon(title, hands, waits + 1)
            return
        if isinstance(dialog, QDialog):
            self.heard.append(dialog.accessibleDescription())
            if is_there:
                hands()
            if isValid(dialog) and dialog.isVisible():
                self.stuck.append(title)
                dialog.reject()


def _give(answer: Answer) -> None:
    if answer is None:
        _press(Key.Key_Escape)
    elif isinstance(answer, Path):
        _press(Key.Key_A, CTRL)
        QTest.keyClicks(_focused(), str(answer))
        _press(Key.Key_Return)
    else:
        _fill(dict(answer))


def _fill(left: dict[str, str]) -> None:
    """Field by field with Tab, then Ctrl+Enter; what Tab does not come to leaves the form open."""
    for _step in range(MOST_STEPS):
        if not left:
            _press(Key.Key_Return, CTRL)
            return
        focus = _focused()
        words = left.pop(focus.accessibleName(), None)
        if words is not None and isinstance(focus, QComboBox):
            _choose(focus, words)
        elif words is not None:
            _press(Key.Key_A, CTRL)
            QTest.keyClicks(focus, words)
        _press(Key.Key_Tab)


def _choose(box: QComboBox, words: str) -> None:
    """Down, until the choice begins so."""
    _press(Key.Key_Home)
    for _step in range(box.count()):
        if box.currentText().startswith(words):
            return
        _press(Key.Key_Down)


def _press(key: Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(_focused(), key, modifier)


def _focused() -> QWidget:
    focus = QApplication.focusWidget()
    assert focus is not None
    return focus
