"""One sentence over the screens: what a deed did, or why it was refused and what to do next."""

from PySide6.QtWidgets import QWidget

from landwaiter.errors import Fault
from landwaiter.i18n import _
from landwaiter.ui.kit.button import ActButton
from landwaiter.ui.kit.cards import Banner, clear, column
from landwaiter.ui.kit.fonts import Size
from landwaiter.ui.kit.inline import Gap, Glyph, Text
from landwaiter.ui.kit.theme import Ink


class Notice(QWidget):
    """Stays until the next one, until it is closed, or until another screen is shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._body = column()
        self.setLayout(self._body)
        self.text = ""
        self.hide()

    def say(self, text: str) -> None:
        """What was done."""
        self._show(text, "tick", "okbg", "ok")

    def warn(self, text: str) -> None:
        """What the person should see to, though nothing was refused."""
        self._show(text, "warning", "highbg", "high")

    def show_fault(self, fault: Fault) -> None:
        """What happened and why, then what to do next."""
        self._show(fault.sentence(), "warning", "highbg", "high")

    def close_notice(self) -> None:
        self.text = ""
        self.hide()

    def _show(self, text: str, icon: str, ground: Ink, edge: Ink) -> None:
        self.text = text
        clear(self._body)
        closing = ActButton(_("Close"), small=True)
        closing.clicked.connect(self.close_notice)
        banner = Banner(
            Glyph(icon, 14, edge),
            Gap(8),
            Text(text, size=Size.BODY),
            ground=ground,
            edge=edge,
            act=closing,
        )
        banner.setToolTip(text)
        self._body.addWidget(banner)
        self.setAccessibleName(text)
        self.show()
