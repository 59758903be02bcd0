"""The list behind the bell: what waits, each with one act; it pops up only when asked for."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QWidget

from landwaiter.i18n import _, joined
from landwaiter.services.people.notices import NoticeRow
from landwaiter.ui.kit import fonts
from landwaiter.ui.kit.button import ActButton
from landwaiter.ui.kit.cards import across, clear, column, panel, ruled, scrolled
from landwaiter.ui.kit.fonts import Size
from landwaiter.ui.kit.inline import Glyph, Text
from landwaiter.ui.kit.label import MarkLabel

WIDTH, HEIGHT = 420, 560
_MARGIN = 20


class NoticesPanel(QFrame):
    """`chosen(NoticeRow)`: the person goes where it is done. Esc and a click elsewhere close it."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("card")
        self.setAccessibleName(_("Notices"))
        self.buttons: list[ActButton] = []
        self._rows = column()
        held = panel("base")
        held.setLayout(self._rows)
        self._scroll = scrolled(held)
        head = panel("ruled")
        title = MarkLabel((Text(_("Notices"), size=Size.BODY, bold=True),))
        head.setLayout(across(title, 0, margins=(12, 8, 12, 8)))
        said = Text(_("A notice goes when what it says is done."), "muted")
        foot = column(MarkLabel((said,), wrap=True), margins=(12, 6, 12, 8))
        self.setLayout(column(head, self._scroll, foot, margins=(1, 1, 1, 1)))

    def show_rows(self, rows: tuple[NoticeRow, ...]) -> None:
        """What waits now, in place of what was shown."""
        clear(self._rows)
        self.buttons = []
        for row in rows:
            self._rows.addWidget(self._row(row))
        if not rows:
            nothing = MarkLabel((Text(_("Nothing waits for you."), "text2"),), wrap=True)
            self._rows.addLayout(column(nothing, margins=(12, 10, 12, 10)))
        self._rows.addStretch()

    def open_below(self, button: QWidget) -> None:
        """Under the bell, within the screen; the first act has the focus."""
        screen = QGuiApplication.screenAt(button.mapToGlobal(QPoint(0, 0)))
        free = (screen or QGuiApplication.primaryScreen()).availableGeometry()
        width = min(fonts.px(WIDTH), free.width() - 2 * _MARGIN)
        wanted = self._rows.totalHeightForWidth(width - fonts.px(_MARGIN)) + fonts.px(84)
        height = min(wanted, fonts.px(HEIGHT), free.height() - 2 * _MARGIN)
        self.resize(width, height)
        corner = button.mapToGlobal(button.rect().bottomRight())
        left = min(corner.x() - self.width(), free.right() - self.width())
        self.move(max(free.left(), left), min(corner.y() + 4, free.bottom() - height))
        self.show()
        if self.buttons:
            self.buttons[0].setFocus()

    def _row(self, row: NoticeRow) -> QWidget:
        opening = ActButton(_("Open"), small=True)
        opening.setAccessibleName(joined(": ", (row.title, _("Open"))))
        opening.clicked.connect(lambda: self._choose(row))
        self.buttons.append(opening)
        said = MarkLabel(
            (Text(row.title, size=Size.BODY, bold=True),), (Text(row.text, "text2"),), wrap=True
        )
        layout = across(
            MarkLabel((Glyph(row.icon, 16, "text"),)), said, opening, gap=10, margins=(12, 8, 12, 8)
        )
        layout.setStretch(1, 1)
        return ruled(layout)

    def _choose(self, row: NoticeRow) -> None:
        self.close()
        self.chosen.emit(row)
