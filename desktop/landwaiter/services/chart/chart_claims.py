"""Claims of lists on the nodes of a link chart, as of a day: on a case, and on entities."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from landwaiter.domain.cases.case import Case
from landwaiter.domain.chart.chart_claims import Claims, claims_of_hits
from landwaiter.domain.chart.chart_parts import Node, NodeClaim
from landwaiter.domain.chart.whole_chart import Chart
from landwaiter.domain.entities.ownership.graph import graph_on
from landwaiter.domain.flags.holders import net_of
from landwaiter.domain.flags.inputs_of_rules import Facts
from landwaiter.domain.flags.view import View
from landwaiter.domain.lists.listing import Hit
from landwaiter.services.entities.holder_marks import marked, marks_of_hits
from landwaiter.services.entities.holders import MOST_ENTITIES
from landwaiter.services.warm.references import References
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.entities import ownership as stored
from landwaiter.storage.entities.entity_statements import merges_of
from landwaiter.storage.hits.hit_rows import load_hits
from landwaiter.storage.schema import hits as t

_MANY: Final = 500


def of_case(case: Case, facts: Facts, drawn: Chart) -> Chart:
    """The chart with what lists say of the parties of the case, and of the owners that only the
    case knows, as of the day of the case."""
    net = net_of(View(facts))
    claims = Claims(net.graph, net.known.marks)

    def on(node: Node) -> tuple[NodeClaim, ...]:
        kind, _slash, key = node.id.partition("/")
        if kind == "party":
            hits = (one for one in case.hits if one.party_id == key)
            return (*claims_of_hits(hits), *claims.by_path(net.firms.get(key, "")))
        if kind == "owner":
            return (*claims.own(f"name/{key}"), *claims.by_path(f"name/{key}"))
        return ()

    return _claimed(drawn, {node.id: on(node) for node in drawn.nodes})


def of_others(
    references: References, conn: Reader, charts: Sequence[Chart], day: date
) -> tuple[Chart, ...]:
    """The charts with what lists say of entities, and of parties that no claim is told of yet."""
    nodes = {node.id: node for drawn in charts for node in drawn.nodes if not node.claims}
    entities = [_key(node) for node in nodes.values() if node.kind == "entity"]
    parties = [_key(node) for node in nodes.values() if node.id.startswith("party/")]
    found = {
        **{f"entity/{one}": said for one, said in _entities(references, conn, entities, day)},
        **{f"party/{one}": claims_of_hits(hits) for one, hits in _hits(conn, parties).items()},
    }
    return tuple(_claimed(drawn, found) for drawn in charts)


def _key(node: Node) -> str:
    return node.id.partition("/")[2]


def _claimed(drawn: Chart, found: Mapping[str, tuple[NodeClaim, ...]]) -> Chart:
    nodes = (replace(node, claims=node.claims or found.get(node.id, ())) for node in drawn.nodes)
    return replace(drawn, nodes=tuple(nodes))


def _entities(
    references: References, conn: Reader, ids: Sequence[str], day: date
) -> Iterable[tuple[str, tuple[NodeClaim, ...]]]:
    """Entity → its claims, as of the day: from the lists of that day, and from hits of cases."""
    most = len(ids) + MOST_ENTITIES
    around = stored.above(conn, ids, merges_of(conn), most=most)
    known = marked(references, conn, around, day)
    marks = (*known.marks, *marks_of_hits(conn, around.holders))
    claims = Claims(graph_on(known, day), marks)
    return ((one, (*claims.own(one), *claims.by_path(one))) for one in ids)


def _hits(conn: Reader, party_ids: Sequence[str]) -> Mapping[str, list[Hit]]:
    found: dict[str, list[Hit]] = {}
    for start in range(0, len(party_ids), _MANY):
        for hit in load_hits(conn, t.hit.c.party_id.in_(party_ids[start : start + _MANY])):
            found.setdefault(hit.party_id, []).append(hit)
    return found
