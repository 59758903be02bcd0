"""What came of a deed, said in place: a refusal with its remedy, or what was done."""

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

from landwaiter.errors import Fault
from landwaiter.ui.kit.fonts import Size
from landwaiter.ui.kit.inline import Gap, Glyph, Text
from landwaiter.ui.kit.label import MarkLabel
from landwaiter.ui.kit.theme import Ink


def announce(widget: QWidget, sentence: str) -> None:
    """Have a screen reader say it: the focus is elsewhere, and a label never has it."""
    if sentence:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, sentence))


class OutcomeLabel(MarkLabel):
    """Hidden while there is nothing to say."""

    def __init__(self, *, ground: Ink = "base", parent: QWidget | None = None) -> None:
        super().__init__(wrap=True, ground=ground, parent=parent)
        self.hide()

    def show_fault(self, fault: Fault) -> None:
        """What happened, why, and what to do next."""
        self._say("warning", "high", fault.sentence())

    def show_done(self, sentence: str) -> None:
        self._say("tick", "ok", sentence)

    def show_question(self, sentence: str) -> None:
        """Something has to be answered before it is done."""
        self._say("warning", "med", sentence)

    def show_waiting(self, sentence: str) -> None:
        self._say("clock", "muted", sentence)

    def forget(self) -> None:
        self.show_lines()
        self.hide()

    def _say(self, glyph: str, ink: Ink, sentence: str) -> None:
        said: Ink = "text2" if ink == "muted" else ink
        self.show_lines((Glyph(glyph, 12, ink), Gap(6), Text(sentence, said, Size.BODY)))
        self.show()
        announce(self, sentence)
