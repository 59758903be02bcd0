"""The dialog of control lists bound to its services."""

from datetime import date

from PySide6.QtWidgets import QWidget

from landwaiter.services.goods import controls
from landwaiter.ui.goods.controls_dialog import ControlsDialog
from landwaiter.ui.kit.jobs_of_session import Bench


def open_controls(bench: Bench, parent: QWidget) -> ControlsDialog:
    """Shows the top of Annex I first."""
    dialog, session = ControlsDialog(parent), bench.session

    def level(name: str, code: str, day: date | None) -> None:
        bench.read(
            dialog, lambda: controls.level(session, name, code, on=day), dialog.show_level,
            dialog.show_fault, bar=dialog.bar, slot="rows",
        )  # fmt: skip

    def search(text: str, name: str, day: date | None) -> None:
        bench.read(
            dialog, lambda: controls.find(session, text, name=name, on=day), dialog.show_found,
            dialog.show_fault, bar=dialog.bar, slot="rows",
        )  # fmt: skip

    def entry(name: str, code: str, day: date | None) -> None:
        bench.read(
            dialog, lambda: controls.entry(session, code, name=name, on=day), dialog.show_entry,
            dialog.show_fault, slot="entry",
        )  # fmt: skip

    dialog.level_asked.connect(level)
    dialog.search_asked.connect(search)
    dialog.entry_asked.connect(entry)
    level("eu", "", None)
    return dialog
