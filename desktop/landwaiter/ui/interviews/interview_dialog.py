"""The interview on an item and an entry: one question at a time, and what the values meet."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QComboBox, QLineEdit, QStackedWidget, QWidget

from landwaiter.domain.interviews.answer import SOURCES
from landwaiter.domain.interviews.interview import FigureComparison, InterviewVerdict, Question
from landwaiter.domain.interviews.parameter import ParameterKind
from landwaiter.i18n import N_, _
from landwaiter.services.interviews.interview_words import (
    comparison_words,
    figure_words,
    question_words,
    source_words,
    telling,
    verdict_words,
)
from landwaiter.services.interviews.interviews import ItemInterview
from landwaiter.ui.frame.undo_strip import UndoStrip
from landwaiter.ui.kit import fonts
from landwaiter.ui.kit.button import ActButton, ButtonKind
from landwaiter.ui.kit.cards import across, column, scrolled
from landwaiter.ui.kit.choice import ChoiceBox
from landwaiter.ui.kit.day_field import DayField, iso_of, why_no_day
from landwaiter.ui.kit.dialog_pane import Pane
from landwaiter.ui.kit.empty_state import EmptyState, or_nothing
from landwaiter.ui.kit.field_row import choice_box, choose, chosen, field_row
from landwaiter.ui.kit.fonts import Size
from landwaiter.ui.kit.inline import Gap, Glyph, InlineCell, Line, Text
from landwaiter.ui.kit.keys import on_key, on_submit
from landwaiter.ui.kit.label import MarkLabel
from landwaiter.ui.kit.table import RowModel, TableColumn, drafted_columns
from landwaiter.ui.kit.table_view import CardTable
from landwaiter.ui.kit.text import text_field
from landwaiter.ui.kit.theme import Ink

HEIGHT = 260
_INKS: dict[InterviewVerdict, Ink] = {
    InterviewVerdict.MEETS: "crit",
    InterviewVerdict.DOES_NOT_MEET: "ok",
    InterviewVerdict.CANNOT_TELL: "med",
}
_HELD: dict[bool | None, tuple[str, Ink]] = {
    True: ("tick", "crit"),
    False: ("cross", "ok"),
    None: ("question", "med"),
}
_FOR_RULE: tuple[str, Ink] = ("flag", "text2")


@dataclass(frozen=True, slots=True)
class TypedAnswer:
    """What was typed as the answer to one question."""

    parameter: str
    value: str
    source: str
    document: str
    date: str


def _comparison(row: FigureComparison) -> InlineCell:
    glyph, ink = _FOR_RULE if row.is_for_rule else _HELD[row.holds]
    return InlineCell(((Glyph(glyph, 12, ink), Gap(6), Text(comparison_words(row))),), wrap=True)


COLUMNS: tuple[TableColumn[FigureComparison], ...] = (
    TableColumn(
        N_("Control entry"), lambda row: InlineCell(((Text(row.entry, mono=True),),)), width=116
    ),
    TableColumn(N_("Comparison"), _comparison),
    TableColumn(
        N_("Figure read in"),
        lambda row: InlineCell(((Text(figure_words(row), "text2"),),), wrap=True),
        width=230,
    ),
    TableColumn(
        N_("Value stated"),
        lambda row: InlineCell(((Text(source_words(row), "text2"),),), wrap=True),
        width=290,
    ),
)


_UNANSWERED: Final[dict[str, Any]] = {
    **dict.fromkeys(("value", "given", "source", "document", "author"), ""),
    **dict.fromkeys(("holds", "stated_on")),
    "presumed": False,
}


def _figure(row: FigureComparison) -> FigureComparison:
    """What is held against an answer, whatever was answered."""
    return replace(row, **_UNANSWERED)


class InterviewDialog(Pane):
    """`entry_asked(item, entry)` when another is chosen, `given(TypedAnswer)`,
    `revoke_asked(parameter)`.

    Answer with `show_interview`. What was typed stays until the answer is kept.
    """

    entry_asked = Signal(int, str)
    given = Signal(object)
    revoke_asked = Signal(str)

    def __init__(self, reference: str, items: Sequence[int], parent: QWidget | None = None) -> None:
        super().__init__(
            _("Interview"),
            _("what decides an entry, {reference}").format(reference=reference),
            width=1080,
            parent=parent,
        )
        self.held: ItemInterview | None = None
        self.item = choice_box(_("Item"), [(str(no), _("Item {no}").format(no=no)) for no in items])
        self.entry = ChoiceBox()
        self.entry.setAccessibleName(_("Entry"))
        self.entry.setEditable(True)
        self.entry.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.verdict, self.question = MarkLabel(wrap=True), MarkLabel(wrap=True)
        self.model: RowModel[FigureComparison] = RowModel(COLUMNS)
        self.list = CardTable(self.model, wraps=True)
        self.asked = choice_box(_("Question"), [])
        self.value = ChoiceBox()
        self.value.setAccessibleName(_("Answer"))
        self.value.setEditable(True)
        self.value.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.source = choice_box(
            _("Source"), [(name, _(SOURCES[name])) for name in SOURCES], empty=True
        )
        self.document = text_field(_("which one, page"), name=_("Document"))
        self.date = DayField(_("2026-03-27; empty: today"), name=_("Date"))
        self.act = ActButton(
            _("Answer it"), icon="tick", keys="Ctrl+Enter", kind=ButtonKind.PRIMARY
        )
        self.strip = UndoStrip()
        self.revoke = ActButton(_("Revoke an answer"), keys="Ctrl+R")
        self._build()
        self._connect()
        self._check()

    def show_entries(self, entries: Sequence[str], chosen_entry: str) -> None:
        """Entries that can be asked for; any other code may be typed."""
        self.entry.blockSignals(True)
        self.entry.clear()
        for code in entries:
            self.entry.addItem(code, code)
        self.entry.setEditText(chosen_entry)
        self.entry.blockSignals(False)

    def show_interview(
        self, held: ItemInterview, *, stands: ItemInterview | None = None, said: str = ""
    ) -> None:
        """The interview as it counts now; the next question is put.

        Where an answer waits to be sealed, what it adds to the one that `stands` is marked.
        """
        self.held = held
        choose(self.item, str(held.item_no))
        self._show_rows(telling(held.read), telling((stands or held).read))
        self.verdict.show_lines(*_verdict(held))
        self.asked.blockSignals(True)
        self.asked.clear()
        for question in held.read.questions:
            self.asked.addItem(_short(question.label), question.parameter)
        self.asked.blockSignals(False)
        if any(answer.stands for answer in held.answers):
            self.revoke.allow()
        else:
            self.revoke.refuse(_("nothing was answered yet"))
        if said:
            self.show_done(said)
        self._put()

    def show_sealed(self) -> None:
        """Nothing waits any more; what is being typed meanwhile stays."""
        if self.held is not None:
            told = telling(self.held.read)
            self._show_rows(told, told)

    def _show_rows(
        self, rows: tuple[FigureComparison, ...], before: tuple[FigureComparison, ...]
    ) -> None:
        known, drafted = ({_figure(row): row for row in told} for told in (before, rows))
        self.model.show_rows(tuple(known.get(_figure(row), row) for row in rows))
        self.model.show_waiting(
            drafted_columns(COLUMNS, lambda row: drafted.get(_figure(row), row))
            if rows != before
            else (),
            tuple(row for row in rows if _figure(row) not in known),
        )

    def show_typed(self, typed: TypedAnswer) -> None:
        """The question once more, with the answer that was undone."""
        choose(self.asked, typed.parameter)
        self.value.setEditText(typed.value)
        choose(self.source, typed.source)
        self.document.setText(typed.document)
        self.date.setText(typed.date)
        self.value.setFocus()

    def ask(self) -> None:
        """Hand the answer over, if it is whole."""
        question = self._question()
        if question is None or self._why_not():
            return
        self.outcome.forget()
        self.act.refuse(_("it is being kept"))
        self.given.emit(
            TypedAnswer(
                question.parameter,
                self.value.currentText().strip(),
                chosen(self.source),
                self.document.text().strip(),
                iso_of(self.date.text()),
            )
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ctrl+Z in an answer that nothing was typed into undoes the one before."""
        line = self.value.lineEdit()  # which has the focus of the box
        is_empty = isinstance(line, QLineEdit) and not line.isUndoAvailable()
        if watched is self.value and is_empty and event.type() is QEvent.Type.ShortcutOverride:
            return isinstance(event, QKeyEvent) and event.matches(QKeySequence.StandardKey.Undo)
        return super().eventFilter(watched, event)

    def show_fault(self, fault: object) -> None:
        super().show_fault(fault)  # type: ignore[arg-type]  # every fault is one
        self._check()

    def standing(self) -> tuple[tuple[str, str], ...]:
        """Parameters with a standing answer and what was answered, the newest first."""
        answers = self.held.answers if self.held else ()
        found = {one.parameter: one.given for one in answers if one.stands}
        return tuple(reversed(found.items()))

    def _build(self) -> None:
        self.item.setMinimumWidth(fonts.px(110))
        self.entry.setMinimumWidth(fonts.px(160))
        nothing = EmptyState(
            "question",
            _("Nothing was stated yet"),
            _("Answer the question below, with the document that says so."),
        )
        shown: QStackedWidget = or_nothing(self.model, self.list, nothing)  # type: ignore[arg-type]  # any rows
        card = scrolled(shown)
        card.setMinimumHeight(fonts.px(HEIGHT))
        self.asked.setMinimumWidth(fonts.px(420))
        form = column(
            field_row(_("Question"), self.asked, 0),
            self.question,
            field_row(_("Answer"), self.value, 0),
            across(
                field_row(_("Source"), self.source),
                field_row(_("Document"), self.document, width=76),
                field_row(_("Date"), self.date, width=44),
                gap=12,
            ),
            gap=6,
        )
        self.value.setMinimumWidth(fonts.px(420))
        top = across(self.item, self.entry, 0, gap=8)
        self.build(column(top, self.verdict, card, form, self.strip, gap=10), self.revoke, self.act)

    def _connect(self) -> None:
        self.item.activated.connect(lambda _at: self._wanted())
        self.entry.activated.connect(lambda _at: self._wanted())
        line = self.entry.lineEdit()
        if isinstance(line, QLineEdit):
            line.returnPressed.connect(self._wanted)
        self.asked.currentIndexChanged.connect(lambda _at: self._put())
        self.value.currentTextChanged.connect(lambda _text: self._check())
        for field in (self.document, self.date):
            field.textChanged.connect(lambda _text: self._check())
        self.source.currentIndexChanged.connect(lambda _at: self._check())
        self.act.clicked.connect(self.ask)
        self.revoke.clicked.connect(self._revoke)
        on_submit(self, self.ask)
        on_key("Ctrl+R", self, self._revoke)
        on_key("Ctrl+Z", self, self.strip.undone.emit)
        self.value.installEventFilter(self)
        self.setFocusProxy(self.value)

    def _wanted(self) -> None:
        entry = self.entry.currentText().strip()
        if entry and chosen(self.item):
            self.outcome.forget()
            self.entry_asked.emit(int(chosen(self.item)), entry)

    def _revoke(self) -> None:
        if self.revoke.isEnabled():
            self.revoke_asked.emit("")

    def _question(self) -> Question | None:
        questions = self.held.read.questions if self.held else ()
        return next((q for q in questions if q.parameter == chosen(self.asked)), None)

    def _put(self) -> None:
        """The question that is chosen, with the words that it may be answered with."""
        question = self._question()
        self.value.clear()
        if question is None:
            said = _("Nothing more is to be asked.") if self.held else ""
            self.question.show_lines((Text(said, "muted"),))
        else:
            turns_on = question.paths if question.is_for_rule else question.entries
            about = _("for {entries}").format(entries=_listed(turns_on))
            self.question.show_lines((Text(question_words(question)),), (Text(about, "muted"),))
            for word in (*question.choices, *_YES_NO.get(question.kind, ())):
                self.value.addItem(word, word)
        self.value.setEditText("")
        self._check()

    def _why_not(self) -> str:
        if self._question() is None:
            return _("nothing is asked")
        if not self.value.currentText().strip():
            return _("the answer is missing")
        if not chosen(self.source):
            return _("the source is missing")
        if not self.document.text().strip():
            return _("the document is missing")
        return why_no_day(self.date.text())

    def _check(self) -> None:
        why = self._why_not()
        if why:
            self.act.refuse(why)
        else:
            self.act.allow()


_YES_NO: dict[ParameterKind, tuple[str, ...]] = {ParameterKind.YES_NO: ("yes", "no")}
_MOST = 6
_LONGEST = 70


def _listed(entries: Sequence[str]) -> str:
    """The first entries, and how many more."""
    shown = ", ".join(entries[:_MOST])
    more = len(entries) - _MOST
    return _("{entries} and {n} more").format(entries=shown, n=more) if more > 0 else shown


def _short(label: str) -> str:
    return label if len(label) <= _LONGEST else f"{label[: _LONGEST - 1].rstrip()}…"


def _verdict(held: ItemInterview) -> tuple[Line, ...]:
    ink = _INKS[held.read.verdict]
    lines: list[Line] = [
        (
            Text(held.read.entry, mono=True, size=Size.BODY, bold=True),
            Gap(8),
            Text(held.title, "text2", Size.BODY),
            Gap(12),
            Text(verdict_words(held.read.verdict), ink, Size.BODY, bold=True),
        ),
        (Text(held.sentence),),
    ]
    if held.presumption:
        lines.append((Text(held.presumption, "text2"),))
    if held.warning:
        lines.append((Glyph("warning", 12, "med"), Gap(6), Text(held.warning, "med")))
    return tuple(lines)
