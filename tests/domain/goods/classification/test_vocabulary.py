"""The ladder from a word of a line to words of the glossary."""

import pytest
from tests.domain.goods.classification.looked_up import LookedUp

from landwaiter.domain.goods.classification.folding import Token, stem
from landwaiter.domain.goods.classification.vocabulary import (
    ABBREVIATED,
    BEGINS,
    COMPOUND,
    EXACT,
    MISSPELT,
    SOUNDS_ALIKE,
    Meeting,
    Vocabulary,
)

WORDS = (
    "machin",
    "machining",
    "grinding",
    "accelerometr",
    "vakuum",
    "induktionsof",
    "pump",
    "axis",
)
VOCABULARY = Vocabulary(
    (*WORDS, "5", "t800", "光纤", "star", "tracker", "start"),
    {"mach": ("machin", "unknown")},
    {"startracker": ("star", "tracker")},
)


def meets(word: str, *, dotted: bool = False) -> tuple[Meeting, ...]:
    return VOCABULARY.meetings(Token(word, stem(word), dotted))


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("machine", ("machin", EXACT)),
        ("mach", ("machin", ABBREVIATED)),
        ("akcelerometr", ("accelerometr", SOUNDS_ALIKE)),
        ("grindnig", ("grinding", MISSPELT)),
        ("grining", ("grinding", MISSPELT)),
        ("grindiing", ("grinding", SOUNDS_ALIKE)),
        ("grindoing", ("grinding", MISSPELT)),
        ("grinfing", ("grinding", MISSPELT)),
        ("t800s", ("t800", COMPOUND)),
    ],
)
def test_a_word_is_met_on_the_first_rung_that_answers(word: str, expected: Meeting) -> None:
    assert meets(word)[0] == expected


def test_a_compound_is_met_by_its_parts() -> None:
    assert meets("vakuuminduktionsofen") == (("vakuum", COMPOUND), ("induktionsof", COMPOUND))


def test_two_words_of_a_term_are_met_where_they_are_written_as_one() -> None:
    assert meets("startrackers") == (("star", COMPOUND), ("tracker", COMPOUND))


def test_figures_that_touch_a_word_are_taken_apart() -> None:
    assert set(meets("5axis")) == {("5", COMPOUND), ("axis", COMPOUND)}


def test_a_dotted_word_is_the_beginning_of_a_longer_one() -> None:
    assert meets("grind", dotted=True) == (("grinding", ABBREVIATED),)
    assert meets("gri", dotted=True) == (("grinding", BEGINS),)
    assert meets("gri") == ()


@pytest.mark.parametrize("word", ["zebra", "pum", "xyz", "陀螺", "99"])
def test_a_strange_word_meets_nothing(word: str) -> None:
    assert meets(word) == ()


@pytest.mark.parametrize("word", ["x", "vakuum", "machi", "ab"])
def test_an_unbroken_word_asks_for_no_more_than_its_length(word: str) -> None:
    asked = []
    for times in (500, 1000):
        vocabulary = Vocabulary(WORDS, {})
        vocabulary.keys = keys = LookedUp(WORDS)
        long = word * times
        vocabulary.meetings(Token(long, stem(long)))
        asked.append(keys.characters / len(long))
    assert asked[1] <= 1.01 * asked[0] <= 50 * max(map(len, WORDS))


def test_the_answer_for_a_very_long_word_is_not_kept() -> None:
    vocabulary = Vocabulary(WORDS, {})
    for word in ("vakuumpump", "vakuum" * 1000):
        vocabulary.meetings(Token(word, word))
    assert [token.plain for token in vocabulary._known] == ["vakuumpump"]


def test_however_many_words_come_only_so_many_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("landwaiter.domain.goods.classification.vocabulary._MOST_KEPT", 4)
    vocabulary = Vocabulary(WORDS, {})
    asked = [Token(f"pump{number}", stem(f"pump{number}"), False) for number in range(20)]
    first = [vocabulary.meetings(one) for one in asked]
    assert len(vocabulary._known) <= 4
    assert [vocabulary.meetings(one) for one in asked] == first
