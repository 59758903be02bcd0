"""A share of a recovery key, shown to its holder alone and typed back in part."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QStackedWidget, QWidget

from landwaiter.i18n import _
from landwaiter.ui import fonts
from landwaiter.ui.button import ActButton, Kind
from landwaiter.ui.cards import across, column, panel
from landwaiter.ui.fonts import Size
from landwaiter.ui.inline import Line, Text, spaced
from landwaiter.ui.keys import on_submit
from landwaiter.ui.label import MarkLabel, label
from landwaiter.ui.text import text_field

_TYPED = 4
"""Characters at the end that are typed back."""


@dataclass(frozen=True, slots=True, repr=False)
class ShownShare:
    """What one person keeps; `holder` is empty for a key in one share."""

    text: str
    holder: str = ""
    public_key: str = ""
    """Names the key to who confirms it; stands on the sheet too."""

    def sheet(self) -> str:
        """What is printed."""
        lines = [self.text]
        if self.holder:
            lines.append(_("Kept by {holder}. Only both shares together open the casebook.").format(
                holder=self.holder))  # fmt: skip
        if self.public_key:
            lines.append(_("Recovery key {key}").format(key=self.public_key[:16]))
        return "\n\n".join(lines)


class ShareDialog(QDialog):
    """First asks who is there, then shows the share; accepted once its end was typed.

    Signal: `print_asked(str)` with the text of the sheet.
    """

    print_asked = Signal(str)

    def __init__(self, share: ShownShare, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.share = share
        title = _("Recovery key of {holder}") if share.holder else _("Recovery key")
        self.setWindowTitle(title.format(holder=share.holder))
        self.setMinimumWidth(fonts.px(560))
        self.typed = text_field(name=_("The last 4 characters of what was kept"))
        self.done_button = ActButton(_("It is kept"), keys="Ctrl+Enter", kind=Kind.PRIMARY)
        self.show_button = ActButton(_("Show it"), kind=Kind.PRIMARY)
        self.steps = QStackedWidget()
        self.steps.addWidget(self._before())
        self.steps.addWidget(self._shown())
        self.setLayout(column(self.steps, margins=(16, 16, 16, 12)))
        self.show_button.clicked.connect(self._show)
        self.typed.textChanged.connect(self._check)
        on_submit(self, self._finish)
        self.done_button.clicked.connect(self._finish)
        self._check()
        if not share.holder:
            self._show()

    def _before(self) -> QWidget:
        page = QWidget()
        said = _("Only {holder} looks at the screen now.").format(holder=self.share.holder)
        page.setLayout(
            column(
                label(self.windowTitle(), size=Size.NUMBER, bold=True),
                MarkLabel((Text(said, size=Size.BODY),), wrap=True),
                0,
                across(0, self.show_button),
                gap=12,
            )
        )
        return page

    def _shown(self) -> QWidget:
        printing = ActButton(_("Print"), icon="print", small=True)
        printing.clicked.connect(lambda: self.print_asked.emit(self.share.sheet()))
        box = panel("alt")
        key = MarkLabel(*_lines(self.share), ground="alt", wrap=True)
        box.setLayout(column(key, margins=(12, 12, 12, 12)))
        once = label(_("Shown once. Landwaiter keeps no copy."), "muted", size=Size.SMALL)
        page = QWidget()
        page.setLayout(
            column(
                label(self.windowTitle(), size=Size.NUMBER, bold=True),
                box,
                across(printing, once, 0),
                label(_("The last 4 characters of what was kept"), "text2", size=Size.DENSE),
                self.typed,
                across(0, self.done_button),
                gap=10,
            )
        )
        return page

    def _show(self) -> None:
        self.steps.setCurrentIndex(1)
        self.typed.setFocus()

    def _fits(self) -> bool:
        return self.typed.text().strip().upper() == self.share.text[-_TYPED:]

    def _check(self) -> None:
        if self._fits():
            self.done_button.allow()
        else:
            self.done_button.refuse(_("type how it ends"))

    def _finish(self) -> None:
        if self._fits():
            self.accept()


def _lines(share: ShownShare) -> tuple[Line, ...]:
    groups = share.text.split()
    lines: list[Line] = [
        spaced(
            *(Text(group, size=Size.BODY, mono=True, whole=True) for group in groups[at : at + 4]),
            gap=28,
        )
        for at in range(0, len(groups), 4)
    ]
    if share.public_key:
        named = _("Write this beside it: recovery key {key}")
        lines.append((Text(named.format(key=share.public_key[:16]), "text2"),))
    return tuple(lines)
