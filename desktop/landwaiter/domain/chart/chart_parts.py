"""Of what a link chart is made: nodes and the edges between them.

Both carry the places they stand for, as rules name what they used: `items/1/cn8`, or with one of
the values there, `declaration/country_routing=RU`.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from landwaiter.domain.base.certainty import Certainty
from landwaiter.i18n import _


class ClaimKind(StrEnum):
    """How a list concerns somebody, the gravest first; an assessment is no listing."""

    LISTED = "listed"
    BY_PATH = "by_path"
    UNCONFIRMED = "unconfirmed_identity"
    ASSESSED = "assessment"

    @property
    def words(self) -> str:
        """As it stands on tags and in legends."""
        return {
            ClaimKind.LISTED: _("Listed"),
            ClaimKind.BY_PATH: _("By path"),
            ClaimKind.UNCONFIRMED: _("Unconfirmed identity"),
            ClaimKind.ASSESSED: _("Assessed"),
        }[self]


@dataclass(frozen=True, slots=True)
class NodeClaim:
    """One claim about whom a node stands for."""

    kind: ClaimKind
    text: str
    """A sentence without a full stop that begins with the kind."""


@dataclass(frozen=True, slots=True)
class Node:
    id: str
    kind: str
    """case, party, item, address, listing, entity, owner, vessel, country, fact."""
    label: str
    detail: str = ""
    places: tuple[str, ...] = ()
    """Places of the case that it stands for, as rules name what they used."""
    form: str = ""
    """Of an entity its kind: person, organisation, vessel …"""
    claims: tuple[NodeClaim, ...] = ()
    """What lists and assessments say of it; never blended into one."""


@dataclass(frozen=True, slots=True)
class Edge:
    source: str
    target: str
    kind: str
    label: str
    origin: str
    """What it rests on: the declaration, an enrichment with its source, a judgement."""
    since: date | None = None
    until: date | None = None
    places: tuple[str, ...] = ()
    span: str = ""
    """Since when and until when in words, at the precision that is stated."""
    row: str = ""
    """Identity of the statement behind it; empty where none is."""
    certainty: Certainty | None = None
    """How sure the statement behind it is; None: nobody said, or none is behind it."""
    is_solid: bool = True
    """False: it is alleged, or accuses and is not established: it is drawn dashed."""
    written: str = ""
    """How the address that it leads to is spelled there."""
    why: str = ""
    """Why that spelling is the address of the node; empty where they are spelled alike."""

    @property
    def rests_on(self) -> str:
        """What it rests on, and why the address is the same."""
        if not self.why:
            return self.origin
        said = _("{origin}; written “{text}”: {why}")
        return said.format(origin=self.origin, text=self.written, why=self.why)


def with_certainty(certainty: Certainty | None, label: str) -> str:
    """`reported: 51 %`: first, for a long label is cut at its end; what is established, or of which
    nobody said how sure it is, stands bare.
    """
    if certainty in {None, Certainty.ESTABLISHED}:
        return label
    sure = _(certainty.value) if certainty else ""
    return _("{certainty}: {label}").format(label=label, certainty=sure)


class Drawing:
    """Nodes by their id, and edges; what is drawn twice is one."""

    def __init__(self) -> None:
        self.nodes: dict[str, Node] = {}
        self.edges: list[Edge] = []

    def node(self, node: Node) -> str:
        known = self.nodes.get(node.id)
        if known is not None:
            node = replace(
                known,
                detail=known.detail or node.detail,
                form=known.form or node.form,
                places=tuple(dict.fromkeys((*known.places, *node.places))),
                claims=tuple(dict.fromkeys((*known.claims, *node.claims))),
            )
        self.nodes[node.id] = node
        return node.id

    def edge(self, edge: Edge) -> None:
        if edge.source != edge.target:
            self.edges.append(edge)


def placed(place: str, value: str) -> str:
    """A place that stands for one of the values there."""
    return f"{place}={value}"


def used_in(evidence: Iterable[str]) -> frozenset[str]:
    """Places that a finding used, and each value of theirs."""
    found: set[str] = set()
    for line in evidence:
        place, _colon, text = line.partition(":")
        found.add(place.strip())
        found |= {placed(place.strip(), one.strip()) for one in (text, *text.split(","))}
    return frozenset(found)


def meets(places: Iterable[str], used: Iterable[str]) -> bool:
    """Whether one of the places is a used one, lies under it, or above it."""
    wanted = tuple(used)
    return any(
        place == one or one.startswith(f"{place}/") or place.startswith(f"{one}/")
        for place in places
        for one in wanted
    )


def words_of(place: str) -> str:
    """`enrichment/contract.date` as a person reads it."""
    _kind, _slash, name = place.partition("/")
    return _(name.replace("/", " ").replace(".", " ").replace("_", " "))
