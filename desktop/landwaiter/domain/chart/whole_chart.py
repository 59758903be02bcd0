"""The link chart of a case: parties, goods, addresses, listings, owners and other cases, with
edges that say what they rest on; and which edges each raised rule rests on."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import pairwise, product
from typing import Any, Final

from landwaiter.domain.base.days import told_day
from landwaiter.domain.base.terms import low, shown_origin, shown_source
from landwaiter.domain.cases.case import Case, CaseParty, FlagResult, Severity
from landwaiter.domain.cases.ground import GroundKind, standing_grounds
from landwaiter.domain.chart.chart_incidents import draw_ground
from landwaiter.domain.chart.chart_parts import Drawing, Edge, Node, meets, placed, used_in
from landwaiter.domain.chart.chart_places import AT, place_node
from landwaiter.domain.chart.chart_used import CASE, draw_used, draw_way
from landwaiter.domain.flags.view import as_date, judged
from landwaiter.domain.intake.declaration import Role
from landwaiter.domain.intake.places import place_of
from landwaiter.domain.law.word_lists import folded
from landwaiter.domain.lists.listing import JudgementValue
from landwaiter.i18n import N_, _, figure

SHIPS, OWNS, LISTED, KNOWN, ALSO, GOES, CARRIES = (
    N_("ships to"),
    N_("owns"),
    N_("resembles"),
    N_("linked to"),
    N_("also in"),
    N_("goods"),
    N_("carried by"),
)
"""Kinds of edges beside the roles of parties."""
_CHAIN: Final = (
    Role.EXPORTER,
    Role.CONSIGNEE,
    Role.INTERMEDIARY,
    Role.BUYER,
    Role.END_USER,
)
"""The order in which goods pass from one to the next."""


@dataclass(frozen=True, slots=True)
class ChartPattern:
    """A raised rule and the edges that it rests on, by their number in the chart."""

    rule: str
    severity: Severity
    text: str
    edges: tuple[int, ...]
    nodes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    patterns: tuple[ChartPattern, ...] = ()


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Another case in which the same party stands."""

    party_id: str
    reference: str
    role: str
    day: date | None


def chart(case: Case, elsewhere: Sequence[Elsewhere] = ()) -> Chart:
    """Everything on the case that is joined, whatever the day."""
    drawing = Drawing()
    drawing.node(Node(CASE, "case", case.reference, case.title))
    parties = tuple(party for party in case.parties if party.name)
    hit = {one.party_id for one in case.hits if judged(one) is not JudgementValue.DIFFERENT}
    for party in case.parties:
        if party.name or party.id in hit:
            _draw_party(drawing, case, party)
    _draw_chain(drawing, parties)
    _draw_items(drawing, case)
    _draw_hits(drawing, case)
    _draw_owners(drawing, case, parties)
    drawn_parties = (one for one in elsewhere if f"party/{one.party_id}" in drawing.nodes)
    for one in drawn_parties:
        node = drawing.node(Node(f"case/{one.reference}", "case", one.reference, one.role))
        said = _("{role} there").format(role=low(one.role))
        drawing.edge(Edge(f"party/{one.party_id}", node, ALSO, said, _("casebook"), one.day))
    draw_way(drawing, case)
    draw_used(drawing, case)
    for ground in standing_grounds(case.grounds):
        if ground.kind is GroundKind.INCIDENT:
            draw_ground(drawing, CASE, ground)
    drawn = Chart(tuple(drawing.nodes.values()), tuple(drawing.edges))
    return replace(drawn, patterns=patterns(drawn, case.flags))


def _draw_party(drawing: Drawing, case: Case, party: CaseParty) -> None:
    kind = "vessel" if party.role is Role.VESSEL else "party"
    role = party.role.value
    places = tuple(f"parties/{role}/{name}" for name in ("name", "country", "address"))
    node = drawing.node(
        Node(
            f"party/{party.id}",
            kind,
            party.name or party.identifier or low(role),
            party.country or "",
            (f"parties/{role}", *places),
        )
    )
    origin = shown_origin(party.origin)
    said = low(role)
    drawing.edge(Edge(CASE, node, role, said, origin, places=(f"parties/{role}",)))
    place = place_of(party.address)
    if place is not None:
        there = drawing.node(place_node(place, (places[2],)))
        edge = Edge(node, there, AT, _("address"), origin, places=(places[2],))
        drawing.edge(replace(edge, written=place.label))
    if party.link is not None:
        entity = drawing.node(
            Node(f"entity/{party.link.entity_id}", "entity", party.link.entity_name)
        )
        by = linked_by(party.link.basis, party.link.author, party.link.at.date())
        drawing.edge(Edge(node, entity, KNOWN, _("is"), by))


def linked_by(basis: str, author: str, day: date) -> str:
    """What it rests on that a party is an entity. The day is no day of the link: it always was."""
    said = _("{basis}, by {author} on {day}")
    return said.format(basis=basis, author=author, day=day)


def _draw_chain(drawing: Drawing, parties: Iterable[CaseParty]) -> None:
    """From hand to hand: exporters, consignees, intermediaries in the order in which they were
    stated, buyers, end users, as far as known."""
    hands: list[list[CaseParty]] = []
    for role in _CHAIN:
        here = list({folded(p.name): p for p in parties if p.role is role}.values())
        hands += [[one] for one in here] if role is Role.INTERMEDIARY else [here] if here else []
    for ones, others in pairwise(hands):
        for one, other in product(ones, others):
            if folded(one.name) != folded(other.name):
                _draw_hand(drawing, one, other)


def _draw_hand(drawing: Drawing, one: CaseParty, other: CaseParty) -> None:
    places = (f"parties/{one.role.value}/name", f"parties/{other.role.value}/name")
    drawing.edge(
        Edge(
            f"party/{one.id}",
            f"party/{other.id}",
            SHIPS,
            _("ships to"),
            _("declaration and what was learned"),
            places=places,
        )
    )


def _draw_items(drawing: Drawing, case: Case) -> None:
    items = case.declaration.items if case.declaration else ()
    for item in items:
        places = (f"items/{item.no}", f"classifications/{item.no}")
        said = (item.description or "")[:60]
        node = drawing.node(Node(f"item/{item.no}", "item", item.cn or "–", said, places))
        label = _("item {no}").format(no=item.no)
        drawing.edge(Edge(CASE, node, GOES, label, _("declaration"), places=places))


def _draw_hits(drawing: Drawing, case: Case) -> None:
    for hit in case.hits:
        verdict = judged(hit)
        if verdict is JudgementValue.DIFFERENT or f"party/{hit.party_id}" not in drawing.nodes:
            continue
        node = drawing.node(
            Node(
                f"listing/{hit.list_id}/{hit.match.listing_id}",
                "listing",
                hit.listing.name or hit.match.name,
                hit.list_id,
            )
        )
        said = (
            _("judged {verdict}").format(verdict=low(verdict.value)) if verdict else _("not judged")
        )
        share = figure(Decimal(f"{hit.match.score / 1000:.2f}"))
        drawing.edge(
            Edge(
                f"party/{hit.party_id}",
                node,
                LISTED,
                share,
                said,
                places=(placed(f"lists/{hit.list_id}@{hit.edition}", hit.listing.name),),
            )
        )


def _draw_owners(drawing: Drawing, case: Case, parties: Iterable[CaseParty]) -> None:
    """Stakes as the enrichment `ownership` states them; a firm that is a party is that party."""
    known = {folded(party.name): f"party/{party.id}" for party in parties}
    for row in case.enrichment:
        if row.field != "ownership":
            continue
        for stake in row.value if isinstance(row.value, list) else [row.value]:
            if isinstance(stake, Mapping) and stake.get("owner") and stake.get("owned"):
                _draw_stake(drawing, known, stake, row.source)


def _draw_stake(
    drawing: Drawing, known: dict[str, str], stake: Mapping[str, Any], source: str
) -> None:
    owner, owned = str(stake["owner"]), str(stake["owned"])
    for name in (owner, owned):
        if folded(name) not in known:
            known[folded(name)] = drawing.node(Node(f"owner/{folded(name)}", "owner", name))
    share = stake.get("percent")
    drawing.edge(
        Edge(
            known[folded(owner)],
            known[folded(owned)],
            OWNS,
            f"{share} %" if share is not None else str(stake.get("control") or "?"),
            shown_source(source),
            as_date(stake.get("since")),
            as_date(stake.get("until")),
            ("enrichment/ownership",),
            span_of(_text(stake.get("since")), _text(stake.get("until"))),
        )
    )


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def span_of(since: str | None, until: str | None) -> str:
    """“since 2021-03”, “until 2023”, or both, as precisely as it is stated."""
    if since and until:
        return _("{since} to {until}").format(since=told_day(since), until=told_day(until))
    if since:
        return _("since {since}").format(since=told_day(since))
    return _("until {until}").format(until=told_day(until)) if until else ""


def patterns(drawn: Chart, flags: Iterable[FlagResult]) -> tuple[ChartPattern, ...]:
    """Each raised rule with the edges and nodes that stand for what it used; gravest first."""
    raised = [flag for flag in flags if flag.evaluation.value == "raised"]
    order = tuple(Severity)
    raised.sort(key=lambda flag: (order.index(flag.severity), flag.rule))
    return tuple(_pattern(drawn, flag) for flag in raised)


def _pattern(drawn: Chart, flag: FlagResult) -> ChartPattern:
    used = used_in(flag.evidence)
    return ChartPattern(
        flag.rule,
        flag.severity,
        flag.explanation,
        tuple(n for n, edge in enumerate(drawn.edges) if meets(edge.places, used)),
        tuple(node.id for node in drawn.nodes if meets(node.places, used)),
    )
