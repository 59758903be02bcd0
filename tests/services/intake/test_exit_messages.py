"""Messages of customs on the exit: kept on their case, learned, and read by the rules."""

from pathlib import Path

import pytest
from tests import taking_in
from tests.services.sample_office import ANALYST, REF, Office, declared

from landwaiter.domain.cases.case import Evaluation
from landwaiter.domain.intake.deeds import TakeIn
from landwaiter.services.intake import taking_in as intake

MRN = "26PL302010E10001A8"
FIRST = "PL1-2026-000002"
"""The case of the declaration with that MRN: the sample has one already."""


def message(name: str, inner: str, mrn: str = MRN) -> str:
    return (
        f'<ns:{name} xmlns:ns="http://ncts.dgtaxud.ec">'
        "<preparationDateAndTime>2026-03-30T08:00:00</preparationDateAndTime>"
        f"<ExportOperation><MRN>{mrn}</MRN>{inner}</ExportOperation>"
        "<CustomsOfficeOfExport><referenceNumber>PL302010</referenceNumber></CustomsOfficeOfExport>"
        f"</ns:{name}>"
    )


def taken_in(office: Office, *messages: str) -> intake.IntakeResult:
    path = office.path.parent / "messages.xml"
    path.write_text(f"<all>{''.join(messages)}</all>", encoding="utf-8")
    (result,) = taking_in.taken_in(office.session(ANALYST), TakeIn((path,)))
    return result


@pytest.fixture
def exported(office: Office) -> Office:
    """An office with a declaration that has an MRN."""
    result = office.take_in(declared(lrn="LW-EXIT", mrn=MRN, country_destination="KZ"))
    assert result.cases == (FIRST,)
    return office


def found(office: Office, rule: str) -> Evaluation:
    return next(flag.evaluation for flag in office.case(FIRST).flags if flag.rule == rule)


def learned(office: Office) -> list[dict[str, str]]:
    return [row.value for row in office.case(FIRST).enrichment if row.field == "exit_messages"]


def test_a_release_and_an_exit_are_learned_with_day_and_destination(exported: Office) -> None:
    result = taken_in(
        exported,
        message("CC529C", "<releaseDate>2026-03-27</releaseDate>"),
        message(
            "CC518C",
            "<exitDate>2026-03-29</exitDate><countryOfDestination>KZ</countryOfDestination>"
            "<ExitControlResult><code>A1</code></ExitControlResult>",
        ),
    )
    assert (result.updated, result.rejected) == (2, ())
    assert learned(exported) == [
        {"message": "CC529C", "date": "2026-03-27"},
        {"message": "CC518C", "date": "2026-03-29", "destination": "KZ", "result": "A1"},
    ]


def test_an_exit_to_another_country_raises_the_rule(exported: Office) -> None:
    assert found(exported, "RF-R05") is Evaluation.NOT_EVALUATED
    taken_in(exported, message("CC599C", "<countryOfDestination>RU</countryOfDestination>"))
    assert found(exported, "RF-R05") is Evaluation.RAISED


def test_an_exit_result_answers_whether_the_goods_left(exported: Office) -> None:
    taken_in(exported, message("CC529C", "<releaseDate>2026-03-27</releaseDate>"))
    exported.clock.move(days=91)
    exported.act(ANALYST, "evaluate", reference=FIRST)
    assert found(exported, "RF-R06") is Evaluation.RAISED
    taken_in(exported, message("CC518C", "<exitDate>2026-06-30</exitDate>"))
    assert found(exported, "RF-R06") is Evaluation.NOT_RAISED


def test_the_same_message_is_learned_once(exported: Office) -> None:
    first = message("CC518C", "<exitDate>2026-03-29</exitDate>")
    taken_in(exported, first)
    assert taken_in(exported, first).duplicates == 1
    assert len(learned(exported)) == 1


def test_it_leaves_the_stage_of_the_case_alone(exported: Office) -> None:
    before = exported.case(FIRST).stage
    taken_in(exported, message("CC518C", "<exitDate>2026-03-29</exitDate>"))
    assert exported.case(FIRST).stage is before


def test_a_message_on_an_unknown_declaration_changes_no_case(exported: Office) -> None:
    other = message("CC518C", "", mrn="26PL302010E10002A6")
    result = taken_in(exported, other)
    assert (result.waiting, result.updated, result.rejected) == (1, 0, ())
    assert not learned(exported)


@pytest.mark.parametrize(
    ("text", "field"),
    [
        (message("CC518C", "", mrn=""), "CC518C"),
        (message("CC518C", "<exitDate>soon</exitDate>"), "exitDate"),
        (
            message("CC518C", "<countryOfDestination>Russia</countryOfDestination>"),
            "countryOfDestination",
        ),
    ],
)
def test_a_faulty_message_is_refused_with_its_place(
    exported: Office, text: str, field: str
) -> None:
    (rejected,) = taken_in(exported, text).rejected
    assert field in str(rejected.field)
    assert not learned(exported)


def test_the_sample_case_hears_nothing_of_it(exported: Office) -> None:
    taken_in(exported, message("CC518C", "<exitDate>2026-03-29</exitDate>"))
    fields = {row.field for row in exported.case(REF).enrichment}
    assert "exit_messages" not in fields


def test_a_file_of_one_message_is_read(exported: Office, tmp_path: Path) -> None:
    path = tmp_path / "exit.xml"
    path.write_text(message("CC518C", "<exitDate>2026-03-29</exitDate>"), encoding="utf-8")
    (result,) = taking_in.taken_in(exported.session(ANALYST), TakeIn((path,)))
    assert result.updated == 1
