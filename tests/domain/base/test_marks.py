"""Rows of combining marks are bounded, and texts of any script stay as they are."""

import time

import pytest

from landwaiter.domain.base.marks import MOST_MARKS, with_few_marks
from landwaiter.domain.law.word_lists import folded

PADDED = "x" * 600


@pytest.mark.parametrize(
    "text", ["pump", "Ersatzteile für Łódź", "กิ๊ก ป้ำน้ำ", "שָׁלוֹם", "e\u0301\u0327", "泵 насос"]
)
def test_a_text_of_a_script_stays_as_it_is(text: str) -> None:
    assert with_few_marks(PADDED + text) == PADDED + text


def test_of_a_row_of_marks_the_first_are_kept() -> None:
    row = "\u0301\u0327" * 400
    assert with_few_marks(f"{PADDED}e{row}a\u0301") == f"{PADDED}e{row[:MOST_MARKS]}a\u0301"


def test_a_text_of_nothing_but_marks_holds_nothing_up() -> None:
    """Without the bound it takes ten seconds and more."""
    begun = time.process_time()
    folded("\u0301\u0327" * 40_000)
    assert time.process_time() - begun < 2
