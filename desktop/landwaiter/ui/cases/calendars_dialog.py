"""Calendars of states: public holidays of the pack, and the office's regional and bridge days."""

from collections.abc import Iterator
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from landwaiter.domain.deeds.shape import SHORTEST_REASON
from landwaiter.domain.law.periods import DayChange
from landwaiter.domain.office.deeds import ChangeCalendar
from landwaiter.i18n import N_, _, plural
from landwaiter.services.base.wording import weekday
from landwaiter.services.cases.calendars import CalendarDay, CalendarView
from landwaiter.ui.kit import fonts
from landwaiter.ui.kit.button import ActButton, ButtonKind
from landwaiter.ui.kit.cards import Card, across, column
from landwaiter.ui.kit.day_field import DayField, day_or_none
from landwaiter.ui.kit.dialog_pane import Pane
from landwaiter.ui.kit.field_row import choice_box, choose, chosen, field_row
from landwaiter.ui.kit.inline import InlineCell, Text
from landwaiter.ui.kit.keys import go_on, on_submit
from landwaiter.ui.kit.label import MarkLabel
from landwaiter.ui.kit.table import RowModel, TableColumn
from landwaiter.ui.kit.table_view import ListView
from landwaiter.ui.kit.text import text_field
from landwaiter.ui.kit.theme import Ink

LIST_HEIGHT = 360
_SOURCES: dict[str, tuple[str, Ink]] = {
    "pack": (N_("public holiday"), "text2"),
    "added": (N_("added by the office"), "add"),
    "removed": (N_("taken out by the office"), "rem"),
}


def _source(row: CalendarDay) -> InlineCell:
    words, ink = _SOURCES[row.source]
    return InlineCell(((Text(_(words), ink),),))


def _why(row: CalendarDay) -> InlineCell:
    if not row.author:
        return InlineCell()
    said = _("{author}: {reason}").format(author=row.author, reason=row.reason)
    return InlineCell(((Text(said, "text2"),),))


def _day(day: date) -> InlineCell:
    return InlineCell(((Text(weekday(day), whole=True),),))


def _days() -> Iterator[InlineCell]:
    """Each day of the week in each month."""
    return (_day(date(2026, month, 22 + day)) for month in range(1, 13) for day in range(7))


COLUMNS: tuple[TableColumn[CalendarDay], ...] = (
    TableColumn(N_("Day"), lambda row: _day(row.day), width=96, widest=_days),
    TableColumn(N_("Name"), lambda row: InlineCell(((Text(row.name, bold=True),),)), fixed=True),
    TableColumn(N_("Source"), _source, width=164),
    TableColumn(N_("By, reason"), _why, width=300),
)


class CalendarsDialog(Pane):
    """`chosen_changed(state, year)`, answered with `show_calendar`; `change_asked(deed)`."""

    chosen_changed = Signal(str, int)
    change_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Calendars"),
            _("a change is a new edition; clocks that run keep the one they began on"),
            width=920,
            parent=parent,
        )
        self.state, self.year = choice_box(_("State"), ()), choice_box(_("Year"), ())
        self.edition = MarkLabel()
        self.model: RowModel[CalendarDay] = RowModel(COLUMNS, key=lambda row: row.day)
        self.list = ListView(self.model)
        self.day = DayField("2026-06-05", name=_("Day"))
        self.name = text_field(_("bridge day after Corpus Christi"), name=_("Name"))
        self.reason = text_field(_("where that is laid down"), name=_("Reason"))
        self.change = choice_box(
            _("This day"),
            (
                (DayChange.ADD.value, _("is no working day")),
                (DayChange.REMOVE.value, _("is a working day")),
            ),
            empty=True,
        )
        self.act = ActButton(_("Change"), icon="disk", keys="Ctrl+Enter", kind=ButtonKind.PRIMARY)
        self._refused = _("reading who may do it")
        self._build()
        self._connect()
        self._check()

    def show_states(self, states: tuple[str, ...], own: str, year: int, *, refused: str) -> None:
        """The states there are calendars of; the office's own is chosen.

        `refused`: why the person may not change one.
        """
        self._refused = refused
        _fill(self.state, states, own)
        _fill(self.year, tuple(str(one) for one in range(year - 1, year + 3)), str(year))
        self._check()
        self._ask()

    def show_calendar(self, view: CalendarView) -> None:
        """The days of one state in one year."""
        self.model.show_rows(view.days)
        said = _("{state}, edition {edition}").format(state=view.state, edition=view.edition)
        self.edition.show_lines((Text(said, "text2"),))

    def show_changed(self, view: CalendarView) -> None:
        """The change is saved; the fields are free for the next one."""
        self.show_calendar(view)
        for box in (self.day, self.name, self.reason):
            box.clear()
        choose(self.change, "")
        self.show_done(
            _("The calendar has the edition {edition} now.").format(edition=view.edition)
        )
        self.day.setFocus()

    def ask(self) -> None:
        """Hand the change over, if it is whole."""
        day = day_or_none(self.day.text())
        if self._why_not() or day is None:
            return
        self.outcome.forget()
        change = DayChange(chosen(self.change))
        self.change_asked.emit(
            ChangeCalendar(change, chosen(self.state), day, self.reason.text(), self.name.text())
        )

    def _build(self) -> None:
        self.list.setMinimumHeight(fonts.px(LIST_HEIGHT))
        card = Card(_("A regional holiday or bridge day"))
        card.add(
            column(
                field_row(_("Day"), self.day, self.change, width=72),
                field_row(_("Name"), self.name, width=72),
                field_row(_("Reason"), self.reason, width=72),
                gap=6,
                margins=(12, 8, 12, 10),
            )
        )
        head = across(self.state, self.year, self.edition, 0, gap=8)
        self.build(column(head, self.list, card, gap=10), self.act)

    def _connect(self) -> None:
        for box in (self.state, self.year):
            box.currentIndexChanged.connect(lambda _at: self._ask())
        self.change.currentIndexChanged.connect(lambda _at: self._check())
        for line in (self.day, self.name, self.reason):
            line.textChanged.connect(lambda _text: self._check())
        self.act.clicked.connect(self.ask)
        on_submit(self, self.ask)
        go_on((self.day, self.name, self.reason))

    def _ask(self) -> None:
        if chosen(self.state):
            self.chosen_changed.emit(chosen(self.state), int(chosen(self.year)))

    def _why_not(self) -> str:
        if self._refused:
            return self._refused
        if day_or_none(self.day.text()) is None:
            return _("a date is written 2026-06-05")
        if not chosen(self.change):
            return _("say whether it is a working day")
        adds = chosen(self.change) == DayChange.ADD.value
        if adds and not self.name.text().strip():
            return _("name is missing")
        if len(self.reason.text().strip()) < SHORTEST_REASON:
            return plural(
                SHORTEST_REASON, "reason needs {n} character", "reason needs {n} characters"
            )
        return ""

    def _check(self) -> None:
        why = self._why_not()
        if why:
            self.act.refuse(why)
        else:
            self.act.allow(_("Change"))


def _fill(box: QComboBox, values: tuple[str, ...], value: str) -> None:
    box.blockSignals(True)  # Qt's own argument
    box.clear()
    for one in values:
        box.addItem(one, one)
    choose(box, value)
    box.blockSignals(False)  # Qt's own argument
