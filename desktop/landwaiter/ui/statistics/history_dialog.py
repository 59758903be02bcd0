"""What was exported by whom, to whom, to which address, under which heading: year by year."""

from decimal import Decimal

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QWidget

from landwaiter.i18n import N_, _, figure, plural
from landwaiter.services.base.wording import shown_date
from landwaiter.services.statistics.trade_history import (
    HISTORY_WORDS,
    ExportHistory,
    ExportLine,
    HistoryOf,
    HistorySubject,
    HistoryYear,
)
from landwaiter.ui.kit import fonts
from landwaiter.ui.kit.button import ActButton, ButtonKind
from landwaiter.ui.kit.cards import Card, across, column
from landwaiter.ui.kit.dialog_pane import Pane
from landwaiter.ui.kit.empty_state import EmptyState, or_nothing
from landwaiter.ui.kit.field_row import choice_box, choose, chosen
from landwaiter.ui.kit.inline import InlineCell, Text
from landwaiter.ui.kit.keys import go_on, on_submit
from landwaiter.ui.kit.label import MarkLabel
from landwaiter.ui.kit.table import RowModel, TableColumn
from landwaiter.ui.kit.table_view import ListView
from landwaiter.ui.kit.text import text_field

YEARS_HEIGHT, LIST_HEIGHT = 170, 240
_MOST_PLACES = 8
"""Destinations that a row names; how many more there are it tells."""


def _cell(text: str, *, right: bool = False, mono: bool = False) -> InlineCell:
    return InlineCell(((Text(text, mono=mono, whole=right),),), right=right)


def _number(value: int | Decimal | None) -> InlineCell:
    return _cell("" if value is None else figure(value), right=True)


def _places(row: HistoryYear) -> str:
    named = ", ".join(place or "–" for place in row.destinations[:_MOST_PLACES])
    more = len(row.destinations) - _MOST_PLACES
    return _("{places} and {n} more").format(places=named, n=more) if more > 0 else named


YEARS: tuple[TableColumn[HistoryYear], ...] = (
    TableColumn(N_("Year"), lambda row: _cell(str(row.year)), width=50),
    TableColumn(N_("Declarations"), lambda row: _number(row.declarations), width=95, right=True),
    TableColumn(N_("Items"), lambda row: _number(row.items), width=75, right=True),
    TableColumn(N_("EUR"), lambda row: _number(row.value), width=110, right=True),
    TableColumn(N_("kg"), lambda row: _number(row.mass_kg), width=105, right=True),
    TableColumn(N_("Destinations"), lambda row: _cell(_places(row)), fixed=True),
    TableColumn(N_("First"), lambda row: _cell(shown_date(row.first)), width=85),
    TableColumn(N_("Last"), lambda row: _cell(shown_date(row.last)), width=85),
    TableColumn(N_("Cases"), lambda row: _number(row.cases), width=55, right=True),
)
LINES: tuple[TableColumn[ExportLine], ...] = (
    TableColumn(N_("Declaration"), lambda row: _cell(row.number, mono=True), fixed=True),
    TableColumn(N_("Day"), lambda row: _cell(shown_date(row.day)), width=120),
    TableColumn(N_("To"), lambda row: _cell(row.destination), width=60),
    TableColumn(N_("EUR"), lambda row: _number(row.value), width=150, right=True),
    TableColumn(N_("Case"), lambda row: _cell(row.reference, mono=True), width=170),
)


class TradeHistoryDialog(Pane):
    """`history_asked(HistorySubject, year)`: answer with `show_history`."""

    history_asked = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Trade history"),
            _("what was sifted, and cases that never were: none counts twice"),
            width=1160,
            parent=parent,
        )
        words = [(one.value, _(title)) for one, title in HISTORY_WORDS.items()]
        self.kind = choice_box(_("What it is of"), words)
        self.text = text_field(_("name, number, street, or four digits"), name=_("Which one"))
        self.search = ActButton(
            _("Show"), icon="search", keys="Ctrl+Enter", kind=ButtonKind.PRIMARY
        )
        self.years: RowModel[HistoryYear] = RowModel(YEARS, key=lambda row: row.year)
        self.year_list = ListView(self.years)
        self.lines: RowModel[ExportLine] = RowModel(LINES, key=lambda row: (row.row, row.number))
        self.list = ListView(self.lines)
        self.said = MarkLabel(wrap=True)
        self._asked: HistorySubject | None = None
        self._year: int | None = None
        self._build()
        self.search.clicked.connect(self.ask)
        go_on((self.text, self.search))
        on_submit(self, self.ask)
        self.year_list.opened.connect(self._choose_year)
        self.setFocusProxy(self.text)

    def begin(self, asked: HistorySubject) -> None:
        """Whose history it is, by all names and numbers; read at once."""
        choose(self.kind, asked.of.value)
        self.text.setText("; ".join(asked.texts))
        self.ask()

    def ask(self) -> None:
        """What stands in the fields, of every year."""
        texts = tuple(one.strip() for one in self.text.text().split(";") if one.strip())
        if texts:
            self.outcome.forget()
            self._asked, self._year = HistorySubject(HistoryOf(chosen(self.kind)), texts), None
            self.history_asked.emit(self._asked, None)

    def show_history(self, found: ExportHistory) -> None:
        """The years, and the newest declarations of all or of one of them."""
        with QSignalBlocker(self.year_list):
            self.years.show_rows(found.years)
        self.lines.show_rows(found.lines)
        number = len(found.lines)
        told = [plural(number, "{n} declaration.", "{n} declarations.")]
        if self._year is not None:
            told.append(_("Of {year}; Enter on the year again lists all.").format(year=self._year))
        if found.is_more:
            told.append(_("There are more: the newest are listed."))
        self.said.show_lines((Text(" ".join(told), "text2"),))

    def _choose_year(self, row: HistoryYear) -> None:
        """Declarations of one year, or of all again."""
        self._year = None if self._year == row.year else row.year
        self.history_asked.emit(self._asked, self._year)

    def _build(self) -> None:
        asked = across(self.kind, self.text, self.search, gap=10)
        asked.setStretch(1, 1)
        title = _("Nothing was exported so, or nobody asked yet")
        remedy = _("Type a name, a number, a street or a heading, or several names of the same.")
        nothing, none = (EmptyState("search", title, remedy) for _place in range(2))
        years, lines = Card(_("Years")), Card(_("Declarations"))
        years.add(or_nothing(self.years, self.year_list, nothing))  # type: ignore[arg-type]  # any rows
        years.setMinimumHeight(fonts.px(YEARS_HEIGHT))
        lines.add(or_nothing(self.lines, self.list, none))  # type: ignore[arg-type]  # any rows
        lines.add(across(self.said, margins=(12, 6, 12, 6)))
        lines.setMinimumHeight(fonts.px(LIST_HEIGHT))
        self.build(column(asked, years, lines, gap=10))
