"""Names that must meet and names that must not, by what parts them; the table is phenomena.csv.

`expected` is what a person would say of two bare names: `hit` reaches the threshold.
"""

import csv
from pathlib import Path

import pytest

from landwaiter.screening import DEFAULT_THRESHOLD, compare_names

TABLE = Path(__file__).with_name("phenomena.csv")


def rows() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def told(row: dict[str, str]) -> str:
    return f"{row['phenomenon']}: {row['query']} | {row['listed']}"


@pytest.mark.parametrize("row", rows(), ids=told)
def test_two_names_meet_as_a_person_would_say(row: dict[str, str]) -> None:
    score = compare_names(row["query"], row["listed"], row["kind"]).score
    assert (score >= DEFAULT_THRESHOLD) == (row["expected"] == "hit"), score


@pytest.mark.parametrize("row", rows(), ids=told)
def test_it_does_not_matter_which_of_the_two_is_asked(row: dict[str, str]) -> None:
    there = compare_names(row["query"], row["listed"], row["kind"]).score
    back = compare_names(row["listed"], row["query"], row["kind"]).score
    assert there == back


def test_the_table_holds_both_answers_for_most_phenomena() -> None:
    by_phenomenon: dict[str, set[str]] = {}
    for row in rows():
        by_phenomenon.setdefault(row["phenomenon"], set()).add(row["expected"])
    assert len(rows()) >= 150
    assert sum(len(expected) == 2 for expected in by_phenomenon.values()) >= 20
