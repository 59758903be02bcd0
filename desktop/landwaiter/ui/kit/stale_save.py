"""What a view does with a stale save: the dialog over the window, and what follows from it."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from landwaiter.errors import Conflict, Fault
from landwaiter.ui.kit.stale_save_dialog import StaleSaveDialog


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
    dialog.open()
    return dialog
