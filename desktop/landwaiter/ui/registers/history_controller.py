"""The dialog of the history of an entry, bound to its services."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from landwaiter.domain.registers.deeds import UNDO_WRITE_OFF
from landwaiter.i18n import _
from landwaiter.services.base.page import Page
from landwaiter.services.registers import register_deeds
from landwaiter.services.registers.register_deeds import RegisterRow
from landwaiter.ui.deeds.begin import begin
from landwaiter.ui.kit.dialog_controller import DialogController
from landwaiter.ui.kit.jobs_of_session import Bench
from landwaiter.ui.registers.history_dialog import HistoryLine, RegisterHistoryDialog, history_line


class RegisterHistoryController(DialogController[RegisterHistoryDialog]):
    """`on_undone` once a write-off is undone."""

    def __init__(
        self, bench: Bench, row: RegisterRow, parent: QWidget, on_undone: Callable[[], None]
    ) -> None:
        title = _("{issuer} {ref}").format(issuer=row.issuer, ref=row.ref)
        super().__init__(bench, RegisterHistoryDialog(title, parent))
        self._entry, self._on_undone = (row.register, row.issuer, row.ref), on_undone
        self.dialog.undo_asked.connect(self.undo)
        self.read_actor(self.dialog.show_actor)
        self.read_on(self.dialog.model, self._page, slot="history")
        self.refresh()

    def refresh(self) -> None:
        first = self._page(None)
        self.read(
            lambda: (register_deeds.entry_state(self.session, *self._entry), first()),
            lambda found: self.dialog.show_history(*found),
            slot="history",
            model=self.dialog.model,
        )

    def _page(self, after: str | None) -> Callable[[], Page[HistoryLine]]:
        return partial(self._lines, after)

    def _lines(self, after: str | None) -> Page[HistoryLine]:
        found = register_deeds.history_page(self.session, *self._entry, after=after)
        return Page(tuple(map(history_line, found.rows)), found.after)

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
