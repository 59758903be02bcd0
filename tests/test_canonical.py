"""What is hashed and signed is RFC 8785 as the library of that name writes it."""

from typing import Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from landwaiter.canonical import canonical_bytes, plain

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
