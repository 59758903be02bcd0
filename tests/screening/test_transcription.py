"""Foreign names in Chinese: how far two strings of classes are apart."""

from hypothesis import given
from hypothesis import strategies as st

from landwaiter.screening.languages import transcription

CLASSES = st.text(alphabet="PMFTNLKHJSZWYRaiu", max_size=8)


@given(CLASSES, CLASSES, st.integers(0, 900))
def test_an_early_end_says_no_more_than_that_it_is_too_far(one: str, other: str, most: int) -> None:
    whole = transcription._distance(one, other, 1_000_000)
    cut = transcription._distance(one, other, most)
    assert cut == whole or (cut > most and whole > most)


@given(CLASSES, CLASSES)
def test_nothing_is_nearer_than_the_same_from_either_side(one: str, other: str) -> None:
    found = transcription._distance(one, other, 1_000_000)
    assert found == transcription._distance(other, one, 1_000_000)
    assert (found == 0) == (one == other)


def test_near_consonants_cost_less_than_far_ones() -> None:
    near, far = (transcription._distance("LaPa", name, 900) for name in ("RaPa", "TaPa"))
    assert near < far
