"""The red flags as the office uses them: thresholds, rules that are off, and how they do."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from landwaiter.domain.base.people import Actor
from landwaiter.domain.cases.case import Severity
from landwaiter.domain.flags.calibration import CalibrationShare, RuleRecord
from landwaiter.domain.flags.deeds import SET_THRESHOLD
from landwaiter.i18n import N_, _, plural
from landwaiter.services.base.setting_history import SettingChange
from landwaiter.services.base.wording import shown_missing
from landwaiter.services.flags.calibration import Calibration
from landwaiter.services.flags.rules_in_use import RuleRow
from landwaiter.ui.kit import fonts, marks
from landwaiter.ui.kit.button import ActButton, ButtonKind
from landwaiter.ui.kit.cards import Card, column
from landwaiter.ui.kit.dialog_pane import Pane
from landwaiter.ui.kit.field_row import choice_box, chosen, field_row
from landwaiter.ui.kit.inline import InlineCell, Line, Text
from landwaiter.ui.kit.keys import on_submit
from landwaiter.ui.kit.label import MarkLabel, label
from landwaiter.ui.kit.table import RowModel, TableColumn
from landwaiter.ui.kit.table_view import ListView
from landwaiter.ui.kit.text import text_field
from landwaiter.ui.kit.words import day

TABLE_HEIGHT = 340
ON = "on"


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A rule beside what became of its flags here."""

    row: RuleRow
    record: RuleRecord | None
    is_noise: bool


def shown_share(share: CalibrationShare) -> str:
    """“12 of 40, 18 to 46 %”; a dash of nothing."""
    if not share.of:
        return "–"
    return _("{met} of {of}, {low} to {high} %").format(
        met=share.met, of=share.of, low=share.low // 10, high=-(-share.high // 10)
    )


def _severity(line: RuleLine) -> InlineCell:
    return InlineCell((marks.severity(Severity(line.row.severity)),))


def _on(line: RuleLine) -> InlineCell:
    if line.row.on:
        return InlineCell(((Text(_("on")),),))
    said = _("off by default") if not line.row.on_by_default else _("off")
    return InlineCell(((Text(said, "med", bold=line.row.on_by_default),),))


def _precision(line: RuleLine) -> InlineCell:
    said: Line = (Text(shown_share(line.record.precision) if line.record else "–"),)
    return InlineCell((((*said, Text(_("  noise"), "med", bold=True)) if line.is_noise else said),))


def _thresholds(line: RuleLine) -> InlineCell:
    parts = [f"{one.name} = {one.counts}" for one in line.row.thresholds]
    own = any(one.own for one in line.row.thresholds)
    return InlineCell(((Text("; ".join(parts), "text" if own else "text2", bold=own),),))


RULE_COLUMNS: tuple[TableColumn[RuleLine], ...] = (
    TableColumn(N_("Rule"), lambda line: InlineCell(((Text(line.row.id, mono=True),),)), width=80),
    TableColumn(N_("Severity"), _severity, width=80),
    TableColumn(N_("Here"), _on, width=110),
    TableColumn(
        N_("Name"), lambda line: InlineCell(((Text(line.row.name, bold=True),),)), fixed=True
    ),
    TableColumn(
        N_("Raised"),
        lambda line: InlineCell(
            ((Text(str(line.record.raised if line.record else 0), whole=True),),), right=True
        ),
        width=60,
        right=True,
    ),
    TableColumn(N_("Substantiated, 95 %"), _precision, width=210),
    TableColumn(N_("Thresholds"), _thresholds, width=330),
)


def _rests_on(row: RuleRow) -> str:
    return _("Basis: {basis}. Inputs: {inputs}. Example: {example}.").format(
        basis=row.basis, inputs="; ".join(map(shown_missing, row.inputs)), example=row.example
    )


class RulesDialog(Pane):
    """`change_asked(rule, name, value, reason)`, `history_asked(rule)`; answer with `show_rules`,
    `show_history`, `show_set`."""

    change_asked = Signal(str, str, str, str)
    history_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Rules"),
            _("red flags of the edition in force; what the office changes is printed in reports"),
            width=1320,
            parent=parent,
        )
        self.model: RowModel[RuleLine] = RowModel(RULE_COLUMNS)
        self.list = ListView(self.model)
        self.about, self.figures = MarkLabel(wrap=True), label("", "text2")
        self.setting = choice_box(_("Setting"), ())
        self.setting.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.value = text_field(_("empty: as the edition has it"), name=_("Value"))
        self.reason = text_field(_("printed in reports where a rule is off"), name=_("Reason"))
        self.act = ActButton(_("Change"), keys="Ctrl+Enter", kind=ButtonKind.PRIMARY)
        self._history = label("", "text2")
        self._mandate = ""
        table = Card(_("Red flags")).add(self.list)
        table.setMinimumHeight(fonts.px(TABLE_HEIGHT))
        self.build(
            column(
                self.figures,
                table,
                self.about,
                self._history,
                field_row(_("Setting"), self.setting, 0),
                field_row(_("Value"), self.value),
                field_row(_("Reason"), self.reason),
                gap=8,
            ),
            self.act,
        )
        self.list.shown.connect(lambda _line: self._show_rule())
        self.setting.currentIndexChanged.connect(lambda _index: self._show_value())
        for field in (self.value, self.reason):
            field.textChanged.connect(lambda _text: self._check())
        self.act.clicked.connect(self.ask)
        on_submit(self, self.ask)
        self.setFocusProxy(self.list)
        self._check()

    def show_rules(self, rules: tuple[RuleRow, ...], found: Calibration) -> None:
        """Every rule with its figures; the cursor stays on its row."""
        at = max(self.list.currentIndex().row(), 0)
        records = {record.rule: record for record in found.records}
        self.model.show_rows(
            tuple(RuleLine(row, records.get(row.id), row.id in found.noise) for row in rules)
        )
        text = plural(
            found.cases,
            "{n} case at audit entry {seq}; only noise: {rules}",
            "{n} cases at audit entry {seq}; only noise: {rules}",
            seq=found.audit_seq,
            rules=", ".join(found.noise) or _("none"),
        )
        self.figures.show_lines((Text(text, "text2"),))
        self.list.selectRow(at)
        self._show_rule()

    def show_history(self, changes: tuple[SettingChange, ...]) -> None:
        """Who changed the rule under the cursor last, and why."""
        if not changes:
            self._history.show_lines((Text(_("Nobody has changed this rule."), "text2"),))
            return
        newest = changes[0]
        text = _("{name} from “{before}” to “{after}” by {who} on {day}: {reason}")
        said = text.format(
            name=newest.name,
            before=newest.before,
            after=newest.after,
            who=newest.by,
            day=day(newest.at.date()),
            reason=newest.reason,
        )
        self._history.show_lines((Text(said, "text2"),))

    def show_set(self, sentence: str) -> None:
        self.reason.clear()
        self.show_done(sentence)

    @property
    def rule(self) -> RuleRow | None:
        """The rule under the cursor."""
        line: RuleLine | None = self.list.current_row()
        return line.row if line else None

    def ask(self) -> None:
        """Hand the change over."""
        if self.act.isEnabled() and self.rule is not None:
            self.outcome.forget()
            self.change_asked.emit(
                self.rule.id,
                chosen(self.setting),
                self._typed(),
                self.reason.text().strip(),
            )

    def _show_rule(self) -> None:
        row = self.rule
        self.setting.clear()
        self._history.show_lines((Text("", "text2"),))
        if row is None:
            self.about.show_lines((Text(""),))
            return
        self.about.show_lines(
            (Text(row.text[:1].upper() + row.text[1:]),),
            (Text(_rests_on(row), "text2"),),
        )
        self.setting.addItem(_("on or off"), ON)
        for one in row.thresholds:
            self.setting.addItem(one.name, one.name)
        self._show_value()
        self.history_asked.emit(row.id)

    def _current(self) -> str:
        row, name = self.rule, chosen(self.setting)
        if row is None:
            return ""
        if name == ON:
            return _("on") if row.on else _("off")
        return next((one.counts for one in row.thresholds if one.name == name), "")

    def _typed(self) -> str:
        """The value as it is stored: a rule is on or off."""
        said = self.value.text().strip()
        if chosen(self.setting) != ON:
            return said
        return {_("on"): "true", _("off"): "false"}.get(said.lower(), said)

    def _show_value(self) -> None:
        is_switch = chosen(self.setting) == ON
        hint = _("on or off") if is_switch else _("empty: as the edition has it")
        self.value.setPlaceholderText(hint)
        self.value.setText(self._current())
        self._check()

    def show_actor(self, actor: Actor) -> None:
        """What the signed-in person may do here."""
        self._mandate = SET_THRESHOLD.why_no_role(actor)
        self._check()

    def _check(self) -> None:
        if self._mandate:
            self.act.refuse(self._mandate)
            return
        if self.rule is None or self.value.text().strip() == self._current():
            self.act.refuse(_("no change"))
        elif not self.reason.text().strip():
            self.act.refuse(_("type the reason"))
        else:
            self.act.allow()
