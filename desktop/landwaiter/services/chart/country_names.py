"""Countries of a link chart by their names: the domain knows codes alone."""

from dataclasses import replace
from typing import Final

from landwaiter.domain.chart.chart_parts import Node
from landwaiter.domain.chart.whole_chart import Chart
from landwaiter.services.base.wording import shown_country

COUNTRY: Final = "country"
"""The kind of these nodes, and how their identity begins."""


def with_country_names(drawn: Chart) -> Chart:
    """The chart with “China (CN)” where a node is a country; what has no name stays a code."""
    nodes = (
        replace(node, label=shown_country(code_of(node))) if node.kind == COUNTRY else node
        for node in drawn.nodes
    )
    return replace(drawn, nodes=tuple(nodes))


def code_of(node: Node) -> str:
    """The code of a country, as ISO 3166-1 writes it."""
    return node.id.removeprefix(f"{COUNTRY}/")
