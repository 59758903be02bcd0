"""Incidents on a link chart: who is said to have had a part in one, and a vessel's two flags.

Nobody is joined to an incident by more than a statement, and what is alleged is a kind of link of
its own, which is drawn dashed.
"""

from datetime import date
from typing import Final

from landwaiter.domain.base.certainty import Certainty
from landwaiter.domain.cases.ground import CaseGround
from landwaiter.domain.chart.chart_parts import Drawing, Edge, Node, with_certainty
from landwaiter.domain.incidents.incident import IncidentStatement, said_of
from landwaiter.domain.incidents.moments import day_of
from landwaiter.domain.incidents.vessel_on_day import OnDay, VesselOnDay
from landwaiter.i18n import N_, _, joined

PART: Final = "part in an incident"
ALLEGED: Final = "alleged part in an incident"
GROUND: Final = N_("ground of the case")
FLAG: Final = "flag of that day"
FLAG_NOW: Final = "flag of today"
"""Kinds of edges."""
TOLD_BY_LABEL: Final = frozenset({PART, ALLEGED, FLAG, FLAG_NOW})
"""Of these the label alone says what they are, from either end."""


def incident_node(incident_id: str, title: str, happened: str = "", confirmation: str = "") -> Node:
    """With the day, and whether anybody confirmed in public who did it."""
    detail = joined(" · ", filter(None, (happened, confirmation)))
    return Node(f"incident/{incident_id}", "incident", title, detail)


def draw_ground(drawing: Drawing, case: str, ground: CaseGround) -> None:
    """That an officer made an incident a ground of the case."""
    node = drawing.node(incident_node(ground.statement_id, ground.title))
    by = _("{reason}, by {author}").format(reason=ground.reason, author=ground.author)
    drawing.edge(Edge(case, node, GROUND, _("ground"), by))


def draw_part(
    drawing: Drawing, incident: str, who: Node, link: IncidentStatement, happened: str | None
) -> None:
    """From an entity to the incident, in the words of the statement with its certainty."""
    drawing.node(who)
    day = day_of(happened)
    kind = ALLEGED if link.certainty is Certainty.ALLEGED else PART
    sure = link.certainty
    label = with_certainty(sure, said_of(link))
    graded = _("{source}, graded {grade}").format(source=link.source, grade=link.grade)
    origin = graded if link.grade else link.source
    drawing.edge(
        Edge(
            who.id,
            incident,
            kind,
            label,
            origin,
            day,
            day,
            row=link.id,
            certainty=sure,
            is_solid=sure is not Certainty.ALLEGED,
        )
    )


def draw_flags(drawing: Drawing, vessel: str, found: VesselOnDay, happened: str | None) -> None:
    """The flag of that day, and that of today where it is another; neither is drawn as the other.

    A flag whose first day nobody states says so.
    """
    day = day_of(happened)
    for one in found.flags:
        said = _("flag on {day}") if one.dated else _("flag, perhaps on {day}")
        _draw_flag(drawing, vessel, one, FLAG, said.format(day=found.day), day)
    for one in found.flags_now if found.flag_differs else ():
        said = _("flag today") if one.dated else _("flag, perhaps today")
        _draw_flag(drawing, vessel, one, FLAG_NOW, said, None)


def _draw_flag(  # noqa: PLR0917  # what an edge is of
    drawing: Drawing, vessel: str, one: OnDay, kind: str, said: str, day: date | None
) -> None:
    there = drawing.node(Node(f"country/{one.said}", "country", one.said))
    drawing.edge(
        Edge(
            vessel,
            there,
            kind,
            with_certainty(one.certainty, said),
            one.source,
            day,
            day,
            row=one.statement,
            certainty=one.certainty,
            is_solid=one.certainty is not Certainty.ALLEGED,
        )
    )
