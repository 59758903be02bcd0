"""The link chart on paper: drawn on one page, every link a row of the table under it."""

from collections.abc import Mapping, Sequence
from typing import Final

from landwaiter.domain.base.facts import Content
from landwaiter.domain.chart.chart_claims import kinds_on
from landwaiter.domain.chart.chart_network import DIRECTED, kind_words
from landwaiter.domain.chart.chart_parts import Edge, Node
from landwaiter.domain.chart.chart_used import CASE
from landwaiter.domain.chart.whole_chart import Chart
from landwaiter.i18n import _, in_english, joined
from landwaiter.reports.dossier.dossier import (
    CellMark,
    CellType,
    DossierColumn,
    DrawnBox,
    DrawnLine,
    Table,
    TableDrawing,
)
from landwaiter.services.chart.chart_fitting import fitted
from landwaiter.services.chart.chart_layout import laid_out

_AREA: Final = (520.0, 560.0)
"""Points of a page for the drawing."""
_BOX: Final = (94.0, 23.0)
"""As `reports.paper.chart` draws them."""
MOST_DRAWN: Final = 48
"""Nodes that can be read on one page."""
_FIRST: Final = (
    "case",
    "party",
    "vessel",
    "entity",
    "owner",
    "listing",
    "item",
    "address",
    "country",
    "fact",
)
"""What is drawn first where there are more."""
_SHAPES: Final[Mapping[str, str]] = {
    "person": "round",
    "vessel": "pointed",
    "case": "tab",
    "university": "cut",
    "state_body": "cut",
}
_DOTTED: Final = frozenset({"party on a case", "address", "linked to", "goods", "route"})
_DASHED: Final = frozenset({"resembles", "tied on a list", "used by a rule", "other case"})
_FROM, _WHAT, _TO = range(3)


def chart_table(drawn: Chart | None) -> Table | None:
    """Who is joined to whom, since when, by what it is known; None where nothing is joined."""
    if drawn is None or not drawn.edges:
        return None
    names = {node.id: node.label for node in drawn.nodes}
    rules = _rules(drawn)
    return Table(
        id="chart",
        title=_("Link chart"),
        subtitle=_("what is joined on the case, and what the raised rules rest on"),
        columns=(
            DossierColumn("from", _("From"), Content.PERSONAL, width=38),
            DossierColumn("what", _("What"), Content.OPEN, width=26),
            DossierColumn("to", _("To"), Content.PERSONAL, width=38),
            DossierColumn("span", _("Since, until"), Content.OPEN, width=24),
            DossierColumn("origin", _("Rests on"), Content.OPEN, width=32),
            DossierColumn("rules", _("Rules"), Content.OPEN, CellType.CODE, width=18),
        ),
        rows=tuple(
            (
                names[edge.source],
                _said(edge),
                names[edge.target],
                edge.span or (edge.since.isoformat() if edge.since else None),
                edge.rests_on,
                CellMark(", ".join(rules[number]), strong=True) if number in rules else "",
            )
            for number, edge in enumerate(drawn.edges)
        ),
        notes=_notes(drawn),
        new_page=True,
        drawing=_drawing(drawn, rules),
    )


def _said(edge: Edge) -> str:
    """What a link says; a bare figure with the kind of link that it measures."""
    is_figure = in_english(edge.label)[:1].isdigit()
    return joined(" ", (kind_words(edge.kind), edge.label)) if is_figure else edge.label


def _rules(drawn: Chart) -> Mapping[int, list[str]]:
    found: dict[int, list[str]] = {}
    for pattern in drawn.patterns:
        for number in pattern.edges:
            found.setdefault(number, []).append(pattern.rule)
    return found


def _notes(drawn: Chart) -> tuple[str, ...]:
    """Each claim about somebody on the chart in a sentence of its own, and what dashes mean."""
    claims = tuple(
        _("{name}: {claim}.").format(name=node.label, claim=claim.text)
        for node in drawn.nodes
        for claim in node.claims
    )
    if all(edge.is_solid for edge in drawn.edges):
        return claims
    unsure = _(
        "A dashed line that begins with its certainty: alleged, or an accusation that is not "
        "established."
    )
    return (*claims, unsure)


def _drawing(drawn: Chart, rules: Mapping[int, list[str]]) -> TableDrawing:
    """As many nodes as can be read, nearest to the case; every link between two of them."""
    shown = _shown(drawn)
    edges = [
        (number, edge)
        for number, edge in enumerate(drawn.edges)
        if edge.source in shown and edge.target in shown
    ]
    ends = {end for _number, edge in edges for end in (edge.source, edge.target)}
    nodes = tuple(node for node in drawn.nodes if node.id in ends)
    part = Chart(nodes, tuple(edge for _number, edge in edges))
    points = fitted([(one.x, one.y) for one in laid_out(part).places], _AREA, _BOX)
    cells = _cells(edges)
    height = max((y for _x, y in points), default=0.0) + _BOX[1] / 2
    boxes = tuple(
        _box(node, cells[node.id], x, y) for node, (x, y) in zip(nodes, points, strict=True)
    )
    place = {node.id: at for at, node in enumerate(nodes)}
    lines = tuple(
        DrawnLine(
            number,
            _WHAT,
            place[edge.source],
            place[edge.target],
            _style(edge),
            edge.kind in DIRECTED,
            number in rules,
        )
        for number, edge in edges
    )
    return TableDrawing(round(_AREA[0]), round(height) + 2, boxes, lines, _legend(drawn, nodes))


def _box(node: Node, cell: tuple[int, int], x: float, y: float) -> DrawnBox:
    tags = tuple(kind.value for kind, _claims in kinds_on(node.claims))
    return DrawnBox(*cell, round(x), round(y), _shape(node), bool(tags), tags)


def _shown(drawn: Chart) -> frozenset[str]:
    order = {kind: at for at, kind in enumerate(_FIRST)}
    nodes = sorted(drawn.nodes, key=lambda one: (one.id != CASE, order.get(one.kind, len(order))))
    return frozenset(node.id for node in nodes[:MOST_DRAWN])


def _cells(edges: Sequence[tuple[int, Edge]]) -> Mapping[str, tuple[int, int]]:
    """Node → row and column of the cell that names it."""
    found: dict[str, tuple[int, int]] = {}
    for number, edge in edges:
        found.setdefault(edge.source, (number, _FROM))
        found.setdefault(edge.target, (number, _TO))
    return found


def _shape(node: Node) -> str:
    return _SHAPES.get(node.form or node.kind, "box")


def _style(edge: Edge) -> str:
    if edge.kind in _DASHED or not edge.is_solid:
        return "dashed"
    is_plain = edge.kind in _DOTTED or edge.kind not in DIRECTED
    return "dotted" if is_plain else "solid"


def _legend(drawn: Chart, shown: Sequence[Node]) -> tuple[str, ...]:
    said = [
        _(
            "Shapes: tab, a case; rounded ends, a person; pointed ends, a vessel; cut corners, a "
            "university or an authority; box, anybody and anything else."
        ),
        _(
            "Lines: solid with an arrow, the first owns, controls, directs or sends to the second; "
            "dashed, what is alleged, a resemblance or what a rule used; dotted, a role, a flag, a "
            "place, goods or a part in an incident."
        ),
        _(
            "A heavy frame with a tag: a list or an assessment says something of it, told in the "
            "notes. Listed, by path and unconfirmed identity are three things: whoever a listed "
            "one holds is not listed thereby."
        ),
        _("A heavy line: a raised rule rests on it, named in the table."),
    ]
    left = len(drawn.nodes) - len(shown)
    if left:
        said.append(
            _("Not drawn for want of room, and in the table all the same: {left}.").format(
                left=left
            )
        )
    return tuple(said)
