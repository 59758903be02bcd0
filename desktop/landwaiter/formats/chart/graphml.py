"""A link chart as GraphML (graphml.graphdrawing.org), for any program that draws graphs."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from lxml import etree

from landwaiter.domain.chart.chart_claims import kinds_on
from landwaiter.domain.chart.chart_parts import ClaimKind, Edge, Node
from landwaiter.domain.chart.whole_chart import Chart

NAMESPACE: Final = "http://graphml.graphdrawing.org/xmlns"
_NODE: Final = ("label", "kind", "form", "detail", *(kind.value for kind in ClaimKind))
"""Each kind of claim is a property of its own, never blended with another."""
_EDGE: Final = (
    "label",
    "kind",
    "origin",
    "since",
    "until",
    "stated",
    "certainty",
    "written",
    "why",
    "rules",
)
_DEFAULT: Final[Any] = {None: NAMESPACE}
"""The stubs know no default namespace."""
_NO_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot carry."""


def graphml(drawn: Chart) -> bytes:
    """Every node and link with what the chart says of it; links are directed."""
    root = etree.Element(f"{{{NAMESPACE}}}graphml", nsmap=_DEFAULT)
    for of, names in (("node", _NODE), ("edge", _EDGE)):
        for name in names:
            key = etree.SubElement(root, f"{{{NAMESPACE}}}key")
            key.attrib.update(
                {"id": f"{of}_{name}", "for": of, "attr.name": name, "attr.type": "string"}
            )
    graph = etree.SubElement(root, f"{{{NAMESPACE}}}graph")
    graph.attrib.update({"id": "chart", "edgedefault": "directed"})
    for node in drawn.nodes:
        made = etree.SubElement(graph, f"{{{NAMESPACE}}}node")
        made.set("id", _plain(node.id))
        _say(made, "node", _of_node(node))
    rules = _rules(drawn)
    for number, edge in enumerate(drawn.edges):
        made = etree.SubElement(graph, f"{{{NAMESPACE}}}edge")
        made.set("id", f"e{number}")
        made.set("source", _plain(edge.source))
        made.set("target", _plain(edge.target))
        _say(made, "edge", _of_edge(edge, rules.get(number, ())))
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _of_node(node: Node) -> Mapping[str, str]:
    claims = dict(kinds_on(node.claims))
    told = ("; ".join(one.text for one in claims.get(kind, ())) for kind in ClaimKind)
    said = (node.label, node.kind, node.form, node.detail, *told)
    return dict(zip(_NODE, said, strict=True))


def _of_edge(edge: Edge, rules: Sequence[str]) -> Mapping[str, str]:
    days = [one.isoformat() if one else "" for one in (edge.since, edge.until)]
    spelled = (edge.written, edge.why)
    sure = edge.certainty.value if edge.certainty else ""
    stated = (edge.label, edge.kind, edge.origin, *days, edge.span, sure)
    said = (*stated, *spelled, ", ".join(rules))
    return dict(zip(_EDGE, said, strict=True))


def _rules(drawn: Chart) -> Mapping[int, Sequence[str]]:
    """Link → the raised rules that rest on it."""
    found: dict[int, list[str]] = {}
    for pattern in drawn.patterns:
        for number in pattern.edges:
            found.setdefault(number, []).append(pattern.rule)
    return found


def _say(element: etree._Element, of: str, said: Mapping[str, str]) -> None:
    for name, text in said.items():
        if text:
            data = etree.SubElement(element, f"{{{NAMESPACE}}}data")
            data.set("key", f"{of}_{name}")
            data.text = _plain(text)


def _plain(text: str) -> str:
    return _NO_XML.sub("\ufffd", text)
