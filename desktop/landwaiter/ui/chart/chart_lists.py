"""What stands beside a link chart in words: neighbours, links, rules, ways; what it is made of."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from landwaiter.domain.chart.chart_network import told_edge
from landwaiter.domain.chart.chart_parts import ClaimKind, Edge, Node, NodeClaim
from landwaiter.domain.chart.chart_walk import Way, neighbours
from landwaiter.domain.chart.route_strip import Stop
from landwaiter.domain.chart.whole_chart import Chart, ChartPattern
from landwaiter.domain.flags.embargo.matrix import Standing
from landwaiter.i18n import N_, _
from landwaiter.ui.chart.claim_tags import claim_line, claim_marks
from landwaiter.ui.kit import marks
from landwaiter.ui.kit.inline import Gap, Inline, InlineBox, InlineCell, Text
from landwaiter.ui.kit.table import TableColumn
from landwaiter.ui.kit.theme import Ink


@dataclass(frozen=True, slots=True)
class NeighbourRow:
    """Who is next to a node, by which link."""

    node: Node
    says: str
    rests_on: str
    number: int


@dataclass(frozen=True, slots=True)
class ChartLinkRow:
    """One link of the chart in words."""

    number: int
    source: str
    target: str
    ends: str
    says: str
    rests_on: str


@dataclass(frozen=True, slots=True)
class WayRow:
    """One shortest way in words."""

    way: Way
    says: str


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """One claim about somebody on the chart."""

    node: Node
    claim: NodeClaim


def _who(node: Node) -> InlineCell:
    """The name, and the kinds of claims that lists make about it."""
    marks_on = tuple(claim_marks(node))
    name = (Text(node.label, bold=True),)
    return InlineCell((name, marks_on[1:]) if marks_on else (name,))


BESIDE_COLUMNS: tuple[TableColumn[NeighbourRow], ...] = (
    TableColumn(N_("Who"), lambda row: _who(row.node), fixed=True),
    TableColumn(N_("How"), lambda row: InlineCell(((Text(row.says),),)), width=134),
    TableColumn(
        N_("Rests on"), lambda row: InlineCell(((Text(row.rests_on, "text2"),),)), width=94
    ),
)
LINK_COLUMNS: tuple[TableColumn[ChartLinkRow], ...] = (
    TableColumn(N_("Link"), lambda row: InlineCell(((Text(row.ends),),)), fixed=True),
    TableColumn(N_("What"), lambda row: InlineCell(((Text(row.says),),)), width=110),
    TableColumn(
        N_("Rests on"), lambda row: InlineCell(((Text(row.rests_on, "text2"),),)), width=104
    ),
)
PATTERN_COLUMNS: tuple[TableColumn[ChartPattern], ...] = (
    TableColumn("", lambda row: InlineCell((marks.severity(row.severity, said=False),)), width=30),
    TableColumn(N_("Rule"), lambda row: InlineCell(((Text(row.rule, mono=True),),)), width=76),
    TableColumn(N_("What was found"), lambda row: InlineCell(((Text(row.text),),)), fixed=True),
)
CLAIM_COLUMNS: tuple[TableColumn[ClaimRow], ...] = (
    TableColumn(
        N_("Who"), lambda row: InlineCell(((Text(row.node.label, bold=True),),)), width=140
    ),
    TableColumn(N_("Claim"), lambda row: InlineCell((claim_line(row.claim),)), fixed=True),
)
WAY_COLUMNS: tuple[TableColumn[WayRow], ...] = (
    TableColumn(N_("Links"), lambda row: InlineCell(((Text(str(len(row.way.edges))),),)), width=50),
    TableColumn(N_("Way"), lambda row: InlineCell(((Text(row.says),),)), fixed=True),
)


def beside_rows(drawn: Chart, node: str) -> Iterator[NeighbourRow]:
    """Neighbours of a node, each link in words as it is read from there."""
    nodes = {one.id: one for one in drawn.nodes}
    for one in neighbours(drawn).get(node, ()):
        edge = drawn.edges[one.edge]
        yield NeighbourRow(nodes[one.node], says_of(edge, forth=one.forth), edge.rests_on, one.edge)


def claim_rows(drawn: Chart) -> Iterator[ClaimRow]:
    """Every claim that a list makes about somebody on the chart, the gravest kind first."""
    rows = [ClaimRow(node, claim) for node in drawn.nodes for claim in node.claims]
    order = tuple(ClaimKind)
    yield from sorted(rows, key=lambda row: order.index(row.claim.kind))


def link_rows(drawn: Chart) -> Iterator[ChartLinkRow]:
    names = names_of(drawn)
    for number, edge in enumerate(drawn.edges):
        ends = f"{names.get(edge.source, '')} › {names.get(edge.target, '')}"
        yield ChartLinkRow(number, edge.source, edge.target, ends, says_of(edge), edge.rests_on)


def names_of(drawn: Chart) -> Mapping[str, str]:
    return {node.id: node.label for node in drawn.nodes}


def says_of(edge: Edge, *, forth: bool = True) -> str:
    """“owns 51 %, since 2021”; read from the other end “owned by”, where there is a word."""
    back = _BACK.get(edge.kind, "")
    said = told_edge(edge, forth=forth, words=_(back) if back and not forth else "")
    return f"{said}, {edge.span}" if edge.span else said


_BACK: Mapping[str, str] = {
    "owns": N_("owned by"),
    "controls": N_("controlled by"),
    "directs": N_("directed by"),
    "manages": N_("managed by"),
    "employs": N_("employed by"),
    "ships to": N_("is sent to by"),
    "acts_for": N_("acted for by"),
}


def way_row(drawn: Chart, way: Way) -> WayRow:
    """The way in words, from node to node."""
    names = names_of(drawn)
    said = [names.get(way.nodes[0], "")]
    for at, number in enumerate(way.edges):
        edge = drawn.edges[number]
        forth = edge.source == way.nodes[at]
        said += [says_of(edge, forth=forth), names.get(way.nodes[at + 1], "")]
    return WayRow(way, " › ".join(said))


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
        pieces.append(InlineBox(said, ground, ground, radius=4, pad=6, height=22))
        if stop.tags:
            pieces += [Gap(4), Text(", ".join(stop.tags), "med")]
    return tuple(pieces)


def _inks(stop: Stop) -> tuple[Ink, Ink]:
    """Ink and ground: gravest where an instrument prohibits, then where a rule used the stop."""
    if stop.standing is Standing.PROHIBITED:
        return "crit", "critbg"
    return ("high", "highbg") if stop.rules else ("text", "alt")
