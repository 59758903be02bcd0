"""The benchmark's exchange of names replaces the names and nothing else."""

from pathlib import Path

import pytest
from rapidfuzz.distance import OSA
from tests.benchmarks.screening.figures import F1, Outcome, holds
from tests.benchmarks.screening.generated import Exchange
from tests.benchmarks.screening.pairs import name_bench

from landwaiter.screening.languages import han, romanise

EXCHANGE = Exchange()


def both(one: str, other: str) -> tuple[str, str]:
    left, right = EXCHANGE.names((one, other))
    return left, right


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Panferov", "Pamferov"),
        ("Delbrukhe", "Delbruhe"),
        ("Kordellin", "Kordelin"),
        ("Tserdabov", "Cerdabov"),
    ],
)
def test_a_slip_stays_a_slip_in_another_name(one: str, other: str) -> None:
    left, right = both(one, other)
    assert left != one
    assert right != other
    assert OSA.distance(left, right) == OSA.distance(one, other)


def test_two_scripts_stay_transliterations_of_each_other() -> None:
    left, right = both("Remdubin", "Ремдубин")
    assert left != "Remdubin"
    assert romanise.romanised(right) == left.lower()


@pytest.mark.parametrize("name", ["Institute of Laser Physics", "Limted Company", "Mikhailovich"])
def test_words_of_language_stay(name: str) -> None:
    assert EXCHANGE.names((name,)) == [name]


def test_words_written_together_follow_their_parts() -> None:
    apart, together = both("Nikolai Redmun", "Nikolairedmun")
    assert together != "Nikolairedmun"
    assert together.lower() == apart.replace(" ", "").lower()


def test_an_initial_follows_the_word_that_it_stands_for() -> None:
    whole, short = both("Radmund Kobelev", "R. Kobelev")
    assert whole[0] != "R"
    assert short[0] == whole[0]


def test_letters_of_an_acronym_follow_its_words() -> None:
    whole, short = both("Ledbro Kelbun Redmin", "LKR")
    assert short == "".join(word[0] for word in whole.split())
    assert short != "LKR"


def test_characters_are_read_as_the_latin_name_now_spells_them() -> None:
    latin, characters = both("Wang Zhenshui", "王震水")
    assert characters != "王震水"
    assert latin != "Wang Zhenshui"
    assert han.pinyin(characters) == latin.replace(" ", "").lower()


def test_a_town_becomes_the_same_other_town_in_both_scripts() -> None:
    latin, characters = both("Harbin University", "哈尔滨大学")
    assert latin != "Harbin University"
    town = characters.removesuffix("大学")
    assert han.organisation(town)[0].spellings[0] == latin.split()[0].lower()


def test_another_seed_gives_other_names() -> None:
    found = {Exchange(seed).names(("Remdubin Palmer",))[0] for seed in range(6)}
    assert len(found) > 1
    assert Exchange(3).names(("Remdubin",)) == Exchange(3).names(("Remdubin",))


def test_nearly_all_names_of_the_lists_are_exchanged(testdata: Path) -> None:
    names = (testdata / "matching" / "rigour_sample_names.csv").read_text("utf-8").split("\n")
    moved = sum(EXCHANGE.names((name,)) != [name] for name in names)
    assert moved > len(names) // 2


def test_who_knows_the_pairs_by_heart_falls_out_of_the_interval(testdata: Path) -> None:
    real = name_bench(testdata)
    known = {(pair.one, pair.other) for pair in real if pair.same}
    by_heart, by_heart_of_made = (
        F1([Outcome((pair.one, pair.other) in known, pair.same) for pair in labelled])
        for labelled in (real, list(map(EXCHANGE.pair, real)))
    )
    assert by_heart.value > 0.95
    assert not holds(by_heart, by_heart_of_made)
