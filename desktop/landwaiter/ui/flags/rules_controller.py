"""The dialog of rules, bound to the services."""

from PySide6.QtWidgets import QWidget

from landwaiter.domain.flags.deeds import SET_THRESHOLD, SetThreshold, Switch, SwitchRule
from landwaiter.i18n import _
from landwaiter.services.deeds.engine import do
from landwaiter.services.deeds.handler import Result
from landwaiter.services.flags import calibration, rules_in_use
from landwaiter.services.flags.calibration import Calibration
from landwaiter.services.flags.rules_in_use import RuleRow
from landwaiter.ui.flags.rules_dialog import ON, RulesDialog
from landwaiter.ui.kit.dialog_controller import DialogController
from landwaiter.ui.kit.jobs_of_session import Bench


class RulesController(DialogController[RulesDialog]):
    """Every rule with its figures on this casebook."""

    def __init__(self, bench: Bench, parent: QWidget) -> None:
        super().__init__(bench, RulesDialog(parent))
        self.dialog.history_asked.connect(self.look_back)
        self.dialog.change_asked.connect(self.change)
        self.read_actor(self.dialog.show_actor)
        self.refresh()

    def refresh(self) -> None:
        self.read(self._rules, lambda found: self.dialog.show_rules(*found), slot="rules")

    def look_back(self, rule: str) -> None:
        """What was changed of a rule, by whom and why."""
        self.read(
            lambda: rules_in_use.rule_history(self.session, rule),
            self.dialog.show_history,
            slot="history",
            bar=False,
        )

    def change(self, rule: str, name: str, value: str, reason: str) -> None:
        said = (
            SwitchRule(Switch.ON if value == "true" else Switch.OFF, rule, reason)
            if name == ON
            else SetThreshold(rule, name, value, reason)
        )
        self.write(lambda: do(self.session, said), self._changed, topics=SET_THRESHOLD.topics)

    def _rules(self) -> tuple[tuple[RuleRow, ...], Calibration]:
        return rules_in_use.rules(self.session), calibration.calibration(self.session)

    def _changed(self, result: Result) -> None:
        self.refresh()
        self.dialog.show_set(" ".join(result.changes.said) or _(SET_THRESHOLD.done))
