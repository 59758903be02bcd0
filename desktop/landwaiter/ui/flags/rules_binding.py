"""The dialogs of rules and of their calibration, bound to the services."""

from PySide6.QtWidgets import QWidget

from landwaiter.domain.flags import deeds
from landwaiter.domain.flags.deeds import (
    DrawSample,
    RecordSampleCase,
    SetThreshold,
    Switch,
    SwitchRule,
)
from landwaiter.i18n import _
from landwaiter.services.deeds.engine import do, signed_in
from landwaiter.services.deeds.handler import Result
from landwaiter.services.flags import calibration, rules_in_use
from landwaiter.services.flags.calibration import Calibration
from landwaiter.services.flags.rules_in_use import RuleRow
from landwaiter.ui.flags.rules_dialog import ON, RulesDialog
from landwaiter.ui.flags.sample_dialog import SampleDialog
from landwaiter.ui.kit.dialog_pane import Pane
from landwaiter.ui.kit.jobs_of_session import Bench


def open_rules(bench: Bench, parent: QWidget) -> Pane:
    """Every rule with its figures on this casebook."""
    dialog, session = RulesDialog(parent), bench.session

    def read() -> tuple[tuple[RuleRow, ...], Calibration]:
        return rules_in_use.rules(session), calibration.calibration(session)

    def refresh() -> None:
        bench.read(
            dialog, read, lambda found: dialog.show_rules(*found), dialog.show_fault,
            bar=dialog.bar, slot="rules",
        )  # fmt: skip

    def history(rule: str) -> None:
        bench.read(
            dialog, lambda: rules_in_use.rule_history(session, rule), dialog.show_history,
            dialog.show_fault, slot="history",
        )  # fmt: skip

    def change(rule: str, name: str, value: str, reason: str) -> None:
        said = (
            SwitchRule(Switch.ON if value == "true" else Switch.OFF, rule, reason)
            if name == ON
            else SetThreshold(rule, name, value, reason)
        )

        def done(result: Result) -> None:
            refresh()
            dialog.show_set(" ".join(result.changes.said) or _(deeds.SET_THRESHOLD.done))

        bench.write(
            dialog, lambda: do(session, said), done, dialog.show_fault,
            topics=deeds.SET_THRESHOLD.topics,
        )  # fmt: skip

    dialog.history_asked.connect(history)
    dialog.change_asked.connect(change)
    bench.read(dialog, lambda: signed_in(session), dialog.show_actor, dialog.show_fault)
    refresh()
    return dialog


def open_sample(bench: Bench, parent: QWidget) -> SampleDialog:
    """The newest sample of cases without a flag."""
    dialog, session = SampleDialog(parent), bench.session

    def refresh() -> None:
        bench.read(
            dialog, lambda: calibration.calibration(session).sample, dialog.show_sample,
            dialog.show_fault, bar=dialog.bar, slot="sample",
        )  # fmt: skip

    def draw(size: int) -> None:
        bench.write(
            dialog,
            lambda: do(session, DrawSample(size)),
            lambda _result: refresh(),
            dialog.show_fault,
            topics=deeds.DRAW_SAMPLE.topics,
        )

    def record(reference: str, missed: list[str], reason: str) -> None:
        def done(_changes: object) -> None:
            refresh()
            dialog.show_recorded(_("Recorded for {reference}.").format(reference=reference))

        bench.write(
            dialog,
            lambda: do(session, RecordSampleCase(reference, reason, ",".join(missed))),
            done,
            dialog.show_fault,
            topics=deeds.DRAW_SAMPLE.topics,
        )

    bench.read(dialog, lambda: signed_in(session), dialog.show_actor, dialog.show_fault)
    dialog.draw_asked.connect(draw)
    dialog.record_asked.connect(record)
    refresh()
    return dialog
