"""The dialog of the recovery key bound to the services."""

from PySide6.QtWidgets import QWidget

from landwaiter.domain.casebook.deeds import SetRecovery
from landwaiter.services.casebook import casebook_keys, casebooks
from landwaiter.services.casebook.casebook_keys import RecoveryState
from landwaiter.services.casebook.casebooks import PrintedHalf
from landwaiter.services.deeds.engine import run
from landwaiter.ui.casebook.recovery_dialog import RecoveryDialog
from landwaiter.ui.kit.dialog_controller import DialogController
from landwaiter.ui.kit.jobs_of_session import Bench


class RecoveryController(DialogController[RecoveryDialog]):
    """Who keeps the recovery key; new halves, each shown to its holder."""

    def __init__(self, bench: Bench, parent: QWidget) -> None:
        super().__init__(bench, RecoveryDialog(parent))
        self.dialog.make_asked.connect(self.make)
        self.refresh()

    def refresh(self) -> None:
        self.read(self._state, self._show, slot="recovery")

    def make(self, passwords: dict[str, str]) -> None:
        self.write(lambda: run(self.session, SetRecovery(passwords)), self._made, topics=("users",))

    def _state(self) -> tuple[RecoveryState, tuple[str, ...]]:
        people = (one.name for one in casebooks.list_users(self.session) if one.key_counts)
        return casebook_keys.recovery_state(self.session), tuple(people)

    def _show(self, found: tuple[RecoveryState, tuple[str, ...]]) -> None:
        state, people = found
        self.dialog.show_state(state.holders, state.needed, people)

    def _made(self, halves: tuple[PrintedHalf, ...]) -> None:
        to_all = self.bench.prompts.hand_over_all(halves)
        self.dialog.show_handed([half.holder for half in halves], to_all=to_all)
        self.refresh()
