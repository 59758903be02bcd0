"""The dialog of the embargo matrix, bound to its services."""

from datetime import date

from PySide6.QtWidgets import QWidget

from landwaiter.domain.flags.deeds import SET_PRACTICE, SetPractice
from landwaiter.i18n import _
from landwaiter.services.deeds.engine import do
from landwaiter.services.deeds.handler import Result
from landwaiter.services.flags import embargo
from landwaiter.ui.kit.dialog_controller import DialogController
from landwaiter.ui.kit.jobs_of_session import Bench
from landwaiter.ui.law.embargo_dialog import EmbargoDialog


class EmbargoController(DialogController[EmbargoDialog]):
    """Shows the matrix as of today first."""

    def __init__(self, bench: Bench, parent: QWidget) -> None:
        super().__init__(bench, EmbargoDialog(parent))
        self.dialog.day_asked.connect(self.look)
        self.dialog.history_asked.connect(self.look_back)
        self.dialog.practice_asked.connect(self.set_practice)
        self.read_actor(self.dialog.show_actor)
        self.look(None)

    def look(self, day: date | None) -> None:
        self.read(
            lambda: embargo.matrix_view(self.session, on=day),
            self.dialog.show_matrix,
            slot="matrix",
        )

    def look_back(self, key: str) -> None:
        """What the practice on a cell was, since when and why."""
        self.read(
            lambda: embargo.practice_history(self.session, key),
            self.dialog.show_history,
            slot="history",
            bar=False,
        )

    def set_practice(self, key: str, value: str, reason: str) -> None:
        said = SetPractice(key, value, reason)
        self.write(lambda: do(self.session, said), self._set, topics=SET_PRACTICE.topics)

    def _set(self, result: Result) -> None:
        self.look(None)
        self.dialog.show_set(" ".join(result.changes.said) or _(SET_PRACTICE.done))
