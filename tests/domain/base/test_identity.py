"""Identities sort by birth."""

from hypothesis import given
from hypothesis import strategies as st

from landwaiter.domain.base.identity import IdentityClock, uuid7

milliseconds = st.integers(0, (1 << 48) - 2)
bits = st.integers(0, (1 << 74) - 1)


def test_the_layout_is_that_of_rfc_9562() -> None:
    # RFC 9562, appendix A.6
    rand_a, rand_b = 0xCC3, 0x18C4DC0C0C07398F
    assert str(uuid7(0x017F22E279B0, rand_a << 62 | rand_b)) == (
        "017f22e2-79b0-7cc3-98c4-dc0c0c07398f"
    )


@given(milliseconds, bits)
def test_every_identity_is_a_version_7_of_the_rfc_variant(ms: int, random: int) -> None:
    made = uuid7(ms, random)
    assert (made.version, made.variant) == (7, "specified in RFC 4122")


@given(st.lists(st.tuples(milliseconds, bits), min_size=2, max_size=20))
def test_ids_rise_even_when_the_clock_goes_back(moments: list[tuple[int, int]]) -> None:
    clock, given_ids = IdentityClock(), []
    for ms, random in moments:
        clock = clock.next(ms, random)
        given_ids.append(clock.identity())
    assert given_ids == sorted(set(given_ids))


def test_a_full_millisecond_goes_on_in_the_next() -> None:
    full = IdentityClock(5, (1 << 74) - 1)
    assert full.next(5, 0).milliseconds == 6


@given(milliseconds, bits, milliseconds, bits)
def test_ids_rise_above_one_that_another_process_gave(
    ms: int, random: int, theirs: int, their_random: int
) -> None:
    known = str(uuid7(theirs, their_random))
    assert IdentityClock(ms, random).after(known).next(ms, random).identity() > known


@given(milliseconds, bits)
def test_an_older_or_no_identity_changes_nothing(ms: int, random: int) -> None:
    clock = IdentityClock(ms, random)
    assert clock.after(str(uuid7(0, 0))) == clock == clock.after("") == clock.after("no identity")
