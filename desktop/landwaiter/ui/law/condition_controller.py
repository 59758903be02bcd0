"""The dialog of what the embargoes on one case depend on, bound to its services."""

from PySide6.QtWidgets import QWidget

from landwaiter.services.cases.case_reads import case_view
from landwaiter.services.deeds.engine import do
from landwaiter.services.flags import embargo
from landwaiter.ui.kit.dialog_controller import DialogController
from landwaiter.ui.kit.jobs_of_session import Bench
from landwaiter.ui.law.condition_dialog import ConditionDialog


class ConditionController(DialogController[ConditionDialog]):
    """The facts that the embargoes on one case depend on, to be answered."""

    def __init__(self, bench: Bench, reference: str, parent: QWidget) -> None:
        super().__init__(bench, ConditionDialog(reference, parent))
        self._reference = reference
        self.dialog.judge_asked.connect(self.judge)
        self.refresh()

    def refresh(self) -> None:
        self.read(
            lambda: case_view(self.session, self._reference).embargo,
            self.dialog.show_standings,
            slot="standings",
            bar=False,
        )

    def judge(self, judged: embargo.JudgedCondition, item: int, source: str) -> None:
        self.write(
            lambda: self._judged(judged, item, source),
            lambda _result: self.refresh(),
            topics=("cases",),
        )

    def _judged(self, judged: embargo.JudgedCondition, item: int, source: str) -> object:
        session = self.session
        said = embargo.condition_answer(session, self._reference, judged, source=source, item=item)
        return do(session, said)
