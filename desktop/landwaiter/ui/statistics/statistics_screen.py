"""Statistics: the tables of a period, the figures of one, and what a figure counts."""

from collections.abc import Iterator
from datetime import date
from functools import partial

from PySide6.QtCore import QModelIndex, QSignalBlocker, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from landwaiter.domain.base.people import Actor
from landwaiter.domain.reports.statistic_tables import TITLES, StatisticTable
from landwaiter.domain.reports.subject_deeds import REPORT_STATISTICS
from landwaiter.domain.statistics.deeds import STATE_FIGURE
from landwaiter.domain.statistics.figures import Adds, ColumnKind, FigureRow, FigureTable
from landwaiter.i18n import N_, _, figure, joined
from landwaiter.services.base.page import Page
from landwaiter.services.base.wording import shown_date
from landwaiter.services.statistics.statistics_view import (
    WITHHELD,
    MovedFigure,
    StatisticsView,
    column_title,
    crossing_said,
    stated_by,
    table_title,
    unknown_said,
)
from landwaiter.ui.kit import fonts, keys
from landwaiter.ui.kit.button import ActButton, ButtonKind
from landwaiter.ui.kit.cards import Card, across, column, panel, scrolled
from landwaiter.ui.kit.day_field import DayField, day_or_none
from landwaiter.ui.kit.empty_state import EmptyState, or_nothing
from landwaiter.ui.kit.fonts import Size
from landwaiter.ui.kit.inline import Bar, Gap, InlineCell, Text
from landwaiter.ui.kit.label import MarkLabel
from landwaiter.ui.kit.loading import LoadingBar
from landwaiter.ui.kit.table import PageModel, RowModel, TableColumn
from landwaiter.ui.kit.table_view import CardTable, ListView
from landwaiter.ui.kit.theme import Ink
from landwaiter.ui.kit.tickbox import TickBox
from landwaiter.ui.kit.wrapping import AlongLine, WrappedActs

_LIST, _SIDE, _NARROW, _ROW, _FIGURE, _AMOUNT, _BARS, _STATED = (
    200,
    220,
    180,
    110,
    52,
    100,
    320,
    170,
)
"""Widths at scale 1; the narrow one beside the help."""
_THREE, _BELOW = 800, 180
"""The least width at which what stands behind a figure is beside it, and its height else."""
_UNBOUND = (1 << 24) - 1
"""Qt's widest."""
_BESIDE_GLYPH = 90
"""Of the sentence beside a glyph in the narrow column."""


_WIDTHS = {ColumnKind.AMOUNT: _AMOUNT, ColumnKind.STATED: 130}
_PARTS = frozenset({Adds.PART, Adds.APART})


def _named(one: FigureTable) -> InlineCell:
    return InlineCell(
        ((Text(one.table.value, "muted", whole=True), Gap(8), Text(_(TITLES[one.table]))),)
    )


TABLES: tuple[TableColumn[FigureTable], ...] = (TableColumn(N_("Table"), _named),)
COUNTED: tuple[TableColumn[str], ...] = (
    TableColumn(
        N_("Counted"), lambda one: InlineCell(((Text(one, mono=True, whole=True),),)), fixed=True
    ),
)


class StatisticsScreen(QWidget):
    """Signals: `period_asked(first, last, whole)`, `cancel_asked`, `report_asked`,
    `register_asked`, `figure_asked(code)`, `list_asked`, `case_asked(reference)`,
    `items_asked(row, after)`, `declaration_asked(number)`.

    Answer the first with `show_view`, `items_asked` with `show_items`.
    """

    period_asked = Signal(object, object, bool)
    cancel_asked = Signal()
    report_asked = Signal()
    register_asked = Signal()
    figure_asked = Signal(str)
    list_asked = Signal()
    case_asked = Signal(str)
    items_asked = Signal(str, object)
    declaration_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bar = LoadingBar()
        self.view: StatisticsView | None = None
        self._actor: Actor | None = None
        self._is_counting = self._gives_room = False
        self.tables: RowModel[FigureTable] = RowModel(TABLES, key=lambda row: row.table)
        self.list = ListView(self.tables)
        self.ids: PageModel[str] = PageModel(COUNTED)
        self._row_behind = ""
        """Row of the exports sifted whose items are listed."""
        self.behind = ListView(self.ids)
        self.state: ActButton | None = None
        self.figure_list: ActButton | None = None
        """Where the table in front is one of stated figures."""
        self.figures: CardTable | None = None
        self.chart: CardTable | None = None
        self._build()
        self._connect()
        self._check()

    def show_view(self, view: StatisticsView) -> None:
        """Tables as they were counted; the one that was in front stays."""
        was = self.current
        self.view = view
        with QSignalBlocker(self.list):  # the reset marks the first row, which nobody chose
            self.tables.show_rows(view.tables)
            place = [one.table for one in view.tables].index(was.table) if was else 0
            self.list.selectRow(place)
        self.first.setText(view.statistics.period.first.isoformat())
        self.last.setText(view.statistics.period.last.isoformat())
        self.whole.setChecked(view.whole)
        self._show_table()
        self._check()

    def show_counting(self, *, is_counting: bool) -> None:
        """While a period is counted “Cancel” stands in the place of “Count”; how far it is, in the
        tray."""
        if is_counting and not self._is_counting:
            self.bar.begin()
        elif self._is_counting and not is_counting:
            self.bar.end()
        self._is_counting = is_counting
        before, shown = (self.count, self.cancel) if is_counting else (self.cancel, self.count)
        has_focus = before.hasFocus()
        shown.show()
        if has_focus:
            shown.setFocus()
        before.hide()

    def show_actor(self, actor: Actor) -> None:
        """What the signed-in person may do here."""
        self._actor = actor
        self._check()

    @property
    def current(self) -> FigureTable | None:
        found: FigureTable | None = self.list.current_row()
        return found

    @property
    def days(self) -> tuple[date | None, date | None]:
        """The days that stand in the fields; None: what stands there is none."""
        return day_or_none(self.first.text()), day_or_none(self.last.text())

    def _build(self) -> None:
        self.first, self.last = DayField(name=_("First day")), DayField(name=_("Last day"))
        for field in (self.first, self.last):
            field.setFixedWidth(fonts.px(150))
        self.whole = TickBox(_("Withhold nothing"))
        self.whole.setToolTip(_("For the office alone: each figure with its cases."))
        self.count = ActButton(_("Count"), icon="next", keys="Ctrl+Enter", kind=ButtonKind.PRIMARY)
        self.cancel = ActButton(_("Cancel"))
        self.cancel.hide()
        self.report = ActButton(_("Report…"), icon="reports", keys="Ctrl+P")
        self.register = ActButton(_("Register…"), icon="columns", keys="Ctrl+D")
        title = MarkLabel((Text(_("Statistics"), size=Size.TITLE, bold=True),))
        asked = WrappedActs(
            (
                self.first,
                self.last,
                self.whole,
                self.count,
                self.cancel,
                self.report,
                self.register,
            ),
            gap=10,
        )
        head = panel("head")
        head.setLayout(across(AlongLine(title, asked, apart=True), margins=(16, 9, 16, 10)))
        nothing = EmptyState(
            "reports", _("Nothing yet"), _("Choose the first and the last day, and count.")
        )
        self._left = Card(_("Tables"))
        self._left.add(or_nothing(self.tables, self.list, nothing))  # type: ignore[arg-type]  # any rows
        self._figures, self._said = Card(_("Figures")), Card(_("How it is counted"))
        self._chart = Card(_("Chart"))
        self._moved = Card(_("Printed before, other now"))
        middle = QWidget()
        self._middle = column(self._figures, self._chart, self._moved, self._said, 0, gap=10)
        middle.setLayout(self._middle)
        self._behind = Card(_("Behind the figure"))
        self._of = MarkLabel(wrap=True, yields=True)
        self._behind.add(across(self._of, margins=(12, 6, 12, 6)))
        no_figure = EmptyState(
            "reports", _("Nothing yet"), _("Choose a figure. Enter opens a case that it counts.")
        )
        no_figure.text.setMinimumWidth(fonts.px(_BESIDE_GLYPH))
        self._behind.add(or_nothing(self.ids, self.behind, no_figure))  # type: ignore[arg-type]  # any rows
        page = panel("page")
        self._page = across(
            self._left, scrolled(middle), self._behind, gap=10, margins=(12, 10, 12, 10)
        )
        self._page.setStretch(1, 1)
        page.setLayout(self._page)
        self._place()
        self.setLayout(column(head, self.bar, page))
        self.layout().setStretch(2, 1)  # type: ignore[union-attr]  # just set
        self.setFocusProxy(self.list)
        self._show_table()

    def give_room(self, *, is_given: bool) -> None:
        """To the help: both sides are as narrow as they can be read."""
        self._gives_room = is_given
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        """What stands behind a figure is beside it, or below it where the figures need the room."""
        is_wide = self.width() >= fonts.px(_THREE)
        small = self._gives_room or not is_wide
        self._left.setFixedWidth(fonts.px(_NARROW if small else _LIST))
        if is_wide and self._page.indexOf(self._behind) < 0:
            self._middle.removeWidget(self._behind)
            self._page.addWidget(self._behind)
        elif not is_wide and self._middle.indexOf(self._behind) < 0:
            self._page.removeWidget(self._behind)
            self._middle.insertWidget(1, self._behind)
        wide = fonts.px(_NARROW if small else _SIDE)
        self._behind.setMinimumWidth(wide if is_wide else 0)
        self._behind.setMaximumWidth(wide if is_wide else _UNBOUND)
        self._behind.setMinimumHeight(0 if is_wide else fonts.px(_BELOW))

    def _connect(self) -> None:
        self.list.shown.connect(lambda _row: self._show_table())
        self.behind.opened.connect(self._open)
        self.ids.more_asked.connect(lambda after: self.items_asked.emit(self._row_behind, after))
        self.count.clicked.connect(self._ask)
        self.cancel.clicked.connect(self.cancel_asked)
        self.report.clicked.connect(self.report_asked)
        for field in (self.first, self.last):
            field.textChanged.connect(lambda _text: self._check())
            field.returnPressed.connect(self._ask)
        self.register.clicked.connect(self.register_asked)
        acts = {"report": self.report.click, "register": self.register.click}
        keys.bind("statistics", self, acts)
        keys.on_submit(self, self._ask)

    def _ask(self) -> None:
        if self.count.isEnabled() and not self._is_counting:
            self.period_asked.emit(*self.days, self.whole.isChecked())

    def _check(self) -> None:
        if None in self.days:
            self.count.refuse(_("days such as 2026-09-01"))
        else:
            self.count.allow()
        self._check_acts()
        why = REPORT_STATISTICS.why_no_role(self._actor) if self._actor else _("still read")
        if why or self.view is None:
            self.report.refuse(why or _("count first"))
            self.register.refuse(why or _("count first"))
        else:
            self.report.allow()
            self.register.allow()

    # The table in front

    def _show_table(self) -> None:
        table, view = self.current, self.view
        for card in (self._figures, self._chart, self._said, self._moved):
            card.empty()
        self.figures = self.chart = None
        self.state = self.figure_list = None
        self._chart.hide()
        self._moved.hide()
        self._show_ids(None)
        # Behind what is stated stands nothing that could be listed.
        self._behind.setVisible(table is None or not _is_stated(table))
        if table is None or view is None:
            self._figures.name(_("Figures"))
            self._said.hide()
            return
        self._figures.name(
            table_title(table.table),
            _("{counted} of {covered} counted").format(counted=table.counted, covered=table.covered)
            if view.whole
            else "",
        )
        if not table.figures and table.empty:
            self._figures.add(_paragraph(table.empty))
        else:
            self._figures.add(self._table(table, view))
            self._show_chart(table, view)
        self._show_acts(table)
        self._said.show()
        for line in _said(table, view):
            self._said.add(_paragraph(line))
        moved = [one for one in view.moved if one.table is table.table]
        self._moved.setVisible(bool(moved))
        for one in moved:
            self._moved.add(_paragraph(_moved(one)))

    def _table(self, table: FigureTable, view: StatisticsView) -> CardTable:
        model: RowModel[FigureRow] = RowModel(tuple(_columns(table, view)), key=lambda row: row.key)
        made = CardTable(model, wraps=True, selectable=True, scrolls_across=True)
        made.setAccessibleName(table_title(table.table))
        model.show_rows(table.rows)
        made.selectionModel().currentChanged.connect(lambda now, _was: self._show_ids(now))
        made.opened.connect(lambda _row: self.behind.setFocus())
        self.figures = made
        return made

    def _show_acts(self, table: FigureTable) -> None:
        """What is not counted is stated here: a figure, or the list of them."""
        if not _is_stated(table):
            return
        acts: list[QWidget] = []
        if table.rows:
            self.state = ActButton(_("State a figure…"), icon="edit")
            self.state.clicked.connect(lambda: self.figure_asked.emit(self._figure_in_front()))
            acts.append(self.state)
        if table.table is StatisticTable.D1:
            self.figure_list = ActButton(_("Import a list…"), icon="take-in")
            self.figure_list.clicked.connect(self.list_asked)
            acts.append(self.figure_list)
        held = QWidget()
        held.setLayout(across(WrappedActs(tuple(acts), gap=10), margins=(12, 8, 12, 8)))
        self._figures.add(held)
        self._check_acts()

    def _check_acts(self) -> None:
        why = STATE_FIGURE.why_no_role(self._actor) if self._actor else _("still read")
        for one in filter(None, (self.state, self.figure_list)):
            if why:
                one.refuse(why)
            else:
                one.allow()

    def _figure_in_front(self) -> str:
        """Key of the row under the cursor, else of the first."""
        row = self.figures.current_row() if self.figures is not None else None
        first = self.current.rows[0] if self.current is not None else None
        found: FigureRow | None = row or first
        return found.key if found is not None else ""

    def _show_chart(self, table: FigureTable, view: StatisticsView) -> None:
        """Bars from zero over the parts; each has its figure beside it, and in the table above."""
        parts = tuple(
            row
            for row in table.rows
            if table.chart and row.adds in _PARTS and table.figure(row.key, table.chart).value
        )
        self._chart.setVisible(bool(parts))
        if parts:
            model: RowModel[FigureRow] = RowModel(
                tuple(_bars(table, view)), key=lambda row: row.key
            )
            made = CardTable(model)
            made.setAccessibleName(_("Chart"))
            model.show_rows(parts)
            self._chart.add(made)
            self.chart = made

    def show_items(self, row: str, page: Page[str], *, is_first: bool) -> None:
        """Items of the exports sifted, page by page; of another row they are no news any more."""
        if row == self._row_behind:
            if is_first:
                self.ids.show_page(page)
            else:
                self.ids.add_page(page)

    def _open(self, one: str) -> None:
        """The case that is counted, or the declaration of the item."""
        number = one.rpartition("/")[0] if self._row_behind else one.partition("/")[0]
        (self.declaration_asked if self._row_behind else self.case_asked).emit(number)

    def _show_ids(self, at: QModelIndex | None) -> None:
        """What the figure under the cursor counts: every one, and none of what is withheld."""
        table, view = self.current, self.view
        ids: tuple[str, ...] = ()
        said = counted = self._row_behind = ""
        if at is not None and table is not None and view is not None and at.isValid():
            row, place = table.rows[at.row()], at.column() - 1
            key = table.columns[place].key if 0 <= place < len(table.columns) else table.chart
            if key:
                ids = view.ids(table, row.key, key)
                said = _("{row}, {column}").format(row=row.title, column=column_title(table, key))
            if view.whole and table.table is StatisticTable.T13 and key:
                # Too many to be named with the figure: they are read page by page.
                self._row_behind = row.key
                counted = figure(table.figure(row.key, table.chart).value or 0)
        self.ids.show_page(Page(ids, None))
        self._behind.name(_("Behind the figure"), counted or (str(len(ids)) if ids else ""))
        if self._row_behind:
            self.items_asked.emit(self._row_behind, None)
        self._of.show_lines(*([(Text(said, "text2"),)] if said else []))


def _paragraph(text: str) -> QWidget:
    label = MarkLabel((Text(text, "text2"),), wrap=True)
    held = QWidget()
    held.setLayout(across(label, margins=(12, 6, 12, 6)))
    return held


def _columns(table: FigureTable, view: StatisticsView) -> Iterator[TableColumn[FigureRow]]:
    yield TableColumn(table.row_title or _("Row"), _row_title, fixed=True, least=_ROW)
    for one in table.columns:
        yield TableColumn(
            column_title(table, one.key),
            partial(_figure, table, view, one.key),
            width=_WIDTHS.get(one.kind, _FIGURE),
            right=True,
            widest=partial(_whole, table, view, one.key),
        )
    if _is_stated(table):
        yield TableColumn(N_("Stated by"), _stated_by, width=_STATED)
        yield TableColumn(N_("Source"), _source, width=_STATED)


def _whole(table: FigureTable, view: StatisticsView, key: str) -> Iterator[InlineCell]:
    """What is never cut: the head, and each figure in one line."""
    yield InlineCell(((Text(column_title(table, key), size=Size.SMALL),),))
    for row in table.rows:
        cell = _figure(table, view, key, row)
        if not cell.wrap:
            yield cell


def _is_stated(table: FigureTable) -> bool:
    return any(one.kind is ColumnKind.STATED for one in table.columns)


def _stated_by(row: FigureRow) -> InlineCell:
    one = row.stated
    if one is None:
        return InlineCell()
    said = _("{people}, {day}").format(people=stated_by(one), day=shown_date(one.day))
    return InlineCell(((Text(said, "text2"),),), wrap=True)


def _source(row: FigureRow) -> InlineCell:
    return InlineCell(((Text(row.stated.source if row.stated else "", "text2"),),), wrap=True)


def _bars(table: FigureTable, view: StatisticsView) -> Iterator[TableColumn[FigureRow]]:
    """One column drawn as bars, each beside its figure."""
    yield TableColumn(table.row_title or _("Row"), _row_title, fixed=True)
    greatest = _greatest(table, view)
    title = column_title(table, table.chart)
    yield TableColumn(title, partial(_bar, table, view, greatest), width=_BARS + _FIGURE)


def _row_title(row: FigureRow) -> InlineCell:
    title = (Text(row.title, bold=row.adds is Adds.TOTAL),)
    basis = ((Text(row.basis, "muted"),),) if row.basis else ()
    return InlineCell((title, *basis), wrap=True)


def _figure(table: FigureTable, view: StatisticsView, key: str, row: FigureRow) -> InlineCell:
    text = view.said(table, row.key, key)
    if table.means_nothing(row, table.column(key)):
        return InlineCell()
    value = table.figure(row.key, key).value
    known = (
        unknown_said(row, table.column(key).kind)
        if value is None
        else text
        if text == WITHHELD
        else figure(value)
    )
    ink: Ink = "muted" if text in {"", "0", WITHHELD} else "text"
    is_worded = value is None and row.stated is not None
    return InlineCell(
        ((Text(known, ink, bold=row.adds is Adds.TOTAL, whole=not is_worded),),),
        wrap=is_worded,
        right=True,
    )


def _greatest(table: FigureTable, view: StatisticsView) -> float:
    """The longest bar: of a part, as a total would make all others short."""
    return max(
        (
            float(table.figure(row.key, table.chart).value or 0)
            for row in table.rows
            if row.adds in _PARTS and not view.is_withheld(table, row.key, table.chart)
        ),
        default=0.0,
    )


def _bar(table: FigureTable, view: StatisticsView, greatest: float, row: FigureRow) -> InlineCell:
    """From zero, and the figure behind it; what is withheld has none."""
    said = _figure(table, view, table.chart, row)
    if view.is_withheld(table, row.key, table.chart) or not greatest:
        return said
    share = float(table.figure(row.key, table.chart).value or 0) / greatest
    bar = (Bar(share, width=_BARS, ink="accent"), Gap(8))
    return InlineCell(tuple((*bar, *line) for line in said.lines))


def _said(table: FigureTable, view: StatisticsView) -> Iterator[str]:
    found = view.statistics
    yield table.definition
    yield from table.notes
    yield _("Cut-off: the end of {day}. Audit head #{head}.").format(
        day=found.period.closed, head=found.head_seq
    )
    if found.period.provisional:
        yield _("The cut-off is still to come: the figures are provisional.")
    if not view.whole:
        yield _("“s” stands for a figure that is withheld.")
    if view.crossing:
        yield crossing_said(view)


def _moved(one: MovedFigure) -> str:
    said = _("{dossier}: {row}, {column} was {then} and is {now}. {why}").format(
        dossier=one.dossier,
        row=one.row,
        column=one.column,
        then=one.then,
        now=one.now,
        why=one.why,
    )
    return joined(" ", (said, joined(", ", one.cases))) if one.cases else said
