"""Folding: one form for a word, whatever its case, accents and ending."""

import pytest
from tests.domain.packs import shipped

from landwaiter.domain.goods.classification.folding import bare, sound, stem
from landwaiter.domain.goods.classification.glossary import folding_of

FOLDING = folding_of(shipped("trade_words"))


def keys(text: str) -> list[str]:
    return [token.key for token in FOLDING.tokens(text)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Fräsmaschinen", "FRAESMASCHINE"),
        ("frezarka", "frezarki"),
        ("станка", "станком"),
        ("cameras", "camera"),
        ("fiber", "fibres"),
        ("pompes à vide", "pompe vide"),
        ("łożyska", "lozysko"),
    ],
)
def test_forms_of_a_word_are_one(one: str, other: str) -> None:
    assert keys(one) == keys(other)


def test_short_words_and_words_with_figures_keep_their_ending() -> None:
    assert [stem("gas"), stem("t800s")] == ["gas", "t800s"]


def test_chinese_is_cut_into_pairs_and_traditional_characters_are_simplified() -> None:
    assert keys("光纖陀螺") == keys("光纤陀螺") == ["光纤", "纤陀", "陀螺"]


def test_words_that_say_nothing_are_left_out() -> None:
    assert keys("pump for the acid, 2 pcs") == ["pump", "acid", "2"]


def test_a_decimal_number_is_one_word() -> None:
    assert keys("5,56 x 45") == ["5.56", "45"]


def test_a_type_of_one_letter_and_a_number_is_one_word() -> None:
    assert keys("F-16 wing") == keys("F16 wing") == ["f16", "wing"]
    assert keys("Т-72Б; T-800S; 5-axis") == ["т72б", "t800s", "5", "axis"]


def test_a_letter_and_a_number_within_a_longer_name_stay_apart() -> None:
    assert keys("XC7K-325 AB-16") == ["xc7k", "325", "ab", "16"]


def test_a_full_stop_marks_an_abbreviation() -> None:
    assert [token.dotted for token in FOLDING.tokens("vert. lathe")] == [True, False]


def test_an_international_word_sounds_alike_in_five_languages() -> None:
    words = ("spectrometer", "spektrometr", "spectrometre", "спектрометр")
    assert len({sound(stem(bare(word))) for word in words}) == 1


def test_a_short_word_has_no_sound() -> None:
    assert sound("laser") is None


def test_a_very_long_word_is_told_cut_short_and_met_whole() -> None:
    (token,) = FOLDING.tokens("vakuum" * 1000)
    assert (token.plain, len(token.said), token.said[-1]) == ("vakuum" * 1000, 64, "…")


@pytest.mark.parametrize("text", ["7,62 mm", "7.62mm", "7.62-mm", "7.62\u00a0MM"])
def test_a_figure_and_its_unit_are_one_word(text: str) -> None:
    (token,) = FOLDING.tokens(text)
    assert (token.key, token.measure) == ("7.62mm", True)


@pytest.mark.parametrize("text", ["5 axis", "M8 mmx", "30x40", "3.5 pumps", "F16 a"])
def test_a_figure_beside_another_word_is_no_measure(text: str) -> None:
    assert not any(token.measure for token in FOLDING.tokens(text))


def test_without_units_a_figure_stands_alone() -> None:
    assert [token.key for token in folding_of(None).tokens("6 mm BB")] == ["6", "mm", "bb"]


@pytest.mark.parametrize(
    ("text", "keys"),
    [("S-glass", ["sglass"]), ("T/R module", ["tr", "modul"]), ("U-Boot", ["uboot"])],
)
def test_a_letter_before_a_word_makes_another_word_of_it(text: str, keys: list[str]) -> None:
    assert [token.key for token in FOLDING.tokens(text)] == keys


def test_single_letters_are_told_where_they_are_asked_for() -> None:
    assert [token.key for token in FOLDING.tokens("X ray", letters=True)] == ["x", "ray"]
    assert [token.key for token in FOLDING.tokens("X ray")] == ["ray"]
