"""The link chart of a case or an entity: the drawing, what it shows, and the same in words."""

from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from landwaiter.domain.chart.chart_parts import Node
from landwaiter.domain.chart.chart_walk import EVERYTHING, GrownChart, narrowed, shortest_ways
from landwaiter.domain.chart.whole_chart import Chart
from landwaiter.errors import Fault, Invalid
from landwaiter.i18n import _
from landwaiter.services.chart.chart_layout import ChartLayout
from landwaiter.services.chart.chart_network import OPENED
from landwaiter.services.chart.charts import ChartView
from landwaiter.ui.chart.chart_filters import ChartFilters
from landwaiter.ui.chart.chart_legend import ChartLegend, LegendArea
from landwaiter.ui.chart.chart_lists import strip_line
from landwaiter.ui.chart.chart_view import STEP, ChartCanvas
from landwaiter.ui.chart.side_panel import ChartSide
from landwaiter.ui.kit import keys
from landwaiter.ui.kit.button import ActButton
from landwaiter.ui.kit.cards import across, column, panel
from landwaiter.ui.kit.fonts import Size
from landwaiter.ui.kit.inline import Gap, Text
from landwaiter.ui.kit.label import MarkLabel
from landwaiter.ui.kit.loading import LoadingBar
from landwaiter.ui.kit.outcome import OutcomeLabel

_PAGES = frozenset({"case", "entity", "incident"})
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
        self.grown = GrownChart(Chart((), ()))
        self.drawn = Chart((), ())
        self.layout_now = ChartLayout()
        self.shown = EVERYTHING
        """What was asked for last, and could be."""
        self._begin = ""
        self.bar, self.outcome = LoadingBar(), OutcomeLabel()
        self.canvas, self.legend = ChartCanvas(), ChartLegend()
        self._legend_area = LegendArea(self.legend)
        self._title = MarkLabel().elastic()
        self.strip = MarkLabel(wrap=True)
        self.filters = ChartFilters()
        self._build_buttons()
        self.side = ChartSide((self.opening, self.folding, self.leaving))
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.canvas)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """How much room the legend has depends on the height of the screen."""
        super().resizeEvent(event)
        self._legend_area.updateGeometry()

    def show_chart(self, view: ChartView, grown: GrownChart, layout: ChartLayout) -> None:
        """A chart with its layout; what was left out stays left out."""
        first = view.left_out if self.view is None else frozenset()
        self.view, self.grown, self.layout_now = view, grown, layout
        self.stop.hide()
        self.strip.setVisible(bool(view.strip))
        self.strip.show_lines(strip_line(view.strip))
        self.filters.show_chart(grown.chart, view.today, first)
        self._order()
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
        self.side.show_chart(self.drawn, self.view.day)
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
        self.side.show_ways(found)
        if found:
            self.outcome.forget()
        else:
            self.outcome.show_done(_("No way leads there by the links that are shown."))

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
            across(
                self._title,
                self.stop,
                self.seeking,
                self.fitting,
                self.exporting,
                margins=(16, 9, 16, 10),
            )
        )
        bar = panel("head")
        bar.setLayout(column(self.filters))
        drawing = column(self.canvas, self._legend_area)
        drawing.setStretch(0, 1)
        body = across(drawing, self.side, gap=0)
        told = column(self.strip, self.outcome, margins=(16, 0, 16, 0))
        self.setLayout(column(head, self.bar, bar, told, body))
        self.layout().setStretch(4, 1)  # type: ignore[union-attr]  # just set

    def _order(self) -> None:
        """Tab begins at the drawing, as the tab of the window does, and goes round: the lists, what
        the head offers, what is left out."""
        head = (self.stop, self.seeking, self.fitting, self.exporting)
        acts = (self.opening, self.folding, self.leaving)
        chain = (self.canvas, *acts, *self.side.tabs, *self.side.lists, *head, *self.filters.stops)
        for before, after in pairwise(chain):
            QWidget.setTabOrder(before, after)

    def _connect(self) -> None:
        self.canvas.node_shown.connect(lambda _node: self._show_node())
        self.canvas.node_opened.connect(self._ask_open)
        self.filters.changed.connect(self.narrow)
        self.side.node_asked.connect(self.canvas.go_to)
        self.side.marked.connect(self.canvas.mark)
        self.side.way_shown.connect(self.canvas.show_way)
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
        keys.bind(
            "chart",
            self,
            {
                "fold": self._ask_close,
                "go": self._ask_leave,
                "export": self.export_asked.emit,
                "ways": self.seek_ways,
                "anew": lambda: self.layout_asked.emit(True),
                "next_way": lambda: self.side.next_way(1),
                "previous_way": lambda: self.side.next_way(-1),
                "list": self.side.focus_list,
                "drawing": self.canvas.setFocus,
                "day": self.filters.time.first.setFocus,
                "year_before": lambda: self.filters.time.slider.step(-1),
                "year_after": lambda: self.filters.time.slider.step(1),
                "any_day": self.filters.time.clear,
                "leave": self._leave_part,
                "larger": lambda: self.canvas.zoom(STEP),
            },
        )

    def _leave_part(self) -> None:
        """Cancel what is under way, forget the beginning of a way; then back to the drawing."""
        if self.stop.isVisible():
            self.cancelled.emit()
        elif self._begin and self.canvas.hasFocus():
            self._begin = ""
            self.outcome.forget()
        self.canvas.setFocus()

    def _show_node(self) -> None:
        node = self.canvas.node
        self.side.show_node(node, self._hint())
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
            nodes=len(self.drawn.nodes),
            links=len(self.drawn.edges),
            when=when,
            left=len(whole.edges) - len(self.drawn.edges),
        )
        if folded := view.folded + self.grown.not_drawn:
            text = _("{text}; there and not drawn: {folded}").format(text=text, folded=folded)
        title = Text(view.title, size=Size.BODY, mono=bool(view.reference), whole=True)
        chart = Text(_("Link chart"), size=Size.TITLE, bold=True, whole=True)
        self._title.show_lines((title, Gap(10), chart, Gap(10), Text(text, "text2")))

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
