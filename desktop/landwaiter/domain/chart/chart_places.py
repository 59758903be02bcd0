"""Addresses on a link chart: one node for one address, however it is spelled, and why."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from landwaiter.domain.chart.chart_parts import Edge, Node
from landwaiter.domain.intake.places import Place, why_same, with_key
from landwaiter.i18n import joined

AT: Final = "address"
"""The kind of nodes that are addresses, and of links that lead there."""


def place_node(place: Place, places: tuple[str, ...] = ()) -> Node:
    """The node of an address; `places` of the case that it stands for."""
    detail = " · ".join(filter(None, (place.postcode, place.country)))
    return Node(f"{AT}/{place.key}", AT, place.label, detail, places)


def place_at(node: Node) -> Place:
    """The address that a node stands for, as the node spells it."""
    return replace(with_key(node.id.removeprefix(f"{AT}/")), label=node.label)


def one_place(nodes: Iterable[Node]) -> Mapping[str, str]:
    """Address node → the one that stands for it: the only fuller spelling that may be the same."""
    by_core: dict[str, list[Place]] = {}
    for node in nodes:
        if node.kind == AT:
            place = place_at(node)
            by_core.setdefault(place.core, []).append(place)
    return {
        f"{AT}/{place.key}": f"{AT}/{_stands(place, some).key}"
        for some in by_core.values()
        for place in some
    }


def _stands(place: Place, some: list[Place]) -> Place:
    fuller = [one for one in some if one.is_same(place) and _gives(one) > _gives(place)]
    fullest = [one for one in fuller if _gives(one) == max(map(_gives, fuller))]
    is_one = all(one.is_same(other) for one in fuller for other in fuller)
    return fullest[0] if fullest and is_one else place


def _gives(place: Place) -> int:
    return bool(place.postcode) + bool(place.country)


def at_one_place(edge: Edge, node: Node) -> Edge:
    """The link to an address as it leads to the node that stands for it, with the reason why."""
    if edge.target == node.id and edge.why:
        return edge
    own = with_key(edge.target.removeprefix(f"{AT}/"))
    why = why_same(replace(own, label=edge.written or node.label), place_at(node))
    both = joined("; ", dict.fromkeys(filter(None, (edge.why, why))))
    return replace(edge, target=node.id, why=both)
