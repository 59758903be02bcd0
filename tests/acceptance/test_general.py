"""Scenarios of the same form that are not among the seven: every kind, event and type of report."""

import copy
from pathlib import Path
from typing import Any

import msgspec
import pytest
from tests.acceptance.conftest import HERE
from tests.acceptance.drive import drive
from tests.acceptance.scenario import REPORTS, Scenario, raw_scenarios

from landwaiter.domain.intake.case_kind import CaseKind
from landwaiter.domain.reports.case_reports import CaseReport
from landwaiter.domain.reports.deeds import ReportCase
from landwaiter.services.deeds.engine import run

RAW: dict[str, dict[str, Any]] = {str(raw["id"]): raw for raw in raw_scenarios(HERE)}


def changed(name: str, **given: Any) -> Scenario:
    raw = copy.deepcopy(RAW[name])
    raw["input"] |= given
    return msgspec.convert(raw, type=Scenario)


@pytest.mark.parametrize("kind", list(CaseKind))
def test_every_kind_is_driven_with_a_declaration(kind: CaseKind, tmp_path: Path) -> None:
    driven = drive(changed("S04", case_type=kind.value), tmp_path)
    assert driven.view.case.kind is kind


@pytest.mark.parametrize("kind", ["intangible", "research"])
def test_a_project_is_driven_without_a_declaration(kind: str, tmp_path: Path) -> None:
    case = drive(changed("S10", case_type=kind), tmp_path).view.case
    assert case.project is not None
    assert case.project["technology"] == "1E103"


def test_a_field_of_a_project_that_a_kind_lacks_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="has no"):
        drive(changed("S10", case_type="export", judgements=[]), tmp_path)


def test_an_audit_is_driven_from_its_exports(tmp_path: Path) -> None:
    scenario = changed(
        "S10",
        case_type="audit",
        project=None,
        judgements=[],
        exports={
            "exporter": "Obrabiarki Wisla",
            "hs6": "845710",
            "destination": "CN",
            "coverage": "all declarations",
            "history_eur": {"CN_2023": 100000, "CN_2024": 400000},
        },
        last_export_year=2024,
    )
    driven = drive(scenario, tmp_path)
    assert driven.view.record_duty_until is not None
    pdf = tmp_path / "audit.pdf"
    made = run(driven.session, ReportCase(CaseReport("audit"), driven.reference, pdf=pdf))
    assert made.dossier.startswith(driven.reference)


def test_goods_are_sampled_seized_and_destroyed_and_the_answer_finds_its_request(
    tmp_path: Path,
) -> None:
    events = [
        {"at": "2026-02-03T09:40:00+01:00", "event": "held"},
        {"at": "2026-02-03T10:00:00+01:00", "event": "sampled", "note": "two modules"},
        {"at": "2026-02-03T11:00:00+01:00", "event": "opinion_requested"},
        {"at": "2026-02-04T11:00:00+01:00", "event": "answered", "note": "it is a camera"},
        {"at": "2026-02-05T11:00:00+01:00", "event": "seized", "note": "order of the court"},
        {"at": "2026-02-06T11:00:00+01:00", "event": "destroyed", "note": "order of the court"},
        {"at": "2026-02-06T12:00:00+01:00", "event": "press_informed", "value": "no"},
    ]
    case = drive(changed("S04", events=events), tmp_path).view.case
    assert case.items[0].status.value == "destroyed"
    assert case.actions[0].answer == "it is a camera"
    assert case.notes[-1].text == "press informed: no"


def test_a_report_of_a_type_that_is_not_there_is_an_error() -> None:
    raw = copy.deepcopy(RAW["S01"])
    raw["expected"]["report"]["type"] = "poem"
    with pytest.raises(msgspec.ValidationError, match="poem"):
        msgspec.convert(raw, type=Scenario)
    assert "none" in REPORTS


def test_a_kind_that_is_not_there_is_an_error() -> None:
    with pytest.raises(msgspec.ValidationError):
        changed("S10", case_type="holiday")
