"""Over a case that is shown as of another day: that it is, what differs, and the ways back."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from landwaiter.i18n import _
from landwaiter.services.cases.as_of import AsOf, heading, sentences
from landwaiter.ui.kit import fonts
from landwaiter.ui.kit.button import ActButton
from landwaiter.ui.kit.cards import Banner, across, clear, column, panel, scrolled
from landwaiter.ui.kit.fonts import Size
from landwaiter.ui.kit.inline import Gap, Glyph, Text
from landwaiter.ui.kit.keys import on_key
from landwaiter.ui.kit.label import MarkLabel

_HEIGHT = 148
"""Pixels for what differs; more is scrolled."""


class AsOfBar(QWidget):
    """Signals: `declared_asked`, `today_asked`, `other_asked`. Hidden on the day that counts."""

    declared_asked = Signal()
    today_asked = Signal()
    other_asked = Signal()

    def __init__(self, screen: QWidget) -> None:
        super().__init__(screen)
        self._banner = Banner(ground="medbg", edge="med")
        self._lines = column(gap=4, margins=(16, 8, 16, 8))
        page = panel("page")
        page.setLayout(self._lines)
        self._differs = scrolled(page)
        self._differs.setFixedHeight(fonts.px(_HEIGHT))
        self._differs.setAccessibleName(_("What differs"))
        self.declared = ActButton(_("Day of the declaration"), keys="Esc", small=True)
        self.today = ActButton(_("Today"), small=True)
        self.other = ActButton(_("Another day…"), keys="D", small=True)
        for button, asked in (
            (self.declared, self.declared_asked),
            (self.today, self.today_asked),
            (self.other, self.other_asked),
        ):
            button.clicked.connect(asked)
        acts = panel("head")
        acts.setLayout(
            across(self.declared, self.today, self.other, 0, margins=(16, 6, 12, 6), gap=8)
        )
        self.setLayout(column(self._banner, acts, self._differs))
        self._back = on_key("Esc", screen, self.declared_asked.emit)
        self.show_day(None)

    def show_day(self, found: AsOf | None) -> None:
        """What the read returned; None: the day that counts, and nothing is to be said."""
        self.setVisible(found is not None)
        self._back.setEnabled(found is not None)
        clear(self._lines)
        if found is None:
            return
        self._banner.sentence.show_lines(
            (Glyph("as-of", 14, "med"), Gap(8), Text(heading(found), size=Size.BODY))
        )
        for said in sentences(found):
            self._lines.addWidget(MarkLabel((Text(said),), wrap=True))
        self._lines.addStretch(1)
