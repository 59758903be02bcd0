"""The dialog of control lists bound to its services."""

from datetime import date

from PySide6.QtWidgets import QWidget

from landwaiter.services.goods import controls
from landwaiter.ui.goods.controls_dialog import ControlsDialog
from landwaiter.ui.kit.dialog_controller import DialogController
from landwaiter.ui.kit.jobs_of_session import Bench


class ControlsController(DialogController[ControlsDialog]):
    """Shows the top of Annex I first."""

    def __init__(self, bench: Bench, parent: QWidget) -> None:
        super().__init__(bench, ControlsDialog(parent))
        self.dialog.level_asked.connect(self.look)
        self.dialog.search_asked.connect(self.find)
        self.dialog.entry_asked.connect(self.tell)
        self.look("eu", "", None)

    def look(self, name: str, code: str, day: date | None) -> None:
        """The entries right below one."""
        self.read(
            lambda: controls.level(self.session, name, code, on=day),
            self.dialog.show_level,
            slot="rows",
        )

    def find(self, text: str, name: str, day: date | None) -> None:
        self.read(
            lambda: controls.find(self.session, text, name=name, on=day),
            self.dialog.show_found,
            slot="rows",
        )

    def tell(self, name: str, code: str, day: date | None) -> None:
        """One entry in full."""
        self.read(
            lambda: controls.entry(self.session, code, name=name, on=day),
            self.dialog.show_entry,
            slot="entry",
            bar=False,
        )
