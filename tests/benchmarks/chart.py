"""The link chart at its sizes: layout, what the window waits meanwhile, paint, opening a node.

QT_QPA_PLATFORM=offscreen python -m tests.benchmarks.chart [--nodes 500,2000,5000] [--turns 5]

Prints for each size the seconds of the layout, those of the processor in its own process, and the
longest time that another thread waited meanwhile; milliseconds of the processor for a paint of the
whole chart and of one that is near enough to read, for a filter and for the shortest ways; and how
long a cancelled layout takes to end. One path for each pen stands beside a line for each link.
"""

import argparse
import random
import resource
import statistics
import threading
import time
from collections.abc import Callable
from itertools import pairwise

from PySide6.QtGui import QImage, QPainter, QPen
from PySide6.QtWidgets import QApplication

from landwaiter.domain.chart.chart_parts import Edge, Node
from landwaiter.domain.chart.chart_walk import ChartFilter, narrowed, shortest_ways
from landwaiter.domain.chart.whole_chart import Chart
from landwaiter.domain.people.preferences import Mode
from landwaiter.services.chart.chart_layout import ChartLayout, laid_out
from landwaiter.ui.chart.chart_view import ChartCanvas
from landwaiter.ui.kit.theme import theme_of
from landwaiter.ui.kit.window_settings import Settings
from landwaiter.ui.window.app import make_application

KINDS = ("owns", "directs", "family", "party on a case", "address")
WIDTH, HEIGHT = 1000, 760


class Stopped(Exception):
    """What cancelling raises."""


def network(count: int, seed: int = 1) -> Chart:
    """A web of firms: hubs, chains, many who hang on one, a quarter more links across."""
    dice = random.Random(seed)  # noqa: S311  # no secret
    nodes = tuple(
        Node(f"entity/{n}", "entity", f"Firm number {n}", "organisation · CN", form="organisation")
        for n in range(count)
    )
    pairs = [(n, int(dice.random() ** 2 * n)) for n in range(1, count)]
    pairs += [(dice.randrange(count), dice.randrange(count)) for _n in range(count // 4)]
    edges = tuple(
        Edge(f"entity/{one}", f"entity/{two}", dice.choice(KINDS), "51 %", "a register")
        for one, two in pairs
        if one != two
    )
    return Chart(nodes, edges)


def milliseconds(work: Callable[[], object], turns: int) -> float:
    """The median, in time of the processor: what else the machine does is not in it."""
    taken = []
    for _turn in range(turns):
        begun = time.process_time()
        work()
        taken.append((time.process_time() - begun) * 1000)
    return statistics.median(taken)


def of_children() -> float:
    """Seconds of processors that processes of ours have used."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def watched(work: Callable[[], ChartLayout]) -> tuple[ChartLayout, float, float]:
    """The layout, its seconds, and the longest wait of another thread meanwhile."""
    ticks: list[float] = []
    done = threading.Event()

    def tick() -> None:
        while not done.is_set():
            ticks.append(time.perf_counter())
            time.sleep(0.002)

    thread = threading.Thread(target=tick)
    thread.start()
    begun = time.perf_counter()
    layout = work()
    taken = time.perf_counter() - begun
    done.set()
    thread.join()
    waits = [two - one for one, two in pairwise(ticks)]
    return layout, taken, max(waits, default=0.0)


def cancelled(drawn: Chart) -> float:
    """Seconds from the wish to cancel to its end."""
    wished: list[float] = []
    begun = time.perf_counter()

    def tell() -> None:
        if time.perf_counter() - begun > 0.5:
            wished.append(time.perf_counter())
            raise Stopped

    try:
        laid_out(drawn, tell=tell)
    except Stopped:
        return time.perf_counter() - wished[0]
    return 0.0


def one_by_one(canvas: ChartCanvas, drawn: Chart, layout: ChartLayout) -> None:
    """A line for each link with a pen of its own, which is what the paths save."""
    places = {place.id: (place.x, place.y) for place in layout.places}
    image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.scale(WIDTH / layout.width, HEIGHT / layout.height)
    theme = theme_of(canvas.palette())
    for edge in drawn.edges:
        pen = QPen(theme.colour("control"), 1)
        pen.setCosmetic(True)
        painter.setPen(pen)
        (x1, y1), (x2, y2) = places[edge.source], places[edge.target]
        painter.drawLine(int(x1), int(y1), int(x2), int(y2))
    painter.end()


def measure(count: int, turns: int) -> None:
    drawn = network(count)
    before = of_children()
    layout, taken, waited = watched(lambda: laid_out(drawn))
    worked = of_children() - before
    canvas = ChartCanvas()
    canvas.resize(WIDTH, HEIGHT)
    canvas.show_chart(drawn, layout)
    canvas.fit()
    image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
    whole = milliseconds(lambda: canvas.render(image), turns)
    lines = milliseconds(lambda: one_by_one(canvas, drawn, layout), turns)
    canvas.zoom(0.8 / canvas.zoom_now)
    near = milliseconds(lambda: canvas.render(image), turns)
    only = ChartFilter(kinds=frozenset({"address"}))
    filtered = milliseconds(lambda: narrowed(drawn, only, keep=("entity/0",)), turns)
    sought = milliseconds(lambda: shortest_ways(drawn, "entity/1", f"entity/{count - 1}"), turns)
    shown = milliseconds(lambda: canvas.show_chart(drawn, layout), turns)
    print(  # noqa: T201  # a benchmark says what it measured
        f"{count:>6} nodes {len(drawn.edges):>6} links | layout {taken:6.2f} s "
        f"(processor {worked:5.2f} s), others waited "
        f"{waited * 1000:6.1f} ms, cancelled in {cancelled(drawn) * 1000:5.0f} ms | paint whole "
        f"{whole:6.1f} ms, near {near:6.1f} ms (lines one by one {lines:6.1f} ms) | filter "
        f"{filtered:6.1f} ms, ways {sought:6.1f} ms, shown anew {shown:6.1f} ms"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--nodes", default="500,2000,5000")
    parser.add_argument("--turns", type=int, default=5)
    given = parser.parse_args()
    application = QApplication.instance() or make_application(["chart"], Settings(Mode.LIGHT))
    for count in given.nodes.split(","):
        measure(int(count), given.turns)
        application.processEvents()


if __name__ == "__main__":
    main()
