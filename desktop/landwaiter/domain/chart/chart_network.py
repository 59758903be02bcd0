"""Entities on a link chart: what joins them, the cases they stand in, addresses, listings."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from landwaiter.domain.base.certainty import Certainty
from landwaiter.domain.chart.chart_incidents import TOLD_BY_LABEL
from landwaiter.domain.chart.chart_parts import Drawing, Edge, Node, with_certainty
from landwaiter.domain.chart.chart_places import AT, place_node
from landwaiter.domain.chart.chart_relations import SUPPORTS
from landwaiter.domain.chart.whole_chart import KNOWN, span_of
from landwaiter.domain.entities.entity import LINK_KINDS, EntityFact, Link
from landwaiter.domain.entities.ownership.shares import share_text
from landwaiter.domain.entities.ownership.stated import OWNS, first_day, last_day
from landwaiter.domain.entities.stated_values import told_values
from landwaiter.domain.intake.places import Place, place_of_text, without_country
from landwaiter.domain.law.word_lists import folded
from landwaiter.domain.lists.listing import Tie
from landwaiter.i18n import N_, _, joined

STANDS: Final = N_("party on a case")
TIED: Final = "tied on a list"
"""Kinds of links beside those of `entity.LINK_KINDS`."""
DIRECTED: Final = frozenset(
    {"ships to", SUPPORTS, *(one.name for one in LINK_KINDS.values() if not one.is_mutual)}
)
"""Kinds of links with an arrow: the first does it to the second."""
_BACK: Final[Mapping[str, str]] = {
    "owned_by": "owns",
    "controlled_by": "controls",
    "directed_by": "directs",
}
"""Ties that are said from the other end."""


def kind_words(kind: str, *, forth: bool = True) -> str:
    """What a kind of link says, read from either end; a key alone may say more than was stated."""
    known = LINK_KINDS.get(kind)
    if known is None:
        return _(kind.replace("_", " "))
    return _(known.forth if forth else known.back)


def told_edge(edge: Edge, *, forth: bool = True, words: str = "") -> str:
    """`owns: 51 %`; what is not solid begins with its certainty, from whichever end it is read.

    `words` stand for those of the kind.
    """
    said = words or kind_words(edge.kind, forth=forth)
    if edge.kind in TOLD_BY_LABEL:
        return edge.label
    if edge.is_solid:
        is_all = edge.label in (said, _(edge.kind.replace("_", " ")))
        return said if is_all else joined(": ", (said, edge.label))
    if forth:
        return edge.label
    return _("{certainty}: {label}").format(certainty=certainty_words(edge.certainty), label=said)


def drawn_label(edge: Edge) -> str:
    """What stands at its line: a holding that is reported or assessed says so there too."""
    is_bare = edge.kind in LINK_KINDS and edge.is_solid
    return with_certainty(edge.certainty, edge.label) if is_bare else edge.label


def certainty_words(certainty: Certainty | None) -> str:
    return _(certainty.value) if certainty else _("certainty not said")


@dataclass(frozen=True, slots=True)
class Someone:
    """An entity as a node needs it."""

    id: str
    name: str
    kind: str
    country: str = ""


@dataclass(frozen=True, slots=True)
class CaseRole:
    """That somebody stands on a case in a role."""

    reference: str
    title: str
    stage: str
    role: str
    entity_id: str = ""
    """Empty: a party that is linked to none."""
    party_id: str = ""
    name: str = ""
    country: str = ""
    day: date | None = None


def entity_node(one: Someone) -> Node:
    words = (_(one.kind.replace("_", " ")), one.country)
    detail = joined(" · ", filter(None, words))
    return Node(f"entity/{one.id}", "entity", one.name, detail, form=one.kind)


def draw_links(drawing: Drawing, links: Iterable[Link], people: Mapping[str, Someone]) -> None:
    """Statements that join two entities; merged ones are named by the one that stands for them."""
    for link in links:
        if link.from_id in people and link.to_id in people:
            one, other = people[link.from_id], people[link.to_id]
            edge = link_edge(link, f"entity/{one.id}", f"entity/{other.id}")
            drawing.node(entity_node(one))
            drawing.node(entity_node(other))
            drawing.edge(edge)


def link_edge(link: Link, source: str, target: str) -> Edge:
    kind = LINK_KINDS.get(link.kind)
    said = _(kind.title) if kind else _(link.kind.replace("_", " "))
    share = share_text(link.percent)
    # A bare share is a holding: of every other kind, and where it is in doubt, the line says what.
    is_bare = link.kind == OWNS and link.is_solid
    parts = (share or said,) if is_bare else (said, share, told_values(link.value))
    label = joined(", ", filter(None, parts))
    if not link.is_solid:
        sure = certainty_words(link.certainty)
        # First: a long label is cut at its end.
        label = _("{certainty}: {label}").format(label=label, certainty=sure)
    return Edge(
        source,
        target,
        link.kind,
        label,
        _origin(link),
        first_day(link.since or ""),
        last_day(link.until or ""),
        span=span_of(link.since, link.until),
        row=link.id,
        places=(f"entity_link/{link.id}",),
        certainty=link.certainty,
        is_solid=link.is_solid,
    )


def _origin(link: Link) -> str:
    """`company register, graded A2, reported`."""
    graded = _("{source}, graded {grade}").format(source=link.source, grade=link.grade)
    return joined(", ", filter(None, (graded if link.grade else link.source, link.sure)))


def draw_standings(
    drawing: Drawing, standings: Iterable[CaseRole], people: Mapping[str, Someone]
) -> None:
    """Cases in which entities or parties stand, each joined by its role."""
    for one in standings:
        case = drawing.node(Node(f"case/{one.reference}", "case", one.reference, one.title))
        who = people.get(one.entity_id)
        node = entity_node(who) if who else _party(one)
        drawing.node(node)
        role = _(one.role.replace("_", " "))
        drawing.edge(Edge(node.id, case, STANDS, role, _("casebook"), one.day))


def _party(one: CaseRole) -> Node:
    kind = "vessel" if one.role == "vessel" else "party"
    return Node(f"party/{one.party_id}", kind, one.name, one.country)


def draw_addresses(
    drawing: Drawing,
    facts: Iterable[EntityFact],
    people: Mapping[str, Someone],
    countries: Mapping[str, str],
) -> None:
    """Addresses stated of entities; `countries`: folded name or code → code."""
    for fact in facts:
        who, place = people.get(fact.entity_id), place_stated(fact.value, countries)
        if who is None or place is None:
            continue
        drawing.node(entity_node(who))
        drawing.edge(
            Edge(
                f"entity/{who.id}",
                drawing.node(place_node(place)),
                AT,
                _("address"),
                fact.source,
                first_day(fact.since or ""),
                last_day(fact.until or ""),
                span=span_of(fact.since, fact.until),
                row=fact.id,
                written=place.label,
            )
        )


def place_stated(value: Mapping[str, str], countries: Mapping[str, str]) -> Place | None:
    """The address that a fact states; its country by its own field, else by its last words."""
    text, country = without_country(value.get("text", ""), countries)
    return place_of_text(text, value.get("country", "") or country)


def draw_address_of(drawing: Drawing, one: CaseRole, place: Place, who: Someone | None) -> None:
    """That a party of a case declared an address, under the entity that it is linked to."""
    node = entity_node(who) if who else _party(one)
    there = drawing.node(place_node(place))
    origin = _("{reference}, as {role}").format(
        reference=one.reference, role=_(one.role.replace("_", " "))
    )
    drawing.node(node)
    drawing.edge(
        Edge(node.id, there, AT, _("address"), origin, row=one.party_id, written=place.label)
    )


def draw_same(drawing: Drawing, party: str, who: Someone, basis: str) -> None:
    """That a party is an entity; whenever somebody said so, it always was."""
    drawing.node(entity_node(who))
    drawing.edge(Edge(party, f"entity/{who.id}", KNOWN, _("is"), basis))


def draw_ties(
    drawing: Drawing, listing: str, list_id: str, ties: Iterable[Tie], *, in_confidence: bool
) -> None:
    """Whom a listing names beside itself; the list says so, and nobody else.

    Of a confidential list neither itself nor the other end is named.
    """
    told = _("a confidential list") if in_confidence else list_id
    for number, tie in enumerate(ties):
        key, name = tie.listing_id or folded(tie.name), tie.name or tie.listing_id
        node = Node(f"listing/{list_id}/{key}", "listing", name, told)
        if in_confidence:
            node = Node(f"{listing}/{number}", "listing", _("an entry in confidence"), told)
        other = drawing.node(node)
        one, two = (other, listing) if tie.kind in _BACK else (listing, other)
        kind = _BACK.get(tie.kind, tie.kind)
        said = _(kind.replace("_", " "))
        drawing.edge(
            Edge(
                one,
                two,
                TIED,
                joined(" ", filter(None, (said, share_text(tie.percent)))),
                told if in_confidence else _("list {list}").format(list=list_id),
                span=span_of(tie.since, tie.until),
            )
        )
