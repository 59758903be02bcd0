"""Addresses compared: which spellings are one, why, and which are not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from landwaiter.domain.intake.declaration import Address
from landwaiter.domain.intake.places import (
    Place,
    place_of,
    place_of_text,
    why_same,
    with_key,
    without_country,
)


def place(text: str, country: str = "") -> Place:
    found = place_of_text(text, country)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ("12 Science Rd, Xi'an", "12 SCIENCE ROAD XIAN", "“rd” is “road”"),
        ("12 Science Road, Xian", "Science Road 12, Xian", "the order of words does not count"),
        ("Długa 5, Gdynia", "Dluga 5, Gdynia", "“długa” is “dluga” without its marks"),
        ("ul. Długa 5, Gdańsk", "Długa 5, Gdańsk", "“ul” does not count"),
        ("Hauptstr. 7, Bonn", "Hauptstraße 7, Bonn", "“hauptstr” is “hauptstrasse”"),
        ("Road 1, 5003 Bergen", "Road 1, Bergen", "only one spelling gives the postcode 5003"),
        ("No. 8 Park Ave, Dubai", "8 Park Avenue, Dubai", "“no” does not count; “ave” is “avenue”"),
        ("P.O. Box 17, Nicosia", "PO Box 17, Nicosia", "the same words and numbers; capitals and"),
        ("科技路12号", "科技路 12", "“号” does not count"),
        ("ул. Ленина, д. 5, Москва", "Ленина 5, Москва", "“ул” does not count; “д” does not count"),
    ],
)
def test_two_spellings_are_one_address_and_it_is_said_why(one: str, other: str, why: str) -> None:
    assert place(one).is_same(place(other))
    assert place(other).is_same(place(one))
    assert why_same(place(one), place(other)).startswith(why)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Road 1, Bergen", "Road 2, Bergen"),
        ("Road 1, Bergen", "Road 1, Oslo"),
        ("Room 12, 5 Road, Xian", "Room 5, 12 Road, Xian"),
        ("Hauptstraße 1, 10827 Berlin", "Hauptstraße 1, 13158 Berlin"),
        ("Road 1, Bergen", "Road, Bergen"),
        ("Road 12a, Bergen", "Road 12b, Bergen"),
        ("12 Science Road", "12 Scientific Road"),
    ],
)
def test_what_differs_by_a_word_or_a_number_is_another_address(one: str, other: str) -> None:
    assert not place(one).is_same(place(other))


def test_countries_that_differ_part_two_addresses_and_one_that_is_missing_does_not() -> None:
    spain, venezuela, nowhere = (place("Mayor 1, Valencia", one) for one in ("ES", "VE", ""))
    assert not spain.is_same(venezuela)
    assert nowhere.is_same(spain)
    assert nowhere.is_same(venezuela)
    assert why_same(nowhere, spain) == "only one spelling gives the country ES"


def test_a_declared_address_is_one_with_the_same_in_one_line() -> None:
    declared = place_of(Address("Science Road 12", "710000", "Xi'an", "CN"))
    assert declared is not None
    text, country = without_country("Science Rd. 12, 710000 Xian, China", {"china": "CN"})
    assert declared.is_same(place(text, country))
    assert country == "CN"


def test_a_number_alone_is_a_house_number_and_no_postcode() -> None:
    assert place("1024 Main Road, Springfield").postcode == ""
    assert place("1024 Main Road, Springfield 62701").postcode == "62701"


def test_a_town_alone_is_no_address() -> None:
    assert place_of(Address(city="Shanghai", country="CN")) is None
    assert place_of_text("12") is None


def test_what_is_written_alike_needs_no_reason() -> None:
    assert why_same(place("Road 1, Bergen"), place("Road 1, Bergen")) == ""


TEXTS = st.text(st.sampled_from("ab rdst.,-12345łéñ号路'"), min_size=1, max_size=24)


@given(TEXTS)
def test_a_place_is_made_again_from_its_key(text: str) -> None:
    found = place_of_text(text, "NO")
    if found is not None:
        again = with_key(found.key)
        assert again.key == found.key
        assert again.is_same(found)


@given(TEXTS)
def test_capitals_punctuation_and_the_order_of_words_make_no_other_address(text: str) -> None:
    found = place_of_text(text)
    shouted = place_of_text(text.upper().replace(",", " , "))
    assert (found is None) == (shouted is None)
    if found is not None and shouted is not None:
        assert found.core == shouted.core
