"""The guided form of Art. 4 opened from a case."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from landwaiter.domain.cases.deeds_on_findings import AssessCatchAll
from landwaiter.services.cases import case_reads
from landwaiter.services.cases.case_view import CaseView
from landwaiter.services.deeds.engine import do
from landwaiter.services.warm.session import Session
from landwaiter.ui.frame.desk import Desk
from landwaiter.ui.goods.catch_all_dialog import CatchAllDialog

ACT = "assess_catch_all"


def open_catch_all(
    desk: Desk, screen: QWidget, view: CaseView, on_stated: Callable[[], None]
) -> CatchAllDialog:
    """Answers are kept in the dialog until they stand; a refusal is said in it."""
    dialog = CatchAllDialog(view, screen)
    reference = view.case.reference

    def give(item: int | None, answers: dict[str, Any]) -> None:
        def work(session: Session) -> tuple[Any, CaseView]:
            changes = do(session, AssessCatchAll(reference, answers, item)).changes
            return changes, case_reads.case_view(session, reference)

        def done(came: tuple[Any, CaseView]) -> None:
            changes, now = came
            desk.tell(changes)
            dialog.show_stated(now)
            on_stated()

        desk.write(work, done, on_fault=dialog.show_fault)

    dialog.given.connect(give)
    dialog.open()
    return dialog
