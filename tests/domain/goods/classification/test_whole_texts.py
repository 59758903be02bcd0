"""Candidates of whole texts: bounds on long words change none, and long texts take no square."""

import csv
from collections.abc import Iterable
from copy import copy
from dataclasses import replace
from pathlib import Path

import pytest
from tests.benchmarks.classification.strata import LINES, SECOND_LINES, THIRD_LINES, trade_lines
from tests.domain.goods.classification.looked_up import LookedUp
from tests.domain.packs import shipped

from landwaiter.domain.base.memory import Memory
from landwaiter.domain.goods.candidates import classify
from landwaiter.domain.goods.classification.evidence import words_of
from landwaiter.domain.goods.classification.folding import Token
from landwaiter.domain.goods.classification.glossary import Glossary, glossary_of
from landwaiter.domain.goods.classification.vocabulary import (
    MISSPELT,
    Meeting,
    Vocabulary,
    _cuts,
    _one_apart,
)

PACKS = {pack_id: shipped(pack_id) for pack_id in ("annex1", "cml", "glossary", "trade_words")}
TOLD = 64
"""Characters that a reason gives of one word."""


def glossary() -> Glossary:
    found = glossary_of(PACKS)
    assert found is not None
    return found


class Unbounded(Vocabulary):
    """Every end of every start and every letter left out, however long the word."""

    def _longest(self, word: str, at: int) -> str:
        ends = range(len(word), at + 4, -1)
        return next((word[at:end] for end in ends if word[at:end] in self.keys), "")

    def _misspelt(self, token: Token) -> tuple[Meeting, ...]:
        word = token.key
        if len(word) < 5 or not word.isalpha():
            return ()
        near = {key for cut in (word, *_cuts(word)) for key in self._cut.get(cut, ())}
        near |= {cut for cut in _cuts(word) if cut in self.keys and len(cut) >= 5}
        return tuple((key, MISSPELT) for key in sorted(near) if _one_apart(word, key))


def unbounded(bounded: Glossary) -> Glossary:
    vocabulary = copy(bounded.vocabulary)
    vocabulary.__class__ = Unbounded
    vocabulary._known = Memory(8_192)
    # What lines say is remembered of one of the two alone.
    return replace(bounded, vocabulary=vocabulary, lines=Memory(2))


def run_together(texts: Iterable[str]) -> list[str]:
    """The texts, and each again without its blanks: compounds longer than any language has."""
    return [form for text in texts for form in (text, "".join(text.split()))]


def differing(texts: Iterable[str]) -> list[str]:
    bounded = glossary()
    free = unbounded(bounded)
    return [text for text in texts if words_of(text, bounded) != words_of(text, free)]


def test_the_bound_changes_no_candidate_of_a_trade_line() -> None:
    lines = [one.text for path in (LINES, SECOND_LINES, THIRD_LINES) for one in trade_lines(path)]
    assert differing(run_together(lines[::4])) == []


def test_the_bound_changes_no_candidate_of_a_description_of_the_nomenclature(
    testdata: Path,
) -> None:
    with (testdata / "codes/hs2022_harmonized-system.csv").open(encoding="utf-8") as file:
        texts = [row["description"] for row in csv.DictReader(file)]
    assert differing(run_together(texts[::15])) == []


@pytest.mark.parametrize(
    "word", ["x", "accelerometer", "1", "a1", "é", "щ", "bae", "a-1", "1.1", "光", "ア", "machine "]
)
def test_a_text_twice_as_long_looks_up_twice_as_much(word: str) -> None:
    asked = []
    for characters in (10_000, 20_000):
        found = glossary()
        vocabulary = copy(found.vocabulary)
        vocabulary.keys = keys = LookedUp(vocabulary.keys)
        vocabulary._known = Memory(8_192)
        words_of(word * (characters // len(word)), replace(found, vocabulary=vocabulary))
        asked.append(keys.characters)
    assert asked[1] <= 2.02 * asked[0] <= 50 * 20_000


def test_the_reasons_of_an_unbroken_text_stay_readable() -> None:
    found = classify("accelerometer" * 1500, PACKS)
    assert "7A001" in [one.code for one in found]
    assert max(len(reason) for one in found for reason in one.reasons) < TOLD + 200
