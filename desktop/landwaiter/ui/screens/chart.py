"""The link chart of a case or an entity: the drawing, what it shows, and the same in words."""

from itertools import pairwise
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from landwaiter.domain.chart import Chart, Pattern
from landwaiter.domain.chart_parts import Node
from landwaiter.domain.chart_walk import EVERYTHING, Grown, narrowed, shortest_ways
from landwaiter.errors import Fault, Invalid
from landwaiter.i18n import _
from landwaiter.services.chart import ChartView
from landwaiter.services.chart_layout import Layout
from landwaiter.services.chart_network import OPENED
from landwaiter.ui import fonts, keys
from landwaiter.ui.button import ActButton
from landwaiter.ui.cards import across, column, panel
from landwaiter.ui.chartlegend import ChartLegend
from landwaiter.ui.charttags import claim_line
from landwaiter.ui.chartview import STEP, ChartCanvas
from landwaiter.ui.fonts import Size
from landwaiter.ui.inline import Gap, Inline, Text
from landwaiter.ui.label import MarkLabel
from landwaiter.ui.loading import LoadingBar
from landwaiter.ui.outcome import Outcome
from landwaiter.ui.screens.chartfilters import ChartFilters
from landwaiter.ui.screens.chartlists import (
    BESIDE_COLUMNS,
    CLAIM_COLUMNS,
    LINK_COLUMNS,
    PATTERN_COLUMNS,
    WAY_COLUMNS,
    Beside,
    ClaimRow,
    LinkRow,
    WayRow,
    beside_rows,
    claim_rows,
    link_rows,
    strip_line,
    way_row,
)
from landwaiter.ui.screens.filters import ViewTab
from landwaiter.ui.table import RowModel
from landwaiter.ui.view import ListView

SIDE = 400
ONE_LINE, TWO_LINES = 28, 40
"""Heights of rows; who is beside a node has the claims about them under the name."""
_BESIDE, _LINKS, _CLAIMS, _RULES, _WAYS = range(5)
_PAGES = frozenset({"case", "entity"})
"""Kinds of nodes that have a page of their own."""


class ChartScreen(QWidget):
    """`open_asked(Node)`, `close_asked(Node)`, `goto_asked(Node)`, `export_asked`, `cancelled`."""

    open_asked = Signal(object)
    close_asked = Signal(object)
    goto_asked = Signal(object)
    export_asked = Signal()
    layout_asked = Signal(bool)
    """Places for nodes that have none; True: every node anew."""
    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view: ChartView | None = None
        self.grown = Grown(Chart((), ()))
        self.drawn = Chart((), ())
        self.layout_now = Layout()
        self.shown = EVERYTHING
        """What was asked for last, and could be."""
        self._begin = ""
        self.bar, self.outcome = LoadingBar(), Outcome()
        self.canvas, self.legend = ChartCanvas(), ChartLegend()
        self._title = MarkLabel().elastic()
        self.strip = MarkLabel(wrap=True)
        self.filters = ChartFilters()
        self._build_lists()
        self._build_buttons()
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.canvas)

    def show_chart(self, view: ChartView, grown: Grown, layout: Layout) -> None:
        """A chart with its layout; what was left out stays left out."""
        first = view.left_out if self.view is None else frozenset()
        self.view, self.grown, self.layout_now = view, grown, layout
        self.stop.hide()
        self.strip.setVisible(bool(view.strip))
        self.strip.show_lines(strip_line(view.strip))
        self.filters.show_chart(grown.chart, view.today, first)
        self._order()
        self.narrow()

    def show_layout(self, layout: Layout) -> None:
        """Other places for what is shown."""
        self.layout_now = layout
        self.stop.hide()
        self.narrow()

    def show_working(self, sentence: str) -> None:
        """A long layout is under way, and can be cancelled."""
        self.outcome.show_done(sentence)
        self.stop.show()

    def show_fault(self, fault: Fault) -> None:
        self.stop.hide()
        self.outcome.show_fault(fault)

    def narrow(self) -> None:
        """Show what the filter leaves."""
        if self.view is None:
            return
        try:
            wanted = self.filters.wanted()
        except Invalid as fault:
            self.outcome.show_fault(fault)
            return
        self.outcome.forget()
        self.shown = wanted
        self.filters.time.follow(wanted.period)
        self.drawn = narrowed(self.grown.chart, wanted, keep=(self.view.root,))
        placed = {one.id for one in self.layout_now.places}
        if not placed.issuperset(node.id for node in self.drawn.nodes):
            self.layout_asked.emit(False)
            return
        self.canvas.show_chart(self.drawn, self.layout_now)
        self.patterns.show_rows(self.drawn.patterns)
        self.links.show_rows(tuple(link_rows(self.drawn)))
        self.claims.show_rows(tuple(claim_rows(self.drawn)))
        self.ways.show_rows(())
        self._show_counts(wanted.period.says)
        self._show_node()

    def seek_ways(self) -> None:
        """First the node that a way begins with, then the one it ends with."""
        node = self.canvas.node
        if node is None:
            return
        if not self._begin or self._begin == node.id:
            self._begin = node.id
            said = _("A way begins at {name}: go to its end and press W again.")
            self.outcome.show_done(said.format(name=node.label))
            return
        found = shortest_ways(self.drawn, self._begin, node.id)
        self._begin = ""
        self.ways.show_rows(tuple(way_row(self.drawn, one) for one in found))
        self.tabs[_WAYS].show_count(str(len(found)))
        if not found:
            self.outcome.show_done(_("No way leads there by the links that are shown."))
            return
        self.outcome.forget()
        self._choose(_WAYS)
        self.lists[_WAYS].selectRow(0)

    def next_way(self, by: int) -> None:
        """The way after or before the one that is shown."""
        count = self.ways.rowCount()
        if count:
            at = self.lists[_WAYS].currentIndex().row()
            self._choose(_WAYS)
            self.lists[_WAYS].selectRow((at + by) % count)

    def _build_lists(self) -> None:
        self.beside: RowModel[Beside] = RowModel(BESIDE_COLUMNS)
        self.links: RowModel[LinkRow] = RowModel(LINK_COLUMNS)
        self.claims: RowModel[ClaimRow] = RowModel(CLAIM_COLUMNS)
        self.patterns: RowModel[Pattern] = RowModel(PATTERN_COLUMNS)
        self.ways: RowModel[WayRow] = RowModel(WAY_COLUMNS)
        models: tuple[RowModel[Any], ...] = (
            self.beside, self.links, self.claims, self.patterns, self.ways
        )  # fmt: skip
        names = (_("Beside it"), _("Links"), _("Claims"), _("Rules"), _("Ways"))
        heights = (TWO_LINES, *(ONE_LINE,) * (len(models) - 1))
        self.lists = tuple(
            ListView(model, row_height=high) for model, high in zip(models, heights, strict=True)
        )
        self.tabs = tuple(ViewTab(name) for name in names)
        for view, name in zip(self.lists, names, strict=True):
            view.setAccessibleName(name)
        self._stack = QStackedWidget()
        for view in self.lists:
            self._stack.addWidget(view)
        self._who = MarkLabel(wrap=True)
        self._more = MarkLabel(wrap=True)
        self.tabs[_BESIDE].setChecked(True)

    def _build_buttons(self) -> None:
        self.opening = ActButton(_("Open"), keys="Enter", icon="plus")
        self.folding = ActButton(_("Fold"), keys="C")
        self.leaving = ActButton(_("Go there"), keys="G")
        self.fitting = ActButton(_("Fit"), keys="0", icon="fit")
        self.exporting = ActButton(_("Export…"), keys="Ctrl+E", icon="export")
        self.seeking = ActButton(_("Ways"), keys="W", icon="route")
        self.stop = ActButton(_("Cancel"), keys="Esc")
        self.stop.hide()

    def _lay_out(self) -> None:
        head = panel("head")
        head.setLayout(
            across(self._title, self.stop, self.seeking, self.fitting, self.exporting,
                   margins=(16, 9, 16, 10))
        )  # fmt: skip
        bar = panel("head")
        bar.setLayout(column(self.filters))
        side = self._side = panel("side")
        side.setFixedWidth(fonts.px(SIDE))
        acts = across(self.opening, self.folding, self.leaving, 0, margins=(12, 6, 12, 8))
        side.setLayout(
            column(
                column(self._who, margins=(14, 10, 14, 6)),
                acts,
                across(*self.tabs, 0, gap=0, margins=(4, 0, 4, 0)),
                self._stack,
                column(self._more, margins=(14, 8, 14, 10)),
            )
        )
        body = across(column(self.canvas, self.legend), side, gap=0)
        told = column(self.strip, self.outcome, margins=(16, 0, 16, 0))
        self.setLayout(column(head, self.bar, bar, told, body))
        self.layout().setStretch(4, 1)  # type: ignore[union-attr]  # just set

    def _order(self) -> None:
        """Tab begins at the drawing, as the tab of the window does, and goes round: the lists, what
        the head offers, what is left out."""
        head = (self.stop, self.seeking, self.fitting, self.exporting)
        acts = (self.opening, self.folding, self.leaving)
        chain = (self.canvas, *acts, *self.tabs, *self.lists, *head, *self.filters.stops)
        for before, after in pairwise(chain):
            QWidget.setTabOrder(before, after)

    def _connect(self) -> None:
        self.canvas.node_shown.connect(lambda _node: self._show_node())
        self.canvas.node_opened.connect(self._ask_open)
        self.filters.changed.connect(self.narrow)
        for number, tab in enumerate(self.tabs):
            tab.clicked.connect(lambda _checked=False, number=number: self._choose(number))
        self.lists[_BESIDE].opened.connect(lambda row: self.canvas.go_to(row.node.id))
        self.lists[_LINKS].opened.connect(lambda row: self.canvas.go_to(row.target))
        self.lists[_CLAIMS].opened.connect(lambda row: self.canvas.go_to(row.node.id))
        self.lists[_CLAIMS].shown.connect(lambda _row: self._show_claim())
        self.lists[_RULES].shown.connect(lambda _row: self._mark())
        self.lists[_WAYS].shown.connect(lambda _row: self._show_way())
        for button, deed in (
            (self.opening, self._ask_open),
            (self.folding, self._ask_close),
            (self.leaving, self._ask_leave),
            (self.fitting, self.canvas.fit),
            (self.exporting, self.export_asked.emit),
            (self.seeking, self.seek_ways),
            (self.stop, self.cancelled.emit),
        ):
            button.clicked.connect(lambda _checked=False, deed=deed: deed())
        keys.bind("chart", self, {
            "fold": self._ask_close,
            "go": self._ask_leave,
            "export": self.export_asked.emit,
            "ways": self.seek_ways,
            "anew": lambda: self.layout_asked.emit(True),
            "next_way": lambda: self.next_way(1),
            "previous_way": lambda: self.next_way(-1),
            "list": self._to_list,
            "drawing": self.canvas.setFocus,
            "day": self.filters.time.first.setFocus,
            "year_before": lambda: self.filters.time.slider.step(-1),
            "year_after": lambda: self.filters.time.slider.step(1),
            "any_day": self.filters.time.clear,
            "next_part": lambda: self._to_part(1),
            "part_before": lambda: self._to_part(-1),
            "leave": self._leave_part,
            "larger": lambda: self.canvas.zoom(STEP),
        })  # fmt: skip

    def _to_part(self, by: int) -> None:
        """From what is left out to the drawing, to the list, and around."""
        parts = (self.filters, self.canvas, self._side)
        focused = self.focusWidget()
        here = (at for at, part in enumerate(parts) if focused and part.isAncestorOf(focused))
        at = 1 if focused is self.canvas else next(here, 1)
        targets = (self.filters.time.first, self.canvas, self.lists[self._stack.currentIndex()])
        targets[(at + by) % len(targets)].setFocus()

    def _leave_part(self) -> None:
        """Cancel what is under way, forget the beginning of a way; then back to the drawing."""
        if self.stop.isVisible():
            self.cancelled.emit()
        elif self._begin and self.canvas.hasFocus():
            self._begin = ""
            self.outcome.forget()
        self.canvas.setFocus()

    def _to_list(self) -> None:
        self.lists[self._stack.currentIndex()].setFocus()

    def _choose(self, number: int) -> None:
        self.tabs[number].setChecked(True)
        self._stack.setCurrentIndex(number)
        self._mark()
        self._show_way()
        self._show_claim()

    def _mark(self) -> None:
        row: Pattern | None = self.lists[_RULES].current_row()
        is_shown = self._stack.currentIndex() == _RULES
        shown = row if is_shown else None
        self.canvas.mark(shown.edges if shown else (), shown.nodes if shown else ())
        if is_shown:
            self._more.show_lines((Text(row.text if row else _("No rule is raised."), "text2"),))

    def _show_claim(self) -> None:
        """The whole sentence, and the day as of which claims are told."""
        row: ClaimRow | None = self.lists[_CLAIMS].current_row()
        if self._stack.currentIndex() != _CLAIMS or self.view is None:
            return
        none = _("No list says anything of anybody here.")
        as_of = _("Claims as of {day}.").format(day=self.view.day.isoformat())
        who = _("{name}: {claim}.")
        said = who.format(name=row.node.label, claim=row.claim.text) if row else none
        self._more.show_lines((Text(said, "text2"),), (Text(as_of, "muted"),))

    def _show_way(self) -> None:
        row: WayRow | None = self.lists[_WAYS].current_row()
        is_shown = self._stack.currentIndex() == _WAYS
        shown = row if is_shown else None
        self.canvas.show_way(shown.way.edges if shown else (), shown.way.nodes if shown else ())
        if is_shown:
            none = _("Press W on the first node and W on the last one.")
            self._more.show_lines((Text(row.says if row else none, "text2"),))

    def _show_node(self) -> None:
        node = self.canvas.node
        rows = tuple(beside_rows(self.drawn, node.id)) if node else ()
        self.beside.show_rows(rows)
        self.tabs[_BESIDE].show_count(str(len(rows)))
        lines: list[tuple[Inline, ...]] = []
        if node is not None:
            lines.append((Text(node.label, size=Size.BODY, bold=True),))
            kind = node.detail or _(node.kind)
            lines.append((Text(kind, "text2"),))
            lines += map(claim_line, node.claims)
        self._who.show_lines(*lines)
        if self._stack.currentIndex() not in {_CLAIMS, _RULES, _WAYS}:
            self._more.show_lines((Text(self._hint(), "text2"),))
        self._allow(node)

    def _hint(self) -> str:
        """What to do next: first of all where nothing is joined."""
        if self.drawn.edges:
            return _("Enter opens a node, C folds it again; the arrows go from one to the next.")
        if self.grown.chart.edges:
            return _("Every link is left out. A brings back any day, the chips the kinds of links.")
        return _(
            "Nothing joins it to anybody yet. State links on the page of the entity, or import "
            "entities and links in Screening."
        )

    def _allow(self, node: Node | None) -> None:
        is_open = node is not None and self.grown.is_open(node.id)
        more = node is not None and self.grown.has_more(node.id)
        if more or (node is not None and node.kind in OPENED and not is_open):
            self.opening.allow(_("More") if more else _("Open"))
        else:
            self.opening.refuse(_("it brings no more"))
        self.opening.setVisible(more or not is_open)
        self.folding.setVisible(is_open)
        self.leaving.setVisible(node is not None and node.kind in _PAGES)

    def _show_counts(self, when: str) -> None:
        view = self.view
        if view is None:
            return
        said = _("nodes: {nodes}, links: {links}, {when}; left out: {left}")
        whole = self.grown.chart
        text = said.format(
            nodes=len(self.drawn.nodes), links=len(self.drawn.edges), when=when,
            left=len(whole.edges) - len(self.drawn.edges),
        )  # fmt: skip
        if folded := view.folded + self.grown.not_drawn:
            text = _("{text}; there and not drawn: {folded}").format(text=text, folded=folded)
        title = Text(view.title, size=Size.BODY, mono=bool(view.reference), whole=True)
        chart = Text(_("Link chart"), size=Size.TITLE, bold=True, whole=True)
        self._title.show_lines((title, Gap(10), chart, Gap(10), Text(text, "text2")))
        self.tabs[_LINKS].show_count(str(len(self.drawn.edges)))
        self.tabs[_CLAIMS].show_count(str(self.claims.rowCount()))
        self.tabs[_RULES].show_count(str(len(self.drawn.patterns)))
        self.tabs[_WAYS].show_count("")

    def _ask_open(self, _node: object = None) -> None:
        node = self.canvas.node
        if node is None or node.kind not in OPENED:
            return
        if not self.grown.is_open(node.id) or self.grown.has_more(node.id):
            self.open_asked.emit(node)

    def _ask_close(self) -> None:
        node = self.canvas.node
        if node is not None and self.grown.is_open(node.id):
            self.close_asked.emit(node)

    def _ask_leave(self) -> None:
        node = self.canvas.node
        if node is not None and node.kind in _PAGES:
            self.goto_asked.emit(node)
