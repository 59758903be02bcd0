"""The dialog of the table of four eyes, bound to the services."""

from PySide6.QtWidgets import QWidget

from landwaiter.domain.base.people import Actor
from landwaiter.domain.deeds.four_eyes import SET_POLICY, SetPolicy
from landwaiter.services.deeds import motions
from landwaiter.services.deeds.engine import do, signed_in
from landwaiter.services.deeds.handler import Result
from landwaiter.services.deeds.motions import PolicyRow
from landwaiter.ui.deeds.four_eyes_dialog import FourEyesDialog
from landwaiter.ui.kit.dialog_controller import DialogController
from landwaiter.ui.kit.jobs_of_session import Bench


class FourEyesController(DialogController[FourEyesDialog]):
    def __init__(self, bench: Bench, parent: QWidget) -> None:
        super().__init__(bench, FourEyesDialog(parent))
        self.dialog.change_asked.connect(self.change)
        self.refresh()

    def refresh(self) -> None:
        self.read(self._rows, self._show, slot="four_eyes")

    def change(self, key: str, value: str, reason: str) -> None:
        self.write(
            lambda: do(self.session, SetPolicy(key, value, reason)),
            self._moved,
            topics=SET_POLICY.topics,
        )

    def _rows(self) -> tuple[tuple[PolicyRow, ...], Actor]:
        return motions.policy_rows(self.session), signed_in(self.session)

    def _show(self, found: tuple[tuple[PolicyRow, ...], Actor]) -> None:
        rows, actor = found
        self.dialog.show_rows(rows, refused=SET_POLICY.why_no_role(actor))

    def _moved(self, result: Result) -> None:
        self.dialog.show_moved(" ".join(result.changes.said))
