"""What a link chart leaves out: a period, and kinds of links and nodes, each with its count."""

from collections import Counter
from collections.abc import Collection
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from landwaiter.domain.chart.chart_network import kind_words
from landwaiter.domain.chart.chart_time import years_of
from landwaiter.domain.chart.chart_walk import ChartFilter
from landwaiter.domain.chart.whole_chart import Chart
from landwaiter.i18n import _
from landwaiter.ui.chart.time_slider import ChartTime
from landwaiter.ui.kit.cards import column
from landwaiter.ui.kit.chips import ToggleChip
from landwaiter.ui.kit.label import label
from landwaiter.ui.kit.wrapping import WrappedParts


class ChartFilters(QWidget):
    """The period over the chips."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.time = ChartTime()
        self.chips: dict[tuple[str, str], ToggleChip] = {}
        """Whether links or nodes, and their kind → the chip that leaves them out."""
        self._rows = WrappedParts()
        self.setLayout(column(self.time, self._rows, gap=2, margins=(16, 4, 16, 6)))
        self.time.changed.connect(self.changed)

    def wanted(self) -> ChartFilter:
        """What is shown; Invalid for a period that there is not."""
        off = self._off()
        return ChartFilter(
            self.time.period(),
            frozenset(name for sort, name in off if sort == "link"),
            frozenset(name for sort, name in off if sort == "node"),
        )

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What Tab stops at, from the left."""
        time = self.time
        return (time.first, time.last, time.slider, time.any_day, *self.chips.values())

    def show_chart(self, whole: Chart, today: date, first: Collection[str]) -> None:
        """The kinds and years of a chart; what was left out stays left out, and kinds of nodes in
        `first` are."""
        self.time.slider.show_years(years_of(whole, today))
        off = self._off() | {("node", name) for name in first}
        self.chips = {}
        parts: list[QWidget] = []
        links = Counter(edge.kind for edge in whole.edges)
        nodes = Counter(node.kind for node in whole.nodes if node.kind != "case")
        for sort, title, counted in (("link", _("Links"), links), ("node", _("Nodes"), nodes)):
            parts.append(label(title, "text2"))
            for name, count in counted.items():
                parts.append(self._chip(sort, name, count, is_on=(sort, name) not in off))
        self._rows.show_parts(parts)

    def _off(self) -> set[tuple[str, str]]:
        return {key for key, chip in self.chips.items() if not chip.isChecked()}

    def _chip(self, sort: str, name: str, count: int, *, is_on: bool) -> ToggleChip:
        chip = ToggleChip(kind_words(name), count, on=is_on)
        chip.toggled.connect(lambda _on: self.changed.emit())
        self.chips[sort, name] = chip
        return chip
