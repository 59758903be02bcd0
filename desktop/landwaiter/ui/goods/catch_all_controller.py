"""The guided form of Art. 4 opened from a case."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from landwaiter.domain.cases.deeds_on_findings import AssessCatchAll
from landwaiter.services.cases import case_reads
from landwaiter.services.cases.case_view import CaseView
from landwaiter.services.deeds.engine import do
from landwaiter.services.warm.session import Session
from landwaiter.ui.frame.desk import Desk
from landwaiter.ui.goods.catch_all_dialog import CatchAllDialog
from landwaiter.ui.kit.dialog_controller import DialogController

ACT = "assess_catch_all"


class CatchAllController(DialogController[CatchAllDialog]):
    """Answers are kept in the dialog until they stand; a refusal is said in it."""

    def __init__(
        self, desk: Desk, screen: QWidget, view: CaseView, on_stated: Callable[[], None]
    ) -> None:
        super().__init__(desk.known_bench, CatchAllDialog(view, screen))
        self._desk, self._on_stated = desk, on_stated
        self._reference = view.case.reference
        self.dialog.given.connect(self.give)

    def give(self, item: int | None, answers: dict[str, Any]) -> None:
        said = AssessCatchAll(self._reference, answers, item)
        self._desk.write(partial(_assessed, said), self._stated, on_fault=self.dialog.show_fault)

    def _stated(self, came: tuple[Any, CaseView]) -> None:
        changes, now = came
        self._desk.tell(changes)
        self.dialog.show_stated(now)
        self._on_stated()


def _assessed(said: AssessCatchAll, session: Session) -> tuple[Any, CaseView]:
    changes = do(session, said).changes
    return changes, case_reads.case_view(session, said.reference)
