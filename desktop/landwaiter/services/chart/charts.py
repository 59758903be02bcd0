"""The link chart of a case or an entity, the route strip, and what rules rest on."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from landwaiter.domain.cases.case import Case
from landwaiter.domain.chart.chart_relations import states_on, with_relations
from landwaiter.domain.chart.chart_used import CASE
from landwaiter.domain.chart.chart_walk import EVERYTHING, ChartFilter, GrownChart, joined, narrowed
from landwaiter.domain.chart.route_strip import Stop
from landwaiter.domain.chart.whole_chart import Chart, Elsewhere, chart
from landwaiter.services.cases.case_reads import load
from landwaiter.services.chart.chart_claims import of_case, of_others
from landwaiter.services.chart.chart_network import brought_by, entity_chart
from landwaiter.services.chart.country_names import with_country_names
from landwaiter.services.flags.embargo import by_facts, facts_as_judged, strip_of
from landwaiter.services.warm.session import Session
from landwaiter.storage.base.reader import Reader
from landwaiter.storage.cases import similar
from landwaiter.storage.cases.case_rows import reference_of
from landwaiter.storage.relations.relation_rows import RELATIONS

MOST_ADDRESSES: Final = 8
"""More of them would hide who is joined to whom."""
MOST_ELSEWHERE: Final = 12
"""Other cases shown for one party; the list of cases shows the rest."""


@dataclass(frozen=True, slots=True)
class ChartView:
    """The links of a case or an entity, and what is shown of them."""

    title: str
    """The reference of the case, or the name of the entity."""
    root: str
    """The node that the chart begins with."""
    grown: GrownChart
    """What is there, whatever the day."""
    day: date
    """As of which claims are told."""
    today: date
    shown: ChartFilter = EVERYTHING
    strip: tuple[Stop, ...] = ()
    folded: int = 0
    """Other cases of the same parties that are not drawn."""
    reference: str = ""
    """Of the case; empty for an entity."""
    left_out: frozenset[str] = frozenset()
    """Kinds of nodes that a window begins without, as there are too many of them."""

    @property
    def first_seen(self) -> Chart:
        """What a window begins with."""
        return narrowed(self.grown.chart, ChartFilter(forms=self.left_out), keep=(self.root,))

    @property
    def chart(self) -> Chart:
        """What is shown."""
        return narrowed(self.grown.chart, self.shown, keep=(self.root,))


def chart_view(session: Session, reference: str, *, shown: ChartFilter = EVERYTHING) -> ChartView:
    """Nodes, edges, route and patterns of one case, as far as they are wanted."""
    with session.reading() as conn:
        registry = session.registry(conn)
        case = load(session, conn, reference, registry)
        others, left = _elsewhere(conn, case)
        facts = facts_as_judged(session, conn, case)
        standings, _exempted = by_facts(conn, case, facts)
        strip = strip_of(conn, facts, standings, case.flags)
        drawn = of_case(case, facts, chart(case, others))
        (drawn,) = of_others(session.references, conn, (drawn,), facts.day)
        drawn = with_relations(drawn, RELATIONS.among(conn, states_on(drawn)))
        drawn = with_country_names(drawn)
    return ChartView(
        case.reference,
        CASE,
        GrownChart(drawn),
        facts.day,
        session.today(),
        shown,
        strip,
        left,
        case.reference,
    )


def report_chart(session: Session, reference: str) -> Chart:
    """What a report draws: the case, and who is joined to the entities on it.

    Other cases are not among it, nor incidents that are background: a report goes to people who
    have nothing to do with them.
    """
    with session.reading() as conn:
        case = load(session, conn, reference, session.registry(conn))
        facts = facts_as_judged(session, conn, case)
        drawn = of_case(case, facts, chart(case))
        entities = tuple(node for node in drawn.nodes if node.kind == "entity")
        brought = map(
            _without_cases, brought_by(conn, entities, root=case.reference, today=session.today())
        )
        charts = of_others(session.references, conn, (drawn, *brought), facts.day)
    return with_country_names(joined(*charts))


def _without_cases(brought: Chart) -> Chart:
    forms = frozenset({"case", "address", "incident"})
    return narrowed(brought, ChartFilter(forms=forms), keep=(CASE,))


def entity_view(
    session: Session, entity: str, *, depth: int = 1, shown: ChartFilter = EVERYTHING
) -> ChartView:
    """An entity and who is joined to it in so many steps, as far as they are wanted."""
    grown = entity_chart(session, entity, depth=depth)
    (first,) = grown.root.nodes
    places = sum(node.kind == "address" for node in grown.chart.nodes)
    left_out = frozenset({"address"}) if places > MOST_ADDRESSES else frozenset()
    today = session.today()
    return ChartView(first.label, first.id, grown, today, today, shown, left_out=left_out)


def _elsewhere(conn: Reader, case: Case) -> tuple[tuple[Elsewhere, ...], int]:
    """Other cases in which a party stands: by its entity, its identifier, or its very name."""
    found: list[Elsewhere] = []
    left = 0
    for party in case.parties:
        seen: dict[str, str] = {}
        if party.link is not None:
            seen |= dict(similar.of_entity(conn, party.link.entity_id, but=case.id))
        if party.identifier:
            seen |= dict(similar.of_identifier(conn, party.identifier, but=case.id))
        if party.name:
            seen |= dict(similar.of_name(conn, party.name, but=case.id))
        left += max(0, len(seen) - MOST_ELSEWHERE)
        for case_id, role in list(seen.items())[:MOST_ELSEWHERE]:
            found.append(Elsewhere(party.id, reference_of(conn, case_id), role, None))
    return tuple(found), left
