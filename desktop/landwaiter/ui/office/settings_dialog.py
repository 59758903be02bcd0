"""Settings of the office, audited: embargo policies, marking, thresholds, age limits."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from landwaiter.errors import Invalid
from landwaiter.i18n import _, plural
from landwaiter.services.law.edition_row import EditionRow
from landwaiter.ui.kit import fonts
from landwaiter.ui.kit.button import ActButton, ButtonKind
from landwaiter.ui.kit.cards import Card, across, clear, column, panel, scrolled
from landwaiter.ui.kit.dialog_pane import Pane
from landwaiter.ui.kit.field_row import choice_box, choose, chosen, field_row
from landwaiter.ui.kit.keys import on_submit
from landwaiter.ui.kit.label import label
from landwaiter.ui.kit.text import text_field
from landwaiter.ui.office.setting_fields import OfficeField, SettingGroup, groups_of

TITLES = 140
Input = QLineEdit | QComboBox


class OfficeDialog(Pane):
    """`save_asked({key: value})` carries what differs alone; answer with `show_settings`."""

    save_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Office settings"),
            _("every change is audited with its old and new value"),
            width=1000,
            parent=parent,
        )
        self.inputs: dict[str, Input] = {}
        self._fields: dict[str, OfficeField] = {}
        self._stored: dict[str, str] = {}
        self._refused = _("reading who may do it")
        self.act = ActButton(_("Save"), icon="disk", keys="Ctrl+Enter", kind=ButtonKind.PRIMARY)
        self.act.clicked.connect(self.ask)
        on_submit(self, self.ask)
        self._left, self._right = column(gap=10), column(gap=10)
        page = panel("base")
        page.setLayout(across(self._left, self._right, gap=12))
        area = scrolled(page)
        area.setMinimumHeight(fonts.px(560))
        self.build(column(area), self.act)
        self._check()

    def show_settings(
        self, settings: Mapping[str, str], editions: tuple[EditionRow, ...], *, refused: str
    ) -> None:
        """The fields anew with the stored values; `refused`: why the person may not change them."""
        self._refused = refused
        at_hand = next((key for key, box in self.inputs.items() if box.hasFocus()), "")
        self.inputs.clear()
        for holder in (self._left, self._right):
            clear(holder)
        found = groups_of(settings, editions)
        policies, office, locking, holds, reports, audit, backups, thresholds, ages, sift = found
        for holder, groups in (
            (self._left, (policies, reports, thresholds)),
            (self._right, (office, locking, holds, audit, backups, ages, sift)),
        ):
            for group in groups:
                holder.addWidget(self._card(group, settings))
            holder.addStretch(1)
        if at_hand in self.inputs:
            self.inputs[at_hand].setFocus()
        self._check()

    def changes(self) -> dict[str, str]:
        """Key → new value of what differs; Invalid for a value that is none."""
        typed = {key: self._fields[key].typed(_typed(box)) for key, box in self.inputs.items()}
        return {key: value for key, value in typed.items() if value != self._stored[key]}

    def ask(self) -> None:
        """Hand the changes over; a wrong value is said in place and stays."""
        if self._refused:
            return
        try:
            changes = self.changes()
        except Invalid as fault:
            self.show_fault(fault)
            return
        if changes:
            self.outcome.forget()
            self.save_asked.emit(changes)

    def show_saved(self, count: int) -> None:
        self.show_done(plural(count, "{n} setting is saved.", "{n} settings are saved."))

    def _card(self, group: SettingGroup, settings: Mapping[str, str]) -> Card:
        card = Card(group.title, group.note)
        rows = column(gap=6, margins=(12, 8, 12, 10))
        for field in group.fields:
            rows.addLayout(field_row(field.title, self._input(field, settings), width=TITLES))
        if not group.fields:
            rows.addWidget(label(group.empty, "muted", wrap=True))
        return card.add(rows)

    def _input(self, field: OfficeField, settings: Mapping[str, str]) -> Input:
        stored = settings.get(field.key, field.default)
        made: Input
        if field.choices:
            is_known = stored in dict(field.choices)
            made = choice_box(field.title, field.choices, empty=not is_known)
            if is_known:
                choose(made, stored)
            made.currentIndexChanged.connect(lambda _at: self._check())
        else:
            made = text_field(field.hint, name=field.title)
            made.setText(field.shown(stored))
            made.setCursorPosition(0)
            made.setReadOnly(bool(self._refused))
            made.textChanged.connect(lambda _text: self._check())
        made.setEnabled(not (self._refused and field.choices))
        self.inputs[field.key] = made
        self._fields[field.key], self._stored[field.key] = field, stored
        return made

    def _check(self) -> None:
        self.act.allow(_("Save"))
        if self._refused:
            self.act.refuse(self._refused)
            return
        try:
            count = len(self.changes())
        except Invalid:
            return
        if count:
            self.act.allow(plural(count, "Save {n} change", "Save {n} changes"))
        else:
            self.act.refuse(_("nothing is changed"))


def _typed(box: Input) -> str:
    return chosen(box) if isinstance(box, QComboBox) else box.text()
