"""Rows that cannot be read, mended beside the file; and what would happen if it were taken in."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from landwaiter.domain.intake.table_mapping import Mend, TableMapping
from landwaiter.i18n import _, figure
from landwaiter.services.intake.taking_in import DeclarationFault, IntakeResult
from landwaiter.ui.intake.columns_step import SIDE, WIDEST_SIDE, heads_of, shared
from landwaiter.ui.kit import fonts
from landwaiter.ui.kit.button import ActButton
from landwaiter.ui.kit.cards import Card, across, clear, column, facts, ruled, scrolled
from landwaiter.ui.kit.empty_state import EmptyState
from landwaiter.ui.kit.fonts import Size
from landwaiter.ui.kit.inline import Gap, Glyph, Line, Text
from landwaiter.ui.kit.label import MarkLabel
from landwaiter.ui.kit.marks import restrictions
from landwaiter.ui.kit.text import text_field
from landwaiter.ui.kit.theme import Ink

_SHARES = (1, 4, 3, 4, 4)
"""Of the width: row, declaration, column, value, what may be done."""
_MOST_OFFERED = 40
"""Signs of a value on a button."""
MOST_SHOWN = 200
"""Faults with a line of their own; those behind them are shown once these are mended."""


class MendStep(QWidget):
    """`edited` when a value was mended or a guess taken; `export_asked` for rows that stay out.

    `reason_asked(row, column)` where a value shall be taken as it stands: answer with `let_stand`.
    """

    edited = Signal()
    reason_asked = Signal(int, str)
    export_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.result: IntakeResult | None = None
        self.fields: dict[tuple[int, str], QLineEdit] = {}
        """Row and column → what is read there."""
        self.guesses: list[ActButton] = []
        self.standing: dict[tuple[int, str], ActButton] = {}
        """Row and column → the button by which the value is taken as it stands."""
        self._mended: dict[tuple[int, str], Mend] = {}
        self._declarations: dict[int, str] = {}
        """Row → the declaration that a row to mend belongs to, which a mended one names too."""
        self._rows = QVBoxLayout()
        self._card = Card(_("Rows to mend"))
        self._side = QVBoxLayout()
        self.export = ActButton(_("Save the rows that stay out…"), icon="disk", small=True)
        self.export.clicked.connect(self.export_asked)
        self._held_export = _held(self.export)
        self._build()

    def forget(self) -> None:
        """Another file, or its columns are other ones: nothing is mended yet."""
        self._mended.clear()
        self._declarations.clear()

    def show_result(self, result: IntakeResult, mapping: TableMapping) -> None:
        """What a dry run gave: faults to mend at the left, what would happen at the right."""
        self.result = result
        focused = next((place for place, field in self.fields.items() if field.hasFocus()), None)
        clear(self._rows)
        self.fields.clear()
        self.guesses.clear()
        self.standing.clear()
        headings = dict(mapping.columns)
        for fault in result.rejected[:MOST_SHOWN]:
            self._rows.addWidget(self._line(fault, headings))
        for mend in self._mended.values():
            if (mend.row, mend.column) not in self.fields:
                self._rows.addWidget(self._mended_line(mend, headings))
        if not result.rejected and not self._mended:
            nothing = EmptyState(
                "tick", _("Every row can be read"), _("There is nothing to mend in this file.")
            )
            self._rows.addWidget(nothing)
        self._rows.addStretch(1)
        if focused is not None and self.fields:
            # The lines are drawn anew after each mend: who types goes on where there is one.
            later = (place for place in self.fields if place >= focused)
            self.fields[next(later, next(iter(self.fields)))].setFocus()
        count = _("{count} to mend").format(count=figure(len(result.rejected)))
        if self._mended:
            count = _("{left}; {mended} mended; the file itself stays as it came").format(
                left=count, mended=figure(len(self._mended))
            )
        self._card.name(_("Rows to mend"), count)
        self._show_side(result)

    def mends(self) -> tuple[Mend, ...]:
        """What was mended before, and what stands in the fields now and differs."""
        return tuple(self._mended.values())

    def _line(self, fault: DeclarationFault, headings: Mapping[str, str]) -> QWidget:
        place = (fault.row, fault.field) if isinstance(fault.row, int) and fault.field else None
        can_mend = place is not None and fault.value is not None and "|" not in (fault.field or "")
        value: QWidget = MarkLabel((Text(fault.value or "–", mono=True),)).elastic()
        offered: QWidget = MarkLabel().elastic()
        below: list[QWidget] = []
        if can_mend and place is not None:
            value = self._field(place, fault)
            if fault.guess:
                said = _("Likely {guess}").format(guess=fault.guess)
                offered = _held(self._guess(place, fault.guess, said))
            if fault.may_stand:
                below.append(self._stand(place))
            if fault.last_time:
                said = _("As last time: {value}").format(value=_offered(fault.last_time))
                below.append(self._guess(place, fault.last_time, said))
        if isinstance(fault.row, int) and fault.declaration:
            self._declarations[fault.row] = fault.declaration
        named = _place(fault.row, fault.declaration, fault.field, headings)
        why = MarkLabel((Text(str(fault.message), "text2"),), wrap=True)
        return _ruled((*named, value, offered), _beside(why, below))

    def _field(self, place: tuple[int, str], fault: DeclarationFault) -> QLineEdit:
        field = text_field(
            name=_("Row {row}, {field}, read as").format(row=place[0], field=place[1])
        )
        field.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        field.setText(fault.value or "")
        field.setModified(False)
        field.editingFinished.connect(lambda: self._say(place, field))
        self.fields[place] = field
        return field

    def _guess(self, place: tuple[int, str], guess: str, said: str) -> ActButton:
        button = ActButton(said, small=True)
        button.setToolTip(_("Take this value; check it against the papers first."))
        button.clicked.connect(lambda: self._take(place, guess))
        self.guesses.append(button)
        return button

    def _stand(self, place: tuple[int, str]) -> ActButton:
        button = ActButton(_("Take as it stands…"), small=True)
        button.setToolTip(
            _("The papers say so: you give the reason, and it stands with your name.")
        )
        button.clicked.connect(lambda: self.reason_asked.emit(*place))
        self.standing[place] = button
        return button

    def let_stand(self, row: int, column: str, reason: str) -> None:
        """Take the value as it stands, be it that of the file or the one that was typed."""
        before = self._mended.get((row, column))
        if before is not None:
            self._mended[row, column] = replace(before, reason=reason)
        else:
            value = self.fields[row, column].text().strip()
            self._mended[row, column] = Mend(row, column, value, value, reason)
        self.edited.emit()

    def _take(self, place: tuple[int, str], guess: str) -> None:
        field = self.fields[place]
        field.setText(guess)
        field.setModified(True)
        self._say(place, field)

    def _say(self, place: tuple[int, str], field: QLineEdit) -> None:
        if not field.isModified():
            return
        field.setModified(False)
        before = next(
            (
                one.value or ""
                for one in (self.result.rejected if self.result else ())
                if (one.row, one.field) == place
            ),
            "",
        )
        text = field.text().strip()
        if text == before:
            self._mended.pop(place, None)
        else:
            self._mended[place] = Mend(*place, text, before)
        self.edited.emit()

    def _mended_line(self, mend: Mend, headings: Mapping[str, str]) -> QWidget:
        value = MarkLabel((Text(mend.value or "–", "ok", mono=True),)).elastic()
        said = _("was “{was}”; you say {value}").format(was=mend.was, value=mend.value)
        if mend.reason:
            said = _("taken as it stands: {reason}").format(reason=mend.reason)
        why = MarkLabel((Glyph("tick", 12, "ok"), Gap(4), Text(said, "ok")), wrap=True)
        undo = ActButton(_("Take it back"), small=True)
        undo.clicked.connect(lambda: self._undo(mend))
        named = _place(mend.row, self._declarations.get(mend.row, ""), mend.column, headings)
        return _ruled((*named, value, _held(undo)), why)

    def _undo(self, mend: Mend) -> None:
        self._mended.pop((mend.row, mend.column), None)
        self.edited.emit()

    def _show_side(self, result: IntakeResult) -> None:
        clear_but(self._side, self._held_export)
        counts = Card(_("If taken in now"), _("nothing is saved yet"))
        counts.add(facts(_counts(result), width=170))
        self._side.addWidget(counts)
        if result.voided:
            ended = Card(_("What it would end"))
            for one in result.voided:
                said = _("{case}: the decision of {person} ({state})").format(
                    case=one.case, person=one.by, state=_(one.state)
                )
                ended.add(
                    ruled(across(MarkLabel((Text(said),), wrap=True), margins=(12, 6, 12, 6)))
                )
            self._side.addWidget(ended)
        if result.restricted:
            self._side.addWidget(_restricted_card(result))
        if result.warnings:
            odd = Card(_("Warnings"), figure(len(result.warnings)))
            for text in result.warnings[:8]:
                line = MarkLabel((Text(str(text), "text2"),), wrap=True)
                odd.add(ruled(across(line, margins=(12, 6, 12, 6))))
            self._side.addWidget(odd)
        self._side.addWidget(self._held_export)
        self._held_export.setVisible(bool(result.out))
        self._side.addStretch(1)

    def _build(self) -> None:
        holder = QWidget()
        holder.setLayout(column(self._rows))
        area = scrolled(holder)
        holder.setAutoFillBackground(False)
        area.viewport().setAutoFillBackground(False)
        said = _("What you mend stands beside the row with your name, in the case and its reports.")
        note = MarkLabel((Text(said, "muted", Size.SMALL),), wrap=True)
        self._card.add(_titles(), area)
        side = QWidget()
        side.setLayout(column(self._side))
        self._side.setSpacing(fonts.px(8))
        beside = scrolled(side)
        beside.setFixedWidth(min(fonts.px(SIDE), WIDEST_SIDE))
        left = column(self._card, note, gap=8)
        layout = across(left, beside, gap=12, margins=(12, 10, 12, 10))
        layout.setStretch(0, 1)
        self.setLayout(layout)


def _ruled(parts: Sequence[QWidget], why: QWidget) -> QWidget:
    """A line under the heads of the card, and below it what is wrong."""
    return ruled(column(shared(*parts, shares=_SHARES), why, gap=3, margins=(12, 6, 12, 6)))


def _beside(why: QWidget, buttons: Sequence[QWidget]) -> QWidget:
    """What is wrong, and buttons with more to say than a column has room for."""
    if not buttons:
        return why
    made, line = QWidget(), across(why, *buttons, gap=10)
    line.setStretch(0, 1)
    made.setLayout(line)
    return made


def _offered(value: str) -> str:
    return value if len(value) <= _MOST_OFFERED else f"{value[: _MOST_OFFERED - 1]}…"


def _held(button: ActButton) -> QWidget:
    """A button that takes no more of a line than its share."""
    made = QWidget()
    made.setLayout(across(button, 0))
    made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
    return made


def clear_but(layout: QVBoxLayout, kept: QWidget) -> None:
    """Empty a layout, but for a widget that is laid out again."""
    layout.removeWidget(kept)
    clear(layout)


def _place(
    row: int | str | None, declaration: str | None, field: str | None, headings: Mapping[str, str]
) -> tuple[QWidget, ...]:
    """Row, declaration and column."""
    named = headings.get(field or "", field or "–")
    return (
        MarkLabel((Text(str(row) if row is not None else "–", mono=True),)).elastic(),
        MarkLabel((Text(declaration or "–", mono=True),)).elastic(),
        MarkLabel((Text(named, bold=True),)).elastic(),
    )


def _titles() -> QWidget:
    made = QWidget()
    heads = heads_of(_("Row"), _("Declaration"), _("Column"), _("Value"), _("Likely"))
    made.setLayout(column(shared(*heads, shares=_SHARES), margins=(12, 6, 12, 4)))
    return made


def _counts(result: IntakeResult) -> Sequence[tuple[str, Line]]:
    told: tuple[tuple[str, int, Ink], ...] = (
        (_("New cases"), result.created, "text"),
        (_("Amended"), result.updated, "text"),
        (_("Known already"), result.duplicates, "text"),
        (_("Values mended"), len(result.mended), "text"),
        (_("Rows left to mend"), len(result.rejected), "high" if result.rejected else "text"),
        (_("Rows that stay out"), len(result.out), "text"),
    )
    return [(name, (Text(figure(count), ink, bold=True),)) for name, count, ink in told]


def _restricted_card(result: IntakeResult) -> Card:
    card = Card(_("Restricted in the trade store"), figure(result.restricted))
    for named in result.restricted_first[:8]:
        for line in restrictions(named.restrictions):
            shown = MarkLabel((*line, Gap(6), Text(named.number, "text2")), wrap=True)
            card.add(ruled(across(shown, margins=(12, 6, 12, 6))))
    return card
