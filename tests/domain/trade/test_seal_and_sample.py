"""The tree of a batch against its definition by halves, and the draw of the sample."""

from hashlib import sha256
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from landwaiter.domain.trade import sample_draw, seal_tree


def by_halves(leaves: list[bytes]) -> bytes:
    """RFC 6962, section 2.1, word for word."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    return sha256(b"\x01" + by_halves(leaves[:half]) + by_halves(leaves[half:])).digest()


LEAVES = st.lists(st.binary(min_size=32, max_size=32), max_size=70)


@given(LEAVES)
def test_the_root_is_that_of_the_definition(leaves: list[bytes]) -> None:
    assert seal_tree.root(leaves) == by_halves(leaves)


@given(LEAVES.filter(bool), st.data())
def test_each_path_leads_to_the_root_and_for_no_other_leaf(
    leaves: list[bytes], data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(leaves) - 1))
    steps = seal_tree.path(leaves, place)
    assert seal_tree.root_by(leaves[place], steps) == seal_tree.root(leaves)
    assert seal_tree.root_by(b"\x00" * 32, steps) != seal_tree.root(leaves) or (
        leaves[place] == b"\x00" * 32
    )


def test_a_leaf_depends_on_its_salt_and_on_both_hashes() -> None:
    one, other = "11" * 32, "22" * 32
    made = {
        seal_tree.leaf(salt, *digests)
        for salt in (b"a" * 16, b"b" * 16)
        for digests in ((one, other), (other, one), (one, one))
    }
    assert len(made) == 6


def test_about_one_in_so_many_is_drawn_and_by_secret_and_content_alone() -> None:
    contents = [sha256(str(n).encode()).hexdigest() for n in range(20_000)]
    drawn = [one for one in contents if sample_draw.Draw(b"secret", 100).takes(one)]
    assert 140 < len(drawn) < 260
    assert drawn == [one for one in contents if sample_draw.Draw(b"secret", 100).takes(one)]
    others = [one for one in contents if sample_draw.Draw(b"another", 100).takes(one)]
    assert len(set(drawn) & set(others)) < 20
    assert not any(sample_draw.Draw(b"secret", 0).takes(one) for one in contents[:100])


@pytest.mark.parametrize(
    ("missed", "looked", "bound"),
    # Tables of Clopper and Pearson: 3.689 of 120 gives 0.0247 for none, 0.0389 for one.
    [(0, 120, 25), (1, 120, 39), (0, 10, 259), (0, 0, 1000), (5, 5, 1000), (0, 3000, 1)],
)
def test_what_a_sample_tells_at_most(missed: int, looked: int, bound: int) -> None:
    assert sample_draw.most_missed(missed, looked) == bound


def test_more_looked_at_tells_more() -> None:
    bounds = [sample_draw.most_missed(0, looked) for looked in (10, 50, 100, 500, 1000)]
    assert all(later < earlier for earlier, later in pairwise(bounds))


def test_the_secret_alone_does_not_tell_what_is_drawn() -> None:
    secret, texts = b"s" * 32, {sample_draw.drawn_text("c" * 64, n, "b" * 64) for n in (1, 2)}
    assert len(texts) == 2
    made = {sample_draw.mixed(secret, one * 64) for one in (b"1", b"2")}
    assert len(made | {secret}) == 3
