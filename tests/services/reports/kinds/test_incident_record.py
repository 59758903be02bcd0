"""The record of an incident: what is stated stands apart by what it is of, rivals side by side."""

from pathlib import Path

from tests.services.cases.test_kinds import opened
from tests.services.incidents.test_incidents import PIPELINE, attributed, entered
from tests.services.reports.kinds.test_paper_kinds import refused
from tests.services.reports.test_report_types import made, shown, table, words
from tests.services.sample_office import ANALYST, READ, REASON, Office

from landwaiter.domain.base.certainty import Certainty
from landwaiter.domain.entities.deeds import LinkEntities, MakeEntity, StateFact
from landwaiter.domain.incidents.deeds import LinkIncident, StateOfIncident, TellIncident
from landwaiter.domain.incidents.incident import AttributionGrade, LinkRole, StatementKind
from landwaiter.domain.intake.case_kind import CaseKind
from landwaiter.domain.reports.case_reports import CaseReport
from landwaiter.domain.reports.deeds import ReportCase
from landwaiter.services.deeds.engine import do, run
from landwaiter.services.reports import reporting

REGISTER = "ship register"


def on_pipeline(office: Office) -> str:
    """A case on the incident that the tests of incidents enter."""
    entered(office)
    given = {"incident": PIPELINE, "topic": "a ship of the port may have done it"}
    return opened(office, CaseKind.INCIDENT, given)


def test_there_is_no_record_of_a_case_on_something_else(office: Office) -> None:
    assert "no case on an incident" in refused(office, "incident")


def test_a_record_says_what_where_and_when_with_source_and_grade(office: Office) -> None:
    dossier = made(office, "incident", on_pipeline(office))
    rows = {str(row[0]): row for row in table(dossier, "incident_1").rows}
    assert rows["Happened"][1] == "8 Oct 2023"
    assert rows["Place"][1] == "Gulf of Finland"
    assert rows["Means"][2:] == ("reported", rows["Means"][3], READ["grade"])
    assert "own knowledge" in str(rows["Means"][3])
    assert "a ship of the port" in words(table(dossier, "kind"))
    assert dossier.title == PIPELINE


def test_rival_explanations_stand_side_by_side_and_none_is_chosen(office: Office) -> None:
    reference = on_pipeline(office)
    attributed(
        office,
        PIPELINE,
        "the shipping company",
        "an accident in a storm",
        AttributionGrade.DENIED,
        Certainty.REPORTED,
        "2024-08",
    )
    told = table(made(office, "incident", reference), "incident_1_attributed")
    assert [(str(row[0]), shown(row[2])) for row in told.rows] == [
        ("Oct 2023", "assessed likely"),
        ("Aug 2024", "denied"),
    ]
    assert "“an accident in a storm”" in words(told)
    assert "no public confirmation" in words(told)


def test_the_vessel_has_flag_and_owner_of_that_day(office: Office) -> None:
    reference, session = on_pipeline(office), office.session(ANALYST)
    do(session, MakeEntity("Heron Star", "vessel", REGISTER))
    do(session, MakeEntity("Heron Lines", "organisation", REGISTER, country="AE"))
    for flag, since, until in (("MH", "2020", "2023-12-01"), ("PA", "2023-12-01", None)):
        said = StateFact("Heron Star", "flag", REGISTER, flag, since=since, until=until)
        do(session, said)
    do(session, LinkEntities("Heron Lines", "owns", "Heron Star", REGISTER, since="2019"))
    link = LinkIncident(
        PIPELINE, REGISTER, Certainty.REPORTED, entity="Heron Star", role=LinkRole.MEANS, **READ
    )
    do(session, link)
    (row,) = table(made(office, "incident", reference), "incident_1_vessels").rows
    assert shown(row[0]) == "Heron Star"
    assert str(row[2]).startswith("MH (ship register")
    assert str(row[3]).startswith("Heron Lines, AE (ship register")
    assert str(row[4]).startswith("PA (ship register")


def test_damage_and_who_was_told_stand_apart_and_their_absence_is_said(office: Office) -> None:
    reference, session = on_pipeline(office), office.session(ANALYST)
    empty = made(office, "incident", reference)
    assert table(empty, "incident_1_damage").rows == ()
    assert table(empty, "incident_1_told").empty == "Nobody is on record as told."
    damage = StateOfIncident(
        PIPELINE, StatementKind.DAMAGE, "press", Certainty.REPORTED, "a leak of gas", **READ
    )
    do(session, damage)
    told = TellIncident(PIPELINE, "the coast guard", "log", Certainty.ESTABLISHED, **READ)
    do(session, told)
    dossier = made(office, "incident", reference)
    assert "a leak of gas" in words(table(dossier, "incident_1_damage"))
    assert "the coast guard" in words(table(dossier, "incident_1_told"))


def test_a_record_is_for_the_ministry_and_verifies(office: Office, tmp_path: Path) -> None:
    reference = on_pipeline(office)
    office.act(ANALYST, "note", reference=reference, reason=REASON)
    pdf, xlsx = tmp_path / "r.pdf", tmp_path / "r.xlsx"
    made_one = run(office.session(ANALYST), ReportCase(CaseReport.INCIDENT, reference, pdf, xlsx))
    assert made_one.redaction is not None
    assert made_one.redaction.profile == "ministry"
    assert reporting.verify_reports([pdf, xlsx]).passed
