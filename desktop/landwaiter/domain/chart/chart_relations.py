"""Relations of states on a link chart: between the countries that are on it, and never a new one.

They join no party to anything: they are background, and no pattern of a rule rests on them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import combinations
from typing import Final

from landwaiter.domain.base.certainty import Certainty, source_said
from landwaiter.domain.chart.chart_parts import Edge
from landwaiter.domain.chart.whole_chart import Chart, span_of
from landwaiter.domain.entities.ownership.stated import first_day, last_day
from landwaiter.domain.relations.relation import DIRECTED, KIND_WORDS, CountryRelation
from landwaiter.i18n import _

RELATED: Final = "relation of states"
SUPPORTS: Final = "supports"
"""Kinds of these links; the second from the state that gives to the one that receives."""
_COUNTRY: Final = "country/"


def states_on(drawn: Chart) -> tuple[str, ...]:
    """Codes of the countries that are on a chart."""
    ids = (node.id for node in drawn.nodes if node.kind == "country")
    return tuple(one.removeprefix(_COUNTRY) for one in ids)


def with_relations(drawn: Chart, relations: Iterable[CountryRelation]) -> Chart:
    """The chart with a link for each standing relation of two countries that are on it."""
    there = frozenset(states_on(drawn))
    edges = (edge for one in relations if one.stands for edge in _edges(one, there))
    return replace(drawn, edges=(*drawn.edges, *edges))


def _edges(one: CountryRelation, there: frozenset[str]) -> Iterator[Edge]:
    """Of a directed kind from the one that gives, if it is named; else between each two."""
    if one.from_others:
        return
    first, *others = one.states
    pairs = ((first, other) for other in others) if one.kind in DIRECTED else None
    for giver, other in pairs or combinations(one.states, 2):
        if {giver, other} <= there:
            yield _edge(one, giver, other)


def _edge(one: CountryRelation, giver: str, other: str) -> Edge:
    label = _("{certainty}: {kind}").format(
        kind=one.name or _(KIND_WORDS[one.kind]), certainty=_(one.certainty.value)
    )
    return Edge(
        f"{_COUNTRY}{giver}",
        f"{_COUNTRY}{other}",
        SUPPORTS if one.kind in DIRECTED else RELATED,
        label,
        source_said(one.certainty, one.source, one.grade),
        first_day(one.since or ""),
        last_day(one.until or ""),
        span=span_of(one.since, one.until),
        row=one.id,
        certainty=one.certainty,
        is_solid=one.certainty is not Certainty.ALLEGED,
    )
