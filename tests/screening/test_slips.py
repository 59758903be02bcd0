"""Short words one slip of the pen apart."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from landwaiter.screening.slips import READ, keys_within, slips

WORDS = st.text(alphabet="abcd", min_size=3, max_size=8)


def near(text: str, words: list[str]) -> set[str]:
    """The words that are found by a text."""
    keys, places = slips(np.array(words, f"S{READ}"), np.arange(len(words), dtype=np.int32))
    return {
        words[int(place)]
        for low, high in keys_within(text)
        for place in places[(keys >= np.uint64(low)) & (keys <= np.uint64(high))]
    }


@given(WORDS.filter(lambda word: len(word) > 3), st.lists(WORDS, max_size=12))
def test_every_word_one_slip_away_is_found(text: str, words: list[str]) -> None:
    assert near(text, words) >= {word for word in words if OSA.distance(text, word) <= 1}


@given(WORDS, st.lists(WORDS, max_size=12))
def test_what_is_found_is_two_slips_away_at_most(text: str, words: list[str]) -> None:
    assert all(OSA.distance(text, word) <= 2 for word in near(text, words))


def test_each_kind_of_slip_is_found() -> None:
    words = ["cathy", "sepah", "salsih", "banca", "rosalin1"]
    for slip, word in (
        ("ctahy", "cathy"),
        ("seah", "sepah"),
        ("salsihh", "salsih"),
        ("bunca", "banca"),
        ("rosaalin1", "rosalin1"),
    ):
        assert near(slip, words) == {word}


def test_keys_rise_and_stand_once() -> None:
    keys, places = slips(np.array([b"aabb", b"abab", b"aabb"], f"S{READ}"), np.array([7, 3, 7]))
    told = list(zip(keys.tolist(), places.tolist(), strict=True))
    assert told == sorted(set(told))
