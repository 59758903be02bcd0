"""An index finds what comparing with every listing finds."""

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from landwaiter.domain.lists.listing import Listing, Match
from landwaiter.screening import DEFAULT_THRESHOLD, Index, Query, compare
from landwaiter.screening.candidates import SearchBreadth

SYLLABLES = ("bar", "kol", "lin", "mat", "ter", "vos", "shim", "zan", "pel", "dru", "gor", "nev")
ENDINGS = ("ov", "enko", "ski", "in", "ich", "a", "ya", "")
GENERIC = ("Trading", "Group", "International", "Shipping", "Technology", "Institute")
LETTERS = "aeiklmnorst"

words = st.builds(
    lambda parts, ending: ("".join(parts) + ending).title(),
    st.lists(st.sampled_from(SYLLABLES), min_size=2, max_size=3),
    st.sampled_from(ENDINGS),
)
names = st.builds(
    lambda own, generic: " ".join((*own, *generic)),
    st.lists(words, min_size=2, max_size=3),
    st.lists(st.sampled_from(GENERIC), max_size=2),
)
listings = st.lists(
    st.tuples(
        st.sampled_from(("Person", "Company", "LegalEntity", "Vessel")),
        st.lists(names, min_size=1, max_size=3),
    ),
    min_size=1,
    max_size=25,
)


def misspelt(name: str, chance: random.Random) -> str:
    """Words in another order, one of them with a slip."""
    parts = name.split()
    chance.shuffle(parts)
    at = max(range(len(parts)), key=lambda place: len(parts[place]))
    word, letter = parts[at], chance.randrange(1, len(parts[at]) - 1)
    slips = (
        word[:letter] + word[letter + 1 :],
        word[:letter] + chance.choice(LETTERS) + word[letter:],
        word[:letter] + word[letter + 1] + word[letter] + word[letter + 2 :],
        word,
    )
    parts[at] = chance.choice(slips)
    return " ".join(parts)


def by_force(index: Index, query: Query) -> list[Match]:
    found = [compare(query, one, rarity=index.rarity) for one in index.listings]
    kept = [match for match in found if match.score >= DEFAULT_THRESHOLD]
    return sorted(kept, key=lambda match: (-match.score, match.listing_id))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(listings, st.randoms(use_true_random=False))
def test_the_index_of_a_small_list_finds_what_every_comparison_finds(
    drawn: list[tuple[str, list[str]]], chance: random.Random
) -> None:
    made = [
        Listing(f"l-{at:02d}", schema, own[0], aliases=tuple(own[1:]))
        for at, (schema, own) in enumerate(drawn)
    ]
    index = Index.build(made)
    for one in made[:3]:
        query = Query(misspelt(chance.choice((one.name, *one.aliases)), chance))
        found = index.search(query, threshold=DEFAULT_THRESHOLD, limit=len(made))
        assert list(found) == by_force(index, query)


@pytest.fixture(scope="module")
def large() -> Index:
    chance = random.Random(11)  # noqa: S311  # no secret
    made = []
    for at in range(4000):
        own = [
            "".join(chance.choices(SYLLABLES, k=chance.choice((2, 3)))) + chance.choice(ENDINGS)
            for _ in range(chance.choice((2, 2, 3)))
        ]
        made.append(Listing(f"p-{at:04d}", "Person", " ".join(own).title()))
    return Index.build(made)


def test_of_the_names_that_score_enough_nearly_all_are_among_two_hundred_candidates(
    large: Index,
) -> None:
    chance = random.Random(12)  # noqa: S311  # no secret
    asked = lost = 0
    for place, one in enumerate(large.listings):
        if place % 8:
            continue
        query = Query(misspelt(one.name, chance), "person")
        if compare(query, one, rarity=large.rarity).score < DEFAULT_THRESHOLD:
            continue
        asked += 1
        found = large.candidates(query.name, query.kind, SearchBreadth().names)
        lost += place not in large.arrays.owners[found]
    assert asked > 400
    assert lost <= asked * 0.005
