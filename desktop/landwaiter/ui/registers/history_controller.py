"""The dialog of the history of an entry, bound to its services."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from landwaiter.domain.registers.deeds import UNDO_WRITE_OFF
from landwaiter.i18n import _
from landwaiter.services.registers import register_deeds
from landwaiter.services.registers.register_deeds import RegisterRow
from landwaiter.ui.deeds.begin import begin
from landwaiter.ui.kit.dialog_controller import DialogController
from landwaiter.ui.kit.jobs_of_session import Bench
from landwaiter.ui.registers.history_dialog import HistoryLine, RegisterHistoryDialog


class RegisterHistoryController(DialogController[RegisterHistoryDialog]):
    """`on_undone` once a write-off is undone."""

    def __init__(
        self, bench: Bench, row: RegisterRow, parent: QWidget, on_undone: Callable[[], None]
    ) -> None:
        title = _("{issuer} {ref}").format(issuer=row.issuer, ref=row.ref)
        super().__init__(bench, RegisterHistoryDialog(title, parent))
        self._row, self._on_undone = row, on_undone
        self.dialog.undo_asked.connect(self.undo)
        self.read_actor(self.dialog.show_actor)
        self.refresh()

    def refresh(self) -> None:
        row = self._row
        self.read(
            lambda: register_deeds.entry_history(self.session, row.register, row.issuer, row.ref),
            self.dialog.show_history,
            slot="history",
        )

    def undo(self, line: HistoryLine) -> None:
        begin(
            self.bench,
            self.dialog,
            UNDO_WRITE_OFF,
            {"write_off": line.id},
            lambda _result: self._undone(),
            subject=line,
            note=line.text,
        )

    def _undone(self) -> None:
        self.refresh()
        self._on_undone()
