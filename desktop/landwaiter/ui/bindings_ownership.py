"""Who is behind an entity, bound to its service."""

from datetime import date

from PySide6.QtWidgets import QWidget

from landwaiter.services.ownership import ownership
from landwaiter.ui.bench import Bench
from landwaiter.ui.dialogs.ownership import OwnershipDialog


def open_ownership(bench: Bench, entity: str, name: str, parent: QWidget) -> OwnershipDialog:
    """Shows the holders of today; another day is read when it is asked for."""
    dialog, session = OwnershipDialog(name, parent), bench.session

    def look(day: date | None) -> None:
        bench.read(
            dialog, lambda: ownership(session, entity, on=day), dialog.show_view,
            dialog.show_fault, bar=dialog.bar, slot="ownership",
        )  # fmt: skip

    dialog.day_asked.connect(look)
    look(None)
    dialog.open()
    return dialog
