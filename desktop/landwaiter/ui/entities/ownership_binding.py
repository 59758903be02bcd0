"""Who is behind an entity, bound to its service."""

from datetime import date

from PySide6.QtWidgets import QWidget

from landwaiter.services.entities.ownership import ownership
from landwaiter.ui.entities.ownership_dialog import OwnershipDialog
from landwaiter.ui.kit.jobs_of_session import Bench


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
