"""Stakes that changed hands shortly after a listing."""

from dataclasses import replace
from datetime import date

import pytest
from tests.domain.entities.ownership.builders import held
from tests.domain.entities.ownership.test_rules import mark

from landwaiter.domain.entities.ownership.changes import changes_after, months_after
from landwaiter.domain.entities.ownership.stated import (
    HolderMark,
    HoldingStatement,
    OwnershipStatements,
)

LISTED = replace(mark("L"), listed_on="2022-02-25")


def days(
    *rows: HoldingStatement, marks: tuple[HolderMark, ...] = (LISTED,), months: int = 6
) -> list[tuple[str, bool]]:
    found = changes_after(OwnershipStatements(stated=rows, marks=marks), months)
    return [(one.day, one.is_sure) for one in found]


@pytest.mark.parametrize(
    ("row", "found"),
    [
        (held("L", "F", 60, until="2022-02-24"), []),
        (held("L", "F", 60, until="2022-02-25"), [("2022-02-25", True)]),
        (held("L", "F", 60, until="2022-08-25"), [("2022-08-25", True)]),
        (held("L", "F", 60, until="2022-08-26"), []),
        (held("L", "F", 60, until="2022"), [("2022", False)]),
        (held("L", "F", kind="directs", until="2022-03-01"), [("2022-03-01", True)]),
        (held("L", "F", 60, until="2022-03-01", is_certain=False), [("2022-03-01", False)]),
    ],
)
def test_a_change_counts_from_the_listing_to_the_end_of_the_window(
    row: HoldingStatement, found: list[tuple[str, bool]]
) -> None:
    assert days(row) == found


def test_whoever_comes_into_the_firm_counts_too() -> None:
    assert days(held("L", "F", 60), held("N", "F", 40, since="2022-03-01")) == [
        ("2022-03-01", True)
    ]


def test_other_firms_do_not_count() -> None:
    assert days(held("N", "G", 40, since="2022-03-01")) == []


def test_a_likeness_nobody_judged_leaves_the_change_unsettled() -> None:
    alike = replace(LISTED, claim="unconfirmed_identity")
    assert days(held("L", "F", 60, until="2022-03-01"), marks=(alike,)) == [("2022-03-01", False)]


def test_an_assessment_is_no_listing() -> None:
    assessed = replace(LISTED, claim="assessment")
    assert days(held("L", "F", 60, until="2022-03-01"), marks=(assessed,)) == []


def test_six_months_end_on_the_last_day_there_is() -> None:
    assert months_after(date(2021, 8, 31), 6) == date(2022, 2, 28)
