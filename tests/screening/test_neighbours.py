"""The sounds of an index, and which of them are like a word."""

from collections import Counter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from landwaiter.domain.lists.listing import Listing
from landwaiter.screening import Index
from landwaiter.screening.arrays import Sounds, counted
from landwaiter.screening.feature import trigrams
from landwaiter.screening.languages.romanise import rough_sound
from landwaiter.screening.name import Word
from landwaiter.screening.neighbours import Near, Neighbours

SOUNDS = st.text(alphabet="bdkmnt", min_size=2, max_size=9)
LISTED = st.lists(SOUNDS, min_size=1, max_size=30)


def neighbours_of(listed: list[str]) -> Neighbours:
    """Over listings that have each one word."""
    listings = [
        Listing(listing_id=str(at), schema="Vessel", name=name) for at, name in enumerate(listed)
    ]
    arrays = Index.build(listings).arrays
    return Neighbours(arrays, Sounds(arrays))


def told(neighbours: Neighbours, near: Near) -> dict[str, float]:
    sounds = neighbours.sounds.at(near.places)
    return dict(zip(sounds, near.likeness.tolist(), strict=True))


@given(LISTED, LISTED)
def test_a_sound_is_found_where_the_index_has_it(listed: list[str], asked: list[str]) -> None:
    neighbours = neighbours_of(listed)
    sounds = neighbours.sounds
    every = sounds.at(np.arange(len(neighbours.arrays.sound_ends)))
    found = sounds.at(np.array(sounds.exactly(asked), np.int32))
    assert found == [sound for sound in asked if sound in every]


@given(LISTED, SOUNDS, SOUNDS)
def test_joined_words_are_met_as_they_are_or_nearly(listed: list[str], one: str, two: str) -> None:
    joined = one + two
    neighbours = neighbours_of([*listed, joined])
    every = neighbours.sounds.at(np.arange(len(neighbours.arrays.sound_ends)))
    exact = told(neighbours, neighbours.of_joined(joined, exactly=True))
    assert exact == {sound: 1 for sound in every if sound == joined}
    nearly = told(neighbours, neighbours.of_joined(joined, exactly=False))
    assert exact.items() <= nearly.items()
    assert all(OSA.normalized_similarity(joined, sound) >= 0.85 for sound in nearly)


@given(LISTED, SOUNDS)
def test_a_like_sound_that_shares_its_trigrams_is_met(listed: list[str], text: str) -> None:
    neighbours = neighbours_of(listed)
    every = neighbours.sounds.at(np.arange(len(neighbours.arrays.sound_ends)))
    word = Word(text, (text,), text, "latin", personal=False)
    found = told(neighbours, neighbours.of(word))
    spoken = rough_sound(text)
    own = set(trigrams(spoken))
    for sound in every:
        alike = OSA.normalized_similarity(spoken, sound)
        if alike > 0.6 and len(own.intersection(trigrams(sound))) >= 2:
            assert found[sound] >= np.float32(alike)


@given(st.lists(st.integers(0, 9)))
def test_places_are_counted(places: list[int]) -> None:
    distinct, times = counted(np.array(sorted(places), np.int32))
    assert dict(zip(distinct.tolist(), times.tolist(), strict=True)) == Counter(places)
    assert distinct.tolist() == sorted(set(places))
