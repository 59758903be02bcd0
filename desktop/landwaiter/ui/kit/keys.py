"""The keys of the window, and the one gate that says whether a key counts.

Every shortcut of the window is made here. A key moves, shows, opens a form, marks a draft or
leaves; none does a deed. Ctrl+Enter hands over the form in front, and nothing else.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

from landwaiter.services.help.screen_keys import (
    EVERYWHERE,
    SCREENS,
    SUBMIT,
    KeyKind,
    ScreenKey,
    is_single,
)
from landwaiter.ui.kit.event_filter import the_events

YOUNG_SECONDS = 0.3
"""So long after a tab came to the front what is typed was still meant for the one before."""
_COMMANDS = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


def hints(screen: str) -> tuple[ScreenKey, ...]:
    """What the status bar shows for a screen."""
    table = (*SCREENS.get(screen, ()), *EVERYWHERE)
    return tuple(key for key in table if key.hinted and counts(key.keys))


def counts(sequence: str) -> bool:
    """Whether a key does anything at all: a person may turn single keys off."""
    return the_gate().single_keys or not is_single(sequence)


class Gate(QObject):
    """Whether a single key counts now; what rests goes to the widget that has the focus.

    It sees every key before a shortcut does. A letter that somebody types is then a letter: in a
    field, in a box of choices, in a list under them, in a form wherever the focus is.
    """

    def __init__(self, application: QCoreApplication) -> None:
        super().__init__(application)
        self.single_keys = True
        self._forms: list[QWidget] = []
        self._fronted = float("-inf")
        the_events(application).tell(self, (QEvent.Type.ShortcutOverride,))

    def came_to_front(self) -> None:
        """Another tab is in front from now on."""
        self._fronted = time.monotonic()

    def watch(self, form: QWidget) -> None:
        """While this form is shown, single keys rest in its window."""
        self._forms = [one for one in self._forms if isValid(one)]
        self._forms.append(form)

    def rests(self, focus: QWidget) -> bool:
        """Whether a single key typed where the focus is means only itself."""
        return (
            not self.single_keys
            or QApplication.activePopupWidget() is not None
            or _is_behind_a_dialog(focus)
            or _is_field(focus)
            or self._has_form(focus.window())
            or time.monotonic() - self._fronted < YOUNG_SECONDS
        )

    def lets(self, focus: QWidget | None) -> bool:
        """Whether a single key is a shortcut now: never in a dialog."""
        return (
            focus is not None
            and not isinstance(focus.window(), QDialog)
            and (not self.rests(focus))
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is not QEvent.Type.ShortcutOverride:
            return False
        if not (isinstance(event, QKeyEvent) and isinstance(watched, QWidget)):
            return False
        if not _is_typed(event) or self.lets(watched):
            return False
        event.accept()
        return True

    def _has_form(self, window: QWidget) -> bool:
        return any(
            isValid(form) and form.isVisible() and form.window() is window for form in self._forms
        )


def _is_behind_a_dialog(focus: QWidget) -> bool:
    """A dialog is open and the window system has not given it the keyboard yet: what is typed
    meanwhile was meant for it, and opens no second one.
    """
    dialog = QApplication.activeModalWidget()
    return dialog is not None and dialog.window() is not focus.window()


def the_gate() -> Gate:
    """The gate of the application, made at the first question."""
    application = QCoreApplication.instance()
    if application is None:
        raise AssertionError("keys before an application")
    known = application.findChild(Gate, options=Qt.FindChildOption.FindDirectChildrenOnly)
    return known if isinstance(known, Gate) else Gate(application)


def rests(focus: QWidget) -> bool:
    """For a list or drawing that reads single keys itself: whether they mean nothing there now."""
    return the_gate().rests(focus)


def bind(screen: str, widget: QWidget, ways: Mapping[str, Callable[[], object]]) -> None:
    """Make the shortcuts of a screen on its widget, for the keys that `ways` has a way for."""
    for key in EVERYWHERE if screen == "window" else SCREENS[screen]:
        if key.by_widget or key.name not in ways:
            continue
        if key.kind is KeyKind.SUBMIT:
            on_submit(widget, ways[key.name])
            continue
        for sequence in filter(None, (key.keys, key.extra)):
            _shortcut(sequence, widget, ways[key.name])


def on_key(sequence: str, widget: QWidget, way: Callable[[], object]) -> QShortcut:
    """A key with Ctrl or Alt, or Esc, inside a dialog or a part of a screen."""
    if is_single(sequence) or sequence == SUBMIT:
        raise ValueError(sequence)
    return _shortcut(sequence, widget, way)


def on_submit(form: QWidget, submit: Callable[[], object]) -> None:
    """Ctrl+Enter anywhere in the window while the form is shown: there is one such form."""
    for sequence in (SUBMIT, "Ctrl+Enter"):
        shortcut = _shortcut(sequence, form, submit)
        shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
        shortcut.setAutoRepeat(False)


def on_leave(form: QWidget, leave: Callable[[], object]) -> None:
    """Esc anywhere in the window while the form is shown."""
    _shortcut("Esc", form, leave).setContext(Qt.ShortcutContext.WindowShortcut)


def go_on(lines: Sequence[QWidget]) -> None:
    """Enter in a one-line field goes on to the next field.

    Not from the last one to the act: what is typed on would press it with the next space.
    """
    for line, following in pairwise(lines):
        typed = line.lineEdit() if isinstance(line, QComboBox) else line
        if isinstance(typed, QLineEdit):
            typed.returnPressed.connect(following.setFocus)


def _shortcut(sequence: str, widget: QWidget, way: Callable[[], object]) -> QShortcut:
    shortcut = QShortcut(QKeySequence(sequence), widget)
    shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    if is_single(sequence):
        shortcut.activated.connect(lambda: _go(way))
    else:
        shortcut.activated.connect(way)
    return shortcut


def _go(way: Callable[[], object]) -> None:
    """The filter has let the key through; asked once more, since this is where it counts."""
    if the_gate().lets(QApplication.focusWidget()):
        way()


def _is_typed(event: QKeyEvent) -> bool:
    """A letter, figure or sign without Ctrl or Alt."""
    return (
        bool(event.text().strip())
        and event.text().isprintable()
        and not (event.modifiers() & _COMMANDS)
    )


def _is_field(widget: QWidget) -> bool:
    """Whether letters are an answer there; a text that is only shown takes none."""
    if isinstance(widget, QLineEdit | QPlainTextEdit | QTextEdit | QAbstractSpinBox):
        return not widget.isReadOnly()
    return isinstance(widget, QComboBox)
