"""What is hashed and signed is RFC 8785 as the library of that name writes it."""

from typing import Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from landwaiter.canonical import bytes_of_plain, canonical_bytes, plain, stated
from landwaiter.domain.intake.declaration import Address, DeclaredParty, Role

LARGEST = 2**53 - 1
TEXTS = st.text(st.characters(codec="utf-8"))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-LARGEST, LARGEST) | TEXTS,
    lambda inner: st.lists(inner) | st.dictionaries(TEXTS, inner),
)


@given(VALUES)
def test_any_value_has_the_bytes_of_the_library(value: Any) -> None:
    assert canonical_bytes(value) == rfc8785.dumps(plain(value))


def test_keys_are_ordered_by_halves_of_letters() -> None:
    assert canonical_bytes({"\ufb33": 1, "\U0001f600": 2}) == (
        '{"\U0001f600":2,"\ufb33":1}'.encode()
    )


@pytest.mark.parametrize("value", [LARGEST + 1, [-LARGEST - 1], {"a": 10**20}, "\ud800"])
def test_what_has_no_canonical_form_is_refused(value: Any) -> None:
    with pytest.raises(rfc8785.CanonicalizationError):
        canonical_bytes(value)


ADDRESSES = st.builds(
    Address,
    street=st.none() | TEXTS,
    city=st.none() | TEXTS,
    postcode=st.none() | TEXTS,
    country=st.none() | st.sampled_from(("DE", "")),
)
PARTIES = st.builds(
    DeclaredParty,
    st.sampled_from(Role),
    identifier=st.none() | TEXTS,
    name=st.none() | TEXTS,
    address=ADDRESSES,
    item_no=st.none() | st.integers(0, 9),
)


@given(PARTIES)
def test_what_is_stated_is_plain_and_says_nothing_twice(party: DeclaredParty) -> None:
    found = stated(party)
    assert bytes_of_plain(found) == canonical_bytes(found)
    empty: tuple[Any, ...] = (None, "", {})
    whole = {**plain(party), "address": {k: v for k, v in plain(party.address).items() if v}}
    assert found == {key: value for key, value in whole.items() if value not in empty}
