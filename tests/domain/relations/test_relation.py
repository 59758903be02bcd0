"""A relation has two states or more, and a figure of it is never a percentage."""

import pytest

from landwaiter.domain.relations.relation import (
    KIND_WORDS,
    RelationKind,
    checked_figure,
    checked_pair,
    pair_of,
)
from landwaiter.errors import Invalid


def test_every_kind_has_its_words() -> None:
    assert set(KIND_WORDS) == set(RelationKind)


def test_states_are_codes_in_the_order_in_which_they_were_stated() -> None:
    assert checked_pair(("ru", " CN ", "ZA")) == ("RU", "CN", "ZA")
    assert pair_of(("RU", "CN")) == ("CN", "RU")


@pytest.mark.parametrize("given", [("CN",), ("CN", "cn"), ("CN", "Russia"), ()])
def test_one_state_alone_or_a_name_is_no_pair(given: tuple[str, ...]) -> None:
    with pytest.raises(Invalid) as caught:
        checked_pair(given)
    assert caught.value.field == "states"


@pytest.mark.parametrize(("figure", "unit"), [("83 %", "of it"), ("83", "per cent"), ("8", "%")])
def test_a_percentage_is_a_share_and_no_figure(figure: str, unit: str) -> None:
    with pytest.raises(Invalid, match="percentage"):
        checked_figure(figure, unit)


def test_a_figure_stands_with_its_unit() -> None:
    assert checked_figure(" several thousand ", "places a year") == (
        "several thousand",
        "places a year",
    )
    with pytest.raises(Invalid):
        checked_figure("250", "")
    with pytest.raises(Invalid):
        checked_figure("", "places")
