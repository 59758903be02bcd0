"""Dates, states, names and numbers in the words of publishers."""

import pytest

from landwaiter.domain.base.birth_dates import covered
from landwaiter.formats.lists.countries import country_codes, foreign_code
from landwaiter.formats.lists.dates import dates_in
from landwaiter.formats.lists.names import enumerated, several, split_names
from landwaiter.formats.lists.numbers import numbers_in


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("18.1.1970 or 29.3.1965", ("1970-01-18", "1965-03-29")),
        ("00/00/1961", ("1961",)),
        ("00/03/1961", ("1961-03",)),
        ("31.6.1970", ("1970-06",)),
        ("6.12. 1970", ("1970-12-06",)),
        ("5.1966", ("1966-05",)),
        ("26 January 1974", ("1974-01-26",)),
        ("January 18, 1974", ("1974-01-18",)),
        ("Jan 1974", ("1974-01",)),
        ("circa 1965", ("1965~",)),
        ("1965 (approximately)", ("1965~",)),
        ("(a) 3.5.1960, (b) approximately 1961", ("1960-05-03", "1961~")),
        ("between 1968 and 1970", ("1968/1970",)),
        ("between 1.1.1980 and 2.2.1981", ("1980-01-01/1981-02-02",)),
        ("1968/1969", ("1968/1969",)),
        ("1962-1963", ("1962/1963",)),
        ("1980-81", ("1980/1981",)),
        ("1950s", ("1950/1959",)),
        ("1969, 1971 or 1975", ("1969", "1971", "1975")),
        ("1390 (Hijri calendar)", ()),
        ("10 October (year unknown)", ()),
        ("2022-02-25T10:00:00", ("2022-02-25",)),
    ],
)
def test_dates_are_found_at_their_precision(text: str, dates: tuple[str, ...]) -> None:
    assert dates_in(text) == dates


@pytest.mark.parametrize(
    ("stated", "plain"),
    [
        ("1970-01-18", ("1970-01-18",)),
        ("1965~", ("1965", "1964", "1966")),
        ("1968/1970", ("1968", "1969", "1970")),
        ("1900/1970", ("1900", "1970")),
        ("sometime", ("sometime",)),
    ],
)
def test_a_stated_date_covers_the_plain_dates_it_may_mean(
    stated: str, plain: tuple[str, ...]
) -> None:
    assert covered(stated) == plain


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Iran (Islamic Republic of)", ("IR",)),
        ("(a) German, (b) Moroccan", ("DE", "MA")),
        ("Ukrainian and Russian", ("UA", "RU")),
        ("1) Saudi Arabia 2) Qatar", ("SA", "QA")),
        ("Democratic People’s Republic of Korea (DPRK)", ("KP",)),
        ("Trinidad and Tobago", ("TT",)),
        ("Myanmar/Burma", ("MM",)),
        ("of the Republic of Moldova", ("MD",)),
        ("Italian since 1990", ("IT",)),
        ("Tunisian. National Identification No.: 08619445", ("TN",)),
        ("Korea, North", ("KP",)),
        ("cn", ("CN",)),
        ("Congolese", ()),
        ("Atlantis", ()),
    ],
)
def test_states_are_told_by_names_and_nationalities(text: str, codes: tuple[str, ...]) -> None:
    assert country_codes(text) == codes


def test_states_are_told_in_other_languages() -> None:
    words = ("Deutschland", "Россия", "中国", "Szwecja", "Atlantis")
    assert [foreign_code(word) for word in words] == ["DE", "RU", "CN", "SE", ""]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ivan Sample", [("Ivan Sample", False)]),
        ("Мария (born Старая)", [("Мария", False), ("Старая", True)]),
        ("Aksyon (Аксён)", [("Aksyon", False), ("Аксён", False)]),
        ("Анна ПРИМЕР / Ганна ПРИМЕР", [("Анна ПРИМЕР", False), ("Ганна ПРИМЕР", False)]),
        ("Old Plant (formerly listed as)", [("Old Plant", True)]),
        ("Plant (formerly known as Old Plant)", [("Plant", False), ("Old Plant", True)]),
        ("Sample Front (SF)", [("Sample Front (SF)", False)]),
        ("Bear. Date of birth: 11.4.1963. Nationality: Egyptian", [("Bear", False)]),
    ],
)
def test_names_are_split_where_a_publisher_splits_them(
    text: str, names: list[tuple[str, bool]]
) -> None:
    assert list(split_names(text)) == names


def test_values_in_quotation_marks_may_hold_a_semicolon() -> None:
    assert several('one; "two; and a half";three') == ("one", "two; and a half", "three")
    assert several('a "b; c') == ("a b", "c")


def test_what_is_counted_up_is_taken_apart() -> None:
    assert enumerated("(a) Director, (b) Owner") == ("Director", "Owner")
    assert enumerated("Director") == ("Director",)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("(a) A-333602 (Indian) issued on 4.6.1985, (b) D00001184", [("A-333602", "IN"),
                                                                     ("D00001184", "")]),
        ("Passport No: 592667 (Qatari passport issued on 3 May 2007).", [("592667", "QA")]),
        ("1 121 402 000 213", [("1 121 402 000 213", "")]),
        ("unknown", []),
    ],
)  # fmt: skip
def test_numbers_are_found_with_their_state(text: str, numbers: list[tuple[str, str]]) -> None:
    assert [(number, state) for number, state, _words in numbers_in(text)] == numbers
