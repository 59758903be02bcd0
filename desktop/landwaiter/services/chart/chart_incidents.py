"""Incidents as nodes of a link chart bring them: who is stated to have had a part in one."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date

from landwaiter.domain.chart.chart_incidents import (
    GROUND,
    draw_flags,
    draw_part,
    incident_node,
)
from landwaiter.domain.chart.chart_network import Someone, draw_links, entity_node
from landwaiter.domain.chart.chart_parts import Drawing, Edge, Node
from landwaiter.domain.incidents.incident import StatementKind, said_of
from landwaiter.i18n import _, joined
from landwaiter.services.entities.entity_page import incidents_of
from landwaiter.services.incidents.incident_page import happened_of, read_incident
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.entities.entity_statements import links_of, merges_of

People = Callable[[Collection[str]], Mapping[str, Someone]]
"""Identities → the entities that stand for them."""


def draw_incidents_of(
    conn: Reader, drawing: Drawing, group: Sequence[str], people: Mapping[str, Someone]
) -> None:
    """The incidents that an entity is linked to, each with the words of the statement."""
    who = people.get(group[0])
    for one in incidents_of(conn, group) if who else ():
        node = drawing.node(
            incident_node(one.incident_id, one.title, one.happened, one.confirmation)
        )
        draw_part(drawing, node, entity_node(people[group[0]]), one.link, one.since)


def draw_whole_incident(
    conn: Reader, drawing: Drawing, incident_id: str, *, today: date, people: People
) -> int:
    """Whom statements join to an incident, and a vessel with its owner and two flags."""
    view = read_incident(conn, incident_id, today)
    happened, _last = happened_of(view.statements)
    told = joined("; ", (said_of(one) for one in view.of_kind(StatementKind.HAPPENED)))
    incident = drawing.node(incident_node(view.id, view.title, told, view.confirmation))
    known = people([one.entity_id for one in view.linked])
    for one in view.linked:
        who = entity_node(known[one.entity_id])
        draw_part(drawing, incident, who, one.statement, happened)
        if one.vessel is not None:
            draw_flags(drawing, who.id, one.vessel, happened)
            stated = {owner.statement for owner in one.vessel.owners}
            _draw_owners(conn, drawing, one.entity_id, stated, people)
    for ground in view.grounds:
        case = drawing.node(
            Node(f"case/{ground.reference}", "case", ground.reference, ground.title)
        )
        drawing.edge(Edge(case, incident, GROUND, _("ground"), ground.reason))
    for link in view.cases:
        case_linked = Node(f"case/{link.case}", "case", str(link.case))
        draw_part(drawing, incident, case_linked, link, happened)
    return 0


def _draw_owners(
    conn: Reader, drawing: Drawing, vessel: str, wanted: Collection[str], people: People
) -> None:
    """Who owned the vessel on that day, as far as stated."""
    group = merges_of(conn).group(vessel)
    links = [one for one in links_of(conn, group) if one.id in wanted]
    ends = {end for one in links for end in (one.from_id, one.to_id)}
    draw_links(drawing, links, people(ends))
