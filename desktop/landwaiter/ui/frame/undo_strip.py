"""The strip below the screens: what is sealed in some seconds, and what was never sealed."""

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QWidget

from landwaiter.i18n import _, plural
from landwaiter.ui.kit import fonts
from landwaiter.ui.kit.button import ActButton
from landwaiter.ui.kit.cards import Banner, beside, clear, column
from landwaiter.ui.kit.fonts import Size
from landwaiter.ui.kit.inline import Gap, Glyph, Line, Text
from landwaiter.ui.kit.label import MarkLabel


class UndoStrip(QWidget):
    """Hidden while nothing waits. It has its own room, so that it covers nothing.

    Signals: `undone`, `sealed` of what waits; `taken_up` to open it again, `discarded`.
    """

    undone = Signal()
    sealed = Signal()
    taken_up = Signal()
    discarded = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = column()
        self._left = MarkLabel(ground="tint")
        self.text = ""
        self.setLayout(self._row)
        self.hide()

    def show_wait(self, words: str, seconds: int) -> None:
        """What is sealed after so many seconds, unless it is undone before."""
        if words != self.text:
            self._left = MarkLabel(ground="tint")
            undo = _button(_("Undo"), self.undone, icon="return", keys="Ctrl+Z")
            seal = _button(_("Seal now"), self.sealed)
            said: Line = (Glyph("clock", 14, "accent"), Gap(8), Text(words, size=Size.BODY))
            self._show(words, said, self._left, undo, seal)
        left = plural(seconds, "sealed in {n} second", "sealed in {n} seconds")
        self._left.show_lines((Text(left, "text2", whole=True),))
        self.setAccessibleDescription(left)

    def show_left_over(self, words: str, why: str, *, again: bool, more: int) -> None:
        """What was not sealed: why it was refused, or nothing where a window ended before.

        `again`: there is a form to go back to. So many `more` wait behind it.
        """
        acts = [_button(_("Seal now"), self.sealed)]
        if again:
            acts.insert(0, _button(_("Back to it"), self.taken_up, icon="edit"))
        acts.append(_button(_("Discard"), self.discarded))
        begun: Line = (Text(why, "high", Size.BODY), Gap(8)) if why else ()
        said: Line = (Glyph("warning", 14, "high"), Gap(8), *begun, Text(words, size=Size.BODY))
        behind = plural(more, "{n} more waits", "{n} more wait") if more else ""
        note = MarkLabel((Text(behind, "text2", whole=True),), ground="tint")
        self._show(f"{why} {words}".strip(), said, note, *acts, wrap=True)

    def buttons(self) -> tuple[ActButton, ...]:
        """What can be done with what is shown."""
        return tuple(one for one in self.findChildren(ActButton) if one.isVisible())

    def rest(self) -> None:
        """Nothing waits."""
        self.text = ""
        self.hide()

    def _show(self, text: str, said: Line, *acts: QWidget, wrap: bool = False) -> None:
        clear(self._row)
        self.text = text
        banner = Banner(*said, ground="tint", edge="accent", act=beside(*acts), wrap=wrap)
        banner.setMinimumHeight(fonts.px(40))
        banner.setToolTip(text)
        self._row.addWidget(banner)
        self.setAccessibleName(text)
        self.show()


def _button(title: str, pressed: SignalInstance, *, icon: str = "", keys: str = "") -> ActButton:
    made = ActButton(title, icon=icon, keys=keys, small=True)
    made.clicked.connect(pressed)
    return made
