"""Every kind of case from its opening to its report: asked, filled, assessed, decided, reported."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from tests.deeds.said import said
from tests.services.act_examples import INCIDENT, an_incident
from tests.services.sample_office import ANALYST, REASON, REVIEWER, Office, declared

from landwaiter.domain.cases.case import Stage
from landwaiter.domain.cases.case_of_kind import missing_fields
from landwaiter.domain.intake.case_kind import CaseKind
from landwaiter.domain.intake.declaration import Role
from landwaiter.domain.intake.deeds import OpenCase
from landwaiter.domain.reports.case_reports import CaseReport
from landwaiter.domain.reports.deeds import ReportCase
from landwaiter.errors import Invalid, NotAllowed, NotFound
from landwaiter.services.cases.kinds import kind_of
from landwaiter.services.deeds.engine import do, run
from landwaiter.services.incidents.incident_page import incident_view
from landwaiter.services.intake.openings import as_typed

FILLED: dict[CaseKind, dict[str, str]] = {
    CaseKind.EXPORT: {
        "exporter": "Obrabiarki Wisla",
        "consignee": "Morning Lathe Trading",
        "consignee_country": "CN",
        "destination": "CN",
        "goods": "5-axis CNC machining centre",
        "end_use": "teaching workshop",
    },
    CaseKind.TRANSIT: {
        "holder": "Transit Holder Ltd",
        "holder_country": "KR",
        "consignee": "Morning Lathe Trading",
        "origin": "KR",
        "destination": "BY",
        "route": "NL, DE, PL",
        "goods": "oscilloscopes",
        "non_union": "yes",
    },
    CaseKind.BROKERING: {
        "broker": "Vermittler GmbH",
        "supplier": "Seoul Tools",
        "supplier_country": "KR",
        "buyer": "Morning Lathe Trading",
        "buyer_country": "CN",
        "goods": "machining centres",
        "technology": "2B001",
        "service": "negotiates",
        "end_use": "rocket casings",
        "value_eur": "120000.50",
    },
    CaseKind.TECHNICAL_ASSISTANCE: {
        "provider": "Turbinen Service GmbH",
        "partner": "Quiet Harbour Works",
        "partner_country": "CN",
        "assistance": "maintenance",
        "topic": "overhaul of gas turbines",
        "technology": "9A001",
        "place": "Shanghai",
        "start": "2026-05-04",
        "people": "Jan Kowalski; PL; Turbinen Service GmbH; 2020-01-01; ; fitter",
        "end_use": "power station",
    },
    CaseKind.INTANGIBLE: {
        "partner": "Quiet Harbour School",
        "partner_country": "CN",
        "topic": "cure of composites",
        "technology": "1E103",
        "medium": "shared repository",
    },
    CaseKind.RESEARCH: {
        "partner": "Quiet Harbour School",
        "partner_country": "CN",
        "topic": "hull flow",
        "technology": "8E001",
        "funding": "grant 14 of a state programme",
        "persons": (
            "Li Wei; CN; Quiet Harbour School; 2019-09-01; 2022-06-30; doctoral student; no\n"
            "Wang Jun; CN; Academy of Grey Herons; 2015-01-01; ; trained officer; yes"
        ),
    },
    CaseKind.ACQUISITION: {
        "target": "Optik Nord GmbH",
        "target_country": "DE",
        "partner": "Blue Ridge Holding",
        "partner_country": "LU",
        "channel": "company_acquisition",
        "shares_before": "0",
        "shares_after": "74.9",
        "chain": "Blue Ridge Holding; LU; 100; Optik Nord\nShenzhen Fund; CN; 80; Blue Ridge",
        "topic": "infrared lenses",
        "technology": "6E001",
        "closing": "2026-06-30",
    },
    CaseKind.AUDIT: {
        "exporter": "Obrabiarki Wisla",
        "period_from": "2023-01-01",
        "period_to": "2025-12-31",
        "coverage": "all declarations of the exporter",
        "hs6": "845710",
        "years": "2023; CN; 120000\n2024; CN; 150000\n2025; CN; 990000",
        "documents_seen": "contract 17/2024; 2024-03-01; no clause on re-export",
        "findings": "records of two exports are missing",
    },
    CaseKind.INCIDENT: {
        "incident": INCIDENT,
        "topic": "a ship that is known here passed by",
        "owner": "Heron Lines",
    },
}
OUTCOMES = {
    CaseKind.RESEARCH: "advise_against_cooperation",
    CaseKind.INTANGIBLE: "inform-and-refer",
    CaseKind.ACQUISITION: "inform-and-refer",
    CaseKind.INCIDENT: "inform-and-refer",
}


def opened(office: Office, kind: CaseKind, given: dict[str, str] | None = None) -> str:
    if kind is CaseKind.INCIDENT:
        an_incident(office)
    said = as_typed(OpenCase(kind, "tip", project=given or FILLED[kind]))
    return do(office.session(ANALYST), said).made


def text_of(path: Path) -> str:
    program = shutil.which("pdftotext")
    if program is None:
        pytest.skip("pdftotext is not installed: nothing reads the text of a PDF")
    shown = subprocess.run([program, "-layout", str(path), "-"], capture_output=True, check=True)
    return re.sub(r"\s+", " ", shown.stdout.decode("utf-8"))


def test_every_kind_has_an_example() -> None:
    assert {*FILLED} == {*CaseKind}


@pytest.mark.parametrize("kind", list(CaseKind))
def test_a_kind_goes_from_opening_to_the_report(
    office: Office, kind: CaseKind, tmp_path: Path
) -> None:
    reference = opened(office, kind)
    office.act(ANALYST, "assess", reference=reference)
    assert missing_fields(office.case(reference)) == ()
    outcome = OUTCOMES.get(kind, "release")
    office.act(ANALYST, "propose", reference=reference, outcome=outcome, reason=REASON)
    office.act(REVIEWER, "approve", reference=reference)
    assert office.view(reference).approved_valid
    if "executed" not in kind_of(kind).without_stages:
        office.act(ANALYST, "execute", reference=reference)
    office.act(ANALYST, "close", reference=reference)
    assert office.case(reference).stage is Stage.CLOSED
    name = "audit" if kind is CaseKind.AUDIT else "ministry"
    file = tmp_path / f"{kind}.pdf"
    run(office.session(ANALYST), ReportCase(CaseReport(name), reference, pdf=file))
    said = text_of(file)
    for value in ("partner", "exporter", "target", "broker", "holder"):
        if value in FILLED[kind]:
            assert FILLED[kind][value] in said


@pytest.mark.parametrize("kind", list(CaseKind))
def test_what_is_missing_is_named_before_a_decision(office: Office, kind: CaseKind) -> None:
    name = next(iter(FILLED[kind]))
    reference = opened(office, kind, {name: FILLED[kind][name]})
    office.act(ANALYST, "assess", reference=reference)
    missing = missing_fields(office.case(reference))
    assert missing
    with pytest.raises(NotAllowed) as refused:
        office.act(ANALYST, "propose", reference=reference, outcome="release", reason=REASON)
    assert all(field.title in refused.value.message for field in missing)


def test_asked_for_and_not_known_is_an_answer(office: Office) -> None:
    given = {n: v for n, v in FILLED[CaseKind.RESEARCH].items() if n != "funding"}
    reference = opened(office, CaseKind.RESEARCH, given)
    assert [field.name for field in missing_fields(office.case(reference))] == ["funding"]
    do(
        office.session(ANALYST),
        said("enrich", reference=reference, field="funding", value=None, source="exporter_answer"),
    )
    case = office.case(reference)
    assert missing_fields(case) == ()
    assert case.project is not None
    assert case.project["funding"] is None


def test_what_is_stated_later_counts_and_its_party_joins_the_case(office: Office) -> None:
    reference = opened(office, CaseKind.ACQUISITION)
    office.act(
        ANALYST,
        "enrich",
        reference=reference,
        field="chain",
        value="Other Fund; HK; 60; Blue Ridge",
        source="company_register",
    )
    case = office.case(reference)
    assert [p.name for p in case.parties if p.role is Role.OWNER] == ["Other Fund"]
    assert case.project is not None
    assert case.project["chain"][0]["share"] == "60"


def test_persons_with_their_affiliations_are_screened_and_printed(
    office: Office, tmp_path: Path
) -> None:
    reference = opened(office, CaseKind.RESEARCH)
    people = [p.name for p in office.case(reference).parties if p.role is Role.PERSON]
    assert people == ["Li Wei", "Wang Jun"]
    file = tmp_path / "case.pdf"
    run(office.session(ANALYST), ReportCase(CaseReport("case"), reference, pdf=file))
    assert "Academy of Grey Herons" in text_of(file)


@pytest.mark.parametrize(
    ("form", "told"), [("training_of_military_staff", 1), ("joint_project", 0)]
)
def test_training_of_military_staff_is_told_to_be_judged_by_no_rule(
    office: Office, tmp_path: Path, form: str, told: int
) -> None:
    reference = opened(office, CaseKind.RESEARCH, {**FILLED[CaseKind.RESEARCH], "form": form})
    file = tmp_path / "case.pdf"
    run(office.session(ANALYST), ReportCase(CaseReport("case"), reference, pdf=file))
    assert text_of(file).count("no rule of this version judges that") == told


def test_rules_read_what_a_kind_keeps_as_enrichment(office: Office) -> None:
    reference = opened(office, CaseKind.BROKERING)
    learned = {fact.field: fact.value for fact in office.case(reference).enrichment}
    assert learned == {"end_use": "rocket casings"}


def test_the_declaration_answers_what_it_says(office: Office) -> None:
    assert missing_fields(office.case()) == ()
    office.take_in(declared(lrn="LW-9", consignee_name="", consignee_country="CN"))
    newest = office.case("PL1-2026-000002")
    assert [field.name for field in missing_fields(newest)] == ["consignee"]


@pytest.mark.parametrize(
    ("field", "value", "row"),
    [
        ("colour", "blue", None),
        ("partner_country", "China", None),
        ("start", "soon", None),
        ("form", "friendship", None),
        ("persons", "Li Wei; CN; a; 2019-09-01; 2022-06-30; b; no; too much", 1),
        ("persons", "Li Wei; China", None),
    ],
)
def test_a_field_that_does_not_fit_is_refused_by_name(
    office: Office, field: str, value: str, row: int | None
) -> None:
    with pytest.raises(Invalid) as refused:
        opened(office, CaseKind.RESEARCH, {field: value})
    assert str(refused.value.field).startswith(field)
    assert refused.value.row == row


def test_a_kind_without_goods_has_no_acts_on_goods(office: Office) -> None:
    reference = opened(office, CaseKind.ACQUISITION)
    refused = {v.act: v.why_not for v in office.view(reference).acts if not v.allowed}
    assert "has no such act" in refused["hold"]


def test_each_kind_has_its_own_target_for_triage(office: Office) -> None:
    days = {
        kind: office.view(opened(office, kind)).row.clock.countdown.working_days  # type: ignore[union-attr]  # triage runs
        for kind in (CaseKind.INTANGIBLE, CaseKind.BROKERING, CaseKind.RESEARCH)
    }
    assert list(days.values()) == [1, 2, 3]


def test_an_incident_that_is_not_recorded_is_refused_with_its_field(office: Office) -> None:
    given = {**FILLED[CaseKind.INCIDENT], "incident": "nothing of the kind"}
    with pytest.raises(NotFound) as caught:
        opened(office, CaseKind.INCIDENT, given)
    assert (caught.value.field, caught.value.value) == ("incident", "nothing of the kind")
    assert caught.value.remedy


def test_a_case_of_an_incident_refers_to_the_record_and_has_it_as_no_ground(office: Office) -> None:
    case = office.case(opened(office, CaseKind.INCIDENT))
    assert case.project is not None
    assert case.project["incident"]["name"] == INCIDENT
    assert case.grounds == ()
    session = office.session(ANALYST)
    assert incident_view(session, INCIDENT).about == (case.reference,)
    field = "project.incident"
    given = {"value": None, "source": "exporter_answer"}
    do(session, said("enrich", reference=case.reference, field=field, **given))
    assert incident_view(session, INCIDENT).about == ()
