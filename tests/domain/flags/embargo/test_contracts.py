"""A contract from before an embargo: each question has three answers, and the worst counts."""

from datetime import date
from typing import Any

import pytest
from tests.domain.packs import shipped

from landwaiter.domain.flags.embargo.matrix import matrix
from landwaiter.domain.flags.embargo.old_contracts import ClaimedExemption, Support, checked

CELLS = [c for c in matrix({"embargo_matrix": shipped("embargo_matrix")}, {})
         if c.instrument == "CN-1989"]  # fmt: skip
SIGNED = date(1985, 6, 30)
CLAIM = {
    "instrument": "CN-1989",
    "article": "practice of the state",
    "contract_date": "1985-06-30",
    "items": ["1", "2"],
    "evidence": "E-01",
    "amended": "1986-01-01",
    "wind_down": "2030-01-01",
}


def outcome(**changes: Any) -> ClaimedExemption:
    claim = {key: value for key, value in {**CLAIM, **changes}.items() if value is not None}
    return checked(
        claim,
        source="contract",
        cells=CELLS,
        items=[1, 2],
        evidence={"E-01", "contract.pdf"},
        contract_date=SIGNED,
        today=date(2026, 3, 27),
    )


def test_a_claim_that_the_file_bears_out_is_supported() -> None:
    assert outcome().verdict is Support.SUPPORTED


@pytest.mark.parametrize(
    ("field", "value", "check"),
    [
        ("contract_date", "1989-06-27", "Older than the instrument"),
        ("contract_date", "1985-07-01", "Date as on the contract"),
        ("evidence", "E-09", "Contract on file"),
        ("items", ["1"], "Items within its scope"),
        ("amended", "1989-06-27", "Not widened since"),
        ("wind_down", "2026-03-26", "Within the wind-down period"),
    ],
)
def test_one_thing_that_does_not_fit_takes_the_support_away(
    field: str, value: Any, check: str
) -> None:
    found = outcome(**{field: value})
    assert found.verdict is Support.NOT_SUPPORTED
    assert check in {one.name for one in found.checks if one.answer is Support.NOT_SUPPORTED}


@pytest.mark.parametrize("field", ["evidence", "items", "amended", "wind_down", "article"])
def test_a_question_without_an_answer_leaves_it_open(field: str) -> None:
    assert outcome(**{field: None}).verdict is Support.CANNOT_TELL


def test_the_day_before_the_declaration_is_older_and_the_last_day_of_a_period_is_within_it() -> (
    None
):
    found = outcome(contract_date="1989-06-26", wind_down="2026-03-27")
    answers = {one.name: one.answer for one in found.checks}
    assert answers["Older than the instrument"] is Support.SUPPORTED
    assert answers["Within the wind-down period"] is Support.SUPPORTED


def test_an_instrument_without_a_first_day_cannot_tell() -> None:
    bare = checked(
        CLAIM, source="contract", cells=(), items=[1], evidence=(), contract_date=None,
        today=date(2026, 3, 27),
    )  # fmt: skip
    assert bare.verdict is Support.NOT_SUPPORTED
    assert next(c.answer for c in bare.checks if "Older" in c.name) is Support.CANNOT_TELL
