"""The dialog of the load of the office, bound to the services."""

from datetime import date

from PySide6.QtWidgets import QWidget

from landwaiter.domain.reports.subject_deeds import REPORT_LOAD
from landwaiter.services.office.load import OfficeLoad, office_load
from landwaiter.ui.deeds.begin import begin
from landwaiter.ui.kit.dialog_controller import DialogController
from landwaiter.ui.kit.jobs_of_session import Bench
from landwaiter.ui.office.load_dialog import LoadDialog


class LoadController(DialogController[LoadDialog]):
    """The last 90 days first; a later period supersedes one that is still read."""

    def __init__(self, bench: Bench, parent: QWidget) -> None:
        super().__init__(bench, LoadDialog(parent))
        self.dialog.period_asked.connect(self.look)
        self.dialog.asked.connect(self.ask)
        self.read_actor(self.dialog.show_actor)
        self.look(None, None)

    def look(self, first: date | None, last: date | None) -> None:
        self.read(
            lambda: office_load(self.session, first=first, last=last),
            self.dialog.show_load,
            slot="load",
        )

    def ask(self, _name: str, view: OfficeLoad | None) -> None:
        """A report on the days that are shown."""
        if view is not None:
            days = {"first": view.first, "last": view.last}
            begin(self.bench, self.dialog, REPORT_LOAD, days, lambda _made: None)
