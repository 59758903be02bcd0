"""The form of a scenario is strict: what nobody reads is an error, not an ornament."""

import copy
from pathlib import Path
from typing import Any

import msgspec
import pytest
from tests.acceptance.conftest import HERE
from tests.acceptance.scenario import REPORTS, Report, Scenario, raw_scenarios

Place = tuple[str | int, ...]
RAW: dict[str, dict[str, Any]] = {str(raw["id"]): raw for raw in raw_scenarios(HERE)}
PLACES: tuple[tuple[str, Place], ...] = (
    ("S01", ()),
    ("S01", ("input",)),
    ("S01", ("input", "intake")),
    ("S01", ("input", "declaration")),
    ("S01", ("input", "declaration", "exporter")),
    ("S01", ("input", "declaration", "consignee")),
    ("S01", ("input", "declaration", "items", 0)),
    ("S11", ("input", "declaration", "transport")),
    ("S01", ("input", "enrichment", 0)),
    ("S01", ("input", "enrichment", 0, "value")),
    ("S02", ("input", "enrichment", 4, "value")),
    ("S10", ("input", "project")),
    ("S01", ("input", "judgements", 0)),
    ("S01", ("input", "policy")),
    ("S01", ("input", "packs", 0)),
    ("S01", ("input", "lists", 0)),
    ("S06", ("input", "registers")),
    ("S06", ("input", "registers", "licences")),
    ("S06", ("input", "registers", "licences", "entries", 0)),
    ("F07", ("input", "registers", "denials")),
    ("F07", ("input", "registers", "denials", "entries", 0)),
    ("F01", ("input", "exports")),
    ("S01", ("input", "events", 0)),
    ("S01", ("expected",)),
    ("S01", ("expected", "tracks", 0)),
    ("S01", ("expected", "clock")),
    ("S08", ("expected", "items", 0)),
    ("S01", ("expected", "report")),
)


@pytest.mark.parametrize(("name", "place"), PLACES, ids=[f"{n}-{p}" for n, p in PLACES])
def test_an_unknown_field_is_an_error(name: str, place: Place) -> None:
    raw = copy.deepcopy(RAW[name])
    target: Any = raw
    for step in place:
        target = target[step]
    target["colour"] = "blue"
    with pytest.raises(msgspec.ValidationError, match="colour"):
        msgspec.convert(raw, type=Scenario)


@pytest.mark.parametrize(
    ("called", "made"),
    [
        ("case report", "case"),
        ("referral to licensing authority", "referral"),
        ("referral", "referral"),
        ("report to ministry", "ministry"),
        ("seizure record", "seizure"),
        ("seizure or detention record", "seizure"),
        ("audit report", "audit"),
        ("none", ""),
    ],
)
def test_a_report_is_known_by_a_word_of_its_name(called: str, made: str) -> None:
    assert Report(called).made == made
    assert made in REPORTS.values()


@pytest.mark.parametrize("code", ["9E003", "1E001", "3E230"])
def test_a_code_that_looks_like_a_number_is_text_in_a_scenario(code: str, tmp_path: Path) -> None:
    raw = f"[{{id: S99, code: {code}, value: {{technology: {code}}}}}]"
    (tmp_path / "scenarios.yaml").write_text(raw, encoding="utf-8")
    (read,) = raw_scenarios(tmp_path)
    assert (read["code"], read["value"]) == (code, {"technology": code})
