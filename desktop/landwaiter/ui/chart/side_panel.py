"""Beside a link chart: the node under the cursor, and the chart in lists of words."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from landwaiter.domain.chart.chart_parts import Node
from landwaiter.domain.chart.chart_walk import Way
from landwaiter.domain.chart.whole_chart import Chart, ChartPattern
from landwaiter.i18n import _
from landwaiter.services.base.wording import shown_date
from landwaiter.ui.chart.chart_lists import (
    BESIDE_COLUMNS,
    CLAIM_COLUMNS,
    LINK_COLUMNS,
    PATTERN_COLUMNS,
    WAY_COLUMNS,
    ChartLinkRow,
    ClaimRow,
    NeighbourRow,
    WayRow,
    beside_rows,
    claim_rows,
    link_rows,
    way_row,
)
from landwaiter.ui.chart.claim_tags import claim_line
from landwaiter.ui.kit import fonts
from landwaiter.ui.kit.cards import across, column, panel
from landwaiter.ui.kit.filter_chips import ViewTab
from landwaiter.ui.kit.fonts import Size
from landwaiter.ui.kit.inline import Inline, Text
from landwaiter.ui.kit.label import MarkLabel
from landwaiter.ui.kit.table import RowModel
from landwaiter.ui.kit.table_view import ListView

WIDTH = 400
ONE_LINE, TWO_LINES = 28, 40
"""Heights of rows; who is beside a node has the claims about them under the name."""
BESIDE, LINKS, CLAIMS, RULES, WAYS = range(5)


class ChartSide(QWidget):
    """Each list tells what the drawing shows; the row under the cursor stands under it whole."""

    node_asked = Signal(str)
    """Go to a node."""
    marked = Signal(object, object)
    """Links and nodes that the rule under the cursor rests on; none for another list."""
    way_shown = Signal(object, object)
    """Links and nodes of the way under the cursor; none for another list."""

    def __init__(self, acts: Sequence[QWidget], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._drawn, self._day, self._hint = Chart((), ()), date.min, ""
        self._who, self._more = MarkLabel(wrap=True), MarkLabel(wrap=True)
        self._build()
        self._lay_out(acts)
        self._connect()

    def focus_list(self) -> None:
        """Put the keyboard on the list in front."""
        self.lists[self._stack.currentIndex()].setFocus()

    def words(self) -> str:
        """What stands under the list."""
        return self._more.words()

    def show_chart(self, drawn: Chart, day: date) -> None:
        """Another chart; `day`: as of which claims are told."""
        self._drawn, self._day = drawn, day
        self.links.show_rows(tuple(link_rows(drawn)))
        self.claims.show_rows(tuple(claim_rows(drawn)))
        self.patterns.show_rows(drawn.patterns)
        self.ways.show_rows(())
        for number, model in ((LINKS, self.links), (CLAIMS, self.claims), (RULES, self.patterns)):
            self.tabs[number].show_count(str(model.rowCount()))
        self.tabs[WAYS].show_count("")

    def show_node(self, node: Node | None, hint: str) -> None:
        """The node under the cursor with its claims, who is beside it, and what to do next."""
        self._hint = hint
        rows = tuple(beside_rows(self._drawn, node.id)) if node else ()
        self.beside.show_rows(rows)
        self.tabs[BESIDE].show_count(str(len(rows)))
        lines: list[tuple[Inline, ...]] = []
        if node is not None:
            lines.append((Text(node.label, size=Size.BODY, bold=True),))
            lines.append((Text(node.detail or _(node.kind), "text2"),))
            lines += map(claim_line, node.claims)
        self._who.show_lines(*lines)
        self._tell()

    def show_ways(self, found: Sequence[Way]) -> None:
        """The ways that were sought, the first one chosen."""
        self.ways.show_rows(tuple(way_row(self._drawn, one) for one in found))
        self.tabs[WAYS].show_count(str(len(found)))
        if found:
            self.choose(WAYS)
            self.lists[WAYS].selectRow(0)

    def next_way(self, by: int) -> None:
        """The way after or before the one that is shown."""
        count = self.ways.rowCount()
        if count:
            at = self.lists[WAYS].currentIndex().row()
            self.choose(WAYS)
            self.lists[WAYS].selectRow((at + by) % count)

    def choose(self, number: int) -> None:
        """Bring a list to the front."""
        self.tabs[number].setChecked(True)
        self._stack.setCurrentIndex(number)
        self._tell()

    def _build(self) -> None:
        self.beside: RowModel[NeighbourRow] = RowModel(BESIDE_COLUMNS)
        self.links: RowModel[ChartLinkRow] = RowModel(LINK_COLUMNS)
        self.claims: RowModel[ClaimRow] = RowModel(CLAIM_COLUMNS)
        self.patterns: RowModel[ChartPattern] = RowModel(PATTERN_COLUMNS)
        self.ways: RowModel[WayRow] = RowModel(WAY_COLUMNS)
        models: tuple[RowModel[Any], ...] = (
            self.beside,
            self.links,
            self.claims,
            self.patterns,
            self.ways,
        )
        names = (_("Beside it"), _("Links"), _("Claims"), _("Rules"), _("Ways"))
        heights = (TWO_LINES, *(ONE_LINE,) * (len(models) - 1))
        self.lists = tuple(
            ListView(model, row_height=high) for model, high in zip(models, heights, strict=True)
        )
        self.tabs = tuple(ViewTab(name) for name in names)
        self._stack = QStackedWidget()
        for view, name in zip(self.lists, names, strict=True):
            view.setAccessibleName(name)
            self._stack.addWidget(view)
        self.tabs[BESIDE].setChecked(True)

    def _lay_out(self, acts: Sequence[QWidget]) -> None:
        ground = panel("side")
        ground.setLayout(
            column(
                column(self._who, margins=(14, 10, 14, 6)),
                across(*acts, 0, margins=(12, 6, 12, 8)),
                across(*self.tabs, 0, gap=0, margins=(4, 0, 4, 0)),
                self._stack,
                column(self._more, margins=(14, 8, 14, 10)),
            )
        )
        self.setFixedWidth(fonts.px(WIDTH))
        self.setLayout(column(ground))

    def _connect(self) -> None:
        for number, tab in enumerate(self.tabs):
            tab.clicked.connect(lambda _checked=False, number=number: self.choose(number))
        self.lists[BESIDE].opened.connect(lambda row: self.node_asked.emit(row.node.id))
        self.lists[LINKS].opened.connect(lambda row: self.node_asked.emit(row.target))
        self.lists[CLAIMS].opened.connect(lambda row: self.node_asked.emit(row.node.id))
        for number in (CLAIMS, RULES, WAYS):
            self.lists[number].shown.connect(lambda _row: self._tell())

    def _tell(self) -> None:
        """Under the list what its row says whole, and on the drawing what it stands for."""
        front = self._stack.currentIndex()
        rule: ChartPattern | None = self.lists[RULES].current_row() if front == RULES else None
        way: WayRow | None = self.lists[WAYS].current_row() if front == WAYS else None
        self.marked.emit(rule.edges if rule else (), rule.nodes if rule else ())
        self.way_shown.emit(way.way.edges if way else (), way.way.nodes if way else ())
        if front == CLAIMS:
            self._tell_claim(self.lists[CLAIMS].current_row())
            return
        said = {
            RULES: rule.text if rule else _("No rule is raised."),
            WAYS: way.says if way else _("Press W on the first node and W on the last one."),
        }.get(front, self._hint)
        self._more.show_lines((Text(said, "text2"),))

    def _tell_claim(self, row: ClaimRow | None) -> None:
        """The whole sentence, and the day as of which claims are told."""
        who = _("{name}: {claim}.")
        said = _("No list says anything of anybody here.")
        if row is not None:
            said = who.format(name=row.node.label, claim=row.claim.text)
        as_of = _("Claims as of {day}.").format(day=shown_date(self._day))
        self._more.show_lines((Text(said, "text2"),), (Text(as_of, "muted"),))
