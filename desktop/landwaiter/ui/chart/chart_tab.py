"""A link chart in its tab: read, laid out beside the window, opened node by node, written out."""

import threading
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject

from landwaiter.domain.chart.chart_parts import Node
from landwaiter.domain.chart.chart_walk import GrownChart, narrowed
from landwaiter.domain.chart.whole_chart import Chart
from landwaiter.errors import Fault
from landwaiter.i18n import _, plural
from landwaiter.services.audit import viewing
from landwaiter.services.cases.search import PaletteRow
from landwaiter.services.chart.chart_export import write_ftm, write_graphml
from landwaiter.services.chart.chart_layout import ChartLayout, laid_out
from landwaiter.services.chart.chart_network import MOST_LINKS, opened
from landwaiter.services.chart.charts import ChartView, chart_view, entity_view
from landwaiter.services.entities.exchange_out import ExchangeExport
from landwaiter.services.warm.session import Session
from landwaiter.ui.chart.chart_screen import ChartScreen
from landwaiter.ui.frame.changed_topics import ChangedTopics
from landwaiter.ui.frame.desk import Desk
from landwaiter.ui.frame.navigation import Ways
from landwaiter.ui.kit.jobs import Cancellation

LARGE = 600
"""Nodes from which a layout takes long enough to be told and cancelled."""


@dataclass(frozen=True, slots=True)
class _Drawn:
    view: ChartView
    grown: GrownChart
    layout: ChartLayout


class ChartTab(QObject):
    """The chart of a case by its reference, or of an entity by its identity."""

    def __init__(self, desk: Desk, ways: Ways, root: str, *, is_entity: bool = False) -> None:
        self.screen = ChartScreen()
        super().__init__(self.screen)
        self._desk, self._ways, self._root, self._is_entity = desk, ways, root, is_entity
        self._stop = threading.Event()
        self._times: Counter[str] = Counter()
        """Node → how often it was opened: each time it brings more."""
        note = viewing.note_entity_opened if is_entity else viewing.note_case_opened
        about = {"entity": root} if is_entity else {"reference": root}
        desk.note_view(partial(note, through="chart", **about))  # type: ignore[arg-type]  # one of two
        screen = self.screen
        screen.open_asked.connect(self._open)
        screen.close_asked.connect(self._close)
        screen.goto_asked.connect(self._leave)
        screen.export_asked.connect(self._export)
        screen.layout_asked.connect(self._lay_out)
        screen.cancelled.connect(self._cancel)

    def reload(self) -> None:
        """Read anew; nodes that were opened are opened again."""
        root, is_entity, before = self._root, self._is_entity, self.screen
        open_nodes = tuple(
            node for node in before.grown.chart.nodes if before.grown.is_open(node.id)
        )

        def read(session: Session) -> _Drawn:
            view = entity_view(session, root) if is_entity else chart_view(session, root)
            grown = view.grown
            for node in open_nodes:
                grown = self._with(session, view, grown, node)
            shown = view.first_seen if not open_nodes else grown.chart
            return self._laid(view, grown, shown)

        self._read(read)

    def concerned(self, touched: ChangedTopics) -> bool:
        return touched.concerns("cases", self._root) or touched.concerns("entities")

    def acts(self) -> Iterable[PaletteRow]:
        yield PaletteRow("act", "export", _("Export the link chart"), self._root)

    def act(self, name: str) -> None:
        if name == "export":
            self._export()

    def _read(self, read: Callable[[Session], _Drawn]) -> None:
        self._stop = threading.Event()
        self._desk.read(
            read, self._show, slot=f"chart-{self._root}", owner=self.screen, bar=self.screen.bar
        )

    def _show(self, drawn: _Drawn) -> None:
        self.screen.show_chart(drawn.view, drawn.grown, drawn.layout)

    def _laid(
        self, view: ChartView, grown: GrownChart, shown: Chart, before: ChartLayout | None = None
    ) -> _Drawn:
        """Runs on a reader; cancelling ends it between two moments of waiting."""
        stop = self._stop

        def tell() -> None:
            if stop.is_set():
                raise Cancellation

        return _Drawn(view, grown, laid_out(shown, before=before, tell=tell))

    def _lay_out(self, anew: bool) -> None:
        """Places for what is shown now: for those without one, or for all."""
        screen = self.screen
        view, grown, shown, before = screen.view, screen.grown, screen.drawn, screen.layout_now
        if view is not None:
            self._announce(
                shown,
                plural(len(shown.nodes), "Laying out {n} node…", "Laying out {n} nodes…"),
            )
            self._read(lambda _session: self._laid(view, grown, shown, None if anew else before))

    def _announce(self, shown: Chart, sentence: str) -> None:
        if len(shown.nodes) > LARGE:
            self.screen.show_working(sentence)

    def _open(self, node: Node) -> None:
        view, grown, before = self.screen.view, self.screen.grown, self.screen.layout_now
        if view is None:
            return
        wanted = self.screen.shown

        times = max(self._times[node.id], int(grown.is_open(node.id)))
        self._times[node.id] = times + 1

        def read(session: Session) -> _Drawn:
            more = self._with(session, view, grown, node)
            return self._laid(view, more, narrowed(more.chart, wanted, keep=(view.root,)), before)

        self._announce(grown.chart, _("Opening {name}…").format(name=node.label))
        self._read(read)

    def _with(self, session: Session, view: ChartView, grown: GrownChart, node: Node) -> GrownChart:
        """The chart with what a node brings, as often as it was opened."""
        most = MOST_LINKS * max(1, self._times[node.id])
        brought = opened(session, node, root=view.reference, day=view.day, most=most)
        return grown.with_opened(node.id, brought.chart, left=brought.folded)

    def _close(self, node: Node) -> None:
        screen = self.screen
        del self._times[node.id]
        if screen.view is not None:
            grown = screen.grown.closed(node.id)
            screen.show_chart(screen.view, grown, screen.layout_now)

    def _cancel(self) -> None:
        self._stop.set()
        self.screen.stop.hide()
        self.screen.outcome.show_done(_("Cancelled; the chart is as it was."))

    def _leave(self, node: Node) -> None:
        identity = node.id.partition("/")[2]
        if node.kind == "case":
            self._ways.to_case(node.label)
        elif node.kind == "incident":
            self._ways.to_incident(identity, node.label)
        else:
            self._ways.to_entity(identity)

    def _export(self) -> None:
        view = self.screen.view
        if view is None:
            return
        name = view.title.replace("/", " ").strip() or _("links")
        chosen = self._desk.prompts.save_file(
            _("Export the link chart as"),
            str(Path.home() / f"{name} links.png"),
            _("Picture (*.png);;GraphML (*.graphml);;FollowTheMoney (*.ftm.json)"),
        )
        if chosen is None:
            return
        if chosen.suffix.lower() == ".png" or not chosen.suffix:
            self._save_picture(chosen)
            return
        write = write_graphml if chosen.suffix.lower() == ".graphml" else write_ftm
        shown = replace(view, grown=GrownChart(self.screen.drawn))
        self._desk.write(lambda session: write(session, shown, chosen), self._told)

    def _told(self, done: ExchangeExport) -> None:
        self.screen.outcome.show_done(_("Saved as {file}.").format(file=done.file))
        self._desk.tell_topic("audit")

    def _save_picture(self, file: Path) -> None:
        try:
            self.screen.canvas.save(file)
        except Fault as fault:
            self.screen.show_fault(fault)
        else:
            self.screen.outcome.show_done(_("Saved as {file}.").format(file=file))
