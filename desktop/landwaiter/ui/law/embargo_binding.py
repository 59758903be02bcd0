"""The dialogs of the embargo matrix and of old contracts, bound to their services."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from landwaiter.domain.flags.deeds import SET_PRACTICE, SetPractice
from landwaiter.domain.flags.embargo.old_contracts import ClaimedExemption
from landwaiter.i18n import _
from landwaiter.services.cases.case_reads import case_view
from landwaiter.services.deeds.engine import do, signed_in
from landwaiter.services.deeds.handler import Result
from landwaiter.services.flags import embargo
from landwaiter.ui.kit.dialog_pane import Pane
from landwaiter.ui.kit.jobs_of_session import Bench
from landwaiter.ui.law.condition_dialog import ConditionDialog
from landwaiter.ui.law.embargo_dialog import EmbargoDialog
from landwaiter.ui.law.exemption_dialog import ExemptionDialog


def open_embargoes(bench: Bench, parent: QWidget) -> Pane:
    """Shows the matrix as of today first."""
    dialog, session = EmbargoDialog(parent), bench.session

    def look(day: date | None) -> None:
        bench.read(
            dialog, lambda: embargo.matrix_view(session, on=day), dialog.show_matrix,
            dialog.show_fault, bar=dialog.bar, slot="matrix",
        )  # fmt: skip

    def history(key: str) -> None:
        bench.read(
            dialog, lambda: embargo.practice_history(session, key), dialog.show_history,
            dialog.show_fault, slot="history",
        )  # fmt: skip

    def set_practice(key: str, value: str, reason: str) -> None:
        def done(result: Result) -> None:
            look(None)
            dialog.show_set(" ".join(result.changes.said) or _(SET_PRACTICE.done))

        bench.write(
            dialog,
            lambda: do(session, SetPractice(key, value, reason)),
            done,
            dialog.show_fault,
            topics=SET_PRACTICE.topics,
        )

    dialog.day_asked.connect(look)
    dialog.history_asked.connect(history)
    dialog.practice_asked.connect(set_practice)
    bench.read(dialog, lambda: signed_in(session), dialog.show_actor, dialog.show_fault)
    look(None)
    return dialog


def open_exemption(bench: Bench, reference: str, parent: QWidget) -> Pane:
    """The claim of an exemption on one case."""
    dialog, session = ExemptionDialog(reference, parent), bench.session

    def claim(said: Mapping[str, Any], source: str) -> None:
        def work() -> ClaimedExemption:
            do(session, embargo.exemption_claim(session, reference, said, source=source))
            found = case_view(session, reference).exemptions
            return next(one for one in found if one.stated["instrument"] == said["instrument"])

        bench.write(dialog, work, dialog.show_checked, dialog.show_fault, topics=("cases",))

    dialog.claim_asked.connect(claim)
    bench.read(
        dialog, lambda: embargo.claimable(session), dialog.show_instruments, dialog.show_fault,
        slot="instruments",
    )  # fmt: skip
    dialog.open()
    return dialog


def open_condition(bench: Bench, reference: str, parent: QWidget) -> Pane:
    """The facts that the embargoes on one case depend on, to be answered."""
    dialog, session = ConditionDialog(reference, parent), bench.session

    def judge(judged: embargo.JudgedCondition, item: int, source: str) -> None:
        bench.write(
            dialog,
            lambda: do(
                session,
                embargo.condition_answer(session, reference, judged, source=source, item=item),
            ),
            lambda _changes: look(),
            dialog.show_fault,
            topics=("cases",),
        )

    def look() -> None:
        bench.read(
            dialog, lambda: case_view(session, reference).embargo, dialog.show_standings,
            dialog.show_fault, slot="standings",
        )  # fmt: skip

    dialog.judge_asked.connect(judge)
    look()
    dialog.open()
    return dialog
