"""A link chart written for other programs: GraphML as drawn, FollowTheMoney as statements."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from landwaiter.canonical import sha256_hex
from landwaiter.domain.chart.chart_parts import Edge, Node
from landwaiter.domain.chart.chart_places import AT
from landwaiter.domain.chart.whole_chart import OWNS, Chart
from landwaiter.domain.entities.foreign_statement import Exchange, GivenEntity, GivenFact, GivenLink
from landwaiter.domain.retention.access_request import redacted
from landwaiter.formats.chart.graphml import graphml
from landwaiter.services.chart.charts import ChartView
from landwaiter.services.entities.exchange_out import (
    ExchangeExport,
    exchange_from,
    write_exchange,
    write_out,
)
from landwaiter.services.hits.confidential_lists import words_in_confidence
from landwaiter.services.warm.session import Session

_FORMS = {"party": "organisation", "owner": "organisation", "vessel": "vessel"}
"""Kind of node → kind of entity, for those who are no entity of the casebook."""
_PLAIN: Final = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?")
"""What the model takes for an identity."""
_SHORT: Final = 16


def write_graphml(session: Session, view: ChartView, target: Path) -> ExchangeExport:
    """The chart as it is drawn, in a new file; that it went out is audited."""
    drawn = _told(session, view.chart)
    counts = {"nodes": str(len(drawn.nodes)), "links": str(len(drawn.edges))}
    digest = write_out(
        session, target, graphml(drawn), _about(view), {"format": "graphml", **counts}
    )
    return ExchangeExport(str(target), digest, len(drawn.nodes), len(drawn.edges))


def write_ftm(session: Session, view: ChartView, target: Path) -> ExchangeExport:
    """Entities, parties and owners of the chart with the links between them, as statements.

    Hits are not among them: what lists say of somebody is told as a claim beside.
    """
    drawn = _told(session, view.chart)
    ids = [node.id.removeprefix("entity/") for node in drawn.nodes if node.kind == "entity"]
    with session.reading() as conn:
        known = exchange_from(conn, ids)
    others = tuple(_others(drawn))
    both = (*known.entities, *others)
    links = (*known.links, *_links(drawn, {one.key for one in both}))
    claims = {_key(node): _claims(node) for node in drawn.nodes}
    entities = tuple(replace(one, claims=claims.get(one.key, ())) for one in both)
    return write_exchange(session, target, Exchange(entities, links), _about(view))


def _claims(node: Node) -> tuple[tuple[str, str], ...]:
    return tuple((claim.kind.value, claim.text) for claim in node.claims)


def _told(session: Session, drawn: Chart) -> Chart:
    """The chart without what names a confidential list or an entry of one."""
    with session.reading() as conn:
        words = words_in_confidence(conn)
    if not words:
        return drawn
    nodes = tuple(
        replace(
            node,
            id=redacted(node.id, words),
            label=redacted(node.label, words),
            detail=redacted(node.detail, words),
            claims=tuple(replace(claim, text=redacted(claim.text, words)) for claim in node.claims),
        )
        for node in drawn.nodes
    )
    edges = tuple(
        replace(
            edge,
            source=redacted(edge.source, words),
            target=redacted(edge.target, words),
            label=redacted(edge.label, words),
            origin=redacted(edge.origin, words),
            written=redacted(edge.written, words),
        )
        for edge in drawn.edges
    )
    return Chart(nodes, edges, drawn.patterns)


def _about(view: ChartView) -> str:
    return f"chart/{view.reference}" if view.reference else f"chart/{view.root}"


def _others(drawn: Chart) -> Iterator[GivenEntity]:
    """Parties and owners that only the case knows, with their addresses as declared."""
    places: dict[str, list[GivenFact]] = {}
    for edge in drawn.edges:
        if edge.kind == AT:
            fact = GivenFact("address", (("text", edge.written),))
            places.setdefault(edge.source, []).append(fact)
    for node in drawn.nodes:
        if node.kind not in _FORMS:
            continue
        country = node.detail if len(node.detail) == 2 else ""  # ISO 3166-1
        facts = tuple(places.get(node.id, ()))
        yield GivenEntity(_key(node), _FORMS[node.kind], node.label, country, facts)


def _links(drawn: Chart, known: set[str]) -> Iterator[GivenLink]:
    """Stakes and other links that are no statement on an entity, which stand in `known` already."""
    kinds = {node.id: node for node in drawn.nodes}
    for edge in drawn.edges:
        one, other = _key(kinds[edge.source]), _key(kinds[edge.target])
        if not edge.row and one != other and {one, other} <= known:
            yield _link(edge, one, other)


def _key(node: Node) -> str:
    """The identity of an entity, else the node's as FollowTheMoney writes identities."""
    kind, _slash, key = node.id.partition("/")
    if kind == "entity":
        return key
    return f"{kind}-{key if _PLAIN.fullmatch(key) else sha256_hex(key.encode())[:_SHORT]}"


def _link(edge: Edge, one: str, other: str) -> GivenLink:
    since, until = (day.isoformat() if day else "" for day in (edge.since, edge.until))
    share = edge.label.removesuffix(" %") if edge.kind == OWNS and edge.label.endswith(" %") else ""
    kind = OWNS if edge.kind == OWNS else "affiliated"
    note = edge.origin if share else f"{edge.label}; {edge.origin}"
    return GivenLink(kind, one, other, share, since, until, note)
