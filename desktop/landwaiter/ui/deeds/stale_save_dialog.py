"""A stale save: field by field what was seen, what is there now, and what the person typed."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QWidget

from landwaiter.errors import Collision, Conflict, Fault
from landwaiter.i18n import _
from landwaiter.ui.kit import fonts
from landwaiter.ui.kit.button import ActButton, ButtonKind
from landwaiter.ui.kit.cards import column, panel, scrolled
from landwaiter.ui.kit.dialog_controller import show_over
from landwaiter.ui.kit.dialog_pane import Pane
from landwaiter.ui.kit.fonts import Size
from landwaiter.ui.kit.inline import Gap, Glyph, Text
from landwaiter.ui.kit.keys import on_key
from landwaiter.ui.kit.label import MarkLabel, label

_WIDTHS = (190, 206, 252, 252)
_TALLEST = 380


class StaleSaveDialog(Pane):
    """Signals: `theirs_taken` when the person gives up the own, `mine_repeated` to save it on top.

    Closing it goes back to the form; nothing that was typed is lost by any of them.
    """

    theirs_taken = Signal()
    mine_repeated = Signal()

    def __init__(self, conflict: Conflict, *, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Changed meanwhile"), _("nothing of yours is saved yet"), width=1000, parent=parent
        )
        self.collisions: Sequence[Collision] = conflict.collisions
        self.closing.allow(_("Back to the form"))
        self.theirs = ActButton(_("Take theirs"), seals=True)
        self.copy = ActButton(_("Copy mine"), keys="Alt+C")
        self.mine = ActButton(_("Save mine on top"), kind=ButtonKind.PRIMARY, seals=True)
        for button, deed in (
            (self.theirs, self._take_theirs),
            (self.copy, self._copy),
            (self.mine, self._repeat),
        ):
            button.clicked.connect(deed)
        on_key("Alt+C", self, self._copy)
        said = MarkLabel(
            (Glyph("warning", 14, "high"), Gap(4), Text(conflict.message, size=Size.BODY)),
            wrap=True,
        )
        table = self._table()
        area = scrolled(table)
        area.setMinimumHeight(min(table.sizeHint().height() + fonts.px(8), fonts.px(_TALLEST)))
        self.build(column(said, area, gap=10), self.copy, self.theirs, self.mine)
        self.closing.setFocus()  # nothing that is still being typed chooses between the two

    def mine_as_text(self) -> str:
        """What the person typed, one line for each field."""
        return "\n".join(f"{row.field}: {row.mine}" for row in self.collisions if row.mine)

    def _table(self) -> QWidget:
        made = panel("base")
        grid = QGridLayout(made)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(fonts.px(16))
        grid.setVerticalSpacing(fonts.px(8))
        heads = (_("Field"), _("As you saw it"), _("As it is now"), _("Yours"))
        for at, (head, width) in enumerate(zip(heads, _WIDTHS, strict=True)):
            grid.addWidget(label(head, "muted", size=Size.SMALL), 0, at)
            grid.setColumnMinimumWidth(at, fonts.px(width))
            grid.setColumnStretch(at, width)
        for number, row in enumerate(self.collisions, start=1):
            for at, cell in enumerate(_cells(row)):
                grid.addWidget(cell, number, at, Qt.AlignmentFlag.AlignTop)
        grid.setRowStretch(len(self.collisions) + 1, 1)
        return made

    def _take_theirs(self) -> None:
        self.accept()
        self.theirs_taken.emit()

    def _repeat(self) -> None:
        self.accept()
        self.mine_repeated.emit()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.mine_as_text())
        self.show_done(_("What you typed is on the clipboard."))


def _cells(row: Collision) -> tuple[MarkLabel, ...]:
    """Theirs and mine are told apart by ground and edge words, not by colour alone."""
    by = Text(_("by {person}").format(person=row.by), "muted", Size.SMALL)
    theirs = [(Text(row.theirs or "–"),), *([(by,)] if row.by and row.theirs else [])]
    return (
        MarkLabel((Text(row.field, "text2"),), wrap=True),
        MarkLabel((Text(row.base or "–", "muted"),), wrap=True),
        MarkLabel(*theirs, wrap=True),
        MarkLabel((Text(row.mine or "–", bold=bool(row.mine)),), wrap=True),
    )


def _nothing() -> None:
    return


def is_stale_save(fault: Fault) -> bool:
    """True for a Conflict that can be shown field by field."""
    return isinstance(fault, Conflict) and bool(fault.collisions)


def show_stale_save(
    fault: Fault,
    parent: QWidget,
    *,
    on_mine: Callable[[], None],
    on_theirs: Callable[[], None] = _nothing,
) -> StaleSaveDialog | None:
    """Show mine, theirs and base; None where the fault is no such conflict."""
    if not isinstance(fault, Conflict) or not fault.collisions:
        return None
    dialog = StaleSaveDialog(fault, parent=parent)
    dialog.mine_repeated.connect(on_mine)
    dialog.theirs_taken.connect(on_theirs)
    show_over(dialog)
    return dialog
