"""What is left out of a line because it cannot come to enough would not have come to it."""

import csv
from pathlib import Path

import pytest
from tests.benchmarks.classification.strata import LINES, SECOND_LINES, THIRD_LINES, trade_lines
from tests.domain.packs import shipped

from landwaiter.domain.goods.classification.evidence import words_of
from landwaiter.domain.goods.classification.glossary import Glossary, glossary_of

pytestmark = pytest.mark.thorough

PACKS = {pack_id: shipped(pack_id) for pack_id in ("annex1", "cml", "glossary", "trade_words")}
ASKED = (120, 250, 500, 640, 700, 800, 899)
"""Thousandths from which heads are told."""


def glossary() -> Glossary:
    found = glossary_of(PACKS)
    assert found is not None
    return found


def wrong(text: str, least: int) -> bool:
    """Whether asking for more leaves out another head than those that come to less."""
    whole = words_of(text, glossary())
    asked = words_of(text, glossary(), least=least)
    enough = tuple(one for one in whole.speaking if one.score >= least)
    return (asked.speaking, asked.against) != (enough, whole.against)


def terms() -> list[str]:
    """Names of the glossary, two beside each other, which come to about what is asked."""
    named = [row["term"] for row in PACKS["glossary"].rows]
    return [f"{one} {other}" for one, other in zip(named[::97], named[50::97], strict=False)]


@pytest.mark.parametrize("least", ASKED)
def test_no_head_of_a_trade_line_is_left_out(least: int) -> None:
    lines = [one.text for path in (LINES, SECOND_LINES, THIRD_LINES) for one in trade_lines(path)]
    assert [text for text in (*lines[::3], *terms()) if wrong(text, least)] == []


@pytest.mark.parametrize("least", ASKED[1:4])
def test_no_head_of_the_nomenclature_is_left_out(testdata: Path, least: int) -> None:
    with (testdata / "codes/hs2022_harmonized-system.csv").open(encoding="utf-8") as file:
        texts = [row["description"] for row in csv.DictReader(file)]
    assert [text for text in texts[::9] if wrong(text, least)] == []


def test_a_line_that_only_speaks_against_tells_no_head() -> None:
    denying = next(row for row in PACKS["glossary"].rows if row["kind"] == "not")
    found = words_of(denying["term"], glossary())
    assert found.against
    assert all(one.terms for one in found.speaking)
