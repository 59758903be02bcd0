"""The link chart through the services: other cases, entities, what a node brings, what goes out."""

import re
from dataclasses import asdict
from pathlib import Path

import pytest
import rustworkx
from lxml import etree
from tests.formats.test_ftm import OWNER, line
from tests.services.entities.test_exchange import DIRECTS, ORIGIN, OWNS, a_file
from tests.services.sample_office import (
    ANALYST,
    CONSIGNEE,
    READ,
    REASON,
    REF,
    Office,
    declared,
    hit_of,
    write_list,
)

from landwaiter.domain.base.certainty import Certainty
from landwaiter.domain.chart.chart_parts import Node
from landwaiter.domain.chart.chart_used import CASE
from landwaiter.domain.entities.deeds import ImportEntities
from landwaiter.domain.lists.deeds import ImportList
from landwaiter.domain.relations.deeds import StateRelation
from landwaiter.domain.relations.relation import RelationKind
from landwaiter.errors import Invalid, NotFound
from landwaiter.formats.chart.graphml import NAMESPACE
from landwaiter.formats.entities.ftm import read_ftm
from landwaiter.formats.entities.ftm_entities import exchange_of
from landwaiter.services.audit.audit_history import audit_page
from landwaiter.services.chart.chart_export import write_ftm, write_graphml
from landwaiter.services.chart.chart_network import MOST_LINKS, opened
from landwaiter.services.chart.charts import ChartView, chart_view, entity_view, report_chart
from landwaiter.services.deeds.engine import do, run
from landwaiter.services.lists import list_imports
from landwaiter.services.warm.session import Session


def test_other_cases_of_a_party_are_joined_by_its_name_and_number(office: Office) -> None:
    office.take_in(declared(lrn="LW-2"))
    number = "PL999000000000000"
    onward = declared(lrn="LW-3", exporter_name=CONSIGNEE, exporter_eori=number)
    office.take_in({**onward, "declarant_eori": number, "consignee_name": "Somebody"})
    view = chart_view(office.session(ANALYST), REF)
    also = {(edge.label, edge.target) for edge in view.chart.edges if edge.kind == "also in"}
    assert ("exporter there", "case/PL1-2026-000003") in also
    assert {target for _label, target in also} == {"case/PL1-2026-000002", "case/PL1-2026-000003"}


@pytest.fixture
def session(office: Office) -> Session:
    session = office.session(ANALYST)
    road = line("b", "Company", name=["Berg Tools"], address=["Road 1, Bergen"])
    near = line("n", "Company", name=["Near By"], address=["Road 1, Bergen"])
    far = line("f", "Company", name=["Far Away"])
    to_far = line("g", "Ownership", owner=["b"], asset=["f"])
    path = a_file(office.path.parent, OWNER, road, near, far, OWNS, DIRECTS, to_far)
    run(session, ImportEntities(file=path, **asdict(ORIGIN)))
    return session


def labels(view: ChartView) -> set[str]:
    return {node.label for node in view.chart.nodes}


def the_node(view: ChartView, label: str) -> Node:
    return next(node for node in view.chart.nodes if node.label == label)


def test_an_entity_is_drawn_with_who_is_joined_to_it_in_so_many_steps(session: Session) -> None:
    near = {"Anna Berg", "Berg Tools"}
    assert labels(entity_view(session, "Anna Berg", depth=0)) == {"Anna Berg"}
    assert labels(entity_view(session, "Anna Berg")) == near
    whole = labels(entity_view(session, "Anna Berg", depth=2))
    assert whole == near | {"Far Away", "Road 1, Bergen"}


def test_a_link_says_its_share_its_days_and_its_source_with_the_grade(session: Session) -> None:
    view = entity_view(session, "Anna Berg")
    owns = next(edge for edge in view.chart.edges if edge.kind == "owns")
    assert (owns.label, owns.span, owns.origin) == (
        "51 %", "since Mar 2021", "Company register of Bergen, graded B2",
    )  # fmt: skip


def test_an_address_brings_whoever_is_stated_to_be_there(session: Session) -> None:
    view = entity_view(session, "Berg Tools")
    brought = opened(session, the_node(view, "Road 1, Bergen")).chart
    assert {node.label for node in brought.nodes} == {"Berg Tools", "Near By", "Road 1, Bergen"}


XIAN = {"consignee_city": "Xi'an", "consignee_postcode": "710000"}


def test_an_address_brings_the_parties_of_other_cases_and_says_why_it_is_the_same(
    office: Office,
) -> None:
    first = {"lrn": "LW-2", "consignee_address": "Science Road 12", **XIAN}
    other = {"consignee_name": "Another Consignee", "consignee_address": "12 SCIENCE RD"}
    elsewhere = {"consignee_name": "Neighbour", "consignee_address": "Science Road 13"}
    office.take_in(
        declared(**first),
        declared(**{**first, **other, "lrn": "LW-3", "consignee_postcode": ""}),
        declared(**{**first, **elsewhere, "lrn": "LW-4"}),
    )
    session = office.session(ANALYST)
    text = "Science Rd. 12, 710000 Xian, China"
    firm = line("f", "Company", name=["Registered There"], address=[text])
    run(session, ImportEntities(file=a_file(office.path.parent, firm), **asdict(ORIGIN)))
    root = "PL1-2026-000002"
    view = chart_view(session, root)
    place = the_node(view, "Science Road 12, Xi'an")
    brought = opened(session, place, root=root, day=view.day)
    whole = view.grown.with_opened(place.id, brought.chart).chart
    (node,) = (node for node in whole.nodes if node.kind == "address")
    names = {node.id: node.label for node in whole.nodes}
    there = {
        (names[edge.source], edge.written, edge.why)
        for edge in whole.edges
        if edge.target == node.id
    }
    assert there == {
        (CONSIGNEE, "Science Road 12, Xi'an", ""),
        ("Another Consignee", "12 SCIENCE RD, Xi'an",
         "“rd” is “road”; only one spelling gives the postcode 710000"),
        ("Registered There", "Science Rd. 12, 710000 Xian", "“rd” is “road”"),
    }  # fmt: skip
    assert "PL1-2026-000003" in names.values()
    assert "Neighbour" not in names.values()
    assert whole.nodes.count(node) == 1


def test_a_party_that_is_linked_is_at_the_address_as_its_entity(office: Office) -> None:
    here = {"consignee_address": "Science Road 12", **XIAN}
    office.take_in(declared(lrn="LW-2", **here), declared(lrn="LW-3", **here))
    other = "PL1-2026-000003"
    office.act(ANALYST, "link", reference=other, party="consignee", basis=REASON)
    session = office.session(ANALYST)
    view = chart_view(session, "PL1-2026-000002")
    place = next(node for node in view.chart.nodes if node.kind == "address")
    brought = opened(session, place, root="PL1-2026-000002").chart
    ends = {(edge.source.partition("/")[0], edge.kind) for edge in brought.edges}
    assert ends == {("entity", "address"), ("entity", "party on a case")}


def test_a_node_with_a_thousand_neighbours_brings_so_many_and_tells_the_rest(
    office: Office,
) -> None:
    session, count = office.session(ANALYST), MOST_LINKS + 50
    firms = (line(f"f{n}", "Company", name=[f"Firm {n}"]) for n in range(count))
    owned = (line(f"o{n}", "Ownership", owner=["a"], asset=[f"f{n}"]) for n in range(count))
    run(
        session,
        ImportEntities(file=a_file(office.path.parent, OWNER, *firms, *owned), **asdict(ORIGIN)),
    )
    grown = entity_view(session, "Anna Berg").grown
    (root,) = grown.root.nodes
    assert (len(grown.chart.edges), grown.not_drawn) == (MOST_LINKS, 50)
    assert grown.has_more(root.id)
    brought = opened(session, root, most=2 * MOST_LINKS)
    whole = grown.with_opened(root.id, brought.chart, left=brought.folded)
    assert (len(whole.chart.edges), whole.not_drawn) == (count, 0)
    assert not whole.has_more(root.id)
    assert whole.closed(root.id).not_drawn == 0


def test_too_many_steps_and_nobody_are_refused(session: Session) -> None:
    with pytest.raises(Invalid):
        entity_view(session, "Anna Berg", depth=7)
    with pytest.raises(NotFound):
        entity_view(session, "Nobody")


def test_a_linked_party_leads_to_its_entity_and_back_to_the_case(
    office: Office, session: Session
) -> None:
    party = next(one for one in office.case().parties if one.name == CONSIGNEE)
    office.act(ANALYST, "link", party=party.id, to="Berg Tools", basis=REASON)
    whole = chart_view(session, REF)
    berg = the_node(whole, "Berg Tools")
    brought = opened(session, berg, root=REF).chart
    assert {CASE, f"entity/{_key(berg)}"} <= {
        end for edge in brought.edges for end in (edge.source, edge.target)
    }
    around = entity_view(session, "Berg Tools")
    case = the_node(around, REF)
    there = opened(session, case).chart
    assert {node.label for node in there.nodes} >= {"Berg Tools", REF}


def _key(node: Node) -> str:
    return node.id.removeprefix("entity/")


def test_the_claims_of_lists_are_told_apart_and_end_with_a_judgement(
    office: Office, session: Session
) -> None:
    party = next(one for one in office.case().parties if one.name == CONSIGNEE)
    office.act(ANALYST, "link", party=party.id, to="Berg Tools", basis=REASON)

    def claims() -> list[tuple[str, ...]]:
        case, entity = chart_view(session, REF), entity_view(session, "Berg Tools")
        nodes = (the_node(case, CONSIGNEE), the_node(entity, "Berg Tools"))
        return [tuple(claim.text for claim in node.claims) for node in nodes]

    assert claims() == [("Unconfirmed identity: perhaps listed in watched",)] * 2
    office.act(ANALYST, "judge", hit=hit_of(office.case()).id, outcome="same", reason=REASON)
    assert claims() == [("Listed in watched",)] * 2


def test_whoever_a_listed_person_owns_is_concerned_by_path_and_not_listed(
    office: Office, session: Session
) -> None:
    party = next(one for one in office.case().parties if one.name == CONSIGNEE)
    office.act(ANALYST, "link", party=party.id, to="Anna Berg", basis=REASON)

    def claims(view: ChartView, label: str) -> list[tuple[str, str]]:
        return [(claim.kind, claim.text) for claim in the_node(view, label).claims]

    doubtful = "Unconfirmed identity: Anna Berg above it is perhaps listed in watched"
    assert claims(entity_view(session, "Berg Tools"), "Berg Tools") == [
        ("unconfirmed_identity", doubtful)
    ]
    office.act(ANALYST, "judge", hit=hit_of(office.case()).id, outcome="same", reason=REASON)
    view = entity_view(session, "Berg Tools")
    assert claims(view, "Anna Berg") == [("listed", "Listed in watched")]
    by_path = "By path: 51 % at least of Anna Berg, who is listed in watched"
    assert claims(view, "Berg Tools") == [("by_path", by_path)]
    case = chart_view(session, REF)
    brought = opened(session, the_node(case, "Anna Berg"), root=REF, day=case.day)
    berg = next(node for node in brought.chart.nodes if node.label == "Berg Tools")
    assert [claim.text for claim in berg.claims] == [by_path]


def test_owners_that_only_the_case_knows_make_the_claim_by_path_too(
    office: Office, session: Session
) -> None:
    stake = {"owner": CONSIGNEE, "owned": "Far Subsidiary", "percent": 80}
    office.act(ANALYST, "enrich", field="ownership", value=stake, source="registry")
    office.act(ANALYST, "judge", hit=hit_of(office.case()).id, outcome="same", reason=REASON)
    claims = the_node(chart_view(session, REF), "Far Subsidiary").claims
    assert [(claim.kind.value, claim.text) for claim in claims] == [
        ("by_path", f"By path: 80 % at least of {CONSIGNEE}, who is listed in watched")
    ]


def test_each_kind_of_claim_goes_out_as_a_property_of_its_own(
    office: Office, session: Session
) -> None:
    party = next(one for one in office.case().parties if one.name == CONSIGNEE)
    office.act(ANALYST, "link", party=party.id, to="Anna Berg", basis=REASON)
    office.act(ANALYST, "judge", hit=hit_of(office.case()).id, outcome="same", reason=REASON)
    view = entity_view(session, "Berg Tools")
    write_graphml(session, view, office.path.parent / "links.graphml")
    (graph,) = rustworkx.read_graphml(str(office.path.parent / "links.graphml"))
    nodes = {node["label"]: node for node in graph.nodes()}
    assert nodes["Anna Berg"]["listed"] == "Listed in watched"
    assert not nodes["Anna Berg"].get("by_path")
    assert nodes["Berg Tools"]["by_path"].startswith("By path: 51 %")
    assert not nodes["Berg Tools"].get("listed")
    target = office.path.parent / "links.ftm.json"
    write_ftm(session, view, target)
    with target.open("rb") as file:
        things = {thing.first("name"): thing for thing in read_ftm(file)}
    (said,) = things["Berg Tools"].all("notes")
    assert said.startswith("By path: 51 %")
    with target.open("rb") as file:
        exchange = exchange_of(read_ftm(file))
    assert exchange.claims == sum(len(node.claims) for node in view.chart.nodes) == 3
    stated = {dict(fact.value).get("text") for one in exchange.entities for fact in one.facts}
    assert said not in stated


def test_a_listing_brings_the_cases_whose_parties_resemble_it(office: Office) -> None:
    office.take_in(declared(lrn="LW-2"))
    session = office.session(ANALYST)
    view = chart_view(session, REF)
    listing = next(node for node in view.chart.nodes if node.kind == "listing")
    brought = opened(session, listing, root=REF).chart
    assert "PL1-2026-000002" in {node.label for node in brought.nodes}


def test_the_chart_goes_out_as_graphml_that_a_reader_of_graphs_opens(
    office: Office, session: Session
) -> None:
    view = entity_view(session, "Anna Berg", depth=2)
    target = office.path.parent / "links.graphml"
    done = write_graphml(session, view, target)
    (graph,) = rustworkx.read_graphml(str(target))
    assert isinstance(graph, rustworkx.PyDiGraph)
    assert (graph.num_nodes(), graph.num_edges()) == (done.entities, done.links)
    said = {node["label"] for node in graph.nodes()}
    assert said == labels(view)
    assert {edge["kind"] for edge in graph.edges()} == {edge.kind for edge in view.chart.edges}
    keys = etree.parse(str(target)).findall(f"{{{NAMESPACE}}}key")
    assert {key.get("attr.type") for key in keys} == {"string"}


def test_the_chart_of_a_case_goes_out_as_statements_without_its_hits(
    office: Office, session: Session
) -> None:
    target = office.path.parent / "links.ftm.json"
    view = chart_view(session, REF)
    write_ftm(session, view, target)
    with target.open("rb") as file:
        exchange = exchange_of(read_ftm(file))
    names = {one.name for one in exchange.entities}
    assert CONSIGNEE in names
    plain = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?")
    assert all(plain.fullmatch(one.key) for one in exchange.entities)
    assert not names & {node.label for node in view.chart.nodes if node.kind == "listing"}
    assert exchange.left_out == ()


def test_what_went_out_stands_in_the_audit_chain(office: Office, session: Session) -> None:
    target = office.path.parent / "links.graphml"
    done = write_graphml(session, chart_view(session, REF), target)
    assert Path(done.file).exists()
    assert any("links.graphml" in str(row) for row in audit_page(session).rows)


def test_no_confidential_list_is_named_in_what_goes_out(office: Office, tmp_path: Path) -> None:
    session = office.session(ANALYST)
    file = write_list(tmp_path / "secret.csv", CONSIGNEE)
    head = list_imports.ListHead("quiet_watch", title="Quiet watch", confidential=True)
    run(session, ImportList(files=(file,), **asdict(head)))[0]
    office.take_in(declared(lrn="LW-9"))
    target = tmp_path / "links.graphml"
    view = chart_view(session, "PL1-2026-000002")
    assert any("quiet_watch" in node.id for node in view.chart.nodes)
    write_graphml(session, view, target)
    assert "quiet_watch" not in target.read_text(encoding="utf-8").casefold()
    statements = tmp_path / "links.ftm.json"
    write_ftm(session, view, statements)
    assert "quiet_watch" not in statements.read_text(encoding="utf-8").casefold()
    assert "a confidential list" in statements.read_text(encoding="utf-8")


def test_countries_on_the_way_are_joined_by_what_stands_between_them(office: Office) -> None:
    """A relation with a state that is not on the chart joins nothing, and no state comes by it."""
    before = chart_view(office.session(ANALYST), REF).chart
    kind, sure = RelationKind.DIALOGUE, Certainty.REPORTED
    for states in (("CN", "DE"), ("CN", "KP")):
        do(office.session(ANALYST), StateRelation(kind, states, sure, "a communiqué", **READ))
    after = chart_view(office.session(ANALYST), REF).chart
    (edge,) = after.edges[len(before.edges) :]
    assert (edge.source, edge.target) == ("country/CN", "country/DE")
    assert edge.label == "reported: dialogue"
    assert (after.nodes, after.patterns) == (before.nodes, before.patterns)


def test_countries_are_called_by_their_names_on_screen_and_on_paper(office: Office) -> None:
    session = office.session(ANALYST)
    for drawn in (chart_view(session, REF).chart, report_chart(session, REF)):
        said = {node.id: node.label for node in drawn.nodes if node.kind == "country"}
        assert said["country/CN"] == "China (CN)"
        codes = {one: one.removeprefix("country/") for one in said}
        assert all(label.endswith(f"({codes[one]})") for one, label in said.items())
