"""A marine diesel engine for a naval shipyard: what is asked, and which rules read the answers."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from tests.services.sample_office import ANALYST, Office, declared

from landwaiter.domain.cases.case import Evaluation, FlagResult, Severity
from landwaiter.domain.interviews.interview import InterviewVerdict
from landwaiter.errors import Invalid
from landwaiter.services.interviews.answering import AnswerSource, answer_questions
from landwaiter.services.interviews.interviews import ItemInterview, entries_of, interview_on
from landwaiter.services.reports.dossier.interview_tables import interviews_table

ENGINE = "PL1-2026-000002"
SHEET = AnswerSource("data_sheet", "data sheet, revision 3", date(2026, 3, 2))
NOT_LISTED: Mapping[str, Any] = {
    "designed_for_submarine": "no",
    "works_without_air": "no",
    "non_magnetic_percent": "8 %",
}


@pytest.fixture
def engine(office: Office) -> Office:
    """Acceptance: 2,720 kW, 20 cylinders, 8408 10, to China with Y901."""
    row = declared(
        lrn="LW-2",
        cn8="84081011",
        description="Marine diesel engine 2,720 kW, 20 cylinders",
        consignee_name="Eastern Naval Shipyard",
    )
    assert office.take_in(row).cases == (ENGINE,)
    return office


def held(office: Office, entry: str = "ML9") -> ItemInterview:
    return interview_on(office.session(ANALYST), ENGINE, 1, entry)


def answers(office: Office, **values: Any) -> None:
    answer_questions(office.session(ANALYST), ENGINE, 1, values, SHEET)


def asked(found: ItemInterview) -> tuple[str, ...]:
    return tuple(question.parameter for question in found.read.questions)


def flag(office: Office, rule: str) -> FlagResult:
    return next(one for one in office.case(ENGINE).flags if one.rule == rule)


@pytest.mark.parametrize("entry", ["ML9", "8A002"])
def test_the_interview_asks_four_questions_and_none_on_pumpjets(engine: Office, entry: str) -> None:
    found = held(engine, entry)
    assert asked(found) == (
        "designed_for_submarine", "works_without_air", "non_magnetic_percent", "engine_power_mw",
    )  # fmt: skip
    assert found.sentence == "Cannot tell whether it meets ML9.b.1, ML9.b.3, ML9.b.4, 8A002.j.2."
    assert "ML9.b.1, ML9.b.3, ML9.b.4 are own knowledge" in found.warning


def test_both_heads_are_candidates_and_lack_the_same(engine: Office) -> None:
    assert entries_of(engine.session(ANALYST), ENGINE, 1)[:2] == ("ML9", "8A002")
    lacking = {one.code: one.missing for one in engine.case(ENGINE).candidates}
    assert lacking["ML9"] == lacking["8A002"]
    assert lacking["ML9"][0] == "specially designed for submarines"
    assert "which marine equipment it is" not in lacking["8A002"]


def test_by_power_alone_it_is_not_listed_and_the_ship_is_asked_for(engine: Office) -> None:
    answers(engine, **NOT_LISTED)
    found = held(engine)
    assert found.read.verdict is InterviewVerdict.DOES_NOT_MEET
    assert "Not listed by its power alone" in found.sentence
    assert asked(found) == (
        "ship_yard", "ship_class", "for_navy", "civil_class_approval", "contract_day",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("answer", "word"),
    [
        ({"ship_class": "frigate of the navy, type 054"}, "navy"),
        ({"ship_yard": "yard of the navy"}, "navy"),
        ({"for_navy": "yes"}, "for a navy or another ship of armed forces"),
    ],
)
def test_what_is_said_of_the_ship_raises_the_military_end_use(
    engine: Office, answer: dict[str, str], word: str
) -> None:
    assert flag(engine, "RF-E01").evaluation is Evaluation.NOT_EVALUATED
    answers(engine, **NOT_LISTED, **answer)
    raised = flag(engine, "RF-E01")
    assert raised.evaluation is Evaluation.RAISED
    assert word in raised.explanation
    (name,) = answer
    assert any(one.startswith(f"items/1/params/{name}: ") for one in raised.evidence)


@pytest.mark.parametrize(
    "answer",
    [{"ship_class": "container feeder"}, {"for_navy": "no"}, {"civil_class_approval": "yes"}],
)
def test_a_merchant_ship_raises_nothing_and_clears_nothing(
    engine: Office, answer: dict[str, str]
) -> None:
    answers(engine, **NOT_LISTED, **answer)
    assert flag(engine, "RF-E01").evaluation is Evaluation.NOT_EVALUATED


@pytest.mark.parametrize(
    ("day", "evaluation"),
    [("1985-03-01", Evaluation.RAISED), ("1989-06-27", Evaluation.NOT_RAISED)],
)
def test_the_day_of_the_contract_is_read_by_its_rule(
    engine: Office, day: str, evaluation: Evaluation
) -> None:
    learned = {"field": "contract", "value": {"military_items": True}, "source": "contract"}
    engine.act(ANALYST, "enrich", reference=ENGINE, **learned)
    answers(engine, **NOT_LISTED, contract_day=day)
    found = flag(engine, "RF-E06")
    assert found.evaluation is evaluation
    assert evaluation is not Evaluation.RAISED or found.severity is Severity.HIGH


def test_a_day_that_is_none_is_refused(engine: Office) -> None:
    with pytest.raises(Invalid) as refused:
        answers(engine, contract_day="last spring")
    assert refused.value.remedy == "Give the day as 2026-03-27."


def test_a_submarine_engine_is_met_and_shown_at_the_candidate(engine: Office) -> None:
    answers(engine, designed_for_submarine="yes")
    assert held(engine).sentence == "Meets ML9.b.1."
    assert asked(held(engine)) == ()
    shown = {one.code: one.shown for one in engine.case(ENGINE).candidates}
    assert (shown["ML9"], shown["8A002"]) == ("ML9 (b.1)", "8A002")


def test_the_report_prints_one_interview_with_what_rules_read(engine: Office) -> None:
    answers(engine, **NOT_LISTED, ship_class="container feeder")
    view = engine.view(ENGINE)
    assert [one.read.entry for one in view.interviews] == ["ML9"]
    table = interviews_table(view)
    assert table is not None
    rows = [[str(cell) for cell in row] for row in table.rows]
    assert any(row[1] == "RF-E01" and "container feeder; for RF-E01." in row[3] for row in rows)
    assert any("Not listed by its power alone" in note for note in table.notes)
