"""The dialogs of rules and of their calibration, bound to the services."""

from PySide6.QtWidgets import QWidget

from landwaiter.i18n import _
from landwaiter.services.casebook import casebooks
from landwaiter.services.flags import calibration, rules_in_use
from landwaiter.services.flags.calibration import Calibration
from landwaiter.services.flags.rules_in_use import RuleRow
from landwaiter.services.table.motions import DeedOutcome
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
        def work() -> DeedOutcome:
            if name == ON:
                return rules_in_use.switch(session, rule, on=value == "true", reason=reason)
            return rules_in_use.set_threshold(session, rule, name, value, reason)

        def done(asked: DeedOutcome) -> None:
            refresh()
            dialog.show_set(" ".join(asked.changes.said) or _("Changed."))

        bench.write(dialog, work, done, dialog.show_fault, topics=("settings",))

    dialog.history_asked.connect(history)
    dialog.change_asked.connect(change)
    bench.read(
        dialog, lambda: casebooks.status(session).roles, dialog.show_roles, dialog.show_fault
    )
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
            lambda: calibration.draw(session, size),
            lambda _changes: refresh(),
            dialog.show_fault,
            topics=("rules",),
        )

    def record(reference: str, missed: list[str], reason: str) -> None:
        def done(_changes: object) -> None:
            refresh()
            dialog.show_recorded(_("Recorded for {reference}.").format(reference=reference))

        bench.write(
            dialog,
            lambda: calibration.record(session, reference, missed, reason),
            done,
            dialog.show_fault,
            topics=("rules",),
        )

    dialog.draw_asked.connect(draw)
    dialog.record_asked.connect(record)
    refresh()
    return dialog
