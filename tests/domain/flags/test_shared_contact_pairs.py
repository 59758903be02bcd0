"""RF-C02 looks at the pairs that share something alone, and finds what all pairs would tell."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from landwaiter.domain.flags.rules.contacts import (
    DETAILS,
    _are_two,
    _Firm,
    _is_compared,
    _others,
    _sharing,
)

FIRMS = st.lists(
    st.builds(
        _Firm,
        place=st.just("parties/notify"),
        name=st.sampled_from(("Aurora", "AURORA.", "Boreal", "Cetus", "")),
        entity=st.sampled_from((None, "a", "b")),
        listed=st.just(""),
        details=st.dictionaries(
            st.sampled_from(tuple(DETAILS)), st.sets(st.sampled_from("xyz"), min_size=1)
        ),
    ),
    max_size=6,
)


@given(FIRMS)
def test_pairs_are_those_of_which_each_is_held_against_each(firms: list[_Firm]) -> None:
    pairs = [pair for pair in combinations(firms, 2) if _are_two(*pair)]
    others = _others(firms)
    assert sum(others) == 2 * len(pairs)
    assert _sharing(firms) == [
        (one, other)
        for one, other in pairs
        if any(one.details.get(name, set()) & other.details.get(name, set()) for name in DETAILS)
    ]
    paired = [firm for firm, count in zip(firms, others, strict=True) if count]
    for name in DETAILS:
        known = [name in one.details and name in other.details for one, other in pairs]
        assert _is_compared(paired, name) == (bool(known) and all(known))
