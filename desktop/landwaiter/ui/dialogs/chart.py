"""The link chart of a case, the way of its goods, and the links that each raised rule rests on."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from landwaiter.domain.chart import Pattern
from landwaiter.domain.chart_parts import Edge
from landwaiter.domain.embargo import Standing
from landwaiter.domain.route_strip import Stop
from landwaiter.i18n import _
from landwaiter.services.chart import ChartView
from landwaiter.ui import fonts, marks
from landwaiter.ui.button import ActButton, Kind
from landwaiter.ui.cards import Card, across, column
from landwaiter.ui.chartview import STEP, ChartCanvas
from landwaiter.ui.dialogs.pane import Pane
from landwaiter.ui.fieldrow import choice_box, chosen, field_row, on_key
from landwaiter.ui.inline import Box, Cell, Gap, Inline, Text
from landwaiter.ui.label import MarkLabel, label
from landwaiter.ui.table import Column, RowModel
from landwaiter.ui.text import text_field
from landwaiter.ui.theme import Ink
from landwaiter.ui.view import ListView

SIDE, LIST_HEIGHT = 430, 250

PATTERN_COLUMNS: tuple[Column[Pattern], ...] = (
    Column("", lambda row: Cell((marks.severity(row.severity, said=False),)), width=30),
    Column(_("Rule"), lambda row: Cell(((Text(row.rule, mono=True),),)), width=76),
    Column(_("What was found"), lambda row: Cell(((Text(row.text),),)), fixed=True),
)


def _edge_columns(names: dict[str, str]) -> tuple[Column[Edge], ...]:
    return (
        Column(
            _("Link"),
            lambda row: Cell(
                ((Text(f"{names.get(row.source, '')} › {names.get(row.target, '')}"),),)
            ),
            fixed=True,
        ),
        Column(_("What"), lambda row: Cell(((Text(row.label),),)), width=90),
        Column(_("Rests on"), lambda row: Cell(((Text(row.origin, "text2"),),)), width=110),
    )


def strip_line(strip: tuple[Stop, ...]) -> tuple[Inline, ...]:
    """“PL exporter → CN destination, diversion hub”, with a colour where a rule used a stop."""
    pieces: list[Inline] = []
    for number, stop in enumerate(strip):
        if number:
            pieces += [Gap(6), Text("→", "muted"), Gap(6)]
        ink, ground = _inks(stop)
        said = (
            Text(stop.country or stop.place, ink, bold=True),
            Gap(5),
            Text(", ".join(stop.why), "text2"),
        )
        pieces.append(Box(said, ground, ground, radius=4, pad=6, height=22))
        if stop.tags:
            pieces += [Gap(4), Text(", ".join(stop.tags), "med")]
    return tuple(pieces)


def _inks(stop: Stop) -> tuple[Ink, Ink]:
    """Ink and ground: gravest where an instrument prohibits, then where a rule used the stop."""
    if stop.standing is Standing.PROHIBITED:
        return "crit", "critbg"
    return ("high", "highbg") if stop.rules else ("text", "alt")


class ChartDialog(Pane):
    """`day_asked(date | None)`, `save_asked`; answer with `show_view`."""

    day_asked = Signal(object)
    save_asked = Signal()

    def __init__(self, reference: str, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Links of {reference}").format(reference=reference),
            _("arrows move between nodes, + and - zoom, 0 fits"),
            width=1320,
            parent=parent,
        )
        self._names: dict[str, str] = {}
        self.canvas = ChartCanvas()
        self.strip = MarkLabel(wrap=True)
        self.patterns: RowModel[Pattern] = RowModel(PATTERN_COLUMNS)
        self.edges: RowModel[Edge] = RowModel(_edge_columns(self._names))
        self.rules, self.links = ListView(self.patterns), ListView(self.edges)
        self.day = text_field(_("any day"), name=_("On the day"))
        self.kind = choice_box(_("Links"), (("", _("all links")),))
        self._counts = label("", "text2")
        self.save = ActButton(_("Export picture…"), keys="Ctrl+E", kind=Kind.SECONDARY)
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.canvas)

    def show_view(self, view: ChartView) -> None:
        """The chart of a day; the rule under the cursor is marked in it."""
        chart = view.chart
        self._names.clear()
        self._names.update({node.id: node.label for node in chart.nodes})
        self.canvas.show_chart(view)
        self.strip.show_lines(strip_line(view.strip))
        self.patterns.show_rows(chart.patterns)
        self.edges.show_rows(chart.edges)
        if self.kind.count() == 1:
            for kind in dict.fromkeys(edge.kind for edge in chart.edges):
                self.kind.addItem(_(kind.replace("_", " ")), kind)
        said = _("{nodes} nodes, {edges} links; other cases not drawn: {folded}")
        text = said.format(nodes=len(chart.nodes), edges=len(chart.edges), folded=view.folded)
        self._counts.show_lines((Text(text, "text2"),))
        self._mark()

    def _lay_out(self) -> None:
        rules = Card(_("What raised rules rest on")).add(self.rules)
        links = Card(_("Every link")).add(self.links)
        for card in (rules, links):
            card.setFixedWidth(fonts.px(SIDE))
            card.setMinimumHeight(fonts.px(LIST_HEIGHT))
        chart = Card(_("Chart")).add(self.canvas)
        side = column(rules, links, gap=8)
        self.build(
            column(
                self.strip,
                across(
                    field_row(_("On the day"), self.day, width=80),
                    field_row(_("Links"), self.kind, width=50),
                    self._counts,
                    gap=16,
                ),
                across(chart, side, gap=10),
                gap=8,
            ),
            self.save,
        )

    def _connect(self) -> None:
        self.rules.shown.connect(lambda _row: self._mark())
        self.kind.currentIndexChanged.connect(lambda _index: self._narrow())
        self.day.editingFinished.connect(self._ask_day)
        self.save.clicked.connect(self.save_asked)
        on_key("Ctrl+E", self, self.save_asked.emit)
        on_key("+", self.canvas, lambda: self.canvas.zoom(STEP))

    def _mark(self) -> None:
        row: Pattern | None = self.rules.current_row()
        self.canvas.mark(row.edges if row else (), row.nodes if row else ())

    def _narrow(self) -> None:
        wanted = chosen(self.kind)
        kinds = {edge.kind for edge in self.edges.rows()}
        self.canvas.hide_kinds(kinds - {wanted} if wanted else ())

    def _ask_day(self) -> None:
        text = self.day.text().strip()
        try:
            self.day_asked.emit(date.fromisoformat(text) if text else None)
        except ValueError:
            return
