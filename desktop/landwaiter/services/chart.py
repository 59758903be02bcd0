"""The link chart of a case with its layout, the route strip, and what rules rest on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Any, Final

import rustworkx

from landwaiter.domain.case import Case
from landwaiter.domain.chart import Chart, Elsewhere, chart
from landwaiter.domain.chart_used import CASE
from landwaiter.domain.route_strip import Stop
from landwaiter.services.cases import load
from landwaiter.services.embargo import by_facts, facts_as_judged, strip_of
from landwaiter.services.session import Session
from landwaiter.storage import similar
from landwaiter.storage.cases import reference_of

MOST_ELSEWHERE: Final = 12
"""Other cases shown for one party; the list of cases shows the rest."""
_SEED: Final = 7
"""Of the layout: the same chart is drawn the same."""
_BOX: Final = (0.3, 0.13)
"""Width and height of a node with room around it, where the whole chart is 1 by 1."""
_ROUNDS, _MOST_PUSHED = 120, 120
"""A larger chart is zoomed into instead."""
Points = Mapping[str, tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Placed:
    """A node's place in the layout, both from 0 to 1."""

    id: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class ChartView:
    """A case's links on a day."""

    reference: str
    day: date | None
    chart: Chart
    places: tuple[Placed, ...]
    strip: tuple[Stop, ...]
    folded: int
    """Other cases of the same parties that are not drawn."""


def chart_view(session: Session, reference: str, *, on: date | None = None) -> ChartView:
    """Nodes, edges, layout, route and patterns of one case; on a day, only links that held then."""
    with session.reading() as conn:
        registry = session.registry(conn)
        case = load(session, conn, reference, registry)
        others, left = _elsewhere(conn, case)
        facts = facts_as_judged(session, conn, case)
        standings, _claims = by_facts(conn, case, facts)
        strip = strip_of(conn, facts, standings, case.flags)
    drawn = chart(case, others, on=on)
    return ChartView(case.reference, on, drawn, laid_out(drawn), strip, left)


def _elsewhere(conn: Any, case: Case) -> tuple[tuple[Elsewhere, ...], int]:
    """Other cases in which a party stands: by its entity, its identifier, or its very name."""
    found: list[Elsewhere] = []
    left = 0
    for party in case.parties:
        seen: dict[str, str] = {}
        if party.link is not None:
            seen |= dict(similar.of_entity(conn, party.link.entity_id, but=case.id))
        if party.identifier:
            seen |= dict(similar.of_identifier(conn, party.identifier, but=case.id))
        if party.name:
            seen |= dict(similar.of_name(conn, party.name, but=case.id))
        left += max(0, len(seen) - MOST_ELSEWHERE)
        for case_id, role in list(seen.items())[:MOST_ELSEWHERE]:
            found.append(Elsewhere(party.id, reference_of(conn, case_id), role, None))
    return tuple(found), left


def laid_out(drawn: Chart) -> tuple[Placed, ...]:
    """A place for every node, by springs; the same for the same chart."""
    graph = rustworkx.PyGraph()
    number = {node.id: graph.add_node(node.id) for node in drawn.nodes}
    edges = ((number[e.source], number[e.target], 1.0) for e in drawn.edges if _is_drawn(e, number))
    graph.add_edges_from(list(edges))
    if len(number) == 1:
        return (Placed(CASE, 0.5, 0.5),)
    spread = rustworkx.spring_layout(graph, seed=_SEED, num_iter=120, k=2 / len(number) ** 0.5)
    points: Points = {node_id: (spread[n][0], spread[n][1]) for node_id, n in number.items()}
    points = _apart(_scaled_all(points))
    return tuple(Placed(node_id, x, y) for node_id, (x, y) in _scaled_all(points).items())


def _scaled_all(points: Points) -> Points:
    xs, ys = [p[0] for p in points.values()], [p[1] for p in points.values()]
    return {node: (_scaled(x, xs), _scaled(y, ys)) for node, (x, y) in points.items()}


def _apart(points: Points) -> Points:
    """Push boxes that lie over each other apart, as far as there is room."""
    found = dict(points)
    wide, high = _BOX
    if len(found) > _MOST_PUSHED:
        return found
    for _round in range(_ROUNDS):
        moved = False
        for one, other in combinations(sorted(found), 2):
            (x1, y1), (x2, y2) = found[one], found[other]
            across, down = wide - abs(x2 - x1), high - abs(y2 - y1)
            if across <= 0 or down <= 0:
                continue
            moved = True
            if down / high <= across / wide:
                push = down / 2 * (1 if y2 >= y1 else -1)
                found[one], found[other] = (x1, y1 - push), (x2, y2 + push)
            else:
                push = across / 2 * (1 if x2 >= x1 else -1)
                found[one], found[other] = (x1 - push, y1), (x2 + push, y2)
        if not moved:
            break
    return found


def _is_drawn(edge: Any, number: dict[str, int]) -> bool:
    return edge.source in number and edge.target in number


def _scaled(value: float, among: Sequence[float]) -> float:
    low, high = min(among), max(among)
    return 0.5 if high == low else round((value - low) / (high - low), 6)
