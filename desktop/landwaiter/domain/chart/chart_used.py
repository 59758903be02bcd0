"""What the chart shows beside the parties: the countries on the way, and what raised rules used."""

from collections.abc import Iterator, Mapping
from typing import Final

from landwaiter.domain.cases.case import Case, Evaluation
from landwaiter.domain.chart.chart_parts import (
    Drawing,
    Edge,
    Node,
    meets,
    placed,
    used_in,
    words_of,
)
from landwaiter.i18n import N_, _, apart

CASE: Final = "case"
WAY, FACT, PAST = "route", "used by a rule", "other case"
"""Kinds of edges."""
_ORIGINS: Final[Mapping[str, str]] = {
    "enrichment": N_("what was learned"),
    "declaration": N_("declaration"),
    "project": N_("project"),
    "registers": N_("registers"),
    "history": N_("casebook"),
    "actions": N_("actions"),
    "hits": N_("screening"),
}
"""Where a used place lies, by its first word; packs and settings are nobody's link."""
_PAST: Final[Mapping[str, tuple[int, str]]] = {
    "history/shipments": (0, N_("consignment of the same parties")),
    "history/parts": (-1, N_("the same part")),
}
"""Place of another case → which of the values there is its reference, and what joins it."""
_LONGEST: Final = 60


def draw_way(drawing: Drawing, case: Case) -> None:
    """Countries that the goods pass and reach, as declared."""
    declared = case.declaration
    if declared is None:
        return
    routing = "declaration/country_routing"
    for country in declared.country_routing:
        if country != declared.country_destination:
            _draw_country(drawing, country, _("by way of"), (placed(routing, country),))
    if declared.country_destination:
        there = declared.country_destination
        reached = ("declaration/country_destination", placed(routing, there))
        _draw_country(drawing, there, _("to"), reached)


def _draw_country(drawing: Drawing, country: str, said: str, places: tuple[str, ...]) -> None:
    node = drawing.node(Node(f"country/{country}", "country", country, places=places))
    drawing.edge(Edge(CASE, node, WAY, said, _("declaration"), places=places))


def draw_used(drawing: Drawing, case: Case) -> None:
    """What raised rules used and no link stands for yet: papers, registers, other cases."""
    for line in _used_lines(case):
        place, text = apart(line, ": ")
        if place in _PAST:
            _draw_past(drawing, place, text)
        elif not any(meets(edge.places, used_in((line,))) for edge in drawing.edges):
            _draw_fact(drawing, case, place, text)


def _used_lines(case: Case) -> Iterator[str]:
    raised = (flag for flag in case.flags if flag.evaluation is Evaluation.RAISED)
    lines = dict.fromkeys(line for flag in raised for line in flag.evidence)
    return (line for line in lines if line.partition("/")[0] in _ORIGINS)


def _draw_past(drawing: Drawing, place: str, text: str) -> None:
    which, joins = _PAST[place]
    reference = text.split(",")[which].strip()
    places = (placed(place, reference),)
    node = drawing.node(Node(f"case/{reference}", "case", reference, _(joins), places))
    drawing.edge(Edge(CASE, node, PAST, _(joins), _("casebook"), places=places))


def _draw_fact(drawing: Drawing, case: Case, place: str, text: str) -> None:
    kind, _slash, name = place.partition("/")
    fields = {name, *(name.partition(mark)[0] for mark in "/.")}
    rows = [row for row in case.enrichment if row.field in fields]
    origin = rows[-1].source.replace("_", " ") if rows else _(_ORIGINS[kind])
    node = drawing.node(
        Node(
            f"fact/{place}",
            "fact",
            text if len(text) <= _LONGEST else text[:_LONGEST],
            words_of(place),
            (place,),
        )
    )
    source = _about(drawing, name)
    drawing.edge(Edge(source, node, FACT, words_of(place), origin, places=(place,)))


def _about(drawing: Drawing, name: str) -> str:
    """The party that a fact such as `consignee.incorporated` is about, else the case."""
    whole = f"parties/{name.partition('.')[0]}"
    about = (node.id for node in drawing.nodes.values() if whole in node.places)
    return next(about, CASE)
