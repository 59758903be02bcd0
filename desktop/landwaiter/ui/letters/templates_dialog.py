"""Templates of letters: what each kind is written with, its draft pages, and the two steps."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from landwaiter.domain.base.people import Actor
from landwaiter.domain.deeds.shape import Deed
from landwaiter.domain.letters.template_deeds import PROPOSE_TEMPLATE, WITHDRAW_TEMPLATE
from landwaiter.errors import Fault
from landwaiter.i18n import N_, _
from landwaiter.services.base.wording import language_in_itself
from landwaiter.services.letters.template_rows import SamplePages, TemplateRow
from landwaiter.ui.kit import fonts, marks
from landwaiter.ui.kit.button import ActButton, ButtonKind
from landwaiter.ui.kit.cards import Card, across
from landwaiter.ui.kit.dialog_pane import DeedsPane
from landwaiter.ui.kit.inline import Gap, InlineCell, Text
from landwaiter.ui.kit.keys import on_key
from landwaiter.ui.kit.label import MarkLabel
from landwaiter.ui.kit.table import RowModel, TableColumn
from landwaiter.ui.kit.table_view import ListView
from landwaiter.ui.kit.theme import Ink
from landwaiter.ui.kit.tickbox import TickBox
from landwaiter.ui.kit.words import day
from landwaiter.ui.letters.letter_pages import LetterPages

WIDTH, HEIGHT, _PAGES = 1180, 440, 430


def _cell(text: str, ink: Ink = "text") -> InlineCell:
    return InlineCell(((Text(text or "–", ink if text else "muted"),),))


def _language(row: TemplateRow) -> InlineCell:
    name = Text(language_in_itself(row.language))
    return InlineCell(((name, Gap(6), Text(row.language, "muted", mono=True, whole=True)),))


def _used(row: TemplateRow) -> InlineCell:
    if row.own is None:
        said = Text(_("the model"), "muted")
    else:
        said = Text(_("version {number} of the office").format(number=row.own.number), bold=True)
    ahead = row.ahead
    if ahead is None:
        return InlineCell(((said,),))
    then = _("from {day} version {number}").format(day=day(ahead.since), number=ahead.number)
    return InlineCell(((said,), (Text(then, "med"),)), wrap=True)


def _since(row: TemplateRow) -> InlineCell:
    return _cell(day(row.own.since) if row.own else "", "text2")


def _by(row: TemplateRow) -> InlineCell:
    if row.own is None:
        return _cell("")
    people = " · ".join(filter(None, (row.own.author, row.own.seconder)))
    return _cell(people, "text2")


COLUMNS: tuple[TableColumn[TemplateRow], ...] = (
    TableColumn(N_("Letter"), lambda row: InlineCell(((Text(row.title),),))),
    TableColumn(N_("Language"), _language, width=110),
    TableColumn(N_("Written with"), _used, width=150),
    TableColumn(N_("Valid from"), _since, width=84),
    TableColumn(N_("By"), _by, width=120),
)
DEEDS: Mapping[str, Deed[Any, Any]] = {
    "propose": PROPOSE_TEMPLATE,
    "withdraw": WITHDRAW_TEMPLATE,
}
"""Button → deed; what is exported is none."""


class TemplatesDialog(DeedsPane):
    """`asked(name, TemplateRow)` with a name of `DEEDS`, or `export`.

    `pages_asked(TemplateRow, holds)` is answered with `show_pages`.
    """

    pages_asked = Signal(object, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Templates of letters"),
            _("the office's own in place of the models, for two persons"),
            width=WIDTH,
            parent=parent,
        )
        self.model: RowModel[TemplateRow] = RowModel(COLUMNS, key=lambda row: row.key)
        self.list = ListView(self.model)
        self.propose = ActButton(_("Propose…"), keys="Ctrl+O", kind=ButtonKind.PRIMARY)
        self.withdraw = ActButton(_("Take away…"), keys="Ctrl+E")
        self.export = ActButton(_("Export…"), keys="Ctrl+D")
        self.bare = TickBox(_("As where no condition holds"))
        self.preview = LetterPages(_("Sample"))
        self._actor: Actor | None = None
        card = Card(_("Letters")).add(self.list)
        turning = MarkLabel(marks.key_hint("Ctrl+PgDown", _("the pages, on")))
        pages = Card().add(self.preview, across(self.bare, 0, turning, margins=(12, 6, 12, 6)))
        pages.body.setStretch(0, 1)
        for part in (card, pages):
            part.setMinimumHeight(fonts.px(HEIGHT))
        self.build(
            self.side_by_side(card, pages, sides={pages: _PAGES}),
            self.export,
            self.withdraw,
            self.propose,
        )
        self.bind((name, self._button(name).keys) for name in (*DEEDS, "export"))
        for keys, by in (("Ctrl+PgDown", 1), ("Ctrl+PgUp", -1)):
            on_key(keys, self, partial(self.preview.turn, by))
        self.list.shown.connect(lambda _row: self._row_shown())
        self.bare.toggled.connect(lambda _on: self._row_shown())
        self.setFocusProxy(self.list)
        self.preview.show_nothing(_("No pages yet"), _("Choose a letter."))
        self.check()

    def show_templates(self, rows: tuple[TemplateRow, ...]) -> None:
        """Every kind in every language; the cursor stays where it was."""
        was = self.under_cursor()
        self.model.show_rows(rows)
        at = [n for n, row in enumerate(rows) if was is not None and row.key == was.key]
        if rows:
            self.list.selectRow(at[0] if at else 0)
        self._row_shown()

    def show_pages(self, found: SamplePages) -> None:
        """Not of a row that is no longer under the cursor."""
        row = self.under_cursor()
        if row is not None and row.key == found.key:
            self.preview.show_pages(found.pages, found.lines, _("Draft with invented values."))

    def show_no_pages(self, fault: Fault) -> None:
        self.preview.show_nothing(_("No pages yet"), fault.message)

    def show_actor(self, actor: Actor) -> None:
        """What the signed-in person may do here."""
        self._actor = actor
        self.check()

    def under_cursor(self) -> TemplateRow | None:
        found: TemplateRow | None = self.list.current_row()
        return found

    def refusals(self) -> dict[str, str]:
        row = self.under_cursor()
        none = _("choose a letter") if row is None else ""
        kept = none or ("" if row and row.own else _("the office has none of its own"))
        return {
            "propose": self._why_not(PROPOSE_TEMPLATE) or none,
            "withdraw": self._why_not(WITHDRAW_TEMPLATE) or kept,
            "export": none,
        }

    def _row_shown(self) -> None:
        self.check()
        row = self.under_cursor()
        if row is not None:
            self.pages_asked.emit(row, not self.bare.isChecked())

    def _why_not(self, deed: Deed[Any, Any]) -> str:
        if self._actor is None:
            return _("reading who may do it")
        return deed.why_no_role(self._actor)
