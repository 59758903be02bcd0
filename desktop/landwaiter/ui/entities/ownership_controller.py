"""Who is behind an entity, bound to its service."""

from datetime import date

from PySide6.QtWidgets import QWidget

from landwaiter.services.entities.ownership import ownership
from landwaiter.ui.entities.ownership_dialog import OwnershipDialog
from landwaiter.ui.kit.dialog_controller import DialogController
from landwaiter.ui.kit.jobs_of_session import Bench


class OwnershipController(DialogController[OwnershipDialog]):
    """Shows the holders of today; another day is read when it is asked for."""

    def __init__(self, bench: Bench, entity: str, name: str, parent: QWidget) -> None:
        super().__init__(bench, OwnershipDialog(name, parent))
        self._entity = entity
        self.dialog.day_asked.connect(self.look)
        self.look(None)

    def look(self, day: date | None) -> None:
        self.read(
            lambda: ownership(self.session, self._entity, on=day),
            self.dialog.show_view,
            slot="ownership",
        )
