"""One sentence below the screens: what a deed did, or why it was refused and what to do next."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from landwaiter.errors import Fault
from landwaiter.i18n import _
from landwaiter.ui.kit.button import ActButton
from landwaiter.ui.kit.cards import Banner, beside, clear, column
from landwaiter.ui.kit.fonts import Size
from landwaiter.ui.kit.inline import Gap, Glyph, Text
from landwaiter.ui.kit.outcome import announce
from landwaiter.ui.kit.theme import Ink

STAYS_MS = 8_000
"""So long is told what was done; what a person should see to stays."""
Act = tuple[str, Callable[[], object]]
"""The words of a button, and what it shows."""


class Notice(QWidget):
    """Stays until the next one, until it is closed, or until another screen is shown.

    What was simply done goes by itself after some seconds.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._body = column()
        self.setLayout(self._body)
        self.text = ""
        self.act: Act | None = None
        self._going = QTimer(self)
        self._going.setSingleShot(True)
        self._going.timeout.connect(self.close_notice)
        self.hide()

    def say(self, text: str) -> None:
        """What was done, and nothing was left out or refused."""
        self._show(text, "tick", "okbg", "ok")
        self._going.start(STAYS_MS)

    def warn(self, text: str, act: Act | None = None) -> None:
        """What the person should see to, though nothing was refused; `act` shows more of it."""
        self._show(text, "warning", "highbg", "high", act)

    def show_fault(self, fault: Fault) -> None:
        """What happened and why, then what to do next."""
        self._show(fault.sentence(), "warning", "highbg", "high")

    def close_notice(self) -> None:
        self._going.stop()
        self.text, self.act = "", None
        self.hide()

    def _show(self, text: str, icon: str, ground: Ink, edge: Ink, act: Act | None = None) -> None:
        self._going.stop()
        self.text, self.act = text, act
        clear(self._body)
        closing = ActButton(_("Close"), small=True)
        closing.clicked.connect(self.close_notice)
        acts: list[QWidget] = [closing]
        if act is not None:
            title, show = act
            more = ActButton(title, small=True)
            more.clicked.connect(lambda _checked=False: show())
            acts.insert(0, more)
        banner = Banner(
            Glyph(icon, 14, edge),
            Gap(8),
            Text(text, size=Size.BODY),
            ground=ground,
            edge=edge,
            act=beside(*acts),
        )
        banner.setToolTip(text)
        self._body.addWidget(banner)
        self.setAccessibleName(text)
        self.show()
        announce(self, text)
