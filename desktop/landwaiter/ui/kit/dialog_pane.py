"""What every dialog of the menus is built from: title, body, what came of it, and its acts."""

from collections.abc import Iterable, Mapping
from functools import partial

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QDialog, QHBoxLayout, QLayout, QWidget

from landwaiter.errors import Fault
from landwaiter.i18n import _
from landwaiter.ui.kit import fonts
from landwaiter.ui.kit.button import ActButton, ButtonKind
from landwaiter.ui.kit.cards import across, column, panel
from landwaiter.ui.kit.fonts import Size
from landwaiter.ui.kit.inline import Gap, Inline, Text
from landwaiter.ui.kit.keys import on_key
from landwaiter.ui.kit.label import MarkLabel
from landwaiter.ui.kit.loading import LoadingBar
from landwaiter.ui.kit.middle import Middle, room_of
from landwaiter.ui.kit.outcome import OutcomeLabel
from landwaiter.ui.kit.text import holds_text
from landwaiter.ui.kit.wrapping import WrappedActs

_LEAST_HEIGHT = 110
"""A list lower than this shows too few rows to be read."""


class Pane(QDialog):
    """A dialog over the window: its deeds run as jobs, and their faults are said in it.

    Esc closes it while nothing was typed; what was typed goes with the button Close alone.
    """

    def __init__(
        self, title: str, about: str, *, width: int = 640, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._width = fonts.px(width)
        self.setMinimumWidth(self._width)
        self.bar, self.outcome = LoadingBar(), OutcomeLabel()
        self.typed: dict[str, Mapping[str, str]] = {}
        """By form, what was typed before a refusal."""
        self.closing = ActButton(_("Close"), keys="Esc")
        self.closing.clicked.connect(self.reject)
        self._title: tuple[Inline, ...] = (Text(title, size=Size.TITLE, bold=True),)
        self._head = MarkLabel((*self._title, Gap(8), Text(about, "text2"))).elastic()

    def show_fault(self, fault: Fault) -> None:
        """A refusal, said in place; what was typed stays."""
        self.outcome.show_fault(fault)

    def show_done(self, sentence: str) -> None:
        self.outcome.show_done(sentence)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and holds_text(self):
            said = _("What you typed is still here. “{close}” leaves it.")
            self.outcome.show_question(said.format(close=self.closing.text()))
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Qt takes no account of wrapped text in a window's height, so it grows by itself."""
        is_handled = super().event(event)
        if event.type() == QEvent.Type.Show:
            self._fit()
            # Qt gives the focus when the window is active, which is after this.
            QTimer.singleShot(0, self, self._leave_button)
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Show):
            self._grow()
        return is_handled

    def _leave_button(self) -> None:
        """The focus on something else first: a blank that somebody types would press a button that
        is not even the main one.
        """
        button = self.focusWidget()
        if not isinstance(button, ActButton) or button.kind is ButtonKind.PRIMARY:
            return
        one = self.nextInFocusChain()
        while one is not None and one is not self:
            takes_keys = one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.isEnabled()
            if takes_keys and one.isVisibleTo(self) and not isinstance(one, ActButton):
                one.setFocus()
                return
            one = one.nextInFocusChain()
        self.setFocusProxy(None)  # type: ignore[arg-type]  # a hidden list would hand it on
        self.setFocus()

    def _fit(self) -> None:
        """In a small window, or with large type, the width and the tallest lists give way."""
        room, least = room_of(self), fonts.px(_LEAST_HEIGHT)
        self.setMinimumWidth(min(self.minimumWidth(), room.width()))
        self.resize(self.size().boundedTo(room))
        middle = self._middle
        parts = (one for one in self.findChildren(QWidget) if one is not middle)
        for part in sorted(parts, key=lambda one: -one.minimumHeight()):
            over = middle.beside(self) + middle.needed(self) - room.height()
            if over <= 0 or part.minimumHeight() <= least:
                break
            part.setMinimumHeight(max(least, part.minimumHeight() - over))
            self._measure_anew(part)

    def _measure_anew(self, part: QWidget) -> None:
        """Qt would tell the layouts above a part of its new height only after this event."""
        above = part.parentWidget()
        while above is not None and above is not self.parentWidget():
            layout = above.layout()
            if layout is not None:
                layout.activate()
            above = above.parentWidget()

    def _grow(self) -> None:
        """As high as everything needs; what the window has no room for is scrolled."""
        self._middle.fit(self)
        needed = self._middle.beside(self) + self._middle.minimumHeight()
        self.resize(self.width(), max(needed, min(self.height(), room_of(self).height())))

    def side_by_side(
        self, *parts: QWidget | QLayout, sides: Mapping[QWidget, int] | None = None
    ) -> QBoxLayout:
        """Parts next to each other; in a window too narrow for that, one below the other.

        `sides` are the widths of those that leave the room to the others.
        """
        if self._width > room_of(self).width():
            return column(*parts, gap=10)
        body = across(*parts, gap=10)
        for place, part in enumerate(parts):
            if isinstance(part, QWidget) and sides and part in sides:
                part.setFixedWidth(fonts.px(sides[part]))
            else:
                body.setStretch(place, 1)
        return body

    def build(self, body: QWidget | QLayout, *acts: QWidget) -> None:
        """Lay the dialog out; `acts` stand at the right of the foot."""
        head, foot = panel("head"), panel("foot")
        head.setLayout(across(self._head, margins=(16, 9, 16, 10)))
        row: QHBoxLayout = across(self.closing, WrappedActs(acts), margins=(16, 10, 16, 10))
        row.setAlignment(self.closing, Qt.AlignmentFlag.AlignBottom)
        foot.setLayout(row)
        self._middle = Middle(column(body, gap=10, margins=(16, 12, 16, 6)))
        said = across(self.outcome, margins=(16, 0, 16, 6))
        self.setLayout(column(head, self.bar, self._middle, said, foot))
        self.layout().setStretch(2, 1)  # type: ignore[union-attr]  # just set


class DeedsPane(Pane):
    """A list with deeds on the row under the cursor: `asked(deed, row)`.

    Each deed is a button of that name; `refusals` says why one is not possible now.
    """

    asked = Signal(str, object)

    def under_cursor(self) -> object:
        """The row that a deed is about; None: there is none."""
        raise NotImplementedError

    def refusals(self) -> Mapping[str, str]:
        """Deed → why it is refused; empty where it is allowed."""
        raise NotImplementedError

    def bind(self, deeds: Iterable[tuple[str, str]]) -> None:
        """Deed and keys: button and keys ask for it."""
        for name, shortcut in deeds:
            self._button(name).clicked.connect(partial(self._clicked, name))
            on_key(shortcut, self, partial(self.ask, name))

    def ask(self, name: str) -> None:
        """Ask for a deed, where it is allowed now; else its key gets the reason."""
        button = self._button(name)
        if button.isEnabled():
            self.outcome.forget()
            self.asked.emit(name, self.under_cursor())
        elif button.why_not:
            self.outcome.show_question(button.text())

    def check(self) -> None:
        """Allow and refuse the deeds by the row under the cursor."""
        for name, why in self.refusals().items():
            if why:
                self._button(name).refuse(why)
            else:
                self._button(name).allow()
        self._begin_with_a_deed()

    def _begin_with_a_deed(self) -> None:
        """Where there is no row the first deed has the focus: Enter on Close would end it all."""
        first = self.focusProxy()
        if first is None or first.isVisible() or self.focusWidget() not in (None, self.closing):
            return
        if acts := [one for one in map(self._button, self.refusals()) if one.isEnabled()]:
            acts[0].setFocus()

    def _button(self, name: str) -> ActButton:
        button: ActButton = getattr(self, name)
        return button

    def _clicked(self, name: str, _checked: bool = False) -> None:
        self.ask(name)
