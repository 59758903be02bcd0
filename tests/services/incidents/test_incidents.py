"""Incidents: stated, attributed side by side, linked, ended; background feeds no flag."""

import ast
from functools import partial
from pathlib import Path

import pytest
from tests.services.sample_office import ADMIN, ANALYST, READ, REASON, REF, REVIEWER, Office

from landwaiter.domain.base.certainty import Certainty
from landwaiter.domain.cases.case import Case
from landwaiter.domain.cases.ground import standing_grounds
from landwaiter.domain.chart.chart_incidents import ALLEGED, FLAG, FLAG_NOW, PART
from landwaiter.domain.chart.chart_network import drawn_label
from landwaiter.domain.chart.whole_chart import Chart
from landwaiter.domain.entities.deeds import LinkEntities, MakeEntity, StateFact
from landwaiter.domain.incidents.deeds import (
    AttributeIncident,
    EndOfIncident,
    LinkIncident,
    MakeIncident,
    StateOfIncident,
    TellIncident,
)
from landwaiter.domain.incidents.incident import (
    AttributionGrade,
    IncidentKind,
    LinkRole,
    StatementKind,
    said_of,
)
from landwaiter.errors import Invalid, NotAllowed, NotFound
from landwaiter.reports.dossier.dossier import Table
from landwaiter.services.cases.search import find
from landwaiter.services.chart.chart_network import entity_chart, opened
from landwaiter.services.chart.charts import chart_view
from landwaiter.services.deeds.engine import do
from landwaiter.services.entities.entity_page import entity_view
from landwaiter.services.incidents.incident_page import (
    incident_opened,
    incident_page,
    incident_view,
)
from landwaiter.services.incidents.incident_views import IncidentView
from landwaiter.services.people.today import today_view
from landwaiter.services.reports.dossier.ground_tables import grounds_table
from landwaiter.services.reports.dossier.incident_tables import (
    entity_incidents_table,
    incident_tables,
)

SEED = "seed of the project, own knowledge"
PIPELINE = "Damage to the Baltconnector pipeline"
LIKELY = "in their assessment … most likely"


def entered(office: Office) -> str:
    """The row of the table of new subjects, with its certainty words."""
    session = office.session(ANALYST)
    made = do(
        session,
        MakeIncident(
            PIPELINE,
            IncidentKind.INFRASTRUCTURE_DAMAGE,
            "2023-10-08",
            SEED,
            Certainty.REPORTED,
            **READ,
        ),
    ).made
    for kind, value in (
        (StatementKind.PLACE, "Gulf of Finland"),
        (StatementKind.OBJECT, "pipeline"),
        (StatementKind.OBJECT_OWNER, "operator"),
        (StatementKind.MEANS, "container ship"),
    ):
        do(session, StateOfIncident(made, kind, SEED, Certainty.REPORTED, value, **READ))
    attributed(office, made, "Finnish authorities", LIKELY, AttributionGrade.ASSESSED_LIKELY)
    return made


def attributed(  # noqa: PLR0917  # as it is read out
    office: Office,
    incident: str,
    by: str,
    wording: str,
    grade: AttributionGrade,
    certainty: Certainty = Certainty.ASSESSED,
    day: str | None = "2023-10",
) -> str:
    return do(
        office.session(ANALYST),
        AttributeIncident(incident, by, wording, grade, SEED, certainty, day=day, **READ),
    ).made


def shown(office: Office, incident: str = PIPELINE) -> IncidentView:
    return incident_view(office.session(ANALYST), incident)


def test_what_is_most_likely_stays_assessed_likely(office: Office) -> None:
    entered(office)
    view = shown(office)
    (one,) = view.attributions
    assert said_of(one) == f"Finnish authorities: “{LIKELY}” (assessed likely)"
    assert (one.certainty, one.since) == (Certainty.ASSESSED, "2023-10")
    assert view.confirmation == "no public confirmation"
    assert said_of(view.of_kind(StatementKind.HAPPENED)[0]) == "8 Oct 2023"
    with pytest.raises(Invalid, match="surer than what was said"):
        attributed(
            office,
            view.id,
            "us",
            "the ship damaged it",
            AttributionGrade.ASSESSED_LIKELY,
            Certainty.ESTABLISHED,
        )


def test_rival_explanations_stand_side_by_side_by_day(office: Office) -> None:
    incident = entered(office)
    attributed(
        office,
        incident,
        "the owner",
        "it was the storm",
        AttributionGrade.DENIED,
        Certainty.REPORTED,
        "2023-11",
    )
    attributed(
        office, incident, "a paper", "a test", AttributionGrade.ALLEGED, Certainty.ALLEGED, None
    )
    attributed(
        office,
        incident,
        "a minister",
        "open",
        AttributionGrade.UNKNOWN,
        Certainty.REPORTED,
        "2023-09",
    )
    said = [one.value["by"] for one in shown(office).attributions]
    assert said == ["a minister", "Finnish authorities", "the owner", "a paper"]
    assert not shown(office).confirmed


def test_an_official_attribution_is_public_confirmation_until_it_ends(office: Office) -> None:
    incident = entered(office)
    one = attributed(office, incident, "a court", "guilty", AttributionGrade.CONFIRMED_BY_COURT)
    assert shown(office).confirmed
    do(office.session(REVIEWER), EndOfIncident(one, REASON))
    view = shown(office)
    assert view.confirmation == "no public confirmation"
    assert [row.end.reason for row in view.ended if row.end] == [REASON]
    with pytest.raises(NotAllowed, match="ended already"):
        do(office.session(ANALYST), EndOfIncident(one, REASON))


def test_a_vessel_has_the_flag_and_owner_of_that_day(office: Office) -> None:
    incident, session = entered(office), office.session(ANALYST)
    do(session, MakeEntity("Heron Star", "vessel", "ship register"))
    do(session, MakeEntity("Heron Lines", "organisation", "trade register", "AE"))
    do(session, StateFact("Heron Star", "flag", "ship register", "MH", since="2020", until="2024"))
    do(session, StateFact("Heron Star", "flag", "ship register", "PA", since="2025"))
    do(session, LinkEntities("Heron Lines", "owns", "Heron Star", "trade register", since="2022"))
    link = LinkIncident(incident, SEED, Certainty.ALLEGED, "Heron Star", LinkRole.MEANS, **READ)
    do(session, link)
    (linked,) = shown(office).linked
    assert linked.vessel is not None
    assert linked.vessel.flag_text == "Flag on 8 Oct 2023: MH (ship register)."
    assert linked.vessel.owner_text == "Owner on 8 Oct 2023: Heron Lines, AE (trade register)."
    assert linked.vessel.flag_now_text == "Flag today: PA (ship register)."
    assert linked.statement.certainty is Certainty.ALLEGED


def test_who_was_told_when_and_a_case_that_it_has_to_do_with(office: Office) -> None:
    incident, session = entered(office), office.session(ANALYST)
    told = TellIncident(
        incident,
        "coast guard",
        SEED,
        Certainty.REPORTED,
        by="port",
        day="2023-10-08T02:00Z",
        **READ,
    )
    do(session, told)
    do(session, LinkIncident(incident, SEED, Certainty.REPORTED, case=REF, **READ))
    view = shown(office)
    (one,) = view.of_kind(StatementKind.TOLD)
    assert (said_of(one), one.since) == ("coast guard, by port", "2023-10-08T02:00")
    assert [row.case for row in view.cases] == [REF]
    assert view.use.startswith("Background")
    for wrong in (
        LinkIncident(incident, SEED, Certainty.REPORTED, **READ),
        LinkIncident(incident, SEED, Certainty.REPORTED, "Heron", case=REF, **READ),
    ):
        with pytest.raises(Invalid) as caught:
            do(session, wrong)
        assert caught.value.field == "entity"


def test_the_list_is_searched_by_what_is_stated_and_has_its_pages(office: Office) -> None:
    entered(office)
    session = office.session(ANALYST)
    for number in range(3):
        do(
            session,
            MakeIncident(
                f"Incident {number}", IncidentKind.OTHER, "2025", SEED, Certainty.REPORTED, **READ
            ),
        )
    assert [row.title for row in incident_page(session, text="Gulf of").rows] == [PIPELINE]
    assert not incident_page(session, text="Gulf of", kind="other").rows
    first = incident_page(session, limit=3)
    assert [row.title for row in first.rows] == [PIPELINE, "Incident 0", "Incident 1"]
    rest = incident_page(session, limit=3, after=first.after)
    assert ([row.title for row in rest.rows], rest.after) == (["Incident 2"], None)
    assert (first.rows[0].confirmation, first.rows[0].use) == (
        "no public confirmation",
        "background",
    )


def test_a_record_that_was_ended_takes_nothing_more(office: Office) -> None:
    incident = entered(office)
    do(office.session(ANALYST), EndOfIncident(incident, REASON))
    with pytest.raises(NotAllowed, match="was ended"):
        attributed(office, incident, "x", "y", AttributionGrade.UNKNOWN, Certainty.REPORTED)
    with pytest.raises(NotFound):
        shown(office)
    assert shown(office, incident).end is not None
    assert not incident_page(office.session(ANALYST)).rows


def test_only_who_works_on_cases_states_anything(office: Office) -> None:
    with pytest.raises(NotAllowed, match="needs the role"):
        do(
            office.session(ADMIN),
            MakeIncident("x", IncidentKind.OTHER, "2025", SEED, Certainty.REPORTED, **READ),
        )


def flags_of(case: Case) -> list[tuple[str, str]]:
    return [(flag.rule, flag.evaluation.value) for flag in case.flags]


def test_neither_background_nor_a_ground_changes_a_flag(office: Office) -> None:
    office.act(ANALYST, "evaluate")
    before = flags_of(office.case())
    incident = entered(office)
    do(office.session(ANALYST), LinkIncident(incident, SEED, Certainty.REPORTED, case=REF, **READ))
    office.act(ANALYST, "evaluate")
    assert flags_of(office.case()) == before
    office.act(ANALYST, "ground", what="incident", statement=PIPELINE, reason=REASON)
    office.act(ANALYST, "evaluate")
    assert flags_of(office.case()) == before
    (ground,) = office.case().grounds
    assert (ground.title, ground.reason, ground.author) == (PIPELINE, REASON, ANALYST)
    assert shown(office).use.startswith(f"Ground of {REF}")


def test_no_rule_and_nothing_that_judges_can_see_an_incident() -> None:
    """The order of subjects keeps the records away; this keeps the grounds of a case away."""
    root = Path(__file__).parents[3] / "desktop" / "landwaiter"
    judging = [
        *(root / "domain" / "flags").rglob("*.py"),
        *(root / "services" / "flags").rglob("*.py"),
    ]
    assert len(judging) > 40
    for file in judging:
        tree = ast.parse(file.read_text(encoding="utf-8"))
        read = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
        modules = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
        assert "incidents" not in read, file
        assert not any("incidents" in module.split(".") for module in modules), file


def test_a_ground_quotes_no_more_than_was_stated_and_outlives_the_record(office: Office) -> None:
    incident = entered(office)
    office.act(ANALYST, "ground", what="incident", statement=incident, reason=REASON)
    (ground,) = office.case().grounds
    assert ground.quoted == f"{PIPELINE}, 8 Oct 2023; who did it: no public confirmation"
    assert ground.certainty is Certainty.REPORTED
    with pytest.raises(NotAllowed, match="already"):
        office.act(ANALYST, "ground", what="incident", statement=PIPELINE, reason=REASON)
    do(office.session(ANALYST), EndOfIncident(incident, REASON))
    assert office.case().grounds == (ground,)
    office.act(ANALYST, "withdraw_ground", ground=ground.id, reason=REASON)
    with pytest.raises(NotAllowed, match="was ended"):
        office.act(ANALYST, "ground", what="incident", statement=incident, reason=REASON)
    assert not standing_grounds(office.case().grounds)


def test_a_ground_is_as_sure_as_the_least_sure_of_those_who_state_when(office: Office) -> None:
    incident, session = entered(office), office.session(ANALYST)
    said = StateOfIncident(
        incident, StatementKind.HAPPENED, SEED, Certainty.ALLEGED, since="2023-10-07", **READ
    )
    do(session, said)
    office.act(ANALYST, "ground", what="incident", statement=incident, reason=REASON)
    assert office.case().grounds[0].certainty is Certainty.ALLEGED


def words_in(table: Table | None) -> str:
    """All words of a table of a dossier, its notes among them."""
    assert table is not None
    cells = [getattr(cell, "text", cell) or "" for row in table.rows for cell in row]
    return " | ".join(str(one) for one in (table.subtitle, *cells, *table.notes))


def test_the_page_of_an_entity_has_its_incidents_and_no_surer_word(office: Office) -> None:
    incident, session = entered(office), office.session(ANALYST)
    do(session, MakeEntity("Heron Star", "vessel", "ship register"))
    do(
        session,
        LinkIncident(incident, SEED, Certainty.ALLEGED, "Heron Star", LinkRole.MEANS, **READ),
    )
    view = entity_view(session, "Heron Star")
    (one,) = view.incidents
    assert one.told == f"used in “{PIPELINE}” (alleged)"
    assert (one.happened, one.confirmation) == ("8 Oct 2023", "no public confirmation")
    (moment,) = [row for row in view.timeline if row.kind == "incident"]
    assert (moment.day, moment.text) == ("2023-10-08", one.told)
    said = words_in(entity_incidents_table(view))
    assert f"{LIKELY}” (assessed likely)" in said
    assert "no public confirmation" in said
    assert "alleged" in said
    do(session, EndOfIncident(incident, REASON))
    assert not entity_view(session, "Heron Star").incidents


def test_a_dossier_of_the_case_prints_the_words_that_were_stated(office: Office) -> None:
    incident = entered(office)
    office.act(ANALYST, "ground", what="incident", statement=incident, reason=REASON)
    view = office.view()
    (whole,) = incident_tables(view)
    said = words_in(whole)
    assert f"Finnish authorities: “{LIKELY}” (assessed likely)" in said
    assert "no public confirmation" in said
    assert "reported" in said
    assert "established" not in said
    assert REASON in words_in(grounds_table(view))


def edges_of(chart: Chart) -> set[tuple[str, str, str]]:
    """Source, kind and label of each link."""
    names = {node.id: node.label for node in chart.nodes}
    return {(names.get(one.source, one.source), one.kind, one.label) for one in chart.edges}


def test_the_chart_has_the_incident_its_means_the_owner_and_two_flags(office: Office) -> None:
    incident, session = entered(office), office.session(ANALYST)
    do(session, MakeEntity("Heron Star", "vessel", "ship register"))
    do(session, MakeEntity("Heron Lines", "organisation", "trade register", "AE"))
    do(session, StateFact("Heron Star", "flag", "ship register", "MH", since="2020", until="2024"))
    do(session, StateFact("Heron Star", "flag", "ship register", "PA", since="2025"))
    do(session, LinkEntities("Heron Lines", "owns", "Heron Star", "trade register", since="2022"))
    do(
        session,
        LinkIncident(incident, SEED, Certainty.ALLEGED, "Heron Star", LinkRole.MEANS, **READ),
    )
    do(session, LinkIncident(incident, SEED, Certainty.REPORTED, case=REF, **READ))
    around = entity_chart(session, "Heron Star").chart
    (node,) = [one for one in around.nodes if one.kind == "incident"]
    assert (node.label, node.detail) == (PIPELINE, "8 Oct 2023 · no public confirmation")
    assert ("Heron Star", ALLEGED, "alleged: used in") in edges_of(around)
    found = edges_of(opened(session, node).chart)
    assert found == {
        ("Heron Star", ALLEGED, "alleged: used in"),
        ("Heron Star", FLAG, "flag on 8 Oct 2023"),
        ("Heron Star", FLAG_NOW, "flag today"),
        ("Heron Lines", "owns", "owns"),
        (REF, PART, "reported: linked to"),
    }


def test_what_is_alleged_is_dashed_and_what_is_reported_says_so_at_its_line(
    office: Office,
) -> None:
    incident, session = entered(office), office.session(ANALYST)
    do(session, MakeEntity("Heron Star", "vessel", "ship register"))
    do(session, MakeEntity("Heron Lines", "organisation", "trade register", "AE"))
    sure = Certainty.REPORTED
    flag = StateFact("Heron Star", "flag", "a newspaper", "MH", since="2022", certainty=sure)
    owns = partial(LinkEntities, "Heron Lines", "owns", "Heron Star", since="2022")
    do(session, flag)
    do(session, owns(source="a newspaper", certainty=sure))
    do(
        session,
        LinkIncident(incident, SEED, Certainty.ALLEGED, "Heron Star", LinkRole.MEANS, **READ),
    )
    (node,) = [
        one for one in entity_chart(session, "Heron Star").chart.nodes if one.kind == "incident"
    ]
    edges = {edge.kind: edge for edge in opened(session, node).chart.edges}
    assert {kind: edge.is_solid for kind, edge in edges.items()} == {
        ALLEGED: False,
        FLAG: True,
        "owns": True,
    }
    assert {drawn_label(edge) for edge in edges.values()} == {
        "alleged: used in",
        "reported: flag on 8 Oct 2023",
        "reported: owns",
    }


def test_the_chart_of_a_case_has_a_ground_and_no_background(office: Office) -> None:
    incident = entered(office)
    do(office.session(ANALYST), LinkIncident(incident, SEED, Certainty.REPORTED, case=REF, **READ))
    session = office.session(ANALYST)
    assert not [one for one in chart_view(session, REF).chart.nodes if one.kind == "incident"]
    office.act(ANALYST, "ground", what="incident", statement=incident, reason=REASON)
    (node,) = [one for one in chart_view(session, REF).chart.nodes if one.kind == "incident"]
    assert node.label == PIPELINE


def test_today_tells_a_ground_of_an_open_case_and_no_background(office: Office) -> None:
    incident, session = entered(office), office.session(ANALYST)
    office.act(ANALYST, "take")
    do(session, LinkIncident(incident, SEED, Certainty.REPORTED, case=REF, **READ))
    assert not any(PIPELINE in row.remark for row in today_view(session).queue)
    office.act(ANALYST, "ground", what="incident", statement=incident, reason=REASON)
    (row,) = [row for row in today_view(session).queue if row.reference == REF]
    assert row.remark == f"Ground: {PIPELINE}"


def test_a_second_person_reads_the_ground_in_what_is_signed(office: Office) -> None:
    incident = entered(office)
    office.act(ANALYST, "ground", what="incident", statement=incident, reason=REASON)
    office.act(ANALYST, "assess")
    office.act(ANALYST, "propose", outcome="release", reason=REASON)
    office.act(REVIEWER, "approve")
    assert office.view().approved_valid
    decision = office.case().decision
    assert decision is not None
    assert PIPELINE in decision.text


def test_a_ground_after_the_proposal_voids_it(office: Office) -> None:
    incident = entered(office)
    office.act(ANALYST, "assess")
    office.act(ANALYST, "propose", outcome="release", reason=REASON)
    office.act(ANALYST, "ground", what="incident", statement=incident, reason=REASON)
    decision = office.case().decision
    assert decision is not None
    assert decision.state == "voided"


def test_a_look_at_an_incident_with_a_person_in_it_is_recorded(office: Office) -> None:
    incident, session = entered(office), office.session(ANALYST)
    do(session, MakeEntity("Sergei Ivanov", "person", "a newspaper"))
    do(session, LinkIncident(incident, SEED, Certainty.ALLEGED, "Sergei Ivanov", **READ))
    before = office.view().audit_seq
    incident_opened(session, incident, through="test")
    assert office.view().audit_seq == before + 1
    incident_opened(session, incident, through="test")
    assert office.view().audit_seq == before + 1


def test_the_palette_finds_an_incident_by_its_title(office: Office) -> None:
    incident = entered(office)
    found = find(office.session(ANALYST), "baltconnector")
    assert [(row.kind, row.key, row.title) for row in found] == [("incident", incident, PIPELINE)]
