"""What a node of a link chart brings when it is opened, and the chart around one entity."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from landwaiter.domain.chart.chart_network import (
    CaseRole,
    Someone,
    draw_address_of,
    draw_addresses,
    draw_links,
    draw_same,
    draw_standings,
    draw_ties,
    entity_node,
    place_stated,
)
from landwaiter.domain.chart.chart_parts import Drawing, Edge, Node
from landwaiter.domain.chart.chart_used import CASE
from landwaiter.domain.chart.chart_walk import GrownChart
from landwaiter.domain.chart.whole_chart import ALSO, LISTED, Chart, linked_by
from landwaiter.domain.entities.entity import EntityFact
from landwaiter.domain.entities.entity_merges import Merges
from landwaiter.domain.intake.declaration import Address
from landwaiter.domain.intake.places import Place, place_of, with_key
from landwaiter.domain.lists.listing import Listing
from landwaiter.errors import Invalid, NotFound
from landwaiter.i18n import _, plural
from landwaiter.services.base.wording import country_codes
from landwaiter.services.chart.chart_claims import of_others
from landwaiter.services.chart.chart_incidents import draw_incidents_of, draw_whole_incident
from landwaiter.services.chart.country_names import with_country_names
from landwaiter.services.warm.session import Session
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.base.records import from_json
from landwaiter.storage.cases import similar
from landwaiter.storage.cases.case_rows import reference_of
from landwaiter.storage.chart import chart_rows as rows
from landwaiter.storage.entities import entity_rows as stored
from landwaiter.storage.entities.entity_statements import facts_of, links_of, merges_of

MOST_LINKS = 400
"""Links that a node brings at once; a holding may have thousands. Opened again it brings more."""
MOST_DEPTH = 6
OPENED = frozenset({"entity", "case", "party", "vessel", "listing", "address", "incident"})
"""Kinds of nodes that bring more."""


@dataclass(frozen=True, slots=True)
class OpenedNode:
    """What opening a node brings."""

    node: str
    chart: Chart
    folded: int = 0
    """Links that are there and not drawn."""


def opened(
    session: Session,
    node: Node,
    *,
    root: str = "",
    day: date | None = None,
    most: int = MOST_LINKS,
) -> OpenedNode:
    """Who is next to a node, as the casebook knows it; `root` is the case the chart is of.

    What lists say of them is told as of the day, or today.
    """
    with session.reading() as conn:
        brought = _Opening(conn, root, most, today=session.today()).bring(node)
        day = day or session.today()
        (chart,) = of_others(session.references, conn, (brought.chart,), day)
    return replace(brought, chart=with_country_names(chart))


def brought_by(
    conn: Reader, nodes: Sequence[Node], *, root: str = "", today: date
) -> tuple[Chart, ...]:
    """What each of the nodes brings, read on one snapshot, before claims are told."""
    opening = _Opening(conn, root, today=today)
    return tuple(opening.bring(node).chart for node in nodes)


def entity_chart(session: Session, entity: str, *, depth: int = 1) -> GrownChart:
    """An entity and who is joined to it in so many steps; each opened node can be closed."""
    if not 0 <= depth <= MOST_DEPTH:
        raise Invalid(
            plural(
                MOST_DEPTH,
                "A chart begins with at most {n} step.",
                "A chart begins with at most {n} steps.",
            ),
            field="depth",
            value=str(depth),
            remedy=_("Open more nodes on the chart."),
        )
    with session.reading() as conn:
        found = stored.by_id_or_name(conn, entity)
        if found is None:
            raise NotFound(
                _("There is no such entity."),
                field="entity",
                value=entity,
                remedy=_("List the entities to see their names."),
            )
        opening = _Opening(conn, "", today=session.today())
        first = entity_node(opening.people((found[0],))[found[0]])
        grown = _grown(opening, GrownChart(Chart((first,), ())), (first,), depth)
        charts = (grown.root, *(brought for _node, brought in grown.opened))
        told = of_others(session.references, conn, charts, session.today())
        root, *others = map(with_country_names, told)
        names = (node for node, _brought in grown.opened)
        return GrownChart(root, tuple(zip(names, others, strict=True)), grown.left)


def _grown(opening: "_Opening", grown: GrownChart, last: Sequence[Node], depth: int) -> GrownChart:
    """Each step opens the entities that the step before brought."""
    met = {node.id for node in last}
    for _step in range(depth):
        fresh: list[Node] = []
        for node in last:
            brought = opening.bring(node)
            grown = grown.with_opened(node.id, brought.chart, left=brought.folded)
            nodes = brought.chart.nodes
            fresh += [one for one in nodes if one.kind == "entity" and one.id not in met]
            met |= {one.id for one in nodes}
        last = fresh
    return grown


class _Opening:
    """Reads around nodes on one snapshot."""

    def __init__(self, conn: Reader, root: str, most: int = MOST_LINKS, *, today: date) -> None:
        self._conn, self._root, self._most, self._today = conn, root, most, today
        self._merges: Merges = merges_of(conn)
        self._kinds: Mapping[str, Callable[[Drawing, str], int]] = {
            "entity": self._entity,
            "case": self._case,
            "party": self._party,
            "vessel": self._party,
            "listing": self._listing,
            "address": self._address,
            "incident": self._incident,
        }

    def bring(self, node: Node) -> OpenedNode:
        drawing = Drawing()
        key = node.id.partition("/")[2]
        if node.kind not in self._kinds:
            return OpenedNode(node.id, Chart((), ()))
        folded = self._kinds[node.kind](drawing, key or self._root)
        return OpenedNode(node.id, self._seen_from_root(drawing, node), folded)

    def _seen_from_root(self, drawing: Drawing, node: Node) -> Chart:
        """The case that the chart is of has one node, however it is reached."""
        own = f"case/{self._root}"
        swap = {own: CASE} if self._root else {}
        nodes = tuple(
            one for one in drawing.nodes.values() if one.id not in {own, node.id} or not swap
        )
        edges = tuple(
            replace(
                one,
                source=swap.get(one.source, one.source),
                target=swap.get(one.target, one.target),
            )
            for one in drawing.edges
        )
        return Chart(nodes, edges)

    def people(self, entity_ids: Collection[str]) -> Mapping[str, Someone]:
        """Identity → the entity that stands for it, as a node needs it."""
        kept = {one: self._merges.kept(one) for one in entity_ids}
        wanted = tuple(dict.fromkeys(kept.values()))
        found: dict[str, dict[str, Any]] = {}
        for start in range(0, len(wanted), 500):
            found |= stored.rows_of(self._conn, wanted[start : start + 500])
        return {
            one: Someone(to, str(row["name"]), str(row["kind"]), row["country"] or "")
            for one, to in kept.items()
            if (row := found.get(to))
        }

    def _entity(self, drawing: Drawing, entity_id: str) -> int:
        group = self._merges.group(entity_id)
        links = [one for one in links_of(self._conn, group) if one.stands]
        drawn = links[: self._most]
        ends = {end for one in drawn for end in (one.from_id, one.to_id)}
        people = self.people((*group, *ends))
        draw_links(drawing, drawn, people)
        standings = rows.standings_of_entities(self._conn, group, most=self._most + 1)
        draw_standings(drawing, _standings(standings[: self._most]), people)
        draw_incidents_of(self._conn, drawing, group, people)
        facts = facts_of(self._conn, group, kinds=("address",))
        draw_addresses(drawing, (one for one in facts if one.stands), people, country_codes())
        return len(links) - len(drawn) + max(0, len(standings) - self._most)

    def _case(self, drawing: Drawing, reference: str) -> int:
        found = rows.parties_of_case(self._conn, reference)
        linked = [row["entity_id"] for row in found if row["entity_id"]]
        draw_standings(drawing, _standings(found), self.people(linked))
        return 0

    def _party(self, drawing: Drawing, party_id: str) -> int:
        row = rows.party_of(self._conn, party_id)
        if row is None:
            return 0
        node = f"party/{party_id}"
        if row["entity_id"]:
            who = self.people((row["entity_id"],))[row["entity_id"]]
            day = date.fromisoformat(str(row["at"])[:10])
            by = linked_by(str(row["basis"]), str(row["author"]), day)
            draw_same(drawing, node, who, by)
        found: dict[str, str] = {}
        if row["identifier"]:
            found |= dict(similar.of_identifier(self._conn, row["identifier"], but=row["case_id"]))
        if row["name"]:
            found |= dict(similar.of_name(self._conn, row["name"], but=row["case_id"]))
        for case_id, role in found.items():
            reference = reference_of(self._conn, case_id)
            other = drawing.node(Node(f"case/{reference}", "case", reference))
            said = _("{role} there").format(role=_(role.replace("_", " ")))
            drawing.edge(Edge(node, other, ALSO, said, _("casebook")))
        return 0

    def _listing(self, drawing: Drawing, key: str) -> int:
        list_id, _slash, listing_id = key.partition("/")
        node = f"listing/{key}"
        found = rows.parties_on_listing(self._conn, list_id, listing_id)
        people = self.people([row["entity_id"] for row in found if row["entity_id"]])
        draw_standings(drawing, _standings(found), people)
        for one in _standings(found):
            who = people.get(one.entity_id)
            end = f"entity/{who.id}" if who else f"party/{one.party_id}"
            drawing.edge(Edge(end, node, LISTED, _("resembles"), _("screening")))
        kept = rows.newest_listing(self._conn, list_id, listing_id)
        if kept is not None:
            body, confidential = kept
            ties = from_json(body, Listing).ties
            draw_ties(drawing, node, list_id, ties, in_confidence=confidential)
        return 0

    def _incident(self, drawing: Drawing, incident_id: str) -> int:
        return draw_whole_incident(
            self._conn, drawing, incident_id, today=self._today, people=self.people
        )

    def _address(self, drawing: Drawing, key: str) -> int:
        """Whoever is there by any spelling: parties of other cases, and entities."""
        place = with_key(key)
        parties = self._parties_at(place)
        facts = self._facts_at(place)
        shown, stated = parties[: self._most], facts[: self._most]
        linked = [one.entity_id for one, _spelled in shown if one.entity_id]
        people = self.people((*linked, *(fact.entity_id for fact in stated)))
        draw_standings(drawing, (one for one, _spelled in shown), people)
        for one, spelled in shown:
            draw_address_of(drawing, one, spelled, people.get(one.entity_id))
        draw_addresses(drawing, stated, people, country_codes())
        return len(parties) - len(shown) + len(facts) - len(stated)

    def _parties_at(self, place: Place) -> list[tuple[CaseRole, Place]]:
        """Parties of other cases than the one at hand, newest first, as each spells the address."""
        found = rows.parties_with_number(self._conn, place.longest_number)
        read = ((row, place_of(from_json(row["address"], Address))) for row in found)
        here = [(row, one) for row, one in read if one is not None and one.is_same(place)]
        standings = _standings([row for row, _one in here])
        pairs = zip(standings, (one for _row, one in here), strict=True)
        return [(one, spelled) for one, spelled in pairs if one.reference != self._root]

    def _facts_at(self, place: Place) -> list[EntityFact]:
        """Statements that somebody is there."""
        codes = country_codes()

        def is_here(value: Mapping[str, str]) -> bool:
            stated = place_stated(value, codes)
            return stated is not None and stated.is_same(place)

        found = rows.addresses_with_number(self._conn, place.longest_number)
        ids = tuple(dict.fromkeys(entity for entity, value in found if is_here(value)))
        facts = facts_of(self._conn, ids, kinds=("address",))
        return [fact for fact in facts if fact.stands and is_here(fact.value)]


def _standings(found: Sequence[Mapping[str, Any]]) -> Iterator[CaseRole]:
    for row in found:
        yield CaseRole(
            reference=str(row["reference"]),
            title=str(row["title"]),
            stage=str(row["stage"]),
            role=str(row["role"]),
            entity_id=str(row["entity_id"] or ""),
            party_id=str(row["party_id"]),
            name=str(row["name"]),
            country=str(row["country"] or ""),
            day=date.fromisoformat(str(row["received"])[:10]),
        )
