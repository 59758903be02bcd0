"""The recovery key as people type it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from landwaiter.errors import Invalid
from landwaiter.storage.keys import recovery_key
from landwaiter.storage.keys.recovery_key import ALPHABET, KeyShare


@given(st.binary(min_size=32, max_size=32))
def test_a_printed_key_reads_back_in_any_spelling(secret: bytes) -> None:
    text = recovery_key.printed(KeyShare(secret))
    assert recovery_key.read(text).secret == secret
    assert recovery_key.read(text.lower().replace("-", " ").replace(" ", "\n")).secret == secret


def test_halves_stand_in_a_line_each_and_say_which_they_are() -> None:
    halves = [KeyShare(bytes([number]) * 32, 2, number) for number in (1, 2, 3)]
    lines = [recovery_key.printed(half) for half in halves]
    assert recovery_key.read_all("\n\n".join(lines)) == tuple(halves)
    assert recovery_key.read_all(lines[1]) == (halves[1],)


def test_one_half_over_several_lines_is_one() -> None:
    text = recovery_key.printed(KeyShare(bytes(32))).replace(" ", "\n")
    assert recovery_key.read_all(text) == (KeyShare(bytes(32)),)


def test_it_is_printed_in_groups_of_four_without_look_alikes() -> None:
    text = recovery_key.printed(KeyShare(bytes(32)))
    groups = text.replace(" ", "-").split("-")
    assert [len(group) for group in groups] == [4] * 16
    assert not set("01IO") & set(ALPHABET)


@given(st.binary(min_size=32, max_size=32), st.integers(0, 63), st.sampled_from(ALPHABET))
def test_one_mistyped_letter_is_noticed(secret: bytes, at: int, letter: str) -> None:
    letters = recovery_key.printed(KeyShare(secret)).replace(" ", "").replace("-", "")
    typed = letters[:at] + letter + letters[at + 1 :]
    if typed == letters:
        return
    with pytest.raises(Invalid, match="mistyped"):
        recovery_key.read(typed)


@pytest.mark.parametrize(
    ("text", "says"), [("ABCD", "64 characters"), ("", "64 characters"), ("O" * 64, "“O”")]
)
def test_what_is_no_key_is_refused_with_the_reason(text: str, says: str) -> None:
    with pytest.raises(Invalid, match=says):
        recovery_key.read(text)
