"""A half of the recovery key, shown to its holder alone and typed back in part."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QStackedWidget, QWidget

from landwaiter.i18n import _
from landwaiter.ui.kit import fonts
from landwaiter.ui.kit.button import ActButton, ButtonKind
from landwaiter.ui.kit.cards import across, column, panel
from landwaiter.ui.kit.fonts import Size
from landwaiter.ui.kit.inline import Line, Text, spaced
from landwaiter.ui.kit.keys import on_submit
from landwaiter.ui.kit.label import MarkLabel, label
from landwaiter.ui.kit.text import text_field

_TYPED = 4
"""Characters at the end that are typed back."""


@dataclass(frozen=True, slots=True, repr=False)
class ShownShare:
    """What one person keeps: a half, or all of the key where nobody else is there."""

    text: str
    holder: str
    is_whole: bool = False

    def sheet(self) -> str:
        """What is printed."""
        said = _("Kept by {holder}. Only two halves together open the casebook.")
        if self.is_whole:
            said = _("Kept by {holder}. It opens the casebook.")
        return f"{self.text}\n\n{said.format(holder=self.holder)}"


class ShareDialog(QDialog):
    """First asks who is there, then shows the share; accepted once its end was typed.

    Signal: `print_asked(str)` with the text of the sheet.
    """

    print_asked = Signal(str)

    def __init__(self, share: ShownShare, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.share = share
        title = _("The recovery key") if share.is_whole else _("A half of the recovery key")
        self.setWindowTitle(title)
        self.setMinimumWidth(fonts.px(560))
        self.typed = text_field(name=_("The last 4 characters of what was kept"))
        self.done_button = ActButton(_("It is kept"), keys="Ctrl+Enter", kind=ButtonKind.PRIMARY)
        self.show_button = ActButton(_("Show it"), kind=ButtonKind.PRIMARY)
        self.steps = QStackedWidget()
        self.steps.addWidget(self._before())
        self.steps.addWidget(self._shown())
        self.setLayout(column(self.steps, margins=(16, 16, 16, 12)))
        self.show_button.clicked.connect(self._show)
        self.typed.textChanged.connect(self._check)
        on_submit(self, self._finish)
        self.done_button.clicked.connect(self._finish)
        self._check()
        if share.is_whole:
            self._show()

    def _before(self) -> QWidget:
        page = QWidget()
        said = _("Hand over to {holder}").format(holder=self.share.holder)
        alone = _(
            "Only {holder} looks at the screen now. The half is shown once and belongs to nobody "
            "else: whoever has two of them opens the casebook."
        ).format(holder=self.share.holder)
        page.setLayout(
            column(
                label(said, size=Size.NUMBER, bold=True),
                MarkLabel((Text(alone, size=Size.BODY),), wrap=True),
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
        kept = _("{title} of {holder}").format(title=self.windowTitle(), holder=self.share.holder)
        page = QWidget()
        page.setLayout(
            column(
                label(kept, size=Size.NUMBER, bold=True),
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
    return tuple(
        spaced(
            *(Text(group, size=Size.BODY, mono=True, whole=True) for group in groups[at : at + 4]),
            gap=28,
        )
        for at in range(0, len(groups), 4)
    )
