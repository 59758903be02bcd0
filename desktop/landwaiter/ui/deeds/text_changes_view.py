"""Texts of the office that a motion asks for: a list that is searched, and each of them whole."""

from PySide6.QtCore import QObject

from landwaiter.domain.office.office_texts import ID, NOW, PROPOSED, SHIPPED, TextChange
from landwaiter.i18n import _, plural
from landwaiter.services.review.differences import PieceState, word_changes
from landwaiter.ui.kit import fonts, marks
from landwaiter.ui.kit.cards import (
    Card,
    across,
    clear,
    column,
    facts,
    inserted,
    panel,
    removed,
    scrolled,
)
from landwaiter.ui.kit.inline import InlineCell, Line, Text
from landwaiter.ui.kit.label import MarkLabel
from landwaiter.ui.kit.table import RowModel, TableColumn
from landwaiter.ui.kit.table_view import ListView
from landwaiter.ui.kit.text import text_field

_CARD_HEIGHT, _WHOLE_HEIGHT = 310, 150


def _said(text: str, *, bold: bool = False) -> Text:
    """With a sign where it breaks: no text can look like the next one."""
    return Text(text.replace("\n", " ¶ ") or "–", bold=bold)


def _cell(text: str, *, bold: bool = False) -> InlineCell:
    return InlineCell(((_said(text, bold=bold),),))


_COLUMNS: tuple[TableColumn[TextChange], ...] = (
    TableColumn(ID, lambda row: _cell(row.id), fixed=True),
    TableColumn(SHIPPED, lambda row: _cell(row.shipped), fixed=True),
    TableColumn(NOW, lambda row: _cell(row.now), fixed=True),
    TableColumn(PROPOSED, lambda row: _cell(row.proposed, bold=row.differs), fixed=True),
)


class TextChangesView(QObject):
    """`card` lists the texts, narrowed by words; `whole` shows the one under the cursor uncut."""

    def __init__(self) -> None:
        super().__init__()
        self.model: RowModel[TextChange] = RowModel(_COLUMNS, key=lambda row: row.id)
        self.list = ListView(self.model)
        self.search = text_field(_("words to find"), name=_("Find"), searches=True)
        self.card = Card(_("Texts"))
        turning = MarkLabel(marks.key_hint("Ctrl+PgDown", _("the text, on")))
        bar = across(self.search, turning, gap=8, margins=(8, 6, 8, 6))
        self.card.add(bar, self.list)
        self.card.setMinimumHeight(fonts.px(_CARD_HEIGHT))
        self._rows = column()
        inside = panel("base")
        inside.setLayout(self._rows)
        self.whole = scrolled(inside)
        self.whole.setMinimumHeight(fonts.px(_WHOLE_HEIGHT))
        self._texts: tuple[TextChange, ...] = ()
        self.search.textChanged.connect(lambda _text: self._narrow())
        self.list.shown.connect(self._show_whole)
        self.show_texts(())

    def show_texts(self, texts: tuple[TextChange, ...]) -> None:
        """Those of a motion; none hides both."""
        self._texts = texts
        self.search.clear()
        self._narrow()
        for part in (self.card, self.whole):
            part.setVisible(bool(texts))

    def turn(self, by: int) -> None:
        """The text under the cursor a screenful on or back."""
        bar = self.whole.verticalScrollBar()
        bar.setValue(bar.value() + by * bar.pageStep())

    def _narrow(self) -> None:
        wanted = self.search.text().strip().casefold()
        found = tuple(one for one in self._texts if wanted in _words(one))
        differ = sum(one.differs for one in self._texts)
        count = plural(differ, "{n} text changes", "{n} texts change")
        self.card.name(_("Texts"), count)
        self.model.show_rows(found)
        if not found:
            self._show_whole(None)

    def _show_whole(self, row: TextChange | None) -> None:
        clear(self._rows)
        if row is None:
            return
        lines: list[tuple[str, Line]] = [
            (_(ID), (_said(row.id),)),
            (_(SHIPPED), (_said(row.shipped),)),
            (_(NOW), _marked(row, PieceState.REMOVED)),
            (_(PROPOSED), _marked(row, PieceState.ADDED)),
        ]
        self._rows.addWidget(facts(lines, width=110))
        self._rows.addStretch(1)


_MARKS = {PieceState.SAME: Text, PieceState.REMOVED: removed, PieceState.ADDED: inserted}


def _marked(row: TextChange, shown: PieceState) -> Line:
    """The text now or as proposed, with the words marked that the other has not."""
    now, proposed = (text.replace("\n", " ¶ ") for text in (row.now, row.proposed))
    pieces = [
        _MARKS[one.kept](one.text)
        for one in word_changes(now, proposed)
        if one.kept in (PieceState.SAME, shown)
    ]
    return tuple(pieces) or (_said(""),)


def _words(row: TextChange) -> str:
    return "\n".join((row.id, row.shipped, row.now, row.proposed)).casefold()
