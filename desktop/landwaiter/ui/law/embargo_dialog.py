"""The embargo matrix on a day, and the practice of the state where an instrument asks for it."""

from collections.abc import Iterator
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from landwaiter.domain.base.people import Actor
from landwaiter.domain.flags.deeds import SET_PRACTICE
from landwaiter.domain.flags.embargo.embargo_words import notes, says
from landwaiter.domain.flags.embargo.matrix import PRACTICES, MatrixCell, Standing
from landwaiter.domain.law.arms_embargo import country_of
from landwaiter.i18n import N_, _, joined
from landwaiter.services.base.setting_history import SettingChange
from landwaiter.services.flags.embargo import MatrixView, Practice
from landwaiter.ui.kit import fonts
from landwaiter.ui.kit.button import ActButton, ButtonKind
from landwaiter.ui.kit.cards import Card, across, column
from landwaiter.ui.kit.dialog_pane import Pane
from landwaiter.ui.kit.empty_state import EmptyState, or_nothing
from landwaiter.ui.kit.field_row import choice_box, choose, chosen, field_row
from landwaiter.ui.kit.inline import Gap, Glyph, InlineCell, Text
from landwaiter.ui.kit.keys import on_submit
from landwaiter.ui.kit.label import MarkLabel
from landwaiter.ui.kit.table import RowModel, TableColumn
from landwaiter.ui.kit.table_view import ListView
from landwaiter.ui.kit.text import text_field
from landwaiter.ui.kit.theme import Ink
from landwaiter.ui.kit.words import day

MATRIX_HEIGHT, PRACTICE_HEIGHT = 320, 170
_INKS: dict[Standing, Ink] = {
    Standing.PROHIBITED: "high",
    Standing.PROHIBITED_IF: "med",
    Standing.CASE_BY_CASE: "med",
}


def _says(cell: MatrixCell) -> InlineCell:
    said = Text(says(cell), _INKS.get(cell.standing, "text2"), bold=True)
    if cell.is_set:
        return InlineCell(((said,),))
    return InlineCell(((Glyph("question", 12, "med"), Gap(4), Text(_("practice not set"), "med")),))


def _all_said(cell: MatrixCell) -> Iterator[str]:
    """What the columns have no room for: the condition in full, notes, the remark of the pack."""
    if cell.condition and not cell.settled_by:
        said = says(cell)
        yield f"{said[:1].upper()}{said[1:]}."
    yield from notes(cell)
    if cell.note:
        yield cell.note


def _place(cell: MatrixCell) -> str:
    return _("all") if cell.destination == "*" else cell.destination


def _from(cell: MatrixCell) -> InlineCell:
    if cell.valid_from is None:
        return InlineCell(((Text(_("not read"), "muted"),),))
    return InlineCell(((Text(day(cell.valid_from)),),))


CELL_COLUMNS: tuple[TableColumn[MatrixCell], ...] = (
    TableColumn(
        N_("Instrument"), lambda row: InlineCell(((Text(row.title),),)), width=290, fixed=True
    ),
    TableColumn(N_("To"), lambda row: InlineCell(((Text(_place(row), bold=True),),)), width=50),
    TableColumn(N_("Direction"), lambda row: InlineCell(((Text(_(row.way)),),)), width=78),
    TableColumn(N_("Goods"), lambda row: InlineCell(((Text(row.group_title),),)), width=200),
    TableColumn(N_("Says"), _says, width=170),
    TableColumn(N_("Since"), _from, width=100),
    TableColumn(N_("Source"), lambda row: InlineCell(((Text(row.source, "text2"),),))),
    TableColumn(
        N_("Authority"), lambda row: InlineCell(((Text(row.authority, "text2"),),)), width=74
    ),
    TableColumn(N_("Trust"), lambda row: InlineCell(((Text(_(row.trust), "text2"),),)), width=120),
)
_TRUTH = {"true": N_("yes"), "false": N_("no"), "": N_("not set")}


def asks(practice: Practice) -> str:
    """What the office is asked: “CN: Common Military List”; without cells the arms embargo."""
    if practice.cells:
        said = dict.fromkeys(f"{cell.destination}: {cell.group_title}" for cell in practice.cells)
        return "; ".join(said)
    place = country_of(practice.key.removeprefix("policy."))
    return _("{place}: an arms embargo for Art. 4(1)(b)?").format(place=place)


def answer_words(value: str) -> str:
    """An answer as it is read: yes, no, not set, or what an instrument says."""
    return _(_TRUTH.get(value, value))


PRACTICE_COLUMNS: tuple[TableColumn[Practice], ...] = (
    TableColumn(
        N_("Practice of the state"), lambda row: InlineCell(((Text(asks(row)),),)), width=420
    ),
    TableColumn(
        N_("Set to"),
        lambda row: InlineCell(((Text(answer_words(row.value), "text" if row.value else "med"),),)),
        width=140,
    ),
    TableColumn(
        N_("Decides"),
        lambda row: InlineCell(
            ((Text("; ".join(c.title for c in row.cells) or _("Art. 4(1)(b)")),),)
        ),
    ),
)


class EmbargoDialog(Pane):
    """`day_asked(date)`, `practice_asked(key, value, reason)`, `history_asked(key)`; answer with
    `show_matrix`, `show_history`, `show_set`."""

    day_asked = Signal(object)
    practice_asked = Signal(str, str, str)
    history_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Embargoes"),
            _("what instruments say of destinations and groups of goods; the rest is unstated"),
            width=1280,
            parent=parent,
        )
        self.model: RowModel[MatrixCell] = RowModel(CELL_COLUMNS)
        self.practices: RowModel[Practice] = RowModel(PRACTICE_COLUMNS)
        self.cells, self.list = ListView(self.model), ListView(self.practices)
        self.day = text_field(_("2026-11-25"), name=_("As of"), searches=True)
        self.place = text_field(_("any destination"), name=_("To"), searches=True)
        self.value = choice_box(_("Answer"), ())
        self.reason = text_field(_("where the practice is laid down"), name=_("Reason"))
        self.act = ActButton(_("Set the practice"), keys="Ctrl+Enter", kind=ButtonKind.PRIMARY)
        self._note, self._history = (MarkLabel(wrap=True, yields=True) for _part in range(2))
        self._view: MatrixView | None = None
        self._mandate = ""
        nothing = EmptyState(
            "reference",
            _("Nothing here"),
            _("No row of the matrix speaks of that: it is unstated, which is never permitted."),
        )
        matrix = Card(_("Matrix"))
        matrix.add(or_nothing(self.model, self.cells, nothing))  # type: ignore[arg-type]  # any rows
        matrix.setMinimumHeight(fonts.px(MATRIX_HEIGHT))
        asked = Card(_("Asked, never assumed")).add(self.list)
        asked.setMinimumHeight(fonts.px(PRACTICE_HEIGHT))
        narrowed = across(field_row(_("As of"), self.day), field_row(_("To"), self.place), gap=16)
        self.build(
            column(
                narrowed,
                matrix,
                self._note,
                asked,
                self._history,
                field_row(_("Answer"), self.value),
                field_row(_("Reason"), self.reason),
                gap=8,
            ),
            self.act,
        )
        self.day.editingFinished.connect(self._ask_day)
        self.place.textChanged.connect(lambda _text: self._narrow())
        self.cells.shown.connect(lambda _row: self._show_note())
        self.list.shown.connect(lambda _row: self._show_practice())
        self.reason.textChanged.connect(lambda _text: self._check())
        self.value.currentIndexChanged.connect(lambda _index: self._check())
        self.act.clicked.connect(self.ask)
        on_submit(self, self.ask)
        self.setFocusProxy(self.cells)
        self._check()

    def show_matrix(self, view: MatrixView) -> None:
        """The matrix of a day; place and practice under the cursor stay."""
        self._view = view
        self.day.setText(view.day.isoformat())
        self._narrow()
        at = max(self.list.currentIndex().row(), 0)
        self.practices.show_rows(view.practices)
        self.list.selectRow(at)
        self._show_practice()

    def show_history(self, changes: tuple[SettingChange, ...]) -> None:
        """Who set the practice under the cursor, and why."""
        if not changes:
            self._history.show_lines((Text(_("Nobody has set it yet."), "text2"),))
            return
        text = _("Last set by {who} on {day} to “{value}”: {reason}")
        newest = changes[0]
        said = text.format(
            who=newest.by,
            day=day(newest.at.date()),
            value=answer_words(newest.after),
            reason=newest.reason or _("no reason"),
        )
        self._history.show_lines((Text(said, "text2"),))

    def show_set(self, sentence: str) -> None:
        """It was set, or waits for a second person."""
        self.reason.clear()
        self.show_done(sentence)

    @property
    def practice(self) -> Practice | None:
        """The practice under the cursor."""
        found: Practice | None = self.list.current_row()
        return found

    def ask(self) -> None:
        """Hand the answer over."""
        if self.act.isEnabled() and self.practice is not None:
            self.outcome.forget()
            self.practice_asked.emit(
                self.practice.key, chosen(self.value), self.reason.text().strip()
            )

    def _ask_day(self) -> None:
        try:
            asked = date.fromisoformat(self.day.text().strip())
        except ValueError:
            return
        if self._view is None or asked != self._view.day:
            self.day_asked.emit(asked)

    def _narrow(self) -> None:
        place = self.place.text().strip().upper()
        cells = self._view.cells if self._view else ()
        self.model.show_rows(tuple(c for c in cells if not place or c.destination in {place, "*"}))
        self._show_note()

    def _show_note(self) -> None:
        row: MatrixCell | None = self.cells.current_row()
        if row is None:
            self._note.show_lines()
            return
        named = joined(", ", (row.title, row.group_title, row.source))
        self._note.show_lines((Text(named),), (Text(" ".join(_all_said(row)), "text2"),))

    def _show_practice(self) -> None:
        practice = self.practice
        self.value.clear()
        self.value.addItem(_("not set"), "")
        is_policy = practice is not None and not practice.cells
        for answer in ("true", "false") if is_policy else _ANSWERS:
            self.value.addItem(answer_words(answer), answer)
        if practice is not None:
            choose(self.value, practice.value)
            self.history_asked.emit(practice.key)
        self._check()

    def show_actor(self, actor: Actor) -> None:
        """What the signed-in person may do here."""
        self._mandate = SET_PRACTICE.why_no_role(actor)
        self._check()

    def _check(self) -> None:
        if self._mandate:
            self.act.refuse(self._mandate)
            return
        practice = self.practice
        same = practice is not None and chosen(self.value) == practice.value
        if practice is None or same:
            self.act.refuse(_("no change"))
        elif not self.reason.text().strip():
            self.act.refuse(_("type the reason"))
        else:
            self.act.allow()


_ANSWERS = tuple(one.value for one in PRACTICES)
