"""The dialog of the recovery key bound to the services."""

from PySide6.QtWidgets import QWidget

from landwaiter.domain.casebook.deeds import SetRecovery
from landwaiter.services.casebook import casebook_keys, casebooks
from landwaiter.services.casebook.casebook_keys import RecoveryState
from landwaiter.services.casebook.casebooks import PrintedHalf
from landwaiter.services.deeds.engine import run
from landwaiter.ui.casebook.recovery_dialog import RecoveryDialog
from landwaiter.ui.kit.dialog_pane import Pane
from landwaiter.ui.kit.jobs_of_session import Bench


def open_recovery(bench: Bench, parent: QWidget) -> Pane:
    """Who keeps the recovery key; new halves, each shown to its holder."""
    dialog, session = RecoveryDialog(parent), bench.session

    def read() -> tuple[RecoveryState, tuple[str, ...]]:
        people = (one.name for one in casebooks.list_users(session) if one.key_counts)
        return casebook_keys.recovery_state(session), tuple(people)

    def refresh() -> None:
        bench.read(
            dialog, read, lambda found: dialog.show_state(found[0].holders, found[0].needed,
                                                          found[1]),
            dialog.show_fault, bar=dialog.bar, slot="recovery",
        )  # fmt: skip

    def made(halves: tuple[PrintedHalf, ...]) -> None:
        to_all = bench.prompts.hand_over_all(halves)
        dialog.show_handed([half.holder for half in halves], to_all=to_all)
        refresh()

    def make(passwords: dict[str, str]) -> None:
        bench.write(
            dialog,
            lambda: run(session, SetRecovery(passwords)),
            made,
            dialog.show_fault,
            topics=("users",),
        )

    dialog.make_asked.connect(make)
    refresh()
    return dialog
