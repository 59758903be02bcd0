"""Cases: views at the side, filters, the keyset-paged list, acts on many rows, and the preview."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from landwaiter.domain.cases.case import Case
from landwaiter.domain.cases.case_query import CaseQuery
from landwaiter.i18n import _, joined, plural
from landwaiter.services.base.page import Page
from landwaiter.services.cases.case_row import CaseRow
from landwaiter.services.cases.case_view import CaseView
from landwaiter.services.cases.listed_cases import by_entry_said
from landwaiter.services.office.case_views import CountedView, NamedView
from landwaiter.services.people.bulk import BulkAct, CaseChoice
from landwaiter.services.people.today_said import row_said
from landwaiter.ui.cases.case_filters import CaseFilters
from landwaiter.ui.cases.case_preview import CasePreview
from landwaiter.ui.cases.column_chooser import ColumnChooser
from landwaiter.ui.cases.queue_columns import CASE_COLUMN_NAMES, CASE_COLUMNS
from landwaiter.ui.cases.view_list import ViewList
from landwaiter.ui.kit import fonts, keys, marks
from landwaiter.ui.kit.button import ActButton
from landwaiter.ui.kit.cards import across, column, panel
from landwaiter.ui.kit.empty_state import EmptyState
from landwaiter.ui.kit.filter_chips import Choice
from landwaiter.ui.kit.inline import Gap, Text
from landwaiter.ui.kit.jobs import Jobs
from landwaiter.ui.kit.label import MarkLabel
from landwaiter.ui.kit.loading import LoadingBar
from landwaiter.ui.kit.table import Fetch, Order, PagedModel, drafted_columns
from landwaiter.ui.kit.table_view import ListView
from landwaiter.ui.kit.text import text_field
from landwaiter.ui.kit.wrapping import AlongLine, WrappedActs

TYPING_MS = 200


class CaseModel(PagedModel[CaseRow]):
    """Its reference says all of a case to who hears the list."""

    waiting: Mapping[str, Case] = {}
    """Reference → the case as it is once what waits is sealed."""

    def sentence(self, row: CaseRow) -> str:
        drafted = self._drafted_row(row)
        said = row_said(drafted)
        return said if drafted == row else joined(", ", (_("waits"), said))

    def show_cases_waiting(self, after: Iterable[Case]) -> None:
        """Stage and holder of these cases as they are once what waits is sealed."""
        self.waiting = {str(one.reference): one for one in after}
        is_any = bool(self.waiting)
        self.show_waiting(drafted_columns(CASE_COLUMNS, self._drafted_row) if is_any else ())

    def _drafted_row(self, row: CaseRow) -> CaseRow:
        case = self.waiting.get(row.reference)
        return replace(row, stage=str(case.stage), assignee=case.assignee) if case else row


class CasesScreen(QWidget):
    """`fetch(after, order, CaseQuery)` reads pages; signals say what is wanted.

    `preview_asked(reference)` is answered with `show_preview`; `bulk_asked(act)` is about what
    `meant` says, `export_asked(ending)` about what is shown.
    """

    case_asked = Signal(str)
    preview_asked = Signal(str)
    propose_asked = Signal(str)
    bulk_asked = Signal(object)
    export_asked = Signal(str)
    """The ending of the file."""
    save_asked = Signal()
    remove_asked = Signal(object)
    columns_chosen = Signal(object, object)
    """The view, and the names of its columns."""
    typing_asked = Signal(str)
    """A value is to be typed for a filter."""
    reference_asked = Signal()

    def __init__(
        self,
        fetch: Fetch[CaseRow],
        jobs: Jobs,
        *,
        views: Sequence[CountedView],
        choices: Mapping[str, Sequence[Choice]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        first = views[0].view
        self.query = first.query
        self.bar = LoadingBar()
        self.model = CaseModel(
            CASE_COLUMNS,
            fetch,
            jobs,
            order=Order(self.query.sort, self.query.descending),
            key=lambda row: row.id,
            bar=self.bar,
            on_page=self._show_page,
            tickable=True,
        )
        self.list = ListView(self.model)
        self.list.setAccessibleName(_("Cases"))
        self._total = 0
        self._is_more = False
        self._all_meant = False
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPING_MS)
        self._wanted_view = ""
        self._build(choices)
        self._connect()
        self.views.show_views(views)
        self._show_columns(first.columns)
        self.filters.show_query(self.query)

    @property
    def meant(self) -> CaseChoice:
        """The cases that an act on many is about: all that are found, the ticked, or the row."""
        if self._all_meant:
            return CaseChoice(self.asked)
        row = self.list.current_row()
        rows = tuple(self.model.ticked.values()) or ((row,) if row else ())
        return CaseChoice(CaseQuery(), tuple(one.reference for one in rows))

    @property
    def asked(self) -> CaseQuery:
        """What is shown, in its order."""
        order = self.model.order
        return replace(self.query, sort=order.by, descending=order.descending)

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns that are shown."""
        return tuple(
            name
            for number, name in enumerate(CASE_COLUMN_NAMES, start=1)
            if not self.list.isColumnHidden(number)
        )

    def refresh(self) -> None:
        """Read the list anew with the filter there is."""
        self.model.reload(filter=self.query)

    def show_views(self, views: Sequence[CountedView]) -> None:
        """The views with their counts of now."""
        self.views.show_views(views)
        if self._wanted_view:
            self.show_named(self._wanted_view)

    def show_named(self, name: str) -> None:
        """As the view of this name has it, once it is known."""
        view = self.views.named(name)
        self._wanted_view = "" if view else name
        if view is not None:
            self.show_view(view)

    def show_view(self, view: NamedView) -> None:
        """Filter, order and columns of a view."""
        self.query = view.query
        self.views.mark(view)
        self._show_columns(view.columns)
        self.search.blockSignals(True)
        self.search.setText(view.query.text)
        self.search.blockSignals(False)
        self.filters.show_query(view.query)
        self.untick()
        self.preview.rest()
        self.model.reload(filter=self.query, order=Order(self.query.sort, self.query.descending))

    def show_preview(self, view: CaseView) -> None:
        """Only of the row under the cursor: an answer that comes late is of another."""
        row = self.list.current_row()
        if row is not None and row.reference == view.row.reference:
            self.preview.show_view(view)

    def _build(self, choices: Mapping[str, Sequence[Choice]]) -> None:
        self.views = ViewList()
        example = _("words, MRN, to:CN, flag:RF-P05, candidate:1C350")
        self.search = text_field(example, name=_("Filter"))
        self.search.setMinimumWidth(fonts.px(110))
        self.filters = CaseFilters(choices)
        self._columns = ActButton(_("Columns"), icon="columns", small=True)
        self._export = ActButton(_("Export…"), icon="export", small=True)
        self._print = ActButton(_("Print…"), icon="print", small=True)
        filters = panel("base")
        acts = (self._columns, self._export, self._print)
        row = across(
            self.search, AlongLine(self.filters, *acts, gap=6), gap=6, margins=(12, 6, 12, 6)
        )
        row.setStretch(0, 1)
        filters.setLayout(row)
        self.preview = CasePreview()
        self.take_in = ActButton(_("Take in declarations"), icon="take-in")
        self.nothing = EmptyState(
            "cases",
            _("No case here"),
            _("Take in declarations, or choose another view or filter."),
            self.take_in,
        )
        self.nothing.hide()
        # The list stays, so that the keys of the screen have a place while it is empty.
        main = column(
            filters, self.bar, self.nothing, self.list, self._paging(), self._bulk(), self.preview
        )
        beside = across(self.views, main, gap=0)
        beside.setStretch(1, 1)
        self.setLayout(beside)

    def _bulk(self) -> QWidget:
        self._ticked = MarkLabel(ground="tint").elastic()
        self._take_all = ActButton("", small=True)
        self._acts = {
            BulkAct.ASSIGN: ActButton(_("Assign…"), icon="person", keys="A", small=True),
            BulkAct.TAKE: ActButton(_("Take…"), small=True),
            BulkAct.TRIAGE: ActButton(_("Begin triage…"), small=True),
        }
        self._clear = ActButton(_("Clear"), keys="Esc", small=True)
        self.bulk = panel("bulk")
        acts = (self._take_all, *self._acts.values(), self._clear)
        row = across(self._ticked, WrappedActs(acts), margins=(12, 6, 12, 6))
        self.bulk.setLayout(row)
        self.bulk.hide()
        return self.bulk

    def _paging(self) -> QWidget:
        self.counted = MarkLabel(ground="alt")
        hints = MarkLabel(
            (
                *marks.key_hint("Space", _("tick")),
                Gap(12),
                *marks.key_hint("PgDn", _("next")),
                Gap(12),
                *marks.key_hint("P", _("preview")),
            ),
            ground="alt",
        )
        made = panel("alt")
        made.setFixedHeight(fonts.px(28))
        made.setLayout(across(self.counted, 0, hints, margins=(12, 0, 12, 0)))
        return made

    def _connect(self) -> None:
        self.list.opened.connect(lambda row: self.case_asked.emit(row.reference))
        self.list.shown.connect(self._ask_preview)
        self.list.ticks_changed.connect(self._tick)
        self.search.textChanged.connect(self._typed)
        self.search.returnPressed.connect(self.list.setFocus)
        self._typing.timeout.connect(self._narrow)
        self.filters.changed.connect(self._narrow)
        self.filters.typing_asked.connect(self.typing_asked)
        self.views.view_asked.connect(self.show_view)
        self.views.save_asked.connect(self.save_asked)
        self.views.remove_asked.connect(self.remove_asked)
        self._columns.clicked.connect(self._choose_columns)
        self.list.head.customContextMenuRequested.disconnect()
        self.list.head.customContextMenuRequested.connect(lambda _at: self._choose_columns())
        self._export.clicked.connect(lambda: self.export_asked.emit("xlsx"))
        self._print.clicked.connect(lambda: self.export_asked.emit("pdf"))
        for act, button in self._acts.items():
            button.clicked.connect(lambda _on=False, act=act: self._ask_bulk(act))
        self._take_all.clicked.connect(self._mean_all)
        self._clear.clicked.connect(self.untick)
        self.preview.open_asked.connect(self.case_asked)
        self.preview.propose_asked.connect(self.propose_asked)
        self.setFocusProxy(self.list)
        keys.bind(
            "cases",
            self,
            {
                "assign": lambda: self._ask_bulk(BulkAct.ASSIGN),
                "filter": self.search.setFocus,
                "preview": self.toggle_preview,
                "export": lambda: self.export_asked.emit("xlsx"),
                "print": lambda: self.export_asked.emit("pdf"),
                "go_to": self.reference_asked.emit,
                "clear": self.untick,
            },
        )

    def toggle_preview(self) -> None:
        self.preview.setVisible(self.preview.isHidden())
        row = self.list.current_row()
        if row is not None:
            self._ask_preview(row)

    def untick(self) -> None:
        """Take all ticks away."""
        self._all_meant = False
        self.model.untick_all()
        self._show_ticks()

    def _typed(self, _text: str) -> None:
        """With each key: which row will be under the cursor is not known before the list is."""
        self.preview.rest()
        self._typing.start()

    def _narrow(self) -> None:
        query = self.filters.query_of(replace(self.query, text=self.search.text().strip()))
        if query == self.query:
            self._preview_again()
            return
        self.query = query
        shown = self.views.shown
        self.views.mark(shown if shown and shown.query == query else None)
        self._all_meant = False
        self.preview.rest()
        self.refresh()

    def _show_columns(self, names: Sequence[str]) -> None:
        for number, name in enumerate(CASE_COLUMN_NAMES, start=1):
            self.list.setColumnHidden(number, name not in names)

    def _choose_columns(self) -> None:
        """Below the button; what was chosen is kept for the view that is shown."""
        before = self.columns
        chooser = ColumnChooser(before, self)
        chooser.changed.connect(self._show_columns)
        chooser.closed.connect(lambda names: self._keep_columns(names, before))
        chooser.adjustSize()
        corner = self._columns.mapTo(self, self._columns.rect().bottomRight())
        chooser.move(corner.x() - chooser.width(), corner.y() + 2)
        chooser.show()
        chooser.raise_()
        chooser.boxes["title"].setFocus()

    def _keep_columns(self, names: Sequence[str], before: Sequence[str]) -> None:
        if tuple(names) != tuple(before) and self.views.shown is not None:
            self.columns_chosen.emit(self.views.shown, tuple(names))

    def _ask_preview(self, row: CaseRow) -> None:
        if not self.preview.isHidden():
            self.preview.begin(row)
            self.preview_asked.emit(row.reference)

    def _preview_again(self) -> None:
        row = self.list.current_row()
        if row is None:
            self.preview.empty()
        else:
            self._ask_preview(row)

    def _ask_bulk(self, act: BulkAct) -> None:
        if self._all_meant or self.meant.references:
            self.bulk_asked.emit(act)

    def _mean_all(self) -> None:
        self._all_meant = True
        self._show_ticks()

    def _tick(self) -> None:
        self._all_meant = False
        self._show_ticks()

    def _show_ticks(self) -> None:
        count = self._total if self._all_meant else len(self.model.ticked)
        self.bulk.setVisible(bool(count))
        said = (
            plural(count, "More than {n} checked", "More than {n} checked")
            if self._all_meant and self._is_more
            else plural(count, "{n} checked", "{n} checked")
        )
        free = sum(row.assignee is None for row in self.model.ticked.values())
        is_told = free and not self._all_meant
        note = plural(free, "{n} has nobody", "{n} have nobody") if is_told else ""
        self._ticked.show_lines(
            (Text(said, bold=True, size=fonts.Size.BODY), Gap(8), Text(note, "text2"))
        )
        ticked = len(self.model.ticked)
        exporting = plural(ticked, "Export {n}…", "Export {n}…")
        self._export.allow(exporting if ticked else _("Export…"))
        self._take_all.setVisible(not self._all_meant and (count < self._total or self._is_more))
        self._take_all.allow(
            _("Check all that are found")
            if self._is_more
            else plural(self._total, "Check the {n} that is found", "Check all {n} that are found")
        )

    def _show_page(self, page: Page[CaseRow]) -> None:
        self._total = page.total if page.total is not None else len(page.rows)
        self._is_more = page.is_more
        self.nothing.setVisible(not self._total)
        if not page.rows:
            said = _("No case fits. Clear the filter, or take in declarations.")
        else:
            said = page_said(page, self._total)
        self.counted.show_lines((Text(said, "text2"),))
        self._show_ticks()
        self._preview_again()


def page_said(page: Page[CaseRow], total: int) -> str:
    """How many cases there are, and in which order where it is not the one that was asked for."""
    if not page.is_more:
        said = plural(total, "{n} case", "{n} cases")
    else:
        said = plural(total, "more than {n} case", "more than {n} cases")
    return f"{said} · {by_entry_said()}" if page.by_entry else said
