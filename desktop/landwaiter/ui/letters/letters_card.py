"""The letters of a case: the list, what is known of the one under the cursor, what it says."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from landwaiter.domain.letters.letter_state import asked_in
from landwaiter.i18n import N_, _
from landwaiter.services.cases.case_view import CaseView
from landwaiter.services.letters.letters_kept import (
    KeptLetter,
    LetterFacts,
    answered_said,
    due_said,
    facts_told,
    letters_of,
)
from landwaiter.ui.kit.button import ActButton
from landwaiter.ui.kit.cards import Card, across, clear, column, facts, held
from landwaiter.ui.kit.inline import InlineCell, Line, Text
from landwaiter.ui.kit.label import MarkLabel
from landwaiter.ui.kit.table import RowModel, TableColumn
from landwaiter.ui.kit.table_view import CardTable
from landwaiter.ui.kit.text import text_area
from landwaiter.ui.kit.words import day
from landwaiter.ui.kit.wrapping import AlongLine

SAYS, PAGES, ANSWER = "says", "pages", "record_answer"
_DEEDS: tuple[tuple[str, str, str], ...] = (
    (SAYS, N_("What it says"), "Space"),
    (PAGES, N_("Its pages"), ""),
    ("serve_letter", N_("Served…"), ""),
    ("remind_of_letter", N_("Remind me…"), ""),
    (ANSWER, N_("Record the answer…"), ""),
    ("replace_letter", N_("Replace…"), ""),
    ("withdraw_letter", N_("Withdraw…"), ""),
)
"""What can be done with the letter under the cursor; those that are acts open its form."""
_NAMES = 150
_LINES = 14
"""How many lines of a letter are seen without scrolling."""


def _title(row: LetterFacts) -> InlineCell:
    is_over = row.letter.ending is not None
    title = Text(row.title, "muted" if is_over else "text", struck=is_over)
    return InlineCell(((title,),), wrap=True)


def _on(found: date | None) -> InlineCell:
    return InlineCell(((Text(day(found) if found else "", "text2", whole=True),),))


def _served(row: LetterFacts) -> InlineCell:
    if row.served is not None or row.letter.ending is not None:
        return _on(row.served)
    return InlineCell(((Text(_("not yet"), "med"),),), wrap=True)


def _due(row: LetterFacts) -> InlineCell:
    if row.due is not None:
        return _on(row.due)
    return InlineCell(((Text(due_said(row), "muted"),),), wrap=True)


def _answered(row: LetterFacts) -> InlineCell:
    if row.answered is not None:
        return InlineCell(((Text(day(row.answered), "ok", whole=True),),))
    return InlineCell(((Text(answered_said(row), "muted"),),), wrap=True)


_COLUMNS: tuple[TableColumn[LetterFacts], ...] = (
    TableColumn(
        N_("No."),
        lambda r: InlineCell(((Text(f"/{r.letter.no}", "accent", whole=True),),)),
        width=40,
    ),
    TableColumn(N_("Letter"), _title),
    TableColumn(
        N_("To whom"),
        lambda r: InlineCell(((Text(r.letter.recipient, "text2"),),), wrap=True),
        width=120,
    ),
    TableColumn(N_("Issued"), lambda r: _on(r.issued), width=88),
    TableColumn(N_("Served"), _served, width=88),
    TableColumn(N_("Answer by"), _due, width=88),
    TableColumn(N_("Answered"), _answered, width=88),
)


@dataclass(frozen=True, slots=True)
class LetterPosition:
    """What stays when the case is read anew: the letter under the cursor, and its words."""

    no: int
    says: KeptLetter | None


class LettersTable(CardTable):
    """`says_asked`: Space shows what the letter says; `left`: Esc puts it away."""

    says_asked = Signal()
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Space:
            self.says_asked.emit()
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class LettersCard(Card):
    """`act_asked(name, chosen)`: the form of an act on the letter; `says_asked(no)`: its words are
    wanted, answered with `show_letter` or `show_sentence`; `pages_asked(label)` of the evidence
    that it is; `write_asked`.
    """

    act_asked = Signal(str, object)
    says_asked = Signal(int)
    pages_asked = Signal(str)
    write_asked = Signal()

    def __init__(self, view: CaseView, kept: LetterPosition | None = None) -> None:
        found = letters_of(view.case)
        super().__init__(_("Letters"), str(len(found)) if found else "", head=30)
        self._view = view
        self._says: KeptLetter | None = None
        write = ActButton(_("Write a letter…"), icon="mail", small=True)
        write.clicked.connect(self.write_asked)
        if not found:
            said = MarkLabel((Text(_("No letter was issued yet."), "muted"),), wrap=True)
            row = across(said, write, margins=(12, 6, 12, 8))
            row.setStretch(0, 1)
            self.add(row)
            return
        self.rows: RowModel[LetterFacts] = RowModel(_COLUMNS)
        self.rows.show_rows(found)
        self.table = LettersTable(self.rows, wraps=True, selectable=True)
        self.table.setAccessibleName(_("Letters"))
        self.buttons = {
            name: ActButton(_(title), keys=keys, small=True) for name, title, keys in _DEEDS
        }
        self._told = column(gap=0)
        self.words = text_area()
        self.words.setReadOnly(True)
        self.words.setAccessibleName(_("What the letter says"))
        self.words.setFixedHeight(self.words.fontMetrics().lineSpacing() * _LINES)
        self._said = held(column(self.words, margins=(12, 0, 12, 10)))
        self._said.hide()
        self.add(
            self.table,
            across(AlongLine(*self.buttons.values(), write), margins=(12, 6, 12, 4)),
            held(self._told),
            self._said,
        )
        self._connect()
        self._restore(kept or LetterPosition(found[0].letter.no, None))

    def current(self) -> LetterFacts | None:
        """The letter under the cursor."""
        if not self._view.case.letters:
            return None
        row: LetterFacts | None = self.table.current_row()
        return row

    def kept(self) -> LetterPosition | None:
        """What the next card of this case begins with."""
        row = self.current()
        return LetterPosition(row.letter.no, self._says) if row else None

    def show_letter(self, kept: KeptLetter) -> None:
        """What was asked for; too late for a letter that is no longer looked at."""
        row = self.current()
        if row is not None and row.letter.id == kept.facts.letter.id:
            self._says = kept
            self._show_words("\n".join(kept.lines))

    def show_sentence(self, sentence: str) -> None:
        """Why there are no words of the letter, or that they are being read."""
        self._says = None
        self._show_words(sentence)

    def close_words(self) -> None:
        """Put away what the letter says."""
        self._says = None
        self._said.hide()

    def _show_words(self, text: str) -> None:
        self.words.setPlainText(text)
        self._said.show()

    def _connect(self) -> None:
        self.table.shown.connect(self._moved)
        self.table.opened.connect(lambda _row: self._do(SAYS))
        self.table.says_asked.connect(self._toggle)
        self.table.left.connect(self.close_words)
        for name, button in self.buttons.items():
            button.clicked.connect(self._doing(name))

    def _doing(self, name: str) -> Callable[[], None]:
        return self._toggle if name == SAYS else lambda: self._do(name)

    def _restore(self, kept: LetterPosition) -> None:
        places = {row.letter.no: place for place, row in enumerate(self.rows.rows())}
        self.table.selectRow(places.get(kept.no, 0))
        if kept.says is not None:
            self.show_letter(kept.says)

    def _moved(self, row: LetterFacts) -> None:
        clear(self._told)
        told: list[tuple[str, Line]] = [
            (name, (Text(said),)) for name, said in facts_told(row) if said
        ]
        self._told.addWidget(facts(told, width=_NAMES, margins=(12, 2, 12, 8)))
        for name, button in self.buttons.items():
            refusal = self._why_not(name, row)
            if refusal:
                button.refuse(refusal)
            else:
                button.allow()
        if self._says is not None and self._says.facts.letter.id != row.letter.id:
            is_open = self._said.isVisibleTo(self)
            self.close_words()
            if is_open:
                self.says_asked.emit(row.letter.no)

    def _why_not(self, name: str, row: LetterFacts) -> str:
        if name == SAYS:
            return ""
        if name == PAGES:
            return "" if self._label(row) else _("wiped")
        if name == ANSWER:
            action = asked_in(self._view.case, row.letter)
            if action is None:
                return _("It asks nothing of its own.")
            if action.answered_at is not None:
                return _("It is answered.")
        elif row.letter.ending is not None:
            return row.state
        verdict = next((one for one in self._view.acts if one.act == name), None)
        return verdict.why_not if verdict else ""

    def _label(self, row: LetterFacts) -> str:
        """The piece of evidence that the letter is; empty where its file was wiped."""
        wanted = row.letter.evidence_id
        pieces = (one for one in self._view.case.evidence if one.wipe is None)
        return next((one.label for one in pieces if one.id == wanted), "")

    def _toggle(self) -> None:
        if self._said.isVisibleTo(self):
            self.close_words()
        else:
            self._do(SAYS)

    def _do(self, name: str) -> None:
        row = self.current()
        if row is None or self._why_not(name, row):
            return
        if name == SAYS:
            self.says_asked.emit(row.letter.no)
        elif name == PAGES:
            self.pages_asked.emit(self._label(row))
        elif name == ANSWER:
            self.act_asked.emit(name, {"action": row.letter.action_id or ""})
        else:
            self.act_asked.emit(name, {"letter": str(row.letter.no)})
