"""Walking a link chart: what grew from a node, what is left out, who is next, shortest ways.

Ways are sought over links in both directions: a chart asks how two are joined, not who rules whom.
"""

from collections import defaultdict, deque
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from landwaiter.domain.chart.chart_parts import Drawing, Edge, Node
from landwaiter.domain.chart.chart_places import at_one_place, one_place
from landwaiter.domain.chart.chart_time import ANY_DAY, ChartPeriod, held
from landwaiter.domain.chart.whole_chart import Chart, ChartPattern

MOST_WAYS = 20
"""Shortest ways that are told; between two firms of one town there may be thousands."""


@dataclass(frozen=True, slots=True)
class GrownChart:
    """A chart and what was opened on it; closing a node takes back what it brought."""

    root: Chart
    opened: tuple[tuple[str, Chart], ...] = ()
    left: Mapping[str, int] = field(default_factory=dict)
    """Opened node → links that it has besides, which are not drawn."""

    @property
    def chart(self) -> Chart:
        """Everything together; links of the root keep their numbers."""
        return joined(self.root, *(brought for _node, brought in self.opened))

    def with_opened(self, node: str, brought: Chart, *, left: int = 0) -> "GrownChart":
        """What a node brought; opened anew it brings it once."""
        kept = tuple(one for one in self.opened if one[0] != node)
        return GrownChart(self.root, (*kept, (node, brought)), {**self.left, node: left})

    def closed(self, node: str) -> "GrownChart":
        """Without what a node brought, and without what nodes brought that are gone with it."""
        kept = tuple(one for one in self.opened if one[0] != node)
        while True:
            there = {one.id for one in replace(self, opened=kept).reached()}
            left = tuple(one for one in kept if one[0] in there)
            if left == kept:
                return replace(self, opened=kept)
            kept = left

    def reached(self) -> Iterator[Node]:
        """Nodes of the root, and those that nodes brought which themselves are there."""
        there = {node.id for node in self.root.nodes}
        yield from self.root.nodes
        waiting = list(self.opened)
        while ready := [one for one in waiting if one[0] in there]:
            waiting = [one for one in waiting if one[0] not in there]
            for _node, brought in ready:
                there |= {node.id for node in brought.nodes}
                yield from brought.nodes

    @property
    def not_drawn(self) -> int:
        """Links of the opened nodes that are there and not drawn."""
        return sum(self.left.get(node, 0) for node, _brought in self.opened)

    def has_more(self, node: str) -> bool:
        """Whether a node that is open has links that are not drawn."""
        return self.is_open(node) and self.left.get(node, 0) > 0

    def is_open(self, node: str) -> bool:
        return any(one == node for one, _brought in self.opened)


def joined(first: Chart, *others: Chart) -> Chart:
    """Charts as one: a node is drawn once, and so is a link that says the same."""
    drawing = Drawing()
    known: set[tuple[object, ...]] = set()
    for one in (first, *others):
        for node in one.nodes:
            drawing.node(node)
        for edge in one.edges:
            mark = _mark(edge)
            if one is first or mark not in known:
                drawing.edge(edge)
            known.add(mark)
    drawn = Chart(tuple(drawing.nodes.values()), tuple(drawing.edges), first.patterns)
    return _with_one_place(drawn)


def _with_one_place(drawn: Chart) -> Chart:
    """One node for one address, however it is spelled."""
    stands = one_place(drawn.nodes)
    drawing = Drawing()
    for node in drawn.nodes:
        if stands.get(node.id, node.id) == node.id:
            drawing.node(node)
    for node in drawn.nodes:
        if stands.get(node.id, node.id) != node.id:
            drawing.node(replace(drawing.nodes[stands[node.id]], places=node.places))
    edges = (
        at_one_place(edge, drawing.nodes[stands[edge.target]]) if edge.target in stands else edge
        for edge in drawn.edges
    )
    patterns = (
        replace(one, nodes=tuple(dict.fromkeys(stands.get(node, node) for node in one.nodes)))
        for one in drawn.patterns
    )
    return Chart(tuple(drawing.nodes.values()), tuple(edges), tuple(patterns))


def _mark(edge: Edge) -> tuple[object, ...]:
    """What makes a link the same: its statement, else what it says between whom."""
    if edge.row:
        return (edge.row, edge.source, edge.target)
    return (edge.source, edge.target, edge.kind, edge.label, edge.since, edge.until)


@dataclass(frozen=True, slots=True)
class ChartFilter:
    """What is shown of a chart."""

    period: ChartPeriod = ANY_DAY
    """Only links that held on some day of it, as far as known."""
    kinds: frozenset[str] = frozenset()
    """Kinds of links that are left out."""
    forms: frozenset[str] = frozenset()
    """Kinds of nodes that are left out, with their links."""


EVERYTHING = ChartFilter()


def narrowed(drawn: Chart, wanted: ChartFilter, *, keep: Collection[str] = ()) -> Chart:
    """What the filter leaves; nodes that lose every link go with them, except those kept."""
    shut = {node.id for node in drawn.nodes if node.kind in wanted.forms} - set(keep)
    numbers = [number for number, edge in enumerate(drawn.edges) if _shown(edge, wanted, shut)]
    edges = tuple(drawn.edges[number] for number in numbers)
    joined_now = {end for edge in edges for end in (edge.source, edge.target)}
    had = {end for edge in drawn.edges for end in (edge.source, edge.target)}
    stays = joined_now | set(keep) | ({node.id for node in drawn.nodes} - had - shut)
    nodes = tuple(node for node in drawn.nodes if node.id in stays)
    place = {number: now for now, number in enumerate(numbers)}
    return Chart(nodes, edges, tuple(_moved(one, place, stays) for one in drawn.patterns))


def _shown(edge: Edge, wanted: ChartFilter, shut: Collection[str]) -> bool:
    if edge.kind in wanted.kinds or edge.source in shut or edge.target in shut:
        return False
    return held(edge, wanted.period)


def _moved(one: ChartPattern, place: Mapping[int, int], stays: Collection[str]) -> ChartPattern:
    return replace(
        one,
        edges=tuple(place[number] for number in one.edges if number in place),
        nodes=tuple(node for node in one.nodes if node in stays),
    )


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Who is next to a node, and by which link (its number in the chart)."""

    edge: int
    node: str
    forth: bool
    """The link begins at the node itself."""


def neighbours(drawn: Chart) -> Mapping[str, Sequence[Neighbour]]:
    """Node → who is next to it, in the order in which the links were drawn."""
    found: dict[str, list[Neighbour]] = defaultdict(list)
    for number, edge in enumerate(drawn.edges):
        found[edge.source].append(Neighbour(number, edge.target, True))
        found[edge.target].append(Neighbour(number, edge.source, False))
    return found


@dataclass(frozen=True, slots=True)
class Way:
    """One shortest way: nodes from one end to the other, and the link between each two."""

    nodes: tuple[str, ...]
    edges: tuple[int, ...]


def shortest_ways(drawn: Chart, one: str, other: str, *, most: int = MOST_WAYS) -> tuple[Way, ...]:
    """Every way of the fewest links, up to `most`; none where the two are not joined."""
    beside = neighbours(drawn)
    if one == other or not {one, other} <= {node.id for node in drawn.nodes}:
        return ()
    far = _distances(beside, other)
    if one not in far:
        return ()
    found: list[Way] = []
    open_ways = [Way((one,), ())]
    while open_ways and len(found) < most:
        way = open_ways.pop()
        if way.nodes[-1] == other:
            found.append(way)
            continue
        for step in reversed(beside[way.nodes[-1]]):
            if far.get(step.node, -1) == far[way.nodes[-1]] - 1:
                open_ways.append(Way((*way.nodes, step.node), (*way.edges, step.edge)))
    return tuple(found)


def _distances(beside: Mapping[str, Sequence[Neighbour]], end: str) -> Mapping[str, int]:
    far = {end: 0}
    waiting = deque((end,))
    while waiting:
        node = waiting.popleft()
        for step in beside.get(node, ()):
            if step.node not in far:
                far[step.node] = far[node] + 1
                waiting.append(step.node)
    return far
